package baton.run;

/** Where a run stands. */
public enum RunStatus {
  InProgress,
  Completed,
  Suspended,
  Canceled,
  Error;

  public boolean ended() {
    return this == Completed || this == Canceled;
  }
}
