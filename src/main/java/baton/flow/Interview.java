package baton.flow;

import baton.flow.Actions.Performed;
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
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * The interview of one work item by one person: records what was answered, and has done what the
 * flow wants between two screens, again after a crash if it was not recorded.
 */
public final class Interview
    extends EventSourcedBehavior<Interview.Command, InterviewEvent, InterviewState> {
  static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Events after which an interview is written down whole. */
  static final int SNAPSHOT_EVENTS = 50;

  /** Snapshots of one interview that are kept: one to fall back on. */
  static final int SNAPSHOTS = 2;

  public sealed interface Command {}

  /** A wish of the person, who waits for the answer. */
  sealed interface Wish extends Command {
    ActorRef<InterviewReply> replyTo();
  }

  record Open(
      String flow, int version, Map<String, JsonNode> inputs, ActorRef<InterviewReply> replyTo)
      implements Wish {}

  record View(ActorRef<InterviewReply> replyTo) implements Wish {}

  /** What a person typed must not come into logs, where messages may end that nobody takes. */
  sealed interface Typing extends Wish {
    String screen();

    default String told() {
      return getClass().getSimpleName() + " of " + screen();
    }
  }

  record Next(String screen, Map<String, JsonNode> values, ActorRef<InterviewReply> replyTo)
      implements Typing {
    @Override
    public String toString() {
      return told();
    }
  }

  record Back(String screen, Map<String, JsonNode> values, ActorRef<InterviewReply> replyTo)
      implements Typing {
    @Override
    public String toString() {
      return told();
    }
  }

  record Save(String screen, Map<String, JsonNode> values, ActorRef<InterviewReply> replyTo)
      implements Typing {
    @Override
    public String toString() {
      return told();
    }
  }

  record Preview(String screen, Map<String, JsonNode> values, ActorRef<InterviewReply> replyTo)
      implements Typing {
    @Override
    public String toString() {
      return told();
    }
  }

  /**
   * Searches records for a lookup.
   *
   * @param id the one record to show, which was chosen before; null where words are searched
   */
  record Search(
      String screen,
      String field,
      String words,
      @Nullable String id,
      ActorRef<InterviewReply> replyTo)
      implements Wish {}

  record Restart(ActorRef<InterviewReply> replyTo) implements Wish {}

  /** Asks for what was typed, wherever the interview stands. */
  record Draft(ActorRef<InterviewReply> replyTo) implements Wish {}

  /**
   * Keeps what was typed by somebody who may not do the item now; begins nothing.
   *
   * @param flow of an interview that was never opened
   */
  record Keep(
      String flow,
      int version,
      String screen,
      Map<String, JsonNode> values,
      ActorRef<InterviewReply> replyTo)
      implements Typing {
    @Override
    public String toString() {
      return told();
    }
  }

  /**
   * @param recordTypes what is known of the records whose fields are shown
   */
  record FlowToBegin(Open wish, Optional<Flow> flow, Map<String, Records.RecordType> recordTypes)
      implements Command {}

  record FlowToGoOn(Optional<Flow> flow) implements Command {}

  record FlowToKeep(Keep wish, Optional<Flow> flow) implements Command {}

  record FlowUnreachable(@Nullable Open wish, String cause) implements Command {}

  /** The chosen records were looked for: what is wrong with them, by field. */
  record ChoicesChecked(Next wish, Map<String, String> problems) implements Command {}

  record ActionPerformed(int round, int call, Performed performed) implements Command {}

  record CompletionAnswered(Interviews.Completion.Answer answer) implements Command {}

  record CompletionUnanswered(String cause) implements Command {}

  record TryAgain() implements Command {}

  record Patience() implements Command {}

  private record Quiet() implements Command {}

  record Stop() implements Command {}

  /**
   * What an interview needs of its node.
   *
   * @param patience how long a person waits for an action before being told that it takes long
   */
  record Surroundings(
      FlowSource flows,
      Actions actions,
      Interviews.Completion completion,
      InstantSource clock,
      Duration idleAfter,
      Duration patience,
      Secrets secrets) {}

  private final ActorContext<Command> context;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final InterviewCourse course;

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
    this.shard = shard;
    this.course = new InterviewCourse(context, timers, id, surroundings, Effect());
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

  /** What is typed is kept every other second: a day of it must not be read again on each wake. */
  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(SNAPSHOT_EVENTS, SNAPSHOTS);
  }

  @Override
  public SignalHandler<InterviewState> signalHandler() {
    return newSignalHandlerBuilder().onSignal(RecoveryCompleted.instance(), course::goOn).build();
  }

  @Override
  public CommandHandler<Command, InterviewEvent, InterviewState> commandHandler() {
    return (state, command) ->
        switch (command) {
          case Wish wish -> course.wished(state, wish);
          case FlowToBegin found -> course.begin(found);
          case FlowToGoOn found -> course.loaded(state, found.flow());
          case FlowToKeep found -> course.kept(state, found);
          case FlowUnreachable lost -> course.unreachable(lost);
          case ChoicesChecked checked -> course.checked(state, checked);
          case ActionPerformed performed -> course.performed(state, performed);
          case CompletionAnswered answered -> course.completed(state, answered.answer());
          case CompletionUnanswered unanswered -> course.unanswered(unanswered);
          case Patience ignored -> course.takesLong();
          case TryAgain ignored -> course.tryAgain(state);
          case Quiet ignored -> {
            if (!course.isBusy()) {
              shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
            }
            yield Effect().none();
          }
          case Stop ignored -> Effect().stop();
        };
  }
}
