package baton.task;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** Tasks through one {@link TaskQueue} for each type, spread over the cluster. */
public final class ShardedTasks implements Tasks, TaskOffers {
  private static final EntityTypeKey<TaskQueue.Command> QUEUE =
      EntityTypeKey.create(TaskQueue.Command.class, "task-queue");

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ClusterSharding sharding;
  private final InstantSource clock;

  /** Nothing ends before the node has started. */
  private static final Results NOBODY =
      new Results() {
        @Override
        public CompletionStage<Told> ended(TaskId task, String lease, Outcome outcome) {
          return CompletableFuture.failedStage(new IllegalStateException("the node is starting"));
        }

        @Override
        public CompletionStage<Boolean> hasEnded(TaskId task, String lease, Outcome outcome) {
          return CompletableFuture.failedStage(new IllegalStateException("the node is starting"));
        }
      };

  private volatile Results results = NOBODY;

  private ShardedTasks(ClusterSharding sharding, InstantSource clock) {
    this.sharding = sharding;
    this.clock = clock;
  }

  /** Makes this node take its share of the queues. */
  public static ShardedTasks init(ActorSystem<?> system, InstantSource clock) {
    var sharding = ClusterSharding.get(system);
    sharding.init(Entity.of(QUEUE, entity -> TaskQueue.create(clock)));
    return new ShardedTasks(sharding, clock);
  }

  /** Who is told how tasks end; until then nothing ends. */
  public void deliverTo(Results receiver) {
    results = receiver;
  }

  @Override
  public CompletionStage<Boolean> offer(Task task) {
    return known(ask(task.id().type(), replyTo -> new TaskQueue.Offer(task, replyTo), PATIENCE));
  }

  @Override
  public CompletionStage<Boolean> knows(TaskId id) {
    return known(ask(id.type(), replyTo -> new TaskQueue.Ask(id, replyTo), PATIENCE));
  }

  @Override
  public void withdraw(TaskId id) {
    queue(id.type()).tell(new TaskQueue.Withdraw(List.of(id)));
  }

  private static CompletionStage<Boolean> known(CompletionStage<TaskQueue.Reply> reply) {
    return reply.thenApply(answer -> ((TaskQueue.Known) answer).known());
  }

  @Override
  public CompletionStage<List<Leased>> fetch(Fetch fetch) {
    return fetch(fetch, clock.millis() + fetch.patience().toMillis());
  }

  private CompletionStage<List<Leased>> fetch(Fetch fetch, long until) {
    return take(fetch, 0, new ArrayList<>())
        .thenCompose(taken -> {
          var left = until - clock.millis();
          return taken.isEmpty() && left > 0
              ? something(fetch.types(), left)
                  .thenCompose(found ->
                      found
                          ? fetch(fetch, until)
                          : CompletableFuture.completedStage(List.<Leased>of()))
              : CompletableFuture.completedStage(taken);
        });
  }

  /** One type after the other, so that nothing is leased that does not go into the answer. */
  private CompletionStage<List<Leased>> take(Fetch fetch, int next, List<Leased> taken) {
    if (next >= fetch.types().size() || taken.size() >= fetch.max()) {
      return CompletableFuture.completedStage(taken);
    }
    return ask(
            fetch.types().get(next),
            replyTo ->
                new TaskQueue.Take(fetch.max() - taken.size(), fetch.lease().toMillis(), replyTo),
            PATIENCE)
        .handle((reply, failure) -> {
          if (reply instanceof TaskQueue.Taken some) {
            some.tasks()
                .forEach(task ->
                    taken.add(
                        new Leased(
                            task.task(), task.lease(), Instant.ofEpochMilli(task.untilMillis()))));
          } else if (taken.isEmpty()) {
            throw new IllegalStateException("no answer from a queue", failure);
          }
          return taken;
        })
        .thenCompose(some -> take(fetch, next + 1, some));
  }

  /** As soon as there is something of one type. */
  private CompletionStage<Boolean> something(List<String> types, long millis) {
    var awaited =
        types.stream()
            .map(type ->
                ask(
                        type,
                        replyTo -> new TaskQueue.Await(millis, replyTo),
                        Duration.ofMillis(millis).plus(PATIENCE))
                    .thenApply(reply -> ((TaskQueue.Awaited) reply).something())
                    .toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.anyOf(awaited).thenApply(found -> (Boolean) found);
  }

  @Override
  public CompletionStage<List<Verdict>> extend(List<Held> leases, Duration lease) {
    var verdicts = new Verdict[leases.size()];
    Arrays.fill(verdicts, Verdict.UNKNOWN);
    var asked =
        byType(leases).entrySet().stream()
            .map(type ->
                ask(
                        type.getKey(),
                        replyTo ->
                            new TaskQueue.Extend(
                                type.getValue().stream().map(at -> held(leases.get(at))).toList(),
                                lease.toMillis(),
                                replyTo),
                        PATIENCE)
                    .handle((reply, failure) -> {
                      if (reply instanceof TaskQueue.Holding holding) {
                        for (var i = 0; i < holding.held().size(); i++) {
                          verdicts[type.getValue().get(i)] =
                              holding.held().get(i) ? Verdict.DONE : Verdict.STALE;
                        }
                      }
                      return reply;
                    })
                    .toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(asked).thenApply(all -> List.of(verdicts));
  }

  private static TaskQueue.Held held(Held held) {
    return new TaskQueue.Held(held.id(), held.lease());
  }

  private static Map<String, List<Integer>> byType(List<Held> leases) {
    var found = new LinkedHashMap<String, List<Integer>>();
    for (var i = 0; i < leases.size(); i++) {
      found.computeIfAbsent(leases.get(i).id().type(), type -> new ArrayList<>()).add(i);
    }
    return found;
  }

  @Override
  public void giveBack(List<Held> leases) {
    byType(leases)
        .forEach((type, places) ->
            queue(type)
                .tell(
                    new TaskQueue.GiveBack(
                        places.stream().map(at -> held(leases.get(at))).toList())));
  }

  @Override
  public CompletionStage<List<Told>> end(List<Ended> ended) {
    return extend(ended.stream().map(Ended::held).toList(), TaskLimits.REPORTING)
        .thenCompose(held -> {
          var told = new ArrayList<CompletableFuture<Told>>();
          for (var i = 0; i < held.size(); i++) {
            told.add(
                switch (held.get(i)) {
                  case DONE -> end(ended.get(i));
                  case STALE -> repeated(ended.get(i));
                  case REFUSED, UNKNOWN -> CompletableFuture.completedFuture(Told.of(held.get(i)));
                });
          }
          return CompletableFuture.allOf(told.toArray(CompletableFuture[]::new))
              .thenApply(all -> told.stream().map(CompletableFuture::join).toList());
        });
  }

  /**
   * A worker that has lost the answer says the same again: the queue has forgotten, not the run.
   */
  private CompletableFuture<Told> repeated(Ended ended) {
    return results
        .hasEnded(ended.held().id(), ended.held().lease(), ended.outcome())
        .handle((before, failure) ->
            Told.of(failure != null ? Verdict.UNKNOWN : before ? Verdict.DONE : Verdict.STALE))
        .toCompletableFuture();
  }

  private CompletableFuture<Told> end(Ended ended) {
    var id = ended.held().id();
    return results
        .ended(id, ended.held().lease(), ended.outcome())
        .handle((told, failure) -> {
          if (failure != null) {
            return Told.of(Verdict.UNKNOWN);
          }
          if (told.verdict() != Verdict.REFUSED) {
            withdraw(id);
          }
          return told;
        })
        .toCompletableFuture();
  }

  private CompletionStage<TaskQueue.Reply> ask(
      String type,
      Function<ActorRef<TaskQueue.Reply>, TaskQueue.Command> command,
      Duration patience) {
    return queue(type).ask(command::apply, patience);
  }

  private EntityRef<TaskQueue.Command> queue(String type) {
    return sharding.entityRefFor(QUEUE, type);
  }
}
