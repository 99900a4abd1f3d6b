package baton.run;

import baton.definition.Assignee;
import baton.definition.Orchestration;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
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
import org.apache.pekko.persistence.typed.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.Recovery;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * The sharded actor around {@link RunDecider}: it stores, replies and matches children to wanted
 * work, and decides nothing. It sleeps when nothing is wanted of it but waiting.
 */
public final class Run extends EventSourcedBehavior<Run.Command, RunEvent, RunState> {
  /** The prefix of a run's persistence id, and the name of its kind in the cluster. */
  public static final String KIND = "Run";

  /** What a run may be told. */
  public sealed interface Command {}

  /** A command that the decider decides. */
  sealed interface Decidable extends Command {}

  /** A decidable command that somebody waits for. */
  sealed interface Request extends Decidable {
    ActorRef<Reply> replyTo();
  }

  record Start(
      String orchestration,
      int version,
      Map<String, JsonNode> inputs,
      String requestHash,
      @Nullable String businessKey,
      String by,
      @Nullable RunRecord record,
      ActorRef<Reply> replyTo)
      implements Request {
    Start(
        String orchestration,
        int version,
        Map<String, JsonNode> inputs,
        String requestHash,
        @Nullable String businessKey,
        String by,
        ActorRef<Reply> replyTo) {
      this(orchestration, version, inputs, requestHash, businessKey, by, null, replyTo);
    }
  }

  record Cancel(String by, @Nullable String reason, ActorRef<Reply> replyTo) implements Request {}

  record Publish(Runs.Event event, ActorRef<Reply> replyTo) implements Request {}

  /** The record that the run is about has a newer version. */
  record NoticeRecord(
      String type, String id, long version, Map<String, JsonNode> fields, ActorRef<Reply> replyTo)
      implements Request {}

  record Claim(WorkItemId item, Principal by, ActorRef<Reply> replyTo) implements Request {}

  record Release(WorkItemId item, Principal by, ActorRef<Reply> replyTo) implements Request {}

  record Reassign(
      WorkItemId item, Principal by, Assignee to, @Nullable String reason, ActorRef<Reply> replyTo)
      implements Request {}

  record Complete(
      WorkItemId item, Principal by, Map<String, JsonNode> outputs, ActorRef<Reply> replyTo)
      implements Request {}

  /** What an operator does to the run. */
  record Operate(RunOperation operation, String by, ActorRef<Reply> replyTo) implements Request {}

  /** A timer that was kept for this run is due; answered once the run has taken notice. */
  record TimerFired(String timer, ActorRef<Reply> replyTo) implements Request {}

  /** What a child tells its run; older or repeated reports change nothing. */
  public sealed interface Report extends Decidable {}

  public record StepReported(String step, int visit, int attempt, StepOutcome outcome)
      implements Report {}

  /** The lists show this revision, or {@code unroutable} says why nobody stands behind it. */
  public record ItemRouted(String step, int visit, int revision, @Nullable String unroutable)
      implements Report {}

  /** A timer is due, as the child has seen that waited for it. */
  public record TimePassed(String timer) implements Report {}

  /** A timer is kept elsewhere, so the run need not wait for it. */
  public record TimerStored(String timer) implements Report {}

  /** The truth of an evaluation flow, or {@code fault} why it has none. */
  public record EvaluationReported(int pass, String site, boolean met, @Nullable String fault)
      implements Report {}

  /** Asks for the run as it is now; with {@code settled}, as soon as it has settled. */
  record Look(boolean settled, ActorRef<Reply> replyTo) implements Command {}

  /** Asks why the run stands where it stands. */
  record Explain(ActorRef<Reply> replyTo) implements Command {}

  /** Asks for each state newer than {@code seen}; to be repeated while the observer lives. */
  record Observe(ActorRef<Reply> observer, long seen) implements Command {}

  /** Makes sure that the run is awake. */
  record Wake() implements Command {}

  /** The shard asks the run to leave memory. */
  record Stop() implements Command {}

  private sealed interface Internal extends Command {}

  /** Without a definition, this version could not be loaded. */
  private record DefinitionLoaded(
      String orchestration, int version, @Nullable Orchestration definition) implements Internal {}

  private record LoadDefinition(String orchestration, int version) implements Internal {}

  private record ChildEnded(String key, ActorRef<?> child) implements Internal {}

  private record Match() implements Internal {}

  private record WriteRow() implements Internal {}

  private record RowWritten(long revision, boolean stored) implements Internal {}

  private record Sleep() implements Internal {}

  /** What a run answers. */
  sealed interface Reply {}

  record Accepted(String runId, RunStatus status, boolean changed) implements Reply {}

  record Rejected(RunDecision.Reason reason, String detail) implements Reply {}

  record Seen(RunView view) implements Reply {}

  record Explained(RunWhy why) implements Reply {}

  /** There is no such run. */
  record Absent() implements Reply {}

  /** Too many commands wait for this run already; this one was not applied. */
  record Busy() implements Reply {}

  /**
   * Makes the behavior that performs one piece of wanted work, reports to the run, and stays until
   * the run stops it; one that ends before is taken for dead, and started again after a pause.
   */
  @FunctionalInterface
  public interface Steps {
    Behavior<?> perform(RunFacts run, RunWork work, ActorRef<Command> reportTo);
  }

  /** What a child may know of the run it works for. */
  public record RunFacts(String runId, Orchestration definition, RunEvent.RunStarted start) {}

  /** Remembers due times that are too far away for a run to stay awake for. */
  @FunctionalInterface
  public interface Timers {
    /**
     * Done once it is certain that {@link Runs#timerFired} will be called at or after {@code due},
     * again and again until the run has answered. The same timer may be kept twice.
     *
     * @param timer names it within its run; another due time has another name
     */
    CompletionStage<Done> keep(String runId, String timer, Instant due);
  }

  /** Where runs get definitions, and the versions of the flows these name. */
  public interface Definitions extends RunContext.ActiveFlows {
    /** The compiled version; when it is done, the heads of its flows are known as well. */
    CompletionStage<Orchestration> load(String orchestration, int version);

    /** The user who answers for a version. */
    String owner(String orchestration, int version);
  }

  /** The list of runs, which each run keeps its own line of. */
  @FunctionalInterface
  public interface Listing {
    CompletionStage<Done> put(RunRow row);
  }

  /** How long a run waits before it writes its line, leaves memory, or tries something again. */
  public record Pace(Duration row, Duration sleep, Duration retry) {
    public static final Pace DEFAULT =
        new Pace(Duration.ofMillis(200), Duration.ofSeconds(3), Duration.ofMillis(500));
  }

  /** All that runs share on a node. */
  public record Surroundings(
      Definitions definitions, Steps steps, Listing listing, InstantSource clock, Pace pace) {}

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final String runId;
  private final Surroundings surroundings;
  private final Consumer<ActorRef<Command>> passivate;
  private final Runnable revive;
  private final RunChildren children;
  private final RunLine line;
  private final RunAudience audience = new RunAudience();
  private @Nullable Orchestration definition;
  private boolean loading;
  private int failedLoads;
  private int waiting;

  /**
   * @param passivate asks the shard to let this run leave memory
   * @param revive sends this run a message by way of its shard, which wakes it again
   */
  static Behavior<Command> create(
      String runId,
      Surroundings surroundings,
      Consumer<ActorRef<Command>> passivate,
      Runnable revive) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(
            timers -> new Run(context, timers, runId, surroundings, passivate, revive)));
  }

  private Run(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      String runId,
      Surroundings surroundings,
      Consumer<ActorRef<Command>> passivate,
      Runnable revive) {
    super(
        PersistenceId.of(KIND, runId),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2));
    this.context = context;
    this.timers = timers;
    this.runId = runId;
    this.surroundings = surroundings;
    this.passivate = passivate;
    this.revive = revive;
    this.children = new RunChildren(context, surroundings.steps(), ChildEnded::new);
    this.line = new RunLine(context, timers, surroundings, WriteRow::new, RowWritten::new);
  }

  @Override
  public RunState emptyState() {
    return new RunState.NotStarted();
  }

  @Override
  public EventHandler<RunState, RunEvent> eventHandler() {
    return RunState::apply;
  }

  /** Runs take no snapshots; not asking for one saves a read each time they wake. */
  @Override
  public Recovery recovery() {
    return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
  }

  @Override
  public SignalHandler<RunState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::recovered)
        .build();
  }

  /** Comes also after a failed write: then this object lives on, but its children are gone. */
  private void recovered(RunState state) {
    children.forget();
    loading = false;
    if (state instanceof StartedRun run) {
      load(run.start().orchestration(), run.version());
    }
    sleepLater();
  }

  @Override
  public CommandHandler<Command, RunEvent, RunState> commandHandler() {
    return (state, command) ->
        switch (command) {
          case Internal internal -> internal(state, internal);
          case Wake ignored -> Effect().none();
          case Stop ignored -> stop(state);
          case Look look -> ready(state, look) ? look(state, look) : wait(look.replyTo());
          case Explain explain ->
              ready(state, explain) ? explain(state, explain) : wait(explain.replyTo());
          case Observe observe ->
              ready(state, observe) ? observe(state, observe) : wait(observe.observer());
          case Request request ->
              ready(state, request) && RunWork.mayAsk(state, request)
                  ? decided(request.replyTo(), decide(state, request))
                  : wait(request.replyTo());
          case Report report ->
              ready(state, report) && RunWork.mayReport(state, report)
                  ? decided(context.getSystem().ignoreRef(), decide(state, report))
                  : Effect().stash();
        };
  }

  private Effect<RunEvent, RunState> wait(ActorRef<Reply> replyTo) {
    if (waiting >= RunLimits.WAITING_COMMANDS) {
      return Effect().none().thenRun(() -> replyTo.tell(new Busy()));
    }
    waiting++;
    return Effect().stash();
  }

  /** Whether the definition is at hand; if not, it is on its way, and the command waits. */
  private boolean ready(RunState state, Command command) {
    sleepLater();
    return switch (state) {
      case StartedRun run -> has(run.start().orchestration(), run.version());
      case RunState.NotStarted ignored ->
          !(command instanceof Start start) || has(start.orchestration(), start.version());
    };
  }

  private boolean has(String orchestration, int version) {
    if (definition != null
        && definition.name().equals(orchestration)
        && definition.version() == version) {
      return true;
    }
    load(orchestration, version);
    return false;
  }

  private RunDecision decide(RunState state, Decidable command) {
    if (definition == null) {
      return RunDecision.reject(RunDecision.Reason.NOT_FOUND, "there is no run " + runId);
    }
    return RunDecider.decide(state, command, about(definition));
  }

  private RunContext about(Orchestration known) {
    return new RunContext(
        runId,
        known,
        surroundings.definitions(),
        surroundings.definitions().owner(known.name(), known.version()),
        surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private Effect<RunEvent, RunState> decided(ActorRef<Reply> replyTo, RunDecision decision) {
    return switch (decision) {
      case RunDecision.Rejected no ->
          Effect().none().thenRun(() -> replyTo.tell(new Rejected(no.reason(), no.detail())));
      case RunDecision.Accepted yes when yes.events().isEmpty() ->
          Effect().none().thenRun((RunState state) -> replyTo.tell(accepted(state, false)));
      case RunDecision.Accepted yes ->
          Effect()
              .persist(yes.events())
              .thenRun((RunState state) -> replyTo.tell(accepted(state, true)))
              .thenRun(this::changed)
              .thenRun(() -> waiting = 0)
              .thenUnstashAll();
    };
  }

  private Accepted accepted(RunState state, boolean changed) {
    return new Accepted(
        runId, state instanceof StartedRun run ? run.status() : RunStatus.InProgress, changed);
  }

  /** After each change, and once the definition is at hand after a recovery. */
  private void changed(RunState state) {
    if (!(state instanceof StartedRun run) || definition == null) {
      return;
    }
    children.match(new RunFacts(runId, definition, run.start()), run);
    audience.tell(run, surroundings.clock().instant(), () -> view(run));
    line.changed();
    sleepLater();
  }

  private Effect<RunEvent, RunState> internal(RunState state, Internal command) {
    switch (command) {
      case DefinitionLoaded loaded -> {
        loading = false;
        if (loaded.definition() != null) {
          return loaded(state, loaded.definition());
        }
        loadAgain(state, new LoadDefinition(loaded.orchestration(), loaded.version()));
      }
      case LoadDefinition again -> load(again.orchestration(), again.version());
      case ChildEnded ended -> {
        if (children.ended(ended.key(), ended.child())) {
          timers.startSingleTimer("match", new Match(), surroundings.pace().retry());
        }
      }
      case Match ignored -> changed(state);
      case WriteRow ignored -> {
        if (state instanceof StartedRun run && definition != null) {
          line.write(RunLines.of(runId, run, definition, revision()));
        }
      }
      case RowWritten row -> line.written(row.revision(), row.stored());
      case Sleep ignored -> {
        if (idle(state)) {
          passivate.accept(context.getSelf());
        } else {
          sleepLater();
        }
      }
    }
    return Effect().none();
  }

  private Effect<RunEvent, RunState> loaded(RunState state, Orchestration version) {
    var asked = !(state instanceof StartedRun run) || run.version() == version.version();
    if (asked) { // not by an earlier start, which was refused
      definition = version;
      failedLoads = 0;
      changed(state);
    }
    waiting = 0;
    return Effect().none().thenUnstashAll();
  }

  /** A run goes on asking for ever; who wants to start one has given up at some time. */
  private void loadAgain(RunState state, LoadDefinition again) {
    failedLoads++;
    if (state instanceof RunState.NotStarted && failedLoads >= RunLimits.LOADS_FOR_A_START) {
      failedLoads = 0;
      waiting = 0;
    } else {
      timers.startSingleTimer("load", again, surroundings.pace().retry());
    }
  }

  private void load(String orchestration, int version) {
    if (loading) {
      return;
    }
    loading = true;
    context.pipeToSelf(
        surroundings.definitions().load(orchestration, version),
        (loaded, failure) -> {
          if (failure != null) {
            context
                .getLog()
                .warn(
                    "run {}: {} version {} cannot be loaded",
                    runId,
                    orchestration,
                    version,
                    failure);
          }
          return new DefinitionLoaded(orchestration, version, loaded);
        });
  }

  private Effect<RunEvent, RunState> look(RunState state, Look look) {
    switch (state) {
      case RunState.NotStarted ignored -> look.replyTo().tell(new Absent());
      case StartedRun run when look.settled() && !run.settled() ->
          audience.awaitSettled(look.replyTo(), surroundings.clock().instant());
      case StartedRun run -> look.replyTo().tell(new Seen(view(run)));
    }
    return Effect().none();
  }

  private Effect<RunEvent, RunState> explain(RunState state, Explain explain) {
    switch (state) {
      case RunState.NotStarted ignored -> explain.replyTo().tell(new Absent());
      case StartedRun run ->
          explain
              .replyTo()
              .tell(
                  new Explained(
                      RunReasons.of(run, about(Objects.requireNonNull(definition)), revision())));
    }
    return Effect().none();
  }

  private Effect<RunEvent, RunState> observe(RunState state, Observe observe) {
    switch (state) {
      case RunState.NotStarted ignored -> observe.observer().tell(new Absent());
      case StartedRun run -> {
        audience.observe(observe.observer(), surroundings.clock().instant());
        if (observe.seen() < revision()) {
          observe.observer().tell(new Seen(view(run)));
        }
      }
    }
    return Effect().none();
  }

  private Effect<RunEvent, RunState> stop(RunState state) {
    if (!idle(state)) {
      revive.run(); // something came in between: the shard wakes this run again
    }
    return Effect().stop();
  }

  private boolean idle(RunState state) {
    var done =
        switch (state) {
          case RunState.NotStarted ignored -> true;
          case StartedRun run -> run.settled() && line.shows(revision());
        };
    return done
        && !loading
        && waiting == 0
        && children.isEmpty()
        && audience.isEmpty(surroundings.clock().instant());
  }

  private void sleepLater() {
    timers.startSingleTimer("sleep", new Sleep(), surroundings.pace().sleep());
  }

  private RunView view(StartedRun run) {
    return RunView.of(runId, run, Objects.requireNonNull(definition), revision());
  }

  private long revision() {
    return lastSequenceNumber(context);
  }
}
