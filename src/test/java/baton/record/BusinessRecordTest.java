package baton.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The actor: no change is lost, whoever fails meanwhile. */
class BusinessRecordTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString("pekko.actor.testkit.typed.single-expect-default = 20s")
              .withFallback(PersistenceTestKitPlugin.getInstance().config())
              .withFallback(PersistenceTestKitSnapshotPlugin.getInstance().config())
              .withFallback(ConfigFactory.load("application-test")));
  private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final BusinessRecord.Pace FAST =
      new BusinessRecord.Pace(Duration.ofMillis(60), Duration.ofMillis(10), Duration.ofMillis(40));
  private static final BusinessRecord.Pace SLEEPLESS =
      new BusinessRecord.Pace(Duration.ofMinutes(1), Duration.ofMillis(10), Duration.ofMillis(40));

  private final RecordKey key = new RecordKey("Thing", "t" + NUMBER.incrementAndGet());
  private final TestProbe<BusinessRecord.Reply> probe = KIT.createTestProbe();
  private final List<Long> told = new CopyOnWriteArrayList<>();
  private final List<RecordView> rows = new CopyOnWriteArrayList<>();
  private final List<Set<String>> watchers = new CopyOnWriteArrayList<>();
  private final AtomicInteger asleep = new AtomicInteger();
  private BusinessRecord.Pace pace = FAST;
  private volatile CompletionStage<RecordSubscribers.Heard> hearing =
      CompletableFuture.completedStage(RecordSubscribers.Heard.NOTHING);
  private volatile CompletionStage<Done> listing =
      CompletableFuture.completedStage(Done.getInstance());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private ActorRef<BusinessRecord.Command> awake() {
    return KIT.spawn(
        BusinessRecord.create(
            key,
            new BusinessRecord.Surroundings(
                row -> {
                  rows.add(row);
                  return listing;
                },
                (change, watching) -> {
                  told.add(change.version());
                  watchers.add(watching);
                  return hearing;
                },
                () -> Instant.parse("2026-03-01T10:00:00Z"),
                pace),
            self -> {
              asleep.incrementAndGet();
              self.tell(new BusinessRecord.Stop());
            },
            () -> {}));
  }

  private BusinessRecord.Reply ask(
      ActorRef<BusinessRecord.Command> record,
      Function<ActorRef<BusinessRecord.Reply>, BusinessRecord.Command> command) {
    record.tell(command.apply(probe.getRef()));
    return probe.receiveMessage();
  }

  private BusinessRecord.Reply put(ActorRef<BusinessRecord.Command> record, int value) {
    Map<String, JsonNode> fields = Map.of("n", IntNode.valueOf(value));
    return ask(
        record,
        replyTo -> new BusinessRecord.Put(fields, new Expected.Anything(), null, "ada", replyTo));
  }

  private List<Object> events() {
    return JOURNAL.persistedInStorage("Record|" + key.written());
  }

  private static CompletionStage<RecordSubscribers.Heard> failing() {
    return CompletableFuture.failedStage(new IllegalStateException("on purpose"));
  }

  @Test
  void aChangeIsStoredListedAnsweredAndToldOnce() {
    var record = awake();
    var reply = (BusinessRecord.Accepted) put(record, 1);
    assertThat(reply.created()).isTrue();
    assertThat(rows.getFirst().version()).isEqualTo(1);
    assertThat(((BusinessRecord.Accepted) put(record, 1)).changed()).isFalse();
    await().untilAsserted(() -> assertThat(events()).hasSize(2));
    await().until(() -> asleep.get() == 1);
    assertThat(told).containsExactly(1L);
  }

  @Test
  void subscribersThatFailAreToldAgainInOrder() {
    hearing = failing();
    var record = awake();
    put(record, 1);
    put(record, 2);
    await().until(() -> told.size() >= 3);
    assertThat(told).containsOnly(1L);
    hearing = CompletableFuture.completedStage(RecordSubscribers.Heard.NOTHING);
    await().untilAsserted(() -> assertThat(told).contains(2L));
    await().until(() -> asleep.get() == 1);
    assertThat(told.getLast()).isEqualTo(2L);
  }

  @Test
  void whatWasNotHeardBeforeACrashIsToldAfterIt() {
    hearing = new CompletableFuture<>(); // never answers
    var record = awake();
    put(record, 1);
    await().until(() -> told.size() == 1);
    KIT.stop(record);
    hearing = CompletableFuture.completedStage(RecordSubscribers.Heard.NOTHING);
    awake();
    await().until(() -> told.size() == 2);
    await().untilAsserted(() -> assertThat(events()).hasSize(2));
  }

  @Test
  void aRowThatCannotBeWrittenIsWrittenBeforeAnybodyIsTold() {
    listing = CompletableFuture.failedStage(new IllegalStateException("on purpose"));
    var record = awake();
    assertThat(put(record, 1)).isInstanceOf(BusinessRecord.Accepted.class);
    await().until(() -> rows.size() >= 3);
    assertThat(told).isEmpty();
    listing = CompletableFuture.completedStage(Done.getInstance());
    await().until(() -> told.contains(1L));
  }

  @Test
  void thoseWhoWatchAreKnownToTheNextChangeAlsoAfterACrash() {
    hearing =
        CompletableFuture.completedStage(
            new RecordSubscribers.Heard(List.of("run1", "run2"), List.of()));
    var record = awake();
    put(record, 1);
    await().until(() -> asleep.get() == 1);
    hearing =
        CompletableFuture.completedStage(new RecordSubscribers.Heard(List.of(), List.of("run1")));
    put(awake(), 2);
    await().until(() -> asleep.get() == 2);
    put(awake(), 3);
    await().until(() -> watchers.size() == 3);
    assertThat(watchers).containsExactly(Set.of(), Set.of("run1", "run2"), Set.of("run2"));
  }

  private BusinessRecord.Reply watch(ActorRef<BusinessRecord.Command> record, String run) {
    return ask(record, replyTo -> new BusinessRecord.Watch(run, replyTo));
  }

  @Test
  void whoAsksIsToldOfTheNextChangeAlsoOfTheCreationAndAfterACrash() {
    pace = SLEEPLESS;
    var record = awake();
    assertThat(watch(record, "run1")).isInstanceOf(BusinessRecord.Missing.class);
    assertThat(watch(record, "run1")).isInstanceOf(BusinessRecord.Missing.class);
    assertThat(events()).hasSize(1);
    KIT.stop(record);
    record = awake();
    put(record, 1);
    var seen = (BusinessRecord.Seen) watch(record, "run2");
    assertThat(seen.record().version()).isEqualTo(1);
    put(record, 2);
    await().until(() -> watchers.size() == 2);
    assertThat(watchers).containsExactly(Set.of("run1"), Set.of("run1", "run2"));
  }

  @Test
  void whoAsksAnewWhileItsRefusalIsOnTheWayIsToldAgain() {
    pace = SLEEPLESS;
    var answer = new CompletableFuture<RecordSubscribers.Heard>();
    var record = awake();
    watch(record, "run1");
    watch(record, "run2");
    hearing = answer;
    put(record, 1);
    await().until(() -> told.size() == 1);
    watch(record, "run1");
    answer.complete(new RecordSubscribers.Heard(List.of(), List.of("run1", "run2")));
    put(record, 2);
    await().until(() -> watchers.size() == 2);
    assertThat(watchers.getLast()).containsExactly("run1");
  }

  @Test
  void thoseWhoWaitForARecordAreReadFromASnapshot() {
    pace = SLEEPLESS;
    var record = awake();
    for (var i = 1; i <= RecordLimits.SNAPSHOT_EVENTS; i++) {
      watch(record, "run" + i);
    }
    KIT.stop(record);
    put(awake(), 1);
    await().until(() -> watchers.size() == 1);
    assertThat(watchers.getFirst()).hasSize(RecordLimits.SNAPSHOT_EVENTS);
  }

  @Test
  void aRecordWithTooManyUntoldChangesIsBusy() {
    hearing = new CompletableFuture<>();
    var record = awake();
    for (var i = 1; i <= RecordLimits.UNTOLD_CHANGES; i++) {
      assertThat(put(record, i)).isInstanceOf(BusinessRecord.Accepted.class);
    }
    assertThat(put(record, 0)).isInstanceOf(BusinessRecord.Busy.class);
  }

  @Test
  void aLongHistoryIsReadFromASnapshot() {
    var record = awake();
    for (var i = 1; i <= RecordLimits.SNAPSHOT_EVENTS; i++) {
      put(record, i);
    }
    await().until(() -> asleep.get() >= 1);
    var seen = (BusinessRecord.Seen) ask(awake(), BusinessRecord.Look::new);
    assertThat(seen.record().version()).isEqualTo(RecordLimits.SNAPSHOT_EVENTS);
    assertThat(seen.record().fields())
        .isEqualTo(Map.of("n", IntNode.valueOf(RecordLimits.SNAPSHOT_EVENTS)));
  }

  @Test
  void whatNeverWasIsMissing() {
    assertThat(ask(awake(), BusinessRecord.Look::new)).isInstanceOf(BusinessRecord.Missing.class);
  }
}
