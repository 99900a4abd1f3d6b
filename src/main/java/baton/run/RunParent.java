package baton.run;

import org.jspecify.annotations.Nullable;

/**
 * Which step of which other run a run is for.
 *
 * @param item of the collection that the step fans out over; null where it does not
 * @param depth how many runs stand above, from 1
 */
public record RunParent(
    String runId, String step, int visit, int attempt, @Nullable Integer item, int depth) {

  /** What a sub-run of a run is told of it. */
  static RunParent of(RunSurroundings.RunFacts run, SubRun sub) {
    return new RunParent(
        run.runId(), sub.step(), sub.visit(), sub.attempt(), null, depthBelow(run.start()));
  }

  /** How many runs stand above those that this run begins. */
  static int depthBelow(RunEvent.RunStarted run) {
    return run.parent() == null ? 1 : run.parent().depth() + 1;
  }
}
