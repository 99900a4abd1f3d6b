package baton.step;

import baton.run.Run;
import baton.run.RunSurroundings;
import baton.run.RunWork.Wait;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Waits for a time that is near, or has one kept that is far away, so that no run stays in memory
 * for it.
 */
final class WaitStep {
  /** A run sleeps only where it saves more than its next start costs. */
  static final Duration NEAR = Duration.ofSeconds(10);

  /** The run may see the time a little earlier than this node does; then it is told again. */
  private static final Duration REPEAT = Duration.ofSeconds(1);

  private WaitStep() {}

  static Behavior<?> create(
      RunSurroundings.RunFacts run, Wait work, ActorRef<Run.Command> reportTo, StepActors around) {
    var timer = work.timer();
    var left = Duration.between(around.clock().instant(), timer.due());
    return left.compareTo(NEAR) > 0
        ? Attempt.of(
            "timer " + timer.key() + " of run " + run.runId(),
            () -> around.timers().keep(run.runId(), timer.key(), timer.due()),
            done -> new Run.TimerStored(timer.key()),
            reportTo)
        : waiting(left, new Run.TimePassed(timer.key()), reportTo);
  }

  private static Behavior<?> waiting(
      Duration left, Run.TimePassed passed, ActorRef<Run.Command> reportTo) {
    return Behaviors.<Run.TimePassed>withTimers(timers -> {
      timers.startTimerWithFixedDelay(passed, left.isNegative() ? Duration.ZERO : left, REPEAT);
      return Behaviors.receiveMessage(due -> {
        reportTo.tell(due);
        return Behaviors.same();
      });
    });
  }
}
