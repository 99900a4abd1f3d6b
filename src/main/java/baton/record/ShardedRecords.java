package baton.record;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The records of the cluster, each on the node that owns its shard. */
public final class ShardedRecords implements Records {
  private static final EntityTypeKey<BusinessRecord.Command> KEY =
      EntityTypeKey.create(BusinessRecord.Command.class, BusinessRecord.KIND);

  /** How long a record may take to answer; past it the outcome is unknown. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClusterSharding sharding;
  private final RecordRows rows;

  private ShardedRecords(ClusterSharding sharding, RecordRows rows) {
    this.sharding = sharding;
    this.rows = rows;
  }

  /** Makes this node take its share of the records. */
  public static ShardedRecords init(
      ActorSystem<?> system,
      CqlSession session,
      RecordSubscribers subscribers,
      InstantSource clock) {
    var rows = new RecordRows(session);
    var surroundings =
        new BusinessRecord.Surroundings(rows::put, subscribers, clock, BusinessRecord.Pace.DEFAULT);
    var sharding = ClusterSharding.get(system);
    sharding.init(
        Entity.of(
                KEY,
                entity ->
                    BusinessRecord.create(
                        RecordKey.read(entity.getEntityId()),
                        surroundings,
                        self -> entity.getShard().tell(new ClusterSharding.Passivate<>(self)),
                        () ->
                            sharding
                                .entityRefFor(KEY, entity.getEntityId())
                                .tell(new BusinessRecord.Wake())))
            .withStopMessage(new BusinessRecord.Stop())
            .withSettings(ClusterShardingSettings.create(system).withRememberEntities(true)));
    return new ShardedRecords(sharding, rows);
  }

  @Override
  public CompletionStage<Answer> create(
      RecordKey key, Map<String, JsonNode> fields, Request request) {
    return answer(
        key,
        request,
        replyTo -> new BusinessRecord.Create(fields, request.key(), request.by(), replyTo));
  }

  @Override
  public CompletionStage<Answer> put(
      RecordKey key, Map<String, JsonNode> fields, Expected expected, Request request) {
    return answer(
        key,
        request,
        replyTo -> new BusinessRecord.Put(fields, expected, request.key(), request.by(), replyTo));
  }

  @Override
  public CompletionStage<Answer> patch(
      RecordKey key, Map<String, JsonNode> fields, Expected expected, Request request) {
    return answer(
        key,
        request,
        replyTo ->
            new BusinessRecord.Patch(fields, expected, request.key(), request.by(), replyTo));
  }

  @Override
  public CompletionStage<Answer> delete(RecordKey key, Expected expected, Request request) {
    return answer(
        key,
        request,
        replyTo -> new BusinessRecord.Delete(expected, request.key(), request.by(), replyTo));
  }

  private CompletionStage<Answer> answer(
      RecordKey key,
      Request request,
      Function<ActorRef<BusinessRecord.Reply>, BusinessRecord.Command> command) {
    var problems = key.problems();
    if (!problems.isEmpty()) {
      return refused("there can be no such record", problems);
    }
    if (request.key() != null && request.key().length() > RecordLimits.REQUEST_CHARACTERS) {
      return refused(
          "the key of a request has at most " + RecordLimits.REQUEST_CHARACTERS + " characters",
          List.of());
    }
    return ask(key, command)
        .thenApply(reply ->
            switch (reply) {
              case BusinessRecord.Accepted yes ->
                  new Answer.Done(yes.record(), yes.created(), yes.changed());
              case BusinessRecord.Rejected no ->
                  new Answer.Refused(no.reason(), no.detail(), no.problems());
              case BusinessRecord.Busy ignored ->
                  throw new RejectedExecutionException(key + " is busy; send again later");
              case BusinessRecord.Seen other -> throw new IllegalStateException("seen " + other);
              case BusinessRecord.Missing other ->
                  throw new IllegalStateException("answered " + other);
            });
  }

  private static CompletionStage<Answer> refused(String detail, List<RecordProblem> problems) {
    return CompletableFuture.completedStage(
        new Answer.Refused(RecordDecision.Reason.INVALID_INPUT, detail, problems));
  }

  private CompletionStage<BusinessRecord.Reply> ask(
      RecordKey key, Function<ActorRef<BusinessRecord.Reply>, BusinessRecord.Command> command) {
    return sharding.entityRefFor(KEY, key.written()).ask(command::apply, PATIENCE);
  }

  /**
   * From now on the record counts this run among those that it tells of its changes, until the run
   * refuses one; also a record that is yet to be created. Answers the record as it is now.
   */
  public CompletionStage<Optional<RecordView>> watch(RecordKey key, String run) {
    return ask(key, replyTo -> new BusinessRecord.Watch(run, replyTo))
        .thenApply(ShardedRecords::seen);
  }

  private static Optional<RecordView> seen(BusinessRecord.Reply reply) {
    return reply instanceof BusinessRecord.Seen seen
        ? Optional.of(seen.record())
        : Optional.empty();
  }

  @Override
  public CompletionStage<Optional<RecordView>> record(RecordKey key) {
    return key.problems().isEmpty()
        ? ask(key, BusinessRecord.Look::new).thenApply(ShardedRecords::seen)
        : CompletableFuture.completedStage(Optional.empty());
  }

  @Override
  public CompletionStage<Page> list(
      String type, Predicate<RecordView> filter, int limit, Optional<String> cursor) {
    return rows.list(type, filter, limit, cursor);
  }
}
