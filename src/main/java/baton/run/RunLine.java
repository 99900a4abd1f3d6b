package baton.run;

import baton.definition.Orchestration;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Keeps the line that a run has in the list of runs: written soon after a change, once for changes
 * that follow each other quickly, again where it could not be stored.
 */
final class RunLine {
  private static final String TIMER = "row";

  private final ActorContext<Run.Command> context;
  private final TimerScheduler<Run.Command> timers;
  private final RunSurroundings surroundings;
  private final Supplier<Run.Command> write;
  private final BiFunction<Long, Boolean, Run.Command> written;
  private long shown;

  RunLine(
      ActorContext<Run.Command> context,
      TimerScheduler<Run.Command> timers,
      RunSurroundings surroundings,
      Supplier<Run.Command> write,
      BiFunction<Long, Boolean, Run.Command> written) {
    this.context = context;
    this.timers = timers;
    this.surroundings = surroundings;
    this.write = write;
    this.written = written;
  }

  void changed() {
    if (!timers.isTimerActive(TIMER)) {
      timers.startSingleTimer(TIMER, write.get(), surroundings.pace().row());
    }
  }

  void write(String runId, RunState state, LoadedVersions versions, long revision) {
    if (state instanceof StartedRun run && versions.of(run) instanceof Orchestration known) {
      context.pipeToSelf(
          surroundings.listing().put(RunLines.of(runId, run, known, revision)),
          (done, failure) -> written.apply(revision, failure == null));
    }
  }

  /** Answers may overtake each other; the list keeps the row of the highest revision. */
  void written(long revision, boolean stored) {
    if (stored) {
      shown = Math.max(shown, revision);
    } else {
      timers.startSingleTimer(TIMER, write.get(), surroundings.pace().retry());
    }
  }

  boolean shows(long revision) {
    return shown == revision;
  }
}
