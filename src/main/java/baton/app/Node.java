package baton.app;

import baton.cluster.CassandraSetup;
import baton.cluster.Health;
import baton.cluster.NodeSettings;
import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Cluster;

/** One member of the cluster with all rooms open. */
public final class Node {
  static final String SYSTEM = "baton";

  /** Longer than the cluster's own patience with seed nodes that do not answer. */
  private static final Duration JOINING = Duration.ofSeconds(70);

  /** Longer than a node waits for another that holds the lock of the schema. */
  private static final Duration MIGRATING = Duration.ofSeconds(300);

  private static final Duration OPENING = Duration.ofSeconds(60);
  private static final Duration REQUESTS_IN_PROGRESS = Duration.ofSeconds(1);

  /** With the three seconds that Cassandra gets the whole process is gone within ten. */
  private static final Duration STOPPING = Duration.ofSeconds(4);

  private final ActorSystem<Void> system;
  private final Rooms.Door door;

  private Node(ActorSystem<Void> system, Rooms.Door door) {
    this.system = system;
    this.door = door;
  }

  /**
   * Joins the cluster and opens the rooms; the schema must be there.
   *
   * @throws IllegalStateException when the cluster cannot be joined or a room does not open
   */
  public static Node start(NodeSettings settings, CqlSession session, Rooms rooms) {
    return start(settings, session, CompletableFuture.completedStage(null), rooms);
  }

  /**
   * The same, joining while the schema is still being made.
   *
   * @param schema done when the schema is there
   */
  static Node start(
      NodeSettings settings, CqlSession session, CompletionStage<?> schema, Rooms rooms) {
    var setup =
        ActorSystemSetup.create(
            BootstrapSetup.create(settings.config()), new CassandraSetup(session));
    var system = ActorSystem.create(Behaviors.<Void>empty(), SYSTEM, setup);
    try {
      await(joined(system, settings), JOINING, "the cluster could not be joined");
      await(schema, MIGRATING, "the schema could not be made");
      var health = new Health(system, session);
      var opening = rooms.open(system, session, settings, health);
      var door = await(opening, OPENING, "the rooms did not open");
      CoordinatedShutdown.get(system)
          .addTask(
              CoordinatedShutdown.PhaseServiceUnbind(),
              "close-door",
              () -> door.close(REQUESTS_IN_PROGRESS));
      return new Node(system, door);
    } catch (RuntimeException failed) {
      system.terminate();
      throw failed;
    }
  }

  /** Such as {@code http://127.0.0.1:8080}. */
  public String address() {
    return door.address();
  }

  /** Done when the node has left, also when nobody asked it to. */
  public CompletionStage<Done> left() {
    return system.getWhenTerminated();
  }

  /** Takes no more requests, hands its shards over, leaves the cluster and ends its actors. */
  public void stop() {
    var stopping = CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.jvmExitReason());
    try {
      stopping.toCompletableFuture().get(STOPPING.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException tooSlow) {
      system.terminate();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private static CompletionStage<Done> joined(ActorSystem<?> system, NodeSettings settings) {
    var up = new CompletableFuture<Done>();
    var cluster = Cluster.get(system.classicSystem());
    cluster.registerOnMemberUp(() -> up.complete(Done.getInstance()));
    cluster.registerOnMemberRemoved(
        () -> up.completeExceptionally(new IllegalStateException("no seed node answered")));
    if (settings.seeds().isEmpty()) {
      cluster.join(cluster.selfAddress());
    } else {
      var seeds = settings.seeds().stream().map(seed -> "pekko://" + SYSTEM + "@" + seed);
      cluster.joinSeedNodes(seeds.map(AddressFromURIString::parse).toList());
    }
    return up;
  }

  private static <T> T await(CompletionStage<T> stage, Duration patience, String failure) {
    try {
      return stage.toCompletableFuture().get(patience.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      var cause = failed.getCause() == null ? failed : failed.getCause();
      throw new IllegalStateException(failure + ": " + cause.getMessage(), cause);
    } catch (TimeoutException slow) {
      throw new IllegalStateException(failure + " within " + patience.toSeconds() + " s", slow);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure + ": interrupted", stopped);
    }
  }
}
