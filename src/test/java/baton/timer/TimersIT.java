package baton.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.app.CassandraForTests;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Timers as a node wires them, on a real Cassandra, over the restart of the node. */
class TimersIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  private final List<String> fired = new CopyOnWriteArrayList<>();
  private final String target = UUID.randomUUID().toString();
  private ActorSystem<Void> system;
  private Timers timers;

  @BeforeEach
  void startNode() {
    var setup =
        ActorSystemSetup.create(BootstrapSetup.create(CassandraForTests.settings().config()));
    system = ActorSystem.create(Behaviors.<Void>empty(), "baton", setup);
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    timers = new Timers(system, CassandraForTests.session(), InstantSource.system());
    timers.deliverTo((to, key, due) -> {
      if (to.startsWith(target)) {
        assertThat(due).isBeforeOrEqualTo(Instant.now());
        fired.add(key);
      }
      return CompletableFuture.completedStage("done");
    });
  }

  @AfterEach
  void stopNode() {
    system.terminate();
    get(system.getWhenTerminated());
  }

  @Test
  void timersFireInOrderAndSurviveARestart() {
    keep("a", Instant.now().minusSeconds(100));
    var start = Instant.now();
    keep("c", start.plusSeconds(4));
    keep("b", start.plusSeconds(3));
    keep("after the restart", start.plusSeconds(15));
    await().atMost(SOON).until(() -> fired.size() == 3);
    assertThat(fired).containsExactly("a", "b", "c");
    await().atMost(SOON).until(() -> cursor().isAfter(start.plusSeconds(4)));

    stopNode();
    startNode();

    await().atMost(SOON).until(() -> fired.size() == 4);
    assertThat(fired).last().isEqualTo("after the restart");
    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofSeconds(15));
  }

  @Test
  void thousandsDueAtOnceFireOnceEach() {
    var due = Instant.now().plusSeconds(1);
    var kept = new ArrayList<CompletableFuture<?>>();
    for (var i = 0; i < 5_000; i++) {
      kept.add(timers.keep(target + i, "k" + i, due).toCompletableFuture());
    }
    kept.forEach(CompletableFuture::join);

    await().atMost(SOON).until(() -> fired.size() >= 5_000);
    assertThat(fired).hasSize(5_000).doesNotHaveDuplicates();
  }

  @Test
  void rowsReadBackInOrderAndOverGaps() {
    var rows = new TimerRows(CassandraForTests.session());
    var slot = ThreadLocalRandom.current().nextInt(1_000, Integer.MAX_VALUE);
    var minute = Position.startOf(Position.minute(System.currentTimeMillis()));
    var all =
        IntStream.range(0, 250)
            .mapToObj(i -> new Row(minute + i / 100, new Timer("t", "k%03d".formatted(i), 7)))
            .toList();
    get(rows.write(slot, all, minute));
    var far = minute + 90 * Position.MINUTE;
    get(rows.write(slot, List.of(new Row(far, new Timer("t", "far", 7))), minute));

    var end = minute + 120 * Position.MINUTE;
    var page =
        get(rows.read(slot, new TimerStore.Read(Position.before(minute), minute + 5, end, 150)));
    assertThat(page.rows()).isEqualTo(all.subList(0, 150));
    var rest =
        get(
            rows.read(
                slot, new TimerStore.Read(all.get(149).position(), minute + 5, minute + 5, 1_000)));
    assertThat(rest.rows()).isEqualTo(all.subList(150, 250));
    assertThat(next(rows, slot, minute - 1, minute - 1, minute + 5)).isEqualTo(minute);
    assertThat(next(rows, slot, minute + 3, minute + 4, end))
        .isEqualTo(minute + 60 * Position.MINUTE);
    assertThat(next(rows, slot, minute + 60 * Position.MINUTE, minute + 60 * Position.MINUTE, end))
        .isEqualTo(far);
  }

  private static Long next(TimerRows rows, int slot, long from, long to, long horizon) {
    var page = get(rows.read(slot, new TimerStore.Read(Position.before(from), to, horizon, 10)));
    assertThat(page.rows()).isEmpty();
    return page.next();
  }

  @Test
  void eachOpeningTakesTheNextEpochAndReadsOnFromTheLastCursor() {
    var rows = new TimerRows(CassandraForTests.session());
    var slot = ThreadLocalRandom.current().nextInt(1_000, Integer.MAX_VALUE);
    assertThat(get(rows.open(slot, 100))).isEqualTo(new TimerStore.Opened(1, Position.before(100)));
    get(rows.moveCursor(slot, 1, new Position(200, "t", "k")));

    assertThat(get(rows.open(slot, 900)))
        .isEqualTo(new TimerStore.Opened(2, new Position(200, "t", "k")));
    get(rows.moveCursor(slot, 1, new Position(300, "t", "k")));

    assertThat(get(rows.epoch(slot))).isEqualTo(2);
    assertThat(get(rows.open(slot, 900)).cursor()).isEqualTo(new Position(200, "t", "k"));
  }

  @Test
  void namesHaveBounds() {
    var longest = "x".repeat(TimerLimits.LONGEST_NAME);
    get(timers.keep(longest, longest, Instant.now().plusSeconds(3_600)));
    for (var wrong : List.of("", longest + "x")) {
      assertThatThrownBy(() -> get(timers.keep(wrong, "k", Instant.now())))
          .hasMessageContaining("target of a timer");
      assertThatThrownBy(() -> get(timers.keep(target, wrong, Instant.now())))
          .hasMessageContaining("key of a timer");
    }
  }

  private Instant cursor() {
    var slot = Timers.slot(target);
    var row =
        CassandraForTests.session()
            .execute("SELECT at FROM baton.timer_slot WHERE slot = " + slot + " LIMIT 1")
            .one();
    return row == null ? Instant.MIN : row.getInstant("at");
  }

  private void keep(String key, Instant due) {
    await().atMost(SOON).ignoreExceptions().until(() -> get(timers.keep(target, key, due)) != null);
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
