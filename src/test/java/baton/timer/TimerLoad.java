package baton.timer;

import baton.app.CassandraForTests;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/**
 * Measures timers on one node with an embedded Cassandra; no test. Arguments: how many timers, over
 * how many seconds they are due (0: all at one moment), and how far ahead they begin, in seconds.
 */
final class TimerLoad {
  private static final int KEPT_AT_ONCE = 4_000;

  private final int count;
  private final AtomicIntegerArray times;
  private final AtomicLongArray firedAt;
  private final AtomicInteger fired = new AtomicInteger();
  private final AtomicInteger disorders = new AtomicInteger();
  private final AtomicLongArray newestOfSlot = new AtomicLongArray(TimerLimits.SLOTS);

  private TimerLoad(int count) {
    this.count = count;
    this.times = new AtomicIntegerArray(count);
    this.firedAt = new AtomicLongArray(count);
  }

  public static void main(String[] arguments) throws InterruptedException {
    var load = new TimerLoad(Integer.parseInt(arguments[0]));
    load.measure(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    System.exit(0);
  }

  private void measure(int seconds, int ahead) throws InterruptedException {
    var config = CassandraForTests.settings().config();
    var system =
        ActorSystem.create(
            Behaviors.<Void>empty(),
            "baton",
            ActorSystemSetup.create(BootstrapSetup.create(config)));
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    var timers = new Timers(system, CassandraForTests.session(), InstantSource.system());
    timers.deliverTo((target, key, due) -> {
      note(target, Integer.parseInt(key), due);
      return CompletableFuture.completedStage("done");
    });
    var start = Instant.now().plusSeconds(ahead);
    var due = new Instant[count];
    for (var i = 0; i < count; i++) {
      due[i] = start.plusMillis(count == 0 ? 0 : 1_000L * seconds * i / count);
    }
    keepAll(timers, due);
    var left = Duration.between(Instant.now(), start);
    System.out.printf("kept %,d, %s before the first is due%n", count, left);
    while (fired.get() < count) {
      new Semaphore(0).tryAcquire(1, java.util.concurrent.TimeUnit.SECONDS);
      System.out.printf("%s fired %,d%n", Instant.now(), fired.get());
    }
    report(due);
    system.terminate();
  }

  private void keepAll(Timers timers, Instant[] due) throws InterruptedException {
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

  private void report(Instant[] due) {
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
