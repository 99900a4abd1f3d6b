package baton.flow;

import baton.flow.Actions.Performed;
import baton.flow.InterviewReply.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * The interview of one work item by one person: records what was answered, and has done what the
 * flow wants between two screens, again after a crash if it was not recorded.
 */
public final class Interview
    extends EventSourcedBehavior<Interview.Command, InterviewEvent, InterviewState> {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  public sealed interface Command {}

  /** A wish of the person, who waits for the answer. */
  sealed interface Wish extends Command {
    ActorRef<InterviewReply> replyTo();
  }

  record Open(
      String flow, int version, Map<String, JsonNode> inputs, ActorRef<InterviewReply> replyTo)
      implements Wish {}

  record View(ActorRef<InterviewReply> replyTo) implements Wish {}

  record Next(String screen, Map<String, JsonNode> values, ActorRef<InterviewReply> replyTo)
      implements Wish {}

  record Back(String screen, Map<String, JsonNode> values, ActorRef<InterviewReply> replyTo)
      implements Wish {}

  record Save(String screen, Map<String, JsonNode> values, ActorRef<InterviewReply> replyTo)
      implements Wish {}

  record Preview(String screen, Map<String, JsonNode> values, ActorRef<InterviewReply> replyTo)
      implements Wish {}

  record Restart(ActorRef<InterviewReply> replyTo) implements Wish {}

  private record FlowToBegin(Open wish, Optional<Flow> flow) implements Command {}

  private record FlowToGoOn(Optional<Flow> flow) implements Command {}

  private record FlowUnreachable(@Nullable Open wish, String cause) implements Command {}

  record ActionPerformed(int round, int call, Performed performed) implements Command {}

  record CompletionAnswered(Interviews.Completion.Answer answer) implements Command {}

  record CompletionUnanswered(String cause) implements Command {}

  private record TryAgain() implements Command {}

  private record Quiet() implements Command {}

  record Stop() implements Command {}

  /** What an interview needs of its node. */
  record Surroundings(
      FlowSource flows,
      Actions actions,
      Interviews.Completion completion,
      InstantSource clock,
      Duration idleAfter) {}

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final Interviews.Id id;
  private final Surroundings surroundings;
  private final InterviewErrands errands;
  private final InterviewAnswers answers = new InterviewAnswers();

  private Duration pause = FIRST_PAUSE;
  private boolean loading;

  private @Nullable Standing standing;
  private InterviewReply.@Nullable Refused unusable;

  /** Where the interview stands, known once its flow is loaded. */
  private record Standing(InterviewReplay replay, Outcome outcome) {}

  static Behavior<Command> create(
      Interviews.Id id,
      PersistenceId persistenceId,
      Surroundings surroundings,
      ActorRef<ClusterSharding.ShardCommand> shard) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(
            timers -> new Interview(context, timers, shard, id, persistenceId, surroundings)));
  }

  private Interview(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ActorRef<ClusterSharding.ShardCommand> shard,
      Interviews.Id id,
      PersistenceId persistenceId,
      Surroundings surroundings) {
    super(persistenceId, SupervisorStrategy.restartWithBackoff(FIRST_PAUSE, LONGEST_PAUSE, 0.2));
    this.context = context;
    this.timers = timers;
    this.shard = shard;
    this.id = id;
    this.surroundings = surroundings;
    this.errands = new InterviewErrands(context, surroundings, id);
    context.setReceiveTimeout(surroundings.idleAfter(), new Quiet());
  }

  @Override
  public InterviewState emptyState() {
    return new InterviewState.NotStarted();
  }

  @Override
  public EventHandler<InterviewState, InterviewEvent> eventHandler() {
    return InterviewState::apply;
  }

  @Override
  public SignalHandler<InterviewState> signalHandler() {
    return newSignalHandlerBuilder().onSignal(RecoveryCompleted.instance(), this::goOn).build();
  }

  @Override
  public CommandHandler<Command, InterviewEvent, InterviewState> commandHandler() {
    return (state, command) ->
        switch (command) {
          case Wish wish -> wished(state, wish);
          case FlowToBegin found -> begin(found);
          case FlowToGoOn found -> loaded(state, found.flow());
          case FlowUnreachable lost -> unreachable(lost);
          case ActionPerformed performed -> performed(state, performed);
          case CompletionAnswered answered -> completed(state, answered.answer());
          case CompletionUnanswered unanswered -> {
            context.getLog().warn("{} is not completed yet: {}", id, unanswered.cause());
            timers.startSingleTimer(new TryAgain(), nextPause());
            yield Effect().none();
          }
          case TryAgain ignored -> {
            unusable = null;
            errands.reported();
            goOn(state);
            settle(state);
            yield Effect().none();
          }
          case Quiet ignored -> {
            if (!errands.areGoingOn() && !loading) {
              shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
            }
            yield Effect().none();
          }
          case Stop ignored -> Effect().stop();
        };
  }

  private Effect<InterviewEvent, InterviewState> wished(InterviewState state, Wish wish) {
    if (wish instanceof Restart && state instanceof InterviewState.Overtaken) {
      return restarted(wish);
    }
    var end = InterviewAnswers.ofEnd(state);
    if (end != null) {
      return reply(wish, end);
    }
    if (!(state instanceof InterviewState.Open open)) {
      return wishedBefore(wish);
    }
    if (unusable != null) {
      return reply(wish, unusable);
    }
    if (standing == null) {
      goOn(state);
      return Effect().stash();
    }
    return decided(open, standing, wish);
  }

  /** The item may be this person's to do again. */
  private Effect<InterviewEvent, InterviewState> restarted(Wish wish) {
    answers.await(wish.replyTo());
    return Effect()
        .persist(new InterviewEvent.Restarted(surroundings.clock().instant()))
        .thenRun((InterviewState now) -> {
          standing = null;
          goOn(now);
        });
  }

  private Effect<InterviewEvent, InterviewState> wishedBefore(Wish wish) {
    if (loading) {
      return Effect().stash();
    }
    if (!(wish instanceof Open open)) {
      return reply(
          wish,
          new InterviewReply.Refused(Reason.NOT_OPEN, "The interview has not been opened yet."));
    }
    loading = true;
    context.pipeToSelf(
        surroundings.flows().load(open.flow(), open.version()),
        (flow, failure) ->
            failure == null
                ? new FlowToBegin(open, flow)
                : new FlowUnreachable(open, failure.toString()));
    return Effect().none();
  }

  private Effect<InterviewEvent, InterviewState> begin(FlowToBegin found) {
    loading = false;
    var wish = found.wish();
    var flow = found.flow().orElse(null);
    if (flow == null || flow.kind() != Flow.Kind.SCREEN) {
      wish.replyTo()
          .tell(
              new InterviewReply.Refused(
                  Reason.NO_FLOW,
                  "There is no screen flow %s with a version %d."
                      .formatted(wish.flow(), wish.version())));
      return Effect().unstashAll();
    }
    answers.await(wish.replyTo());
    var started =
        new InterviewEvent.Started(
            id.item(),
            id.person(),
            wish.flow(),
            wish.version(),
            flow.subflowVersions(),
            wish.inputs(),
            surroundings.clock().instant());
    var replay = new InterviewReplay(new Interpreter(flow), id.person());
    return Effect()
        .persist(started)
        .thenRun((InterviewState now) -> {
          standing = new Standing(replay, replay.begin(started));
          settle(now);
        })
        .thenUnstashAll();
  }

  /** Loads the flow of an interview that was begun earlier, and has the rest follow from it. */
  private void goOn(InterviewState state) {
    if (state instanceof InterviewState.Open open && standing == null && !loading) {
      loading = true;
      var started = open.started();
      context.pipeToSelf(
          surroundings.flows().load(started.flow(), started.version(), started.subflows()),
          (flow, failure) ->
              failure == null
                  ? new FlowToGoOn(flow)
                  : new FlowUnreachable(null, failure.toString()));
    }
  }

  private Effect<InterviewEvent, InterviewState> loaded(
      InterviewState state, Optional<Flow> found) {
    loading = false;
    if (found.isEmpty()) {
      unusable = new InterviewReply.Refused(Reason.NO_FLOW, "The flow of this item is gone.");
    } else if (state instanceof InterviewState.Open open) {
      var replay = new InterviewReplay(new Interpreter(found.get()), id.person());
      standing = new Standing(replay, replay.standing(open));
      settle(state);
    }
    return Effect().unstashAll();
  }

  private Effect<InterviewEvent, InterviewState> unreachable(FlowUnreachable lost) {
    context.getLog().warn("the flow of {} cannot be read: {}", id, lost.cause());
    loading = false;
    var later =
        new InterviewReply.Refused(
            Reason.TRY_AGAIN, "The flow cannot be read just now; try again in a moment.");
    if (lost.wish() != null) {
      lost.wish().replyTo().tell(later);
    } else {
      unusable = later;
      timers.startSingleTimer(new TryAgain(), nextPause());
    }
    return Effect().unstashAll();
  }

  private Effect<InterviewEvent, InterviewState> decided(
      InterviewState.Open open, Standing at, Wish wish) {
    var decider = new InterviewDecider(at.replay().interpreter(), open, at.outcome(), now());
    var decision = decider.decide(wish);
    return switch (decision) {
      case null -> {
        answers.await(wish.replyTo());
        settle(open);
        yield Effect().none();
      }
      case InterviewDecision.Answered answered -> reply(wish, answered.reply());
      case InterviewDecision.Accepted accepted -> {
        answers.await(wish.replyTo());
        yield recorded(at, accepted.event());
      }
    };
  }

  private Effect<InterviewEvent, InterviewState> performed(
      InterviewState state, ActionPerformed performed) {
    if (!(state instanceof InterviewState.Open open)
        || standing == null
        || open.round() != performed.round()
        || !(standing.outcome() instanceof Outcome.PerformAction wanted)
        || wanted.call() != performed.call()) {
      return Effect().none();
    }
    errands.reported();
    return recorded(standing, errands.event(performed));
  }

  private Effect<InterviewEvent, InterviewState> completed(
      InterviewState state, Interviews.Completion.Answer answer) {
    if (!(state instanceof InterviewState.Open)
        || standing == null
        || !(standing.outcome() instanceof Outcome.Finished end)) {
      return Effect().none();
    }
    errands.reported();
    return recorded(standing, errands.event(answer, end.outputs()));
  }

  private Effect<InterviewEvent, InterviewState> recorded(Standing before, InterviewEvent event) {
    return Effect()
        .persist(event)
        .thenRun((InterviewState now) -> {
          pause = FIRST_PAUSE;
          if (now instanceof InterviewState.Open open) {
            var replay = before.replay();
            standing = new Standing(replay, replay.after(open.started(), before.outcome(), event));
          }
          settle(now);
        });
  }

  /** Has done what the interview wants now, and answers those who wait for it to come to rest. */
  private void settle(InterviewState state) {
    var end = InterviewAnswers.ofEnd(state);
    if (end != null) {
      answers.tell(end);
    } else if (state instanceof InterviewState.Open open && standing != null) {
      settle(open, standing);
    }
  }

  private void settle(InterviewState.Open open, Standing at) {
    switch (at.outcome()) {
      case Outcome.ShowScreen shown ->
          answers.tell(
              new InterviewReply.Screen(at.replay().interpreter().view(shown.progress(), now())));
      case Outcome.Failed failed ->
          answers.tell(new InterviewReply.Failed(failed.fault(), failed.element()));
      case Outcome.PerformAction wanted -> errands.perform(open.round(), wanted);
      case Outcome.Wait wait ->
          answers.tell(
              new InterviewReply.Failed("A flow that a person runs cannot wait.", wait.element()));
      case Outcome.Finished end -> errands.complete(end);
    }
  }

  private Effect<InterviewEvent, InterviewState> reply(Wish wish, InterviewReply reply) {
    wish.replyTo().tell(reply);
    return Effect().none();
  }

  private Moment now() {
    return new Moment(surroundings.clock().instant(), id.person());
  }

  private Duration nextPause() {
    var now = pause;
    pause = now.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : now.multipliedBy(2);
    return now;
  }
}
