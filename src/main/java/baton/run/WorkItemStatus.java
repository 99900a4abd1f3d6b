package baton.run;

/** Where a work item stands. */
public enum WorkItemStatus {
  Assigned,
  Claimed,
  Completed,
  Canceled,
  Discontinued,
  OnHold;

  public boolean open() {
    return this == Assigned || this == Claimed || this == OnHold;
  }
}
