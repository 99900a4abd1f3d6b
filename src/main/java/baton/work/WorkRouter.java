package baton.work;

import baton.definition.Assignee;
import baton.work.InboxStore.Bucket;
import baton.work.InboxStore.Entry;
import baton.work.InboxStore.State;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sharded actor, one for each assignee, that shows work items to their people.
 *
 * <p>It places what is assigned to its holder ({@link Placing}), and is the one that adds to its
 * holder's list: which {@link Buckets bucket} takes an item is decided here. A request that fails
 * is not answered; the asker's time-out says so, and everything may be asked again.
 */
public final class WorkRouter {
  /** What a router can be asked. */
  public sealed interface Command {}

  /** Show this revision of an open item. */
  public record Place(WorkItem item, ActorRef<Reply> replyTo) implements Command {}

  /** Show that this item is no longer open. */
  public record Withdraw(WorkItem item, ActorRef<Reply> replyTo) implements Command {}

  /** Put an item into the list of this router's holder. */
  record File(Entry entry, int knownBucket, long stamp, ActorRef<Done> replyTo)
      implements Command {}

  /** What a router answers, after everything is written. */
  public sealed interface Reply {
    String itemId();

    int revision();
  }

  /** Lists show it, and its mails are in the outbox. */
  public record Placed(String itemId, int revision) implements Reply {}

  /** There is nobody to show it to; nothing was written. The reason is a sentence for people. */
  public record Unroutable(String itemId, int revision, String reason) implements Reply {}

  private record Loaded(List<Bucket> buckets, int rowsInNewest) implements Command {}

  private record Failed(Throwable failure) implements Command {}

  private record Written(int bucket, boolean opening) implements Command {}

  private record LookForDrained() implements Command {}

  private record Looked(int bucket, boolean anyOpen) implements Command {}

  private static final Logger LOG = LoggerFactory.getLogger(WorkRouter.class);

  static final int NO_BUCKET = -1;
  static final Duration LOOK_FOR_DRAINED_EVERY = Duration.ofSeconds(30);
  private static final int MOST_WAITING = 1_000;

  private final Assignee holder;
  private final InboxStore store;
  private final Placing placing;
  private final InstantSource clock;
  private final ActorContext<Command> context;
  private final Buckets buckets;
  private CompletionStage<Void> newestIsOpen = CompletableFuture.completedFuture(null);

  private WorkRouter(
      Assignee holder,
      InboxStore store,
      Placing placing,
      InstantSource clock,
      ActorContext<Command> context,
      Buckets buckets) {
    this.holder = holder;
    this.store = store;
    this.placing = placing;
    this.clock = clock;
    this.context = context;
    this.buckets = buckets;
  }

  static Behavior<Command> create(
      Assignee holder, InboxStore store, Placing placing, InstantSource clock) {
    Behavior<Command> loading =
        Behaviors.withStash(
            MOST_WAITING,
            stash ->
                Behaviors.setup(context -> loading(holder, store, placing, clock, context, stash)));
    return Behaviors.supervise(loading)
        .onFailure(
            SupervisorStrategy.restartWithBackoff(
                Duration.ofMillis(200), Duration.ofSeconds(10), 0.2));
  }

  private static Behavior<Command> loading(
      Assignee holder,
      InboxStore store,
      Placing placing,
      InstantSource clock,
      ActorContext<Command> context,
      StashBuffer<Command> stash) {
    context.pipeToSelf(
        load(holder, store), (loaded, failure) -> failure == null ? loaded : new Failed(failure));
    return Behaviors.receive(Command.class)
        .onMessage(
            Loaded.class,
            loaded ->
                Behaviors.withTimers(timers -> {
                  var known = new Buckets(loaded.buckets(), loaded.rowsInNewest());
                  var router = new WorkRouter(holder, store, placing, clock, context, known);
                  return stash.unstashAll(router.routing(timers));
                }))
        .onMessage(Failed.class, WorkRouter::fail)
        .onAnyMessage(command -> {
          // whoever finds no room asks again after its time-out
          if (!stash.isFull()) {
            stash.stash(command);
          }
          return Behaviors.same();
        })
        .build();
  }

  private static CompletionStage<Command> load(Assignee holder, InboxStore store) {
    return store
        .buckets(holder)
        .thenCompose(buckets -> {
          var newest = Buckets.newestOf(buckets);
          return newest == NO_BUCKET
              ? CompletableFuture.completedFuture(new Loaded(buckets, 0))
              : store
                  .states(holder, newest)
                  .thenApply(states -> new Loaded(buckets, states.size()));
        });
  }

  private Behavior<Command> routing(TimerScheduler<Command> timers) {
    timers.startTimerWithFixedDelay(new LookForDrained(), LOOK_FOR_DRAINED_EVERY);
    return Behaviors.receive(Command.class)
        .onMessage(Place.class, place -> answer(placing::place, place.item(), place.replyTo()))
        .onMessage(
            Withdraw.class, command -> answer(placing::withdraw, command.item(), command.replyTo()))
        .onMessage(File.class, this::file)
        .onMessage(Written.class, this::written)
        .onMessage(LookForDrained.class, tick -> lookForDrained())
        .onMessage(Looked.class, this::looked)
        .onMessage(Failed.class, WorkRouter::fail)
        .build();
  }

  private Behavior<Command> answer(
      Function<WorkItem, CompletionStage<Reply>> step, WorkItem item, ActorRef<Reply> replyTo) {
    step.apply(item)
        .whenComplete((reply, failure) -> {
          if (failure == null) {
            replyTo.tell(reply);
          } else {
            LOG.warn("item {} revision {} not shown", item.id(), item.revision(), failure);
          }
        });
    return Behaviors.same();
  }

  private Behavior<Command> file(File file) {
    var entry = file.entry();
    var opening = entry.state().open();
    var choice = buckets.choose(entry.item().id(), file.knownBucket(), opening);
    if (choice.fresh()) {
      newestIsOpen = store.open(holder, choice.bucket(), clock.instant());
      context.pipeToSelf(
          newestIsOpen,
          (done, failure) ->
              failure == null ? new Written(choice.bucket(), false) : new Failed(failure));
    }
    var written =
        newestIsOpen.thenCompose(done -> store.write(holder, choice.bucket(), entry, file.stamp()));
    context.pipeToSelf(
        written,
        (done, failure) -> {
          if (failure == null) {
            file.replyTo().tell(Done.getInstance());
          }
          return new Written(choice.bucket(), opening);
        });
    return Behaviors.same();
  }

  private Behavior<Command> written(Written written) {
    buckets.written(written.bucket(), written.opening());
    return Behaviors.same();
  }

  private Behavior<Command> lookForDrained() {
    var bucket = buckets.nextToLookAt();
    if (bucket != NO_BUCKET) {
      context.pipeToSelf(
          store.states(holder, bucket),
          (states, failure) ->
              new Looked(bucket, failure != null || states.stream().anyMatch(State::open)));
    }
    return Behaviors.same();
  }

  private Behavior<Command> looked(Looked looked) {
    if (!looked.anyOpen() && buckets.drain(looked.bucket())) {
      // if this fails, readers skip the bucket's rows until the next router looks again
      store.drained(holder, looked.bucket());
    }
    return lookForDrained();
  }

  private static Behavior<Command> fail(Failed failed) {
    throw new IllegalStateException("the list's buckets are not known", failed.failure());
  }
}
