package baton.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import baton.app.CassandraForTests;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.junit.jupiter.api.Test;

/** A sharded persistent actor on the settings of a node and a real Cassandra. */
class JournalIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  sealed interface Tally {
    @JsonTypeName("tally-added")
    record Added(int amount) implements Tally {}
  }

  record Add(int amount, ActorRef<Integer> replyTo) {}

  @Test
  void anActiveEntityComesBackByItselfWithItsState() throws Exception {
    var id = UUID.randomUUID().toString();
    var first = start(Optional.empty());
    var probe = TestProbe.<Integer>create(first);
    var entity = ClusterSharding.get(first).entityRefFor(KEY, id);
    entity.tell(new Add(20, probe.getRef()));
    assertThat(probe.receiveMessage(PATIENCE)).isEqualTo(20);
    entity.tell(new Add(22, probe.getRef()));
    assertThat(probe.receiveMessage(PATIENCE)).isEqualTo(42);
    stop(first);

    var woken = new CompletableFuture<Integer>();
    var second = start(Optional.of(woken));
    assertThat(woken.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(42);
    stop(second);
    assertThat(CassandraForTests.session().isClosed()).as("the shared session").isFalse();
  }

  private static final EntityTypeKey<Add> KEY =
      EntityTypeKey.create(Add.class, "tally-" + UUID.randomUUID());

  private static ActorSystem<Void> start(Optional<CompletableFuture<Integer>> woken) {
    var config =
        ConfigFactory.parseString(
                "pekko.actor.serialization-bindings { \"%s\" = baton-event }"
                    .formatted(Tally.class.getName()))
            .withFallback(CassandraForTests.settings().config());
    var setup =
        ActorSystemSetup.create(
            BootstrapSetup.create(config), new CassandraSetup(CassandraForTests.session()));
    var system = ActorSystem.create(Behaviors.<Void>empty(), "baton", setup);
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    ClusterSharding.get(system)
        .init(
            Entity.of(KEY, context -> tally(context.getEntityId(), woken))
                .withSettings(ClusterShardingSettings.create(system).withRememberEntities(true)));
    return system;
  }

  private static Behavior<Add> tally(String id, Optional<CompletableFuture<Integer>> woken) {
    return new EventSourcedBehavior<Add, Tally, Integer>(PersistenceId.of("tally", id)) {
      @Override
      public Integer emptyState() {
        return 0;
      }

      @Override
      public CommandHandler<Add, Tally, Integer> commandHandler() {
        return newCommandHandlerBuilder()
            .forAnyState()
            .onCommand(
                Add.class,
                (state, add) ->
                    Effect()
                        .persist((Tally) new Tally.Added(add.amount()))
                        .thenRun(now -> add.replyTo().tell(now)))
            .build();
      }

      @Override
      public EventHandler<Integer, Tally> eventHandler() {
        return (state, event) -> state + ((Tally.Added) event).amount();
      }

      @Override
      public SignalHandler<Integer> signalHandler() {
        return newSignalHandlerBuilder()
            .onSignal(
                RecoveryCompleted.class,
                (state, done) -> woken.ifPresent(future -> future.complete(state)))
            .build();
      }
    };
  }

  private static void stop(ActorSystem<Void> system) throws Exception {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
