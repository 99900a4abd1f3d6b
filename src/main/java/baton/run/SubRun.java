package baton.run;

import org.jspecify.annotations.Nullable;

/**
 * A run of another orchestration that does an attempt of a step, for as long as this run has
 * anything to say to it or to hear from it.
 */
public record SubRun(
    String id,
    String step,
    int visit,
    int attempt,
    String orchestration,
    int version,
    Stand stand) {
  /** How far it has come, as this run knows. */
  public enum Stand {
    /** It has not answered yet. */
    WANTED,
    BEGUN,
    /** It is in error; somebody may resume it. */
    FAILED
  }

  SubRun with(Stand newStand) {
    return new SubRun(id, step, visit, attempt, orchestration, version, newStand);
  }

  /** The step that it does, if that is still at the same attempt. */
  @Nullable StepRun step(StartedRun run) {
    var found = run.step(step, visit);
    return found == null || found.attempt() != attempt ? null : found;
  }

  /**
   * Whether the run still waits for it: its attempt goes on; or it failed and took the step with
   * it, so that it counts after all if somebody resumes it.
   */
  boolean awaitedBy(StartedRun run) {
    var done = step(run);
    return done != null && (stand == Stand.FAILED ? mayStillCount(run, done) : done.works());
  }

  private static boolean mayStillCount(StartedRun run, StepRun step) {
    return switch (run.status()) {
      case Suspended -> step.inProgress() && step.kept() instanceof StepOutcome.Failed;
      case Error ->
          step.status() == StepStatus.Error
              && step.broken()
              && step.kept() == null
              && isOfCurrentStage(run, step);
      case InProgress, Completed, Canceled -> false;
    };
  }

  /** Only steps of the stage where the run is start again. */
  static boolean isOfCurrentStage(StartedRun run, StepRun step) {
    var stage = run.current();
    return stage != null && step.equals(stage.steps().get(step.step()));
  }
}
