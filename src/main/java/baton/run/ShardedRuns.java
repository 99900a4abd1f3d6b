package baton.run;

import baton.definition.Assignee;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.typed.javadsl.ActorSource;
import org.jspecify.annotations.Nullable;

/** The runs of the cluster, each on the node that owns its shard. */
public final class ShardedRuns implements Runs, RunKin.Door {
  private static final EntityTypeKey<Run.Command> KEY =
      EntityTypeKey.create(Run.Command.class, Run.KIND);

  /** How long a run may take to answer; past it the outcome is unknown. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int NEWS_BUFFERED = 64;

  private final ActorSystem<?> system;
  private final ClusterSharding sharding;

  private ShardedRuns(ActorSystem<?> system, ClusterSharding sharding) {
    this.system = system;
    this.sharding = sharding;
  }

  /** Makes this node take its share of the runs. */
  public static ShardedRuns init(ActorSystem<?> system, RunSurroundings surroundings) {
    var sharding = ClusterSharding.get(system);
    sharding.init(
        Entity.of(
                KEY,
                entity ->
                    Run.create(
                        entity.getEntityId(),
                        surroundings,
                        self -> entity.getShard().tell(new ClusterSharding.Passivate<>(self)),
                        () ->
                            sharding.entityRefFor(KEY, entity.getEntityId()).tell(new Run.Wake())))
            .withStopMessage(new Run.Stop())
            .withSettings(ClusterShardingSettings.create(system).withRememberEntities(true)));
    return new ShardedRuns(system, sharding);
  }

  @Override
  public CompletionStage<Answer> submit(Submission submission) {
    var key = submission.idempotencyKey();
    var runId =
        key == null ? RunIds.timeOrdered() : RunIds.derived(submission.orchestration(), key);
    return answer(
        runId,
        replyTo ->
            new Run.Start(
                submission.orchestration(),
                submission.version(),
                submission.inputs(),
                RunIds.hash(submission),
                submission.businessKey(),
                submission.by(),
                submission.record(),
                null,
                replyTo));
  }

  @Override
  public CompletionStage<Answer> begin(
      RunSurroundings.RunFacts run, SubRun sub, Map<String, JsonNode> inputs) {
    return answer(
        sub.id(),
        replyTo ->
            new Run.Start(
                sub.orchestration(),
                sub.version(),
                inputs,
                sub.id(),
                run.start().businessKey(),
                run.start().startedBy(),
                null,
                RunParent.of(run, sub),
                replyTo));
  }

  @Override
  public CompletionStage<Answer> abandon(RunSurroundings.RunFacts run, SubRun sub) {
    return answer(
        sub.id(),
        replyTo ->
            new RunKin.Abandon(
                sub.orchestration(), sub.version(), RunParent.of(run, sub), replyTo));
  }

  @Override
  public CompletionStage<Answer> tellEnd(RunParent parent, RunKin.SubRunEnd end) {
    return answer(parent.runId(), replyTo -> new RunKin.Ended(end, replyTo));
  }

  @Override
  public CompletionStage<Optional<RunView>> view(String runId) {
    return RunIds.valid(runId)
        ? run(runId)
            .<Run.Reply>ask(replyTo -> new RunQuestion.Look(false, replyTo), PATIENCE)
            .thenApply(reply -> seen(runId, reply))
        : CompletableFuture.completedStage(Optional.empty());
  }

  @Override
  public CompletionStage<Optional<RunWhy>> why(String runId) {
    return explained(runId)
        .thenCompose(why ->
            why.isEmpty()
                ? CompletableFuture.completedStage(why)
                : SubRunReasons.completed(why.get(), this::explained).thenApply(Optional::of));
  }

  private CompletionStage<Optional<RunWhy>> explained(String runId) {
    return RunIds.valid(runId)
        ? run(runId)
            .<Run.Reply>ask(RunQuestion.Explain::new, PATIENCE)
            .thenApply(reply ->
                switch (reply) {
                  case Run.Explained told -> Optional.of(told.why());
                  case Run.Absent ignored -> Optional.<RunWhy>empty();
                  case Run.Busy ignored -> throw busy(runId);
                  case Run.Seen other -> throw new IllegalStateException("answered " + other);
                  case Run.Accepted other -> throw new IllegalStateException("answered " + other);
                  case Run.Rejected other -> throw new IllegalStateException("answered " + other);
                })
        : CompletableFuture.completedStage(Optional.empty());
  }

  @Override
  public CompletionStage<Optional<RunView>> settled(String runId, Duration atMost) {
    if (!RunIds.valid(runId) || !atMost.isPositive()) {
      return view(runId);
    }
    return run(runId)
        .<Run.Reply>ask(replyTo -> new RunQuestion.Look(true, replyTo), atMost)
        .handle((reply, failure) ->
            failure == null ? CompletableFuture.completedStage(seen(runId, reply)) : view(runId))
        .thenCompose(Function.identity());
  }

  private static Optional<RunView> seen(String runId, Run.Reply reply) {
    return switch (reply) {
      case Run.Seen news -> Optional.of(news.view());
      case Run.Absent ignored -> Optional.empty();
      case Run.Busy ignored -> throw busy(runId);
      case Run.Accepted other -> throw new IllegalStateException("answered " + other);
      case Run.Rejected other -> throw new IllegalStateException("answered " + other);
      case Run.Explained other -> throw new IllegalStateException("answered " + other);
    };
  }

  @Override
  public Source<RunView, NotUsed> changes(String runId) {
    if (!RunIds.valid(runId)) {
      return Source.failed(unknown(runId));
    }
    return ActorSource.<Run.Reply>actorRef(
            reply -> false,
            reply -> reply instanceof Run.Absent ? Optional.of(unknown(runId)) : Optional.empty(),
            NEWS_BUFFERED,
            OverflowStrategy.dropHead())
        .mapMaterializedValue(listener -> follow(runId, listener))
        .map(reply -> ((Run.Seen) reply).view())
        .takeWhile(view -> !(view.status().ended() && view.settled()), true);
  }

  private NotUsed follow(String runId, ActorRef<Run.Reply> listener) {
    system.systemActorOf(
        RunWatch.create(
            listener, (observer, seen) -> run(runId).tell(new RunQuestion.Observe(observer, seen))),
        "run-watch-" + RunIds.timeOrdered(),
        Props.empty());
    return NotUsed.getInstance();
  }

  @Override
  public CompletionStage<Answer> cancel(String runId, String by, @Nullable String reason) {
    return answer(runId, replyTo -> new Run.Cancel(by, reason, replyTo));
  }

  @Override
  public CompletionStage<Answer> operate(String runId, RunOperation operation, String by) {
    return answer(runId, replyTo -> new Run.Operate(operation, by, replyTo));
  }

  @Override
  public CompletionStage<Answer> migrate(String runId, RunMigration migration, String by) {
    return answer(runId, replyTo -> new Run.Migrate(migration, by, replyTo));
  }

  @Override
  public CompletionStage<Answer> publish(Event event) {
    return answer(event.runId(), replyTo -> new Run.Publish(event, replyTo));
  }

  /**
   * A worker says how an attempt ended, under its lease; created tells if it counts.
   *
   * @param index of the item, where the step fans out
   */
  public CompletionStage<Answer> taskEnded(
      String runId,
      String step,
      int visit,
      int attempt,
      @Nullable Integer index,
      String lease,
      StepOutcome outcome) {
    return answerOf(
        runId,
        replyTo -> new Run.StepReported(step, visit, attempt, outcome, replyTo, index, lease));
  }

  /** Whether an attempt has ended so, under this lease; created tells. */
  public CompletionStage<Answer> taskHasEnded(
      String runId, String step, int visit, int attempt, String lease, StepOutcome outcome) {
    return answerOf(
        runId, replyTo -> new RunQuestion.AskLease(step, visit, attempt, outcome, lease, replyTo));
  }

  @Override
  public CompletionStage<Answer> timerFired(String runId, String timer) {
    return answer(runId, replyTo -> new Run.TimerFired(timer, replyTo));
  }

  @Override
  public CompletionStage<Answer> noticeRecord(
      String runId, String type, String id, long version, Map<String, JsonNode> fields) {
    return answer(runId, replyTo -> new Run.NoticeRecord(type, id, version, fields, replyTo));
  }

  @Override
  public CompletionStage<Answer> claim(WorkItemId item, Principal by) {
    return answer(item.runId(), replyTo -> new Run.Claim(item, by, replyTo));
  }

  @Override
  public CompletionStage<Answer> release(WorkItemId item, Principal by) {
    return answer(item.runId(), replyTo -> new Run.Release(item, by, replyTo));
  }

  @Override
  public CompletionStage<Answer> reassign(
      WorkItemId item, Principal by, Assignee to, @Nullable String reason) {
    return answer(item.runId(), replyTo -> new Run.Reassign(item, by, to, reason, replyTo));
  }

  @Override
  public CompletionStage<Answer> complete(
      WorkItemId item, Principal by, Map<String, JsonNode> outputs) {
    return answer(item.runId(), replyTo -> new Run.Complete(item, by, outputs, replyTo));
  }

  private EntityRef<Run.Command> run(String runId) {
    return sharding.entityRefFor(KEY, runId);
  }

  private CompletionStage<Answer> answer(
      String runId, Function<ActorRef<Run.Reply>, Run.Request> request) {
    return answerOf(runId, request::apply);
  }

  private CompletionStage<Answer> answerOf(
      String runId, Function<ActorRef<Run.Reply>, Run.Command> request) {
    if (!RunIds.valid(runId)) {
      return CompletableFuture.completedStage(notFound(runId));
    }
    return run(runId)
        .<Run.Reply>ask(request::apply, PATIENCE)
        .thenApply(reply ->
            switch (reply) {
              case Run.Accepted yes -> new Answer.Done(yes.runId(), yes.status(), yes.changed());
              case Run.Rejected no ->
                  new Answer.Refused(no.reason(), no.detail(), no.by(), no.at(), no.problems());
              case Run.Absent ignored -> notFound(runId);
              case Run.Busy ignored -> throw busy(runId);
              case Run.Seen seen -> throw new IllegalStateException("answered " + seen);
              case Run.Explained told -> throw new IllegalStateException("answered " + told);
            });
  }

  private static Answer notFound(String runId) {
    return new Answer.Refused(RunDecision.Reason.NOT_FOUND, "there is no run " + runId);
  }

  private static NoSuchElementException unknown(String runId) {
    return new NoSuchElementException("there is no run " + runId);
  }

  private static RejectedExecutionException busy(String runId) {
    return new RejectedExecutionException("run " + runId + " is busy; send again later");
  }
}
