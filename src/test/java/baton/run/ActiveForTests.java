package baton.run;

/** Flows whose version 3 is active, and orchestrations whose version 5 is; or none of them. */
record ActiveForTests(boolean active) implements RunContext.ActiveFlows {
  static final int FLOW = 3;
  static final int ORCHESTRATION = 5;

  @Override
  public Integer activeVersion(String flow) {
    return active ? (Integer) FLOW : null;
  }

  @Override
  public Integer activeOrchestration(String orchestration) {
    return active ? (Integer) ORCHESTRATION : null;
  }
}
