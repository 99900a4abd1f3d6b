package baton.run;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** How a run leaves memory when nothing has happened to it for a while, and comes back. */
final class RunSleep {
  private final ActorContext<Run.Command> context;
  private final TimerScheduler<Run.Command> timers;
  private final RunSurroundings surroundings;
  private final Supplier<Run.Command> sleep;
  private final Consumer<ActorRef<Run.Command>> passivate;
  private final Runnable revive;

  /**
   * @param sleep what the run tells itself when it is time to look whether it may sleep
   * @param passivate asks the shard to let the run leave memory
   * @param revive sends the run a message by way of its shard, which wakes it again
   */
  RunSleep(
      ActorContext<Run.Command> context,
      TimerScheduler<Run.Command> timers,
      RunSurroundings surroundings,
      Supplier<Run.Command> sleep,
      Consumer<ActorRef<Run.Command>> passivate,
      Runnable revive) {
    this.context = context;
    this.timers = timers;
    this.surroundings = surroundings;
    this.sleep = sleep;
    this.passivate = passivate;
    this.revive = revive;
  }

  void later() {
    timers.startSingleTimer("sleep", sleep.get(), surroundings.pace().sleep());
  }

  void begin() {
    passivate.accept(context.getSelf());
  }

  /** The shard has asked the run to end; meanwhile something may have come in between. */
  void ended(boolean idle) {
    if (!idle) {
      revive.run();
    }
  }
}
