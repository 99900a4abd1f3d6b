package baton.timer;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The door to durable timers: one {@link TimerKeeper} for each slot, somewhere in the cluster. */
public final class Timers {
  /** Whom timers wake. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * Delivers one timer, at least once and never before it is due. Done: it had its effect, or
     * never will have one. Failed: it is delivered again later. One of the two within bounded time.
     */
    CompletionStage<?> fired(String target, String key, Instant due);
  }

  private static final EntityTypeKey<TimerKeeper.Command> KEEPER =
      EntityTypeKey.create(TimerKeeper.Command.class, "timer-keeper");

  /** How long writing a timer may take; past it nobody knows, and it is to be kept again. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A slot that lost its keeper has one again after this. */
  private static final Duration BEAT = Duration.ofSeconds(2);

  private final ActorSystem<?> system;
  private final ClusterSharding sharding;
  private final CqlSession session;
  private final InstantSource clock;

  public Timers(ActorSystem<?> system, CqlSession session, InstantSource clock) {
    this.system = system;
    this.sharding = ClusterSharding.get(system);
    this.session = session;
    this.clock = clock;
  }

  /** Makes this node keep its share of the slots; before, timers cannot be kept. */
  public void deliverTo(Receiver receiver) {
    var store = new TimerRows(session);
    sharding.init(
        Entity.of(
                KEEPER,
                entity ->
                    TimerKeeper.create(
                        Integer.parseInt(entity.getEntityId()), store, receiver, clock))
            .withStopMessage(new TimerKeeper.Stop()));
    system.systemActorOf(beating(), "timer-beat", Props.empty());
  }

  /**
   * Keeps a timer; done when it is durable. The same target, key and moment again is the same
   * timer; a failed stage means that nobody knows, and that it is to be kept again.
   */
  public CompletionStage<Done> keep(String target, String key, Instant due) {
    try {
      requireName("target", target);
      requireName("key", key);
      return keeper(slot(target))
          .<TimerKeeper.Reply>ask(
              replyTo -> new TimerKeeper.Keep(Timer.of(target, key, due), replyTo), PATIENCE)
          .thenApply(reply ->
              switch (reply) {
                case TimerKeeper.Kept ignored -> Done.getInstance();
                case TimerKeeper.NotKept not -> throw new RejectedExecutionException(not.reason());
              });
    } catch (RuntimeException refused) { // by what it names, or because no slot is kept yet
      return CompletableFuture.failedStage(refused);
    }
  }

  private static void requireName(String what, String name) {
    if (name.isEmpty() || name.length() > TimerLimits.LONGEST_NAME) {
      throw new IllegalArgumentException(
          "the %s of a timer has %d characters; it must have 1 to %d"
              .formatted(what, name.length(), TimerLimits.LONGEST_NAME));
    }
  }

  static int slot(String target) {
    var hash = target.hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), TimerLimits.SLOTS);
  }

  private EntityRef<TimerKeeper.Command> keeper(int slot) {
    return sharding.entityRefFor(KEEPER, Integer.toString(slot));
  }

  private Behavior<TimerKeeper.Beat> beating() {
    return Behaviors.withTimers(timers -> {
      var beat = new TimerKeeper.Beat();
      timers.startTimerAtFixedRate(beat, Duration.ZERO, BEAT);
      return Behaviors.receiveMessage(now -> {
        for (var slot = 0; slot < TimerLimits.SLOTS; slot++) {
          keeper(slot).tell(beat);
        }
        return Behaviors.same();
      });
    });
  }
}
