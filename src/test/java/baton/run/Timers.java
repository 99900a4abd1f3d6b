package baton.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timers that a run has, found without the help of what decides about them. */
final class Timers {
  private Timers() {}

  /**
   * Those that were kept elsewhere, and that the run relies upon. A suspended run relies only on
   * the time-outs and waits of what still runs; for the rest it looks at the clock when it is
   * resumed.
   */
  static List<RunTimer> awaited(RunState state) {
    var suspended = state instanceof StartedRun run && run.status() == RunStatus.Suspended;
    return all(state).stream()
        .filter(timer -> timer.kept() && !(suspended && !runsOn(timer)))
        .toList();
  }

  private static boolean runsOn(RunTimer timer) {
    return timer.kind() == RunTimer.Kind.TIMEOUT
        || timer.kind() == RunTimer.Kind.WAIT
        || timer.kind() == RunTimer.Kind.ITEMS;
  }

  static @Nullable RunTimer named(RunState state, String key) {
    return all(state).stream().filter(timer -> timer.key().equals(key)).findFirst().orElse(null);
  }

  private static List<RunTimer> all(RunState state) {
    var timers = new ArrayList<RunTimer>();
    if (state instanceof StartedRun run
        && run.current() instanceof StageRun stage
        && (run.status() == RunStatus.InProgress || run.status() == RunStatus.Suspended)) {
      if (stage.timer() != null) {
        timers.add(stage.timer());
      }
      for (var step : stage.steps().values()) {
        timers.addAll(step.timers());
      }
    }
    return timers;
  }
}
