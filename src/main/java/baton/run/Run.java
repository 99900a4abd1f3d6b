package baton.run;

import baton.definition.Assignee;
import baton.run.RunSelf.*;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
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
      @Nullable RunParent parent,
      ActorRef<Reply> replyTo)
      implements Request {}

  record Cancel(String by, @Nullable String reason, ActorRef<Reply> replyTo) implements Request {}

  record Publish(Runs.Event event, ActorRef<Reply> replyTo) implements Request {}

  /** A record that the run is about, or follows, has a newer version. */
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

  /** Leads the run to another version of its orchestration. */
  record Migrate(RunMigration migration, String by, ActorRef<Reply> replyTo) implements Request {}

  /** A timer that was kept for this run is due; answered once the run has taken notice. */
  record TimerFired(String timer, ActorRef<Reply> replyTo) implements Request {}

  /** What a run of its kin tells the run. */
  sealed interface KinRequest extends Request permits RunKin.Abandon, RunKin.Ended {}

  /** What a child tells its run; older or repeated reports change nothing. */
  public sealed interface Report extends Decidable {}

  /**
   * With {@code item}, it is of that item; with {@code replyTo}, it is answered once taken.
   *
   * @param lease under which a worker did it; told again under the same one, it counts again
   */
  public record StepReported(
      String step,
      int visit,
      int attempt,
      StepOutcome outcome,
      @Nullable ActorRef<Reply> replyTo,
      @Nullable Integer item,
      @Nullable String lease)
      implements Report {
    public StepReported(String step, int visit, int attempt, StepOutcome outcome) {
      this(step, visit, attempt, outcome, null, null, null);
    }

    StepReported(
        String step,
        int visit,
        int attempt,
        StepOutcome outcome,
        @Nullable ActorRef<Reply> replyTo,
        @Nullable Integer item) {
      this(step, visit, attempt, outcome, replyTo, item, null);
    }
  }

  /** The flow of a step waits for a time; where it stands is kept, and its child is done. */
  public record StepWaits(
      String step, int visit, int attempt, int number, String element, Instant until)
      implements Report {}

  /** Nothing is kept any more of where the flow of a step waited, up to this attempt. */
  public record WaitForgotten(String step, int visit, int attempt) implements Report {}

  /** The lists show this revision, or {@code unroutable} says why nobody stands behind it. */
  public record ItemRouted(String step, int visit, int revision, @Nullable String unroutable)
      implements Report {}

  /** A timer is due, as the child has seen that waited for it. */
  public record TimePassed(String timer) implements Report {}

  /** A timer is kept elsewhere, so the run need not wait for it. */
  public record TimerStored(String timer) implements Report {}

  /**
   * The truth of an evaluation flow, or {@code fault} why it has none.
   *
   * @param passing another attempt may have an answer
   */
  public record EvaluationReported(
      int pass, String site, int attempt, boolean met, @Nullable String fault, boolean passing)
      implements Report {}

  /** A record tells the run of its changes, and of its version now, 0 where there is none yet. */
  public record RecordAnswered(
      String type, String id, long version, Map<String, JsonNode> fields, @Nullable String refused)
      implements Report {}

  /** What a run of its kin has answered. */
  public sealed interface KinReport extends Report
      permits RunKin.SubRunAnswered, RunKin.ParentAnswered {}

  /** All who waited when the run yielded have had their turn. */
  public record OthersServed() implements Report {}

  /** What is asked of a run without changing it. */
  sealed interface Question extends Command
      permits RunQuestion.Look, RunQuestion.AskLease, RunQuestion.Explain, RunQuestion.Observe {
    ActorRef<Reply> replyTo();
  }

  record Wake() implements Command {}

  /** The shard asks the run to leave memory. */
  record Stop() implements Command {}

  /** What a run tells itself. */
  sealed interface Internal extends Command
      permits DefinitionLoaded, LoadDefinition, ChildEnded, Match, WriteRow, RowWritten, Sleep {}

  /** What a run answers. */
  sealed interface Reply {}

  record Accepted(String runId, RunStatus status, boolean changed) implements Reply {}

  /** As {@link RunDecision.Rejected}. */
  record Rejected(
      RunDecision.Reason reason,
      String detail,
      @Nullable String by,
      @Nullable Instant at,
      Map<String, String> problems)
      implements Reply {
    static Rejected of(RunDecision.Rejected no) {
      return new Rejected(no.reason(), no.detail(), no.by(), no.at(), no.problems());
    }
  }

  record Seen(RunView view) implements Reply {}

  record Explained(RunWhy why) implements Reply {}

  /** There is no such run. */
  record Absent() implements Reply {}

  /** Too many commands wait for this run already; this one was not applied. */
  record Busy() implements Reply {}

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final String runId;
  private final RunSurroundings surroundings;
  private final RunSleep sleep;
  private final RunChildren children;
  private final RunLine line;
  private final RunAudience audience = new RunAudience();
  private final LoadedVersions versions;
  private int waiting;

  /**
   * @param passivate asks the shard to let this run leave memory
   * @param revive sends this run a message by way of its shard, which wakes it again
   */
  static Behavior<Command> create(
      String runId,
      RunSurroundings surroundings,
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
      RunSurroundings surroundings,
      Consumer<ActorRef<Command>> passivate,
      Runnable revive) {
    super(
        PersistenceId.of(KIND, runId),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2));
    this.context = context;
    this.timers = timers;
    this.runId = runId;
    this.surroundings = surroundings;
    this.sleep = new RunSleep(context, timers, surroundings, Sleep::new, passivate, revive);
    this.children = new RunChildren(context, surroundings.steps(), ChildEnded::new);
    this.versions =
        new LoadedVersions(
            runId, context, timers, surroundings, DefinitionLoaded::new, LoadDefinition::new);
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
    var signals = newSignalHandlerBuilder();
    return signals.onSignal(RecoveryCompleted.instance(), this::recovered).build();
  }

  /** Comes also after a failed write: then this object lives on, but its children are gone. */
  private void recovered(RunState state) {
    children.forget();
    versions.forget();
    if (state instanceof StartedRun run) {
      versions.load(run.start().orchestration(), run.version());
    }
    sleep.later();
  }

  @Override
  public CommandHandler<Command, RunEvent, RunState> commandHandler() {
    return (state, command) ->
        switch (command) {
          case Internal internal -> internal(state, internal);
          case Wake ignored -> Effect().none();
          case Stop ignored -> Effect().stop().thenRun(() -> sleep.ended(idle(state)));
          case Question question ->
              ready(state, question) ? answered(state, question) : wait(question.replyTo());
          case Request request ->
              ready(state, request) && RunWork.mayAsk(state, request)
                  ? decided(request.replyTo(), decide(state, request))
                  : wait(request.replyTo());
          case Report report ->
              ready(state, report) && RunWork.mayReport(state, report)
                  ? decided(RunAudience.asking(report, context), decide(state, report))
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

  /** Whether what the command needs is at hand; if not, it is on its way, and the command waits. */
  private boolean ready(RunState state, Command command) {
    sleep.later();
    return versions.ready(state, command);
  }

  private RunDecision decide(RunState state, Decidable command) {
    var known = versions.context(state, command);
    return known == null
        ? RunDecision.reject(RunDecision.Reason.NOT_FOUND, "there is no run " + runId)
        : RunDecider.decide(state, command, known);
  }

  private Effect<RunEvent, RunState> decided(ActorRef<Reply> replyTo, RunDecision decision) {
    return switch (decision) {
      case RunDecision.Rejected no -> Effect().none().thenRun(() -> replyTo.tell(Rejected.of(no)));
      case RunDecision.Postponed ignored -> Effect().none().thenRun(() -> replyTo.tell(new Busy()));
      case RunDecision.Accepted yes when yes.events().isEmpty() ->
          Effect().none().thenRun((RunState state) -> replyTo.tell(accepted(state, yes.counts())));
      case RunDecision.Accepted yes ->
          Effect()
              .persist(yes.events())
              .thenRun((RunState state) -> replyTo.tell(accepted(state, yes.counts())))
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
    var definition = state instanceof StartedRun run ? versions.of(run) : null;
    if (!(state instanceof StartedRun run) || definition == null) {
      return;
    }
    children.match(new RunSurroundings.RunFacts(runId, definition, run.start()), run);
    audience.tell(run, surroundings.clock().instant(), () -> view(run));
    line.changed();
    sleep.later();
  }

  private Effect<RunEvent, RunState> internal(RunState state, Internal command) {
    switch (command) {
      case DefinitionLoaded loaded -> {
        if (loaded.definition() != null) {
          versions.loaded(loaded.definition());
          changed(state);
          waiting = 0;
          return Effect().none().thenUnstashAll();
        }
        var own = state instanceof StartedRun run && run.version() == loaded.version();
        if (!versions.failed(loaded.orchestration(), loaded.version(), own)) {
          waiting = 0;
        }
      }
      case LoadDefinition again -> versions.load(again.orchestration(), again.version());
      case ChildEnded ended -> {
        if (children.ended(ended.key(), ended.child())) {
          timers.startSingleTimer("match", new Match(), surroundings.pace().retry());
        }
      }
      case Match ignored -> changed(state);
      case WriteRow ignored -> line.write(runId, state, versions, revision());
      case RowWritten row -> line.written(row.revision(), row.stored());
      case Sleep ignored -> {
        sleep.later();
        if (idle(state)) {
          sleep.begin();
        }
      }
    }
    return Effect().none();
  }

  private Effect<RunEvent, RunState> answered(RunState state, Question question) {
    return Effect().none().thenRun(() -> audience.answer(question, state, versions, revision()));
  }

  private boolean idle(RunState state) {
    return (!(state instanceof StartedRun run) || (run.settled() && line.shows(revision())))
        && !versions.loading()
        && waiting == 0
        && children.isEmpty()
        && audience.isEmpty(surroundings.clock().instant());
  }

  private RunView view(StartedRun run) {
    return RunView.of(runId, run, versions.contextOf(run).orchestration(), revision());
  }

  private long revision() {
    return lastSequenceNumber(context);
  }
}
