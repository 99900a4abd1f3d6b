package baton.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * The sharded actor around {@link RecordDecider}: it stores, replies, keeps the record's row, and
 * tells each change until it is acknowledged. It sleeps when nothing is left to tell.
 */
public final class BusinessRecord
    extends EventSourcedBehavior<BusinessRecord.Command, RecordEvent, RecordState> {
  /** The prefix of a record's persistence id, and the name of its kind in the cluster. */
  public static final String KIND = "Record";

  /** What a record may be told. */
  public sealed interface Command {}

  /** A change that is decided, and that somebody waits for. */
  sealed interface Request extends Command {
    /** Under which the same change may be asked for again; null where a repeat cannot be meant. */
    @Nullable String request();

    String by();

    ActorRef<Reply> replyTo();
  }

  record Create(
      Map<String, JsonNode> fields, @Nullable String request, String by, ActorRef<Reply> replyTo)
      implements Request {}

  record Put(
      Map<String, JsonNode> fields,
      Expected expected,
      @Nullable String request,
      String by,
      ActorRef<Reply> replyTo)
      implements Request {}

  record Patch(
      Map<String, JsonNode> fields,
      Expected expected,
      @Nullable String request,
      String by,
      ActorRef<Reply> replyTo)
      implements Request {}

  record Delete(Expected expected, @Nullable String request, String by, ActorRef<Reply> replyTo)
      implements Request {}

  record Look(ActorRef<Reply> replyTo) implements Command {}

  /** Tell this run of each later change; answered as a look. */
  record Watch(String run, ActorRef<Reply> replyTo) implements Command {}

  /** Makes sure that the record is awake. */
  record Wake() implements Command {}

  /** The shard asks the record to leave memory. */
  record Stop() implements Command {}

  private sealed interface Internal extends Command {}

  private record RowWritten(long version, boolean stored, ActorRef<Reply> replyTo, Reply reply)
      implements Internal {}

  /** Without a word, they could not be told. */
  private record SubscribersTold(long version, RecordSubscribers.@Nullable Heard heard)
      implements Internal {}

  private record TellAgain() implements Internal {}

  private record Sleep() implements Internal {}

  /** What a record answers. */
  sealed interface Reply {}

  record Accepted(RecordView record, boolean created, boolean changed) implements Reply {}

  record Rejected(RecordDecision.Reason reason, String detail, List<RecordProblem> problems)
      implements Reply {}

  record Seen(RecordView record) implements Reply {}

  /** There never was such a record. */
  record Missing() implements Reply {}

  /** Too many changes are not told yet; this one was not applied. */
  record Busy() implements Reply {}

  /** The lists of records, which each record keeps its own line of. */
  @FunctionalInterface
  interface Listing {
    CompletionStage<Done> put(RecordView record);
  }

  /** How long a record waits before it leaves memory, and tells again what was not heard. */
  record Pace(Duration sleep, Duration retry, Duration longestRetry) {
    static final Pace DEFAULT =
        new Pace(Duration.ofSeconds(3), Duration.ofMillis(200), Duration.ofSeconds(30));
  }

  /** All that records share on a node. */
  record Surroundings(
      Listing listing, RecordSubscribers subscribers, InstantSource clock, Pace pace) {}

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final RecordKey key;
  private final Surroundings surroundings;
  private final Consumer<ActorRef<Command>> passivate;
  private final Runnable revive;

  /** Who has asked to be told since the newest telling began: a refusal may be from before that. */
  private final Set<String> askedMeanwhile = new HashSet<>();

  private boolean telling;
  private long rowVersion;
  private Duration pause;

  /**
   * @param passivate asks the shard to let this record leave memory
   * @param revive sends this record a message by way of its shard, which wakes it again
   */
  static Behavior<Command> create(
      RecordKey key,
      Surroundings surroundings,
      Consumer<ActorRef<Command>> passivate,
      Runnable revive) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(
            timers -> new BusinessRecord(context, timers, key, surroundings, passivate, revive)));
  }

  private BusinessRecord(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      RecordKey key,
      Surroundings surroundings,
      Consumer<ActorRef<Command>> passivate,
      Runnable revive) {
    super(
        PersistenceId.of(KIND, key.written()),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2));
    this.context = context;
    this.timers = timers;
    this.key = key;
    this.surroundings = surroundings;
    this.passivate = passivate;
    this.revive = revive;
    this.pause = surroundings.pace().retry();
  }

  @Override
  public RecordState emptyState() {
    return new RecordState.Absent();
  }

  @Override
  public EventHandler<RecordState, RecordEvent> eventHandler() {
    return RecordState::apply;
  }

  /** A record lives for ever, and may change for ever. */
  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(RecordLimits.SNAPSHOT_EVENTS, RecordLimits.SNAPSHOTS);
  }

  @Override
  public SignalHandler<RecordState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::recovered)
        .build();
  }

  /** Comes also after a failed write: what was under way then is asked for again. */
  private void recovered(RecordState state) {
    telling = false;
    rowVersion = 0;
    pause = surroundings.pace().retry();
    tell(state);
  }

  @Override
  public CommandHandler<Command, RecordEvent, RecordState> commandHandler() {
    return (state, command) ->
        switch (command) {
          case Request request -> decided(state, request);
          case Look look -> {
            sleepLater();
            look.replyTo().tell(seen(state));
            yield Effect().none();
          }
          case Watch watch -> watched(state, watch);
          case RowWritten row -> rowWritten(row);
          case SubscribersTold told -> told(state, told);
          case TellAgain ignored -> {
            tell(state);
            yield Effect().none();
          }
          case Wake ignored -> Effect().none();
          case Sleep ignored -> {
            if (idle(state)) {
              passivate.accept(context.getSelf());
            } else {
              sleepLater();
            }
            yield Effect().none();
          }
          case Stop ignored -> {
            if (!idle(state)) {
              revive.run(); // something came in between: the shard wakes this record again
            }
            yield Effect().stop();
          }
        };
  }

  private static Reply seen(RecordState state) {
    return state instanceof RecordState.Existing found
        ? new Seen(RecordView.of(found))
        : new Missing();
  }

  private Effect<RecordEvent, RecordState> watched(RecordState state, Watch watch) {
    sleepLater();
    if (telling) {
      askedMeanwhile.add(watch.run());
    }
    if (state.tells(watch.run())) {
      return Effect().none().thenRun(() -> watch.replyTo().tell(seen(state)));
    }
    return Effect()
        .persist(new RecordEvent.Watched(watch.run(), now()))
        .thenRun((RecordState after) -> watch.replyTo().tell(seen(after)));
  }

  private Instant now() {
    return surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Effect<RecordEvent, RecordState> decided(RecordState state, Request request) {
    sleepLater();
    if (state instanceof RecordState.Existing found
        && found.untold().size() >= RecordLimits.UNTOLD_CHANGES) {
      request.replyTo().tell(new Busy());
      return Effect().none();
    }
    return switch (RecordDecider.decide(key, state, request, now())) {
      case RecordDecision.Rejected no -> {
        request.replyTo().tell(new Rejected(no.reason(), no.detail(), no.problems()));
        yield Effect().none();
      }
      case RecordDecision.Unchanged ignored -> {
        request.replyTo().tell(accepted(state, false, false));
        yield Effect().none();
      }
      case RecordDecision.Accepted yes ->
          Effect()
              .persist(yes.event())
              .thenRun((RecordState after) -> changed(after, yes.event(), request.replyTo()));
    };
  }

  private static Accepted accepted(RecordState state, boolean created, boolean changed) {
    if (state instanceof RecordState.Existing found) {
      return new Accepted(RecordView.of(found), created, changed);
    }
    throw new IllegalStateException("nothing was stored");
  }

  /** Who changed it is answered when the lists show it as well, or do not answer. */
  private void changed(RecordState state, RecordEvent event, ActorRef<Reply> replyTo) {
    var reply = accepted(state, event instanceof RecordEvent.Created, true);
    context.pipeToSelf(
        surroundings.listing().put(reply.record()),
        (done, failure) ->
            new RowWritten(reply.record().version(), failure == null, replyTo, reply));
    tell(state);
  }

  private Effect<RecordEvent, RecordState> rowWritten(RowWritten row) {
    if (row.stored()) {
      rowVersion = Math.max(rowVersion, row.version());
    }
    row.replyTo().tell(row.reply());
    return Effect().none();
  }

  /** Tells the oldest change that is not acknowledged, if there is one. */
  private void tell(RecordState state) {
    sleepLater();
    if (telling || !(state instanceof RecordState.Existing found) || found.untold().isEmpty()) {
      return;
    }
    telling = true;
    askedMeanwhile.clear();
    var change = found.untold().getFirst();
    context.pipeToSelf(
        listed(found).thenCompose(listed -> heard(change, found)),
        (heard, failure) -> {
          if (failure != null) {
            context
                .getLog()
                .warn("{} version {} is told again: {}", key, change.version(), failure.toString());
          }
          return new SubscribersTold(change.version(), heard);
        });
  }

  private CompletionStage<Done> listed(RecordState.Existing found) {
    return rowVersion >= found.version()
        ? CompletableFuture.completedStage(Done.getInstance())
        : surroundings.listing().put(RecordView.of(found));
  }

  private CompletionStage<RecordSubscribers.Heard> heard(
      RecordChange change, RecordState.Existing found) {
    return surroundings.subscribers().tell(change, Set.copyOf(found.watchers()));
  }

  private Effect<RecordEvent, RecordState> told(RecordState state, SubscribersTold told) {
    if (!(state instanceof RecordState.Existing found)
        || found.untold().isEmpty()
        || found.untold().getFirst().version() != told.version()) {
      return Effect().none(); // of a former life
    }
    telling = false;
    var heard = told.heard();
    if (heard == null) {
      timers.startSingleTimer("tell", new TellAgain(), pause);
      var longest = surroundings.pace().longestRetry();
      pause = pause.multipliedBy(2).compareTo(longest) > 0 ? longest : pause.multipliedBy(2);
      return Effect().none();
    }
    pause = surroundings.pace().retry();
    var ended = heard.ended().stream().filter(run -> !askedMeanwhile.contains(run)).toList();
    return Effect()
        .persist(new RecordEvent.Told(told.version(), heard.watching(), ended, now()))
        .thenRun(this::tell);
  }

  private boolean idle(RecordState state) {
    return !(state instanceof RecordState.Existing found) || found.untold().isEmpty();
  }

  private void sleepLater() {
    timers.startSingleTimer("sleep", new Sleep(), surroundings.pace().sleep());
  }
}
