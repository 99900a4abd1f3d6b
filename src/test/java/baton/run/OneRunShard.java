package baton.run;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/** Does for one run in a test what its shard does: wakes it for a message, lets it sleep. */
final class OneRunShard extends AbstractBehavior<OneRunShard.Command> {
  sealed interface Command {}

  record Deliver(Run.Command command) implements Command {}

  record LetSleep() implements Command {}

  /** The actor ends without a chance to do anything, and is started again. */
  record Crash() implements Command {}

  private record Gone() implements Command {}

  private final AwakeRun awakeRun;
  private final List<Run.Command> buffered = new ArrayList<>();
  private @Nullable ActorRef<Run.Command> run;
  private boolean goingToSleep;
  private boolean crashing;

  static Behavior<Command> create(AwakeRun awakeRun) {
    return Behaviors.setup(context -> new OneRunShard(context, awakeRun));
  }

  private OneRunShard(ActorContext<Command> context, AwakeRun awakeRun) {
    super(context);
    this.awakeRun = awakeRun;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Deliver.class, this::deliver)
        .onMessage(LetSleep.class, sleep -> letSleep())
        .onMessage(Crash.class, crash -> crash())
        .onMessage(Gone.class, gone -> gone())
        .build();
  }

  private Behavior<Command> deliver(Deliver deliver) {
    if (goingToSleep || crashing) {
      buffered.add(deliver.command());
    } else {
      awake().tell(deliver.command());
    }
    return this;
  }

  private ActorRef<Run.Command> awake() {
    var known = run;
    if (known != null) {
      return known;
    }
    var self = getContext().getSelf();
    var begun =
        getContext()
            .spawnAnonymous(
                Run.create(
                    awakeRun.id,
                    awakeRun.around.surroundings(),
                    sleeper -> self.tell(new LetSleep()),
                    () -> {
                      awakeRun.revived.incrementAndGet();
                      self.tell(new Deliver(new Run.Wake()));
                    }));
    getContext().watchWith(begun, new Gone());
    run = begun;
    awakeRun.awake = true;
    return begun;
  }

  private Behavior<Command> letSleep() {
    if (run != null && !goingToSleep) {
      goingToSleep = true;
      run.tell(new Run.Stop());
    }
    return this;
  }

  private Behavior<Command> crash() {
    if (run != null) {
      crashing = true;
      getContext().stop(run);
    }
    return this;
  }

  private Behavior<Command> gone() {
    var again = !goingToSleep || !buffered.isEmpty();
    run = null;
    awakeRun.awake = false;
    goingToSleep = false;
    crashing = false;
    if (again) {
      buffered.forEach(awake()::tell);
      buffered.clear();
    }
    return this;
  }
}
