package baton.timer;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** Many timers of one node that are counted as they fire, and how late each was. */
public final class CountedTimers {
  private static final int KEPT_AT_ONCE = 4_000;

  private final int count;
  private final AtomicIntegerArray times;
  private final AtomicLongArray firedAt;
  private final AtomicInteger fired = new AtomicInteger();
  private final AtomicInteger disorders = new AtomicInteger();
  private final AtomicLongArray newestOfSlot = new AtomicLongArray(TimerLimits.SLOTS);

  public CountedTimers(int count) {
    this.count = count;
    this.times = new AtomicIntegerArray(count);
    this.firedAt = new AtomicLongArray(count);
  }

  /** To be called before the node opens its rooms: what is registered first receives. */
  public void receive(ActorSystem<?> system, CqlSession session) {
    var store = new TimerRows(session);
    ClusterSharding.get(system)
        .init(
            Entity.of(
                    EntityTypeKey.create(TimerKeeper.Command.class, "timer-keeper"),
                    entity ->
                        TimerKeeper.create(
                            Integer.parseInt(entity.getEntityId()),
                            store,
                            (target, key, due) -> {
                              note(target, Integer.parseInt(key), due);
                              return CompletableFuture.completedStage("done");
                            },
                            InstantSource.system()))
                .withStopMessage(new TimerKeeper.Stop()));
  }

  public int fired() {
    return fired.get();
  }

  public void keepAll(Timers timers, Instant[] due) throws InterruptedException {
    var hands = new Semaphore(KEPT_AT_ONCE);
    for (var i = 0; i < count; i++) {
      hands.acquire();
      keep(timers, i, due[i], hands);
    }
    hands.acquire(KEPT_AT_ONCE);
  }

  private void keep(Timers timers, int number, Instant due, Semaphore hands) {
    timers
        .keep("run-" + number, Integer.toString(number), due)
        .whenComplete((done, failure) -> {
          if (failure == null) {
            hands.release();
          } else {
            keep(timers, number, due, hands);
          }
        });
  }

  private void note(String target, int number, Instant due) {
    if (times.incrementAndGet(number) == 1) {
      firedAt.set(number, System.currentTimeMillis());
      fired.incrementAndGet();
    }
    var slot = Timers.slot(target);
    if (newestOfSlot.getAndAccumulate(slot, due.toEpochMilli(), Math::max) > due.toEpochMilli()) {
      disorders.incrementAndGet();
    }
  }

  public void report(Instant[] due) {
    var late = new long[count];
    var last = Long.MIN_VALUE;
    var first = Long.MAX_VALUE;
    var repeated = 0;
    for (var i = 0; i < count; i++) {
      late[i] = firedAt.get(i) - due[i].toEpochMilli();
      first = Math.min(first, firedAt.get(i));
      last = Math.max(last, firedAt.get(i));
      repeated += times.get(i) > 1 ? 1 : 0;
    }
    Arrays.sort(late);
    System.out.printf(
        "timers=%,d repeated=%,d outOfOrder=%,d rate=%,.0f/s lateness p50=%,d ms p99=%,d ms"
            + " most=%,d ms%n",
        count,
        repeated,
        disorders.get(),
        count * 1_000.0 / Math.max(1, last - first),
        late[count / 2],
        late[(int) (count * 0.99)],
        late[count - 1]);
  }
}
