package baton.run;

/**
 * An attempt of an external step, the lease under which a worker has ended it, and whether well.
 */
public record EndedTask(int attempt, String lease, boolean completed) {
  static EndedTask of(int attempt, String lease, StepOutcome outcome) {
    return new EndedTask(attempt, lease, outcome instanceof StepOutcome.Finished);
  }
}
