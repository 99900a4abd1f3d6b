package baton.work;

import baton.work.InboxStore.Entry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sharded actor, one for each holder of a list, that shows work items to their people.
 *
 * <p>It places what is assigned to its holder ({@link Placing}), and is the one that writes its
 * holder's {@link HolderList list}, which it reads and claims when the first row comes. A request
 * that fails is not answered; the asker's time-out says so, and everything may be asked again.
 */
public final class WorkRouter {
  /** What a router can be asked. */
  public sealed interface Command {}

  /** Show this revision of an open item. */
  public record Place(WorkItem item, ActorRef<Reply> replyTo) implements Command {}

  /** Show that this item is no longer open. */
  public record Withdraw(WorkItem item, ActorRef<Reply> replyTo) implements Command {}

  /** Put an item into the list of this router's holder. */
  record File(Entry entry, long stamp, ActorRef<Done> replyTo) implements Command {}

  /** What a router answers, after everything is written. */
  public sealed interface Reply {
    String itemId();

    int revision();
  }

  /** Lists show it, and its mails are in the outbox. */
  public record Placed(String itemId, int revision) implements Reply {}

  /** There is nobody to show it to; orphans have it. The reason is a sentence for people. */
  public record Unroutable(String itemId, int revision, String reason) implements Reply {}

  /** What comes later, for the router that waits for it: one that failed is followed by another. */
  private record GoOn(WorkRouter of, Runnable next) implements Command {}

  private record Failed(WorkRouter of, Throwable failure) implements Command {}

  private record Ended(WorkRouter of) implements Command {}

  private record Tick() implements Command {}

  private record CountAgain() implements Command {}

  private record Asked(
      Function<WorkItem, CompletionStage<Reply>> step, WorkItem item, ActorRef<Reply> replyTo) {}

  private static final Logger LOG = LoggerFactory.getLogger(WorkRouter.class);

  private static final Duration TICK = Duration.ofSeconds(5);

  /** What an earlier router of the holder wrote has arrived by then, or never will. */
  static final Duration COUNT_AGAIN_AFTER = Duration.ofSeconds(30);

  /** Items placed at once; others wait. */
  static final int MOST_PLACING = 128;

  /** Requests waiting; whoever finds no room is not answered, and asks again. */
  private static final int MOST_WAITING = 2_000;

  private final Holder holder;
  private final InboxStore store;
  private final ListStore lists;
  private final Placing placing;
  private final InstantSource clock;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Deque<Asked> waiting = new ArrayDeque<>();
  private final Deque<File> filing = new ArrayDeque<>();
  private int asked;
  private boolean loading;
  private @Nullable HolderList list;

  private WorkRouter(
      Holder holder,
      InboxStore store,
      ListStore lists,
      Placing placing,
      InstantSource clock,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    this.holder = holder;
    this.store = store;
    this.lists = lists;
    this.placing = placing;
    this.clock = clock;
    this.context = context;
    this.timers = timers;
  }

  static Behavior<Command> create(
      Holder holder, InboxStore store, ListStore lists, Placing placing, InstantSource clock) {
    Behavior<Command> routing =
        Behaviors.setup(context ->
            Behaviors.withTimers(timers ->
                new WorkRouter(holder, store, lists, placing, clock, context, timers).routing()));
    return Behaviors.supervise(routing)
        .onFailure(
            SupervisorStrategy.restartWithBackoff(
                Duration.ofMillis(200), Duration.ofSeconds(10), 0.2));
  }

  private Behavior<Command> routing() {
    return Behaviors.receive(Command.class)
        .onMessage(Place.class, place -> ask(placing::place, place.item(), place.replyTo()))
        .onMessage(
            Withdraw.class, command -> ask(placing::withdraw, command.item(), command.replyTo()))
        .onMessage(File.class, this::file)
        .onMessage(GoOn.class, this::goOn)
        .onMessage(Failed.class, this::fail)
        .onMessage(Ended.class, this::ended)
        .onMessage(Tick.class, tick -> with(HolderList::tick))
        .onMessage(CountAgain.class, again -> with(HolderList::countAgain))
        .build();
  }

  private Behavior<Command> ask(
      Function<WorkItem, CompletionStage<Reply>> step, WorkItem item, ActorRef<Reply> replyTo) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(new Asked(step, item, replyTo));
    }
    return placeWaiting();
  }

  private Behavior<Command> placeWaiting() {
    while (asked < MOST_PLACING && !waiting.isEmpty()) {
      asked++;
      var next = waiting.remove();
      var placed = next.step().apply(next.item());
      context.pipeToSelf(
          placed,
          (reply, failure) -> {
            if (failure == null) {
              next.replyTo().tell(reply);
            } else {
              LOG.warn(
                  "item {} revision {} not shown",
                  next.item().id(),
                  next.item().revision(),
                  failure);
            }
            return new Ended(this);
          });
    }
    return Behaviors.same();
  }

  private Behavior<Command> ended(Ended ended) {
    if (ended.of() == this) {
      asked--;
    }
    return placeWaiting();
  }

  private Behavior<Command> file(File file) {
    var known = list;
    if (known != null) {
      file(known, file);
      return Behaviors.same();
    }
    if (filing.size() < MOST_WAITING) {
      filing.add(file);
    }
    if (!loading) {
      loading = true;
      then(
          HolderList.load(ListSizes.USUAL, holder, lists),
          loaded ->
              HolderList.start(holder, lists, store, this::then, clock, loaded, this::loaded));
    }
    return Behaviors.same();
  }

  private void loaded(HolderList loaded) {
    list = loaded;
    timers.startTimerWithFixedDelay(new Tick(), TICK);
    timers.startSingleTimer(new CountAgain(), COUNT_AGAIN_AFTER);
    while (!filing.isEmpty()) {
      file(loaded, filing.remove());
    }
  }

  private static void file(HolderList list, File file) {
    list.file(
        ListRow.of(file.entry(), file.stamp()), () -> file.replyTo().tell(Done.getInstance()));
  }

  private <T> void then(CompletionStage<T> stage, Consumer<T> next) {
    context.pipeToSelf(
        stage,
        (value, failure) ->
            failure == null ? new GoOn(this, () -> next.accept(value)) : new Failed(this, failure));
  }

  private Behavior<Command> goOn(GoOn later) {
    if (later.of() == this) {
      later.next().run();
    }
    return Behaviors.same();
  }

  private Behavior<Command> with(Consumer<HolderList> step) {
    if (list != null) {
      step.accept(list);
    }
    return Behaviors.same();
  }

  private Behavior<Command> fail(Failed failed) {
    if (failed.of() == this) {
      throw new IllegalStateException(
          "the list of " + holder + " cannot be kept", failed.failure());
    }
    return Behaviors.same();
  }
}
