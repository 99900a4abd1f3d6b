package baton.run;

import static java.util.concurrent.CompletableFuture.allOf;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.definition.Orchestration;
import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.testkit.JournalOperation;
import org.apache.pekko.persistence.testkit.ProcessingPolicy;
import org.apache.pekko.persistence.testkit.ProcessingResult;
import org.apache.pekko.persistence.testkit.ProcessingSuccess;
import org.apache.pekko.persistence.testkit.StorageFailure;
import org.apache.pekko.persistence.testkit.WriteEvents;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fails the first access of a run to the journal, then in another run the second, and so on, until
 * a run passes without reaching the failure. Committed work is always done, its outcome recorded
 * once, with no help but a client that repeats its submission.
 */
class JournalFailureTest {
  private static final ActorTestKit KIT = ActorTestKit.create(AwakeRun.config());
  private static final Map<String, JsonNode> ORDER =
      Map.of("order", RunRecord.values("Order", "7", Map.of()));
  private static final Duration PATIENCE = Duration.ofMillis(500);

  @BeforeAll
  static void beQuiet() {
    AwakeRun.logFailures(false);
  }

  @AfterAll
  static void stop() {
    AwakeRun.logFailures(true);
    KIT.shutdownTestKit();
  }

  private enum Failure {
    BEFORE_THE_WRITE,
    /** The journal has stored, and says that it has not: an answer was lost on its way. */
    AFTER_THE_WRITE
  }

  /** Fails one access of one run. */
  private record FailAccess(AwakeRun run, Failure failure, int number, AtomicInteger accesses)
      implements ProcessingPolicy<JournalOperation> {
    @Override
    public ProcessingResult tryProcess(String id, JournalOperation operation) {
      if (!id.equals("Run|" + run.id) || accesses.incrementAndGet() != number) {
        return ProcessingSuccess.getInstance();
      }
      if (failure == Failure.AFTER_THE_WRITE && operation instanceof WriteEvents write) {
        run.journal().persistForRecovery(id, write.getBatch());
      }
      return StorageFailure.create();
    }
  }

  private static Orchestration orchestration() {
    var sketch = new Sketch().input("order", Type.RECORD, false);
    return sketch
        .stage(
            "one",
            "two",
            Sketch.finished(),
            Sketch.background("a", Sketch.withStage()),
            Sketch.asynchronous("b", sketch.startWhen("order.Status == 'open'")))
        .stage(
            "two",
            null,
            Sketch.finished(),
            Sketch.asynchronous("c", Sketch.startByFlow("check")),
            Sketch.interactive("d", Sketch.withStage(), "user:ada", Sketch.byFlow("check")))
        .orchestration();
  }

  @ParameterizedTest
  @EnumSource
  void whicheverAccessFailsTheRunReachesItsEnd(Failure failure) {
    for (var number = 1; ; number++) {
      var run = new AwakeRun(KIT, orchestration());
      run.hands.atOnce(work -> true);
      var failing = new FailAccess(run, failure, number, new AtomicInteger());
      run.journal().withPolicy(failing);
      await()
          .ignoreExceptionsInstanceOf(AssertionError.class)
          .until(
              () -> run.later(replyTo -> run.start(1, ORDER, replyTo)).receiveMessage(PATIENCE),
              Run.Accepted.class::isInstance);
      run.awaitStatus(RunStatus.Completed);
      run.awaitAsleep();

      assertThat(run.events(RunEvent.RunStarted.class)).hasSize(1);
      assertThat(run.events(RunEvent.RecordFollowed.class)).hasSize(1);
      assertThat(run.events(RunEvent.StepCompleted.class))
          .as("with access %s failing", number)
          .extracting(RunEvent.StepCompleted::step)
          .containsExactlyInAnyOrder("a", "b", "c", "d");
      assertThat(run.shown()).isEqualTo(run.events().size());
      if (failing.accesses().get() < number) {
        assertThat(number).as("accesses that were failed").isGreaterThan(8);
        return;
      }
    }
  }

  /** What comes between the others sooner or later, as actors and timers happen to be quick. */
  private static final Set<String> BY_THE_WAY =
      Set.of("timer-kept", "work-item-routed", "step-wait-forgotten");

  /** Never fails: how the journal looks when all goes well. */
  private static final int NONE = Integer.MAX_VALUE;

  private static final int AT_ONCE = 40;

  private final Map<String, FailAccess> failing = new ConcurrentHashMap<>();

  /** What a run has stored at the end of a scenario, and how often it went to the journal. */
  private record Played(List<String> events, int accesses) {}

  private Played play(JournalScenario scenario, Failure failure, int number) {
    var run = new AwakeRun(KIT, scenario.orchestration());
    var policy = new FailAccess(run, failure, number, new AtomicInteger());
    failing.put("Run|" + run.id, policy);
    scenario.play(run, KIT.system().ignoreRef());
    var names = run.events().stream().map(e -> StoredEvents.name(e.getClass())).toList();
    return new Played(names, policy.accesses().get());
  }

  private static List<String> wanted(Played played) {
    return played.events().stream().filter(name -> !BY_THE_WAY.contains(name)).toList();
  }

  @Test
  void everyEventThereIsIsStoredInAScenario() {
    var stored = new TreeSet<String>();
    JournalScenario.all()
        .forEach(each -> stored.addAll(play(each, Failure.BEFORE_THE_WRITE, NONE).events()));
    assertThat(stored)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(RunEvent.class.getPermittedSubclasses()).map(StoredEvents::name).toList());
  }

  /** Runs fail side by side, because what they do most is wait before they try again. */
  @ParameterizedTest
  @EnumSource
  void whicheverAccessFailsTheSameIsStored(Failure failure) {
    PersistenceTestKit.create(KIT.system()).withPolicy(this::failOne);
    try (var hands = Executors.newFixedThreadPool(AT_ONCE)) {
      JournalScenario.all().stream()
          .map(each ->
              supplyAsync(() -> play(each, failure, NONE), hands)
                  .thenCompose(well -> alike(each, failure, well, hands)))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  private CompletableFuture<Void> alike(
      JournalScenario scenario, Failure failure, Played well, Executor hands) {
    return allOf(
        IntStream.rangeClosed(1, well.accesses())
            .mapToObj(number ->
                supplyAsync(() -> play(scenario, failure, number), hands)
                    .thenAccept(played ->
                        assertThat(wanted(played))
                            .as("%s, with access %d failing", scenario, number)
                            .isEqualTo(wanted(well))))
            .toArray(CompletableFuture[]::new));
  }

  private ProcessingResult failOne(String id, JournalOperation operation) {
    var policy = failing.get(id);
    return policy == null ? ProcessingSuccess.getInstance() : policy.tryProcess(id, operation);
  }

  @Test
  void aPassIsOneWrite() {
    var run =
        new AwakeRun(
            KIT,
            new Sketch()
                .stage(
                    "one",
                    "two",
                    Sketch.finished(),
                    Sketch.background("a", Sketch.withStage()),
                    Sketch.asynchronous("b", Sketch.withStage()))
                .stage("two", null, Sketch.finished(), Sketch.background("c", Sketch.withStage()))
                .orchestration());
    run.hands.atOnce(work -> true);
    var writes = new AtomicInteger();
    run.journal()
        .withPolicy((id, operation) -> {
          if (id.equals("Run|" + run.id) && operation instanceof WriteEvents) {
            writes.incrementAndGet();
          }
          return ProcessingSuccess.getInstance();
        });
    run.started().awaitStatus(RunStatus.Completed);
    assertThat(writes).as("the start, and one for each of three steps").hasValue(4);
  }
}
