package baton.run;

/** Where a step run stands. */
public enum StepStatus {
  NotStarted,
  InProgress,
  Completed,
  Skipped,
  Discontinued,
  Error,
  Canceled,
  Suspended;

  /** Done or passed over; a step in error may be finished as well: {@link StepRun#finished}. */
  public boolean finished() {
    return this == Completed || this == Skipped;
  }
}
