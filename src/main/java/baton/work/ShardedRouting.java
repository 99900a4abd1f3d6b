package baton.work;

import baton.directory.People;
import baton.work.InboxStore.Entry;
import baton.work.WorkRouter.Command;
import baton.work.WorkRouter.File;
import baton.work.WorkRouter.Place;
import baton.work.WorkRouter.Reply;
import baton.work.WorkRouter.Withdraw;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** Routing through one {@link WorkRouter} for each assignee, spread over the cluster. */
final class ShardedRouting implements Routing {
  private static final EntityTypeKey<Command> ROUTER =
      EntityTypeKey.create(Command.class, "work-router");

  /** Longer than a filing within it; whoever asks repeats after it. */
  private static final Duration PLACE_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration FILE_TIMEOUT = Duration.ofSeconds(6);

  private final ClusterSharding sharding;

  private ShardedRouting(ClusterSharding sharding) {
    this.sharding = sharding;
  }

  static Routing start(
      ActorSystem<?> system,
      InboxStore store,
      ListStore lists,
      People people,
      Placing.Notices notices) {
    var routing = new ShardedRouting(ClusterSharding.get(system));
    var placing = new Placing(store, people, notices, routing::file);
    routing.sharding.init(
        Entity.of(
            ROUTER,
            entity ->
                WorkRouter.create(
                    new Holder(entity.getEntityId()),
                    store,
                    lists,
                    placing,
                    InstantSource.system())));
    return routing;
  }

  @Override
  public CompletionStage<Reply> place(WorkItem item) {
    return router(Holder.of(item.assignee()))
        .ask((ActorRef<Reply> replyTo) -> new Place(item.withoutInputs(), replyTo), PLACE_TIMEOUT);
  }

  @Override
  public CompletionStage<Reply> withdraw(WorkItem item) {
    return router(Holder.of(item.assignee()))
        .ask(
            (ActorRef<Reply> replyTo) -> new Withdraw(item.withoutInputs(), replyTo),
            PLACE_TIMEOUT);
  }

  private CompletionStage<Void> file(Holder holder, Entry entry, long stamp) {
    return router(holder)
        .ask((ActorRef<Done> replyTo) -> new File(entry, stamp, replyTo), FILE_TIMEOUT)
        .thenApply(done -> null);
  }

  private EntityRef<Command> router(Holder holder) {
    return sharding.entityRefFor(ROUTER, holder.text());
  }
}
