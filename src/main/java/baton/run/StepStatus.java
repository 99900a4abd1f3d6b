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

  /** Nothing more is awaited of the step, as "all steps completed" counts it. */
  public boolean finished() {
    return this == Completed || this == Skipped;
  }
}
