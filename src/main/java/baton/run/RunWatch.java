package baton.run;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Follows one run for one listener, across restarts and moves of the run: it repeats its wish, and
 * passes on each newer state until the run has ended or the listener is gone.
 */
final class RunWatch extends AbstractBehavior<RunWatch.Command> {
  private static final Duration REPEAT = Duration.ofSeconds(5);

  sealed interface Command {}

  private record Told(Run.Reply reply) implements Command {}

  private record Repeat() implements Command {}

  private record ListenerGone() implements Command {}

  private final ActorRef<Run.Reply> listener;
  private final Runnable wish;
  private long seen;

  /**
   * @param ask tells the run that an actor wants each state newer than a revision
   */
  static Behavior<Command> create(
      ActorRef<Run.Reply> listener, BiConsumer<ActorRef<Run.Reply>, Long> ask) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> {
          timers.startTimerWithFixedDelay(new Repeat(), REPEAT);
          context.watchWith(listener, new ListenerGone());
          return new RunWatch(context, listener, ask);
        }));
  }

  private RunWatch(
      ActorContext<Command> context,
      ActorRef<Run.Reply> listener,
      BiConsumer<ActorRef<Run.Reply>, Long> ask) {
    super(context);
    this.listener = listener;
    var self = context.messageAdapter(Run.Reply.class, Told::new);
    this.wish = () -> ask.accept(self, seen);
    wish.run();
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(
            Repeat.class,
            repeat -> {
              wish.run();
              return this;
            })
        .onMessage(ListenerGone.class, gone -> Behaviors.stopped())
        .onMessage(Told.class, told -> told(told.reply()))
        .build();
  }

  private Behavior<Command> told(Run.Reply reply) {
    switch (reply) {
      case Run.Seen news -> {
        if (news.view().revision() > seen) {
          seen = news.view().revision();
          listener.tell(news);
        }
      }
      case Run.Absent absent -> listener.tell(absent);
      case Run.Busy ignored -> {} // the wish is repeated anyway
      case Run.Accepted ignored -> {}
      case Run.Rejected ignored -> {}
      case Run.Explained ignored -> {}
    }
    return this;
  }
}
