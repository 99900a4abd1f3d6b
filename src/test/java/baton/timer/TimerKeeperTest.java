package baton.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TimerKeeperTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int SLOT = 3;

  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final InstantSource clock = () -> Instant.now().plus(ahead.get());
  private final TimersInMemory store = new TimersInMemory();
  private final List<String> fired = new CopyOnWriteArrayList<>();
  private final TestProbe<TimerKeeper.Reply> answers = KIT.createTestProbe(TimerKeeper.Reply.class);

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void aTimerFiresOnceWhenItIsDueAndNotBefore() {
    var keeper = start(this::fire);
    keep(keeper, "soon", 100);
    keep(keeper, "later", 3_600);
    keep(keeper, "at once", -5);
    await().atMost(SOON).until(() -> fired.equals(List.of("at once")));

    jump(59);
    keep(keeper, "another", 0);
    await().atMost(SOON).until(() -> fired.equals(List.of("at once", "another")));
    jump(50);
    await().atMost(SOON).until(() -> fired.equals(List.of("at once", "another", "soon")));
    jump(86_400);
    await().atMost(SOON).until(() -> fired.size() == 4);
    assertThat(fired).last().isEqualTo("later");
  }

  @Test
  void aTimerIsFiredByTheNextKeeperAndOldOnesAreNotFiredAgain() {
    var keeper = start(this::fire);
    keep(keeper, "first", 1);
    var passed = Position.before(clock.millis() + 1_000);
    keep(keeper, "second", 100_000);
    jump(2);
    await().atMost(SOON).until(() -> fired.equals(List.of("first")));
    await().atMost(SOON).until(() -> store.cursor(SLOT).at() >= passed.at());
    KIT.stop(keeper);

    jump(200_000);
    start(this::fire);
    await().atMost(SOON).until(() -> fired.equals(List.of("first", "second")));
  }

  @Test
  void anOlderKeeperAcknowledgesNothing() {
    var older = start(this::fire);
    keep(older, "its own", 10);
    var newer = start(this::fire);
    keep(newer, "a newer one's", 10);

    older.tell(new TimerKeeper.Keep(timer("too late", 10), answers.getRef()));
    answers.expectNoMessage();
    KIT.createTestProbe().expectTerminated(older, SOON);

    jump(10);
    await().atMost(SOON).until(() -> fired.contains("its own") && fired.contains("a newer one's"));
  }

  @Test
  void aDeliveryThatFailsIsRepeatedAndHoldsNobodyUp() {
    var failing = new AtomicReference<>(true);
    var keeper =
        start((target, key, due) -> {
          fire(target, key, due);
          return key.equals("bad") && failing.get()
              ? CompletableFuture.failedStage(new IllegalStateException("for the test"))
              : CompletableFuture.completedStage("done");
        });
    keep(keeper, "bad", 0);
    keep(keeper, "good", 0);
    await().atMost(SOON).until(() -> fired.containsAll(List.of("bad", "good")));

    jump(2);
    await().atMost(SOON).until(() -> count("bad") == 2);
    jump(4);
    await().atMost(SOON).until(() -> count("bad") == 3);
    await().atMost(SOON).until(() -> store.rows(SLOT) == 3); // put back
    failing.set(false);
    jump(61);
    await().atMost(SOON).until(() -> count("bad") == 4);
    jump(300);
    await().atMost(SOON).until(() -> store.cursor(SLOT).at() > clock.millis() - 60_000);
    assertThat(count("bad")).isEqualTo(4);
    assertThat(count("good")).isEqualTo(1);
  }

  @Test
  void aStoreThatFailsDelaysATimerAndTheCallerIsTold() {
    var keeper = start(this::fire);
    keep(keeper, "kept", 5);
    store.failNext(1);
    keeper.tell(new TimerKeeper.Keep(timer("not kept", 5), answers.getRef()));
    assertThat(answers.receiveMessage(SOON)).isInstanceOf(TimerKeeper.NotKept.class);

    store.failNext(3);
    jump(5);
    await().atMost(SOON).until(() -> fired.contains("kept"));
    assertThat(fired).containsExactly("kept");
  }

  @Test
  void aSlotThatWasAwayForAYearIsReadInLeaps() {
    var keeper = start(this::fire);
    keep(keeper, "long ago", 30);
    keep(keeper, "a year", 365 * 86_400);
    KIT.stop(keeper);
    jump(366 * 86_400);
    store.reads = 0;

    start(this::fire);

    await().atMost(SOON).until(() -> fired.equals(List.of("long ago", "a year")));
    assertThat(store.reads).isLessThan(20);
  }

  private ActorRef<TimerKeeper.Command> start(Timers.Receiver receiver) {
    return KIT.spawn(TimerKeeper.create(SLOT, store, receiver, clock));
  }

  private CompletionStage<?> fire(String target, String key, Instant due) {
    assertThat(due).isBeforeOrEqualTo(clock.instant());
    fired.add(key);
    return CompletableFuture.completedStage("done");
  }

  private void keep(ActorRef<TimerKeeper.Command> keeper, String key, int secondsAhead) {
    keeper.tell(new TimerKeeper.Keep(timer(key, secondsAhead), answers.getRef()));
    assertThat(answers.receiveMessage(SOON)).isEqualTo(new TimerKeeper.Kept());
  }

  private Timer timer(String key, int secondsAhead) {
    return Timer.of("run", key, clock.instant().plusSeconds(secondsAhead));
  }

  private long count(String key) {
    return fired.stream().filter(key::equals).count();
  }

  private void jump(int seconds) {
    ahead.updateAndGet(before -> before.plusSeconds(seconds));
  }
}
