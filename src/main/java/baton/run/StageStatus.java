package baton.run;

/** Where a stage run stands; a stage has no status before it starts. */
public enum StageStatus {
  InProgress,
  Completed,
  Suspended,
  Canceled,
  Discontinued,
  Error
}
