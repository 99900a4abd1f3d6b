package baton.run;

import static baton.run.Sketch.asynchronous;
import static baton.run.Sketch.background;
import static baton.run.Sketch.finished;
import static baton.run.Sketch.interactive;
import static baton.run.Sketch.withStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The door to all runs, on a cluster of one node and a journal in memory. */
class ShardedRunsTest {
  private static final Config ONE_NODE =
      ConfigFactory.parseString(
          """
          pekko.actor.provider = cluster
          pekko.remote.artery.canonical.port = 0
          pekko.cluster.sharding {
            journal-plugin-id = "pekko.persistence.testkit.journal"
            snapshot-plugin-id = "pekko.persistence.testkit.snapshotstore.pluginid"
            number-of-shards = 10
            distributed-data.durable.keys = []
          }
          pekko.coordinated-shutdown.run-by-actor-system-terminate = off
          """);

  private static ActorTestKit kit;
  private static AroundRuns around;
  private static ShardedRuns runs;

  @BeforeAll
  static void join() {
    kit = ActorTestKit.create(ONE_NODE.withFallback(AwakeRun.config()));
    var cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    await().until(() -> cluster.selfMember().status() == MemberStatus.up());
    around =
        new AroundRuns(
            new Sketch()
                .stage(
                    "one",
                    "two",
                    finished(),
                    background("a", withStage()),
                    asynchronous("b", withStage()))
                .stage(
                    "two",
                    null,
                    finished(),
                    interactive("ask", withStage(), "user:ada", finished()))
                .orchestration());
    around.hands.atOnce(work -> true);
    runs = ShardedRuns.init(kit.system(), around.surroundings());
  }

  @AfterAll
  static void leave() {
    kit.shutdownTestKit();
  }

  private static <T> T now(CompletionStage<T> stage)
      throws ExecutionException, InterruptedException, TimeoutException {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static CompletionStage<Runs.Answer> submit(String key) {
    return runs.submit(new Runs.Submission("sketch", 1, Map.of(), null, key, "ada"));
  }

  private static String submitted(String key) throws Exception {
    return ((Runs.Answer.Done) now(submit(key))).runId();
  }

  @Test
  void twoHundredSubmissionsWithOneKeyFromTwentyThreadsMakeOneRun() throws Exception {
    try (var threads = Executors.newFixedThreadPool(20)) {
      var tasks =
          IntStream.range(0, 200)
              .<Callable<Runs.Answer>>mapToObj(i -> () -> now(submit("one key")))
              .toList();
      var ids = new HashSet<String>();
      var created = 0;
      for (var answer : threads.invokeAll(tasks)) {
        var done = (Runs.Answer.Done) answer.get();
        ids.add(done.runId());
        created += done.created() ? 1 : 0;
      }
      assertThat(ids).containsExactly(RunIds.derived("sketch", "one key"));
      assertThat(created).isEqualTo(1);
      assertThat(
              PersistenceTestKit.create(kit.system())
                  .persistedInStorage("Run|" + ids.iterator().next()))
          .filteredOn(RunEvent.RunStarted.class::isInstance)
          .hasSize(1);
    }
  }

  @Test
  void theSameKeyWithAnotherRequestIsRefused() throws Exception {
    submitted("used");
    var other = new Runs.Submission("sketch", 1, Map.of(), "another business key", "used", "ada");
    assertThat(now(runs.submit(other)))
        .isInstanceOfSatisfying(
            Runs.Answer.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RunDecision.Reason.KEY_REUSED));
  }

  @Test
  void submissionsWithoutAKeyMakeARunEach() throws Exception {
    assertThat(submitted(null)).isNotEqualTo(submitted(null));
  }

  @Test
  void whoFollowsARunSeesItToItsEnd() throws Exception {
    var id = submitted("followed");
    var seen = runs.changes(id).runWith(Sink.seq(), kit.system());
    var waiting = now(runs.settled(id, Duration.ofSeconds(10))).orElseThrow();
    assertThat(waiting.settled()).isTrue();
    assertThat(waiting.status()).isEqualTo(RunStatus.InProgress);
    var item = WorkItemId.parse(waiting.stages().getLast().steps().getFirst().workItem().id());
    now(runs.claim(item.orElseThrow(), Told.ADA));
    now(runs.complete(item.orElseThrow(), Told.ADA, Map.of()));

    var views = now(seen);
    assertThat(views).extracting(RunView::revision).isSorted().doesNotHaveDuplicates();
    assertThat(views)
        .extracting(ShardedRunsTest::itemStatus)
        .containsSubsequence(
            Optional.of(WorkItemStatus.Assigned),
            Optional.of(WorkItemStatus.Claimed),
            Optional.of(WorkItemStatus.Completed));
    assertThat(views.getLast().status()).isEqualTo(RunStatus.Completed);
    assertThat(views.getLast().settled()).isTrue();
    assertThat(now(runs.changes(id).runWith(Sink.seq(), kit.system())))
        .as("who comes late sees the end at once")
        .containsExactly(views.getLast());
  }

  private static Optional<WorkItemStatus> itemStatus(RunView view) {
    return view.stages().stream()
        .flatMap(stage -> stage.steps().stream())
        .flatMap(step -> Optional.ofNullable(step.workItem()).stream())
        .map(RunView.WorkItemView::status)
        .findFirst();
  }

  @Test
  void whoWaitsForARunThatDoesNotSettleGetsItAsItIs() throws Exception {
    var id = submitted("slow");
    assertThat(now(runs.settled(id, Duration.ZERO))).isPresent();
    assertThat(now(runs.settled(id, Duration.ofMillis(1)))).isPresent();
  }

  @Test
  void aRunThatSleepsIsWokenByWhatItIsTold() throws Exception {
    var id = submitted("sleeper");
    now(runs.settled(id, Duration.ofSeconds(10)));
    var before = around.shown(id);
    await().until(() -> around.shown(id) == now(runs.view(id)).orElseThrow().revision());
    await().during(Duration.ofMillis(200)).until(() -> true);
    assertThat(now(runs.cancel(id, "ada", "enough")))
        .isEqualTo(new Runs.Answer.Done(id, RunStatus.Canceled, true));
    await().until(() -> around.shown(id) > before);
  }

  @Test
  void eventsWakeARun() throws Exception {
    var id = submitted("woken");
    now(runs.settled(id, Duration.ofSeconds(10)));
    assertThat(now(runs.publish(new Runs.Event(id, "e1", null, null, Map.of()))))
        .isEqualTo(new Runs.Answer.Done(id, RunStatus.InProgress, true));
    assertThat(now(runs.publish(new Runs.Event(id, "e1", null, null, Map.of()))))
        .isEqualTo(new Runs.Answer.Done(id, RunStatus.InProgress, false));
  }

  @Test
  void anUnknownRunIsUnknownToEverybody() throws Exception {
    for (var id : new String[] {RunIds.timeOrdered(), "r1", "a|b", ""}) {
      assertThat(now(runs.view(id))).isEmpty();
      assertThat(now(runs.settled(id, Duration.ofSeconds(5)))).isEmpty();
      assertThat(now(runs.cancel(id, "ada", null)))
          .isInstanceOfSatisfying(
              Runs.Answer.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(RunDecision.Reason.NOT_FOUND));
      assertThatThrownBy(() -> now(runs.changes(id).runWith(Sink.seq(), kit.system())))
          .hasCauseInstanceOf(NoSuchElementException.class)
          .hasMessageContaining("there is no run");
    }
  }

  @Test
  void inputsThatDoNotFitAreRefused() throws Exception {
    var inputs = Map.<String, JsonNode>of("nobody", TextNode.valueOf("knows"));
    assertThat(now(runs.submit(new Runs.Submission("sketch", 1, inputs, null, null, "ada"))))
        .isInstanceOfSatisfying(
            Runs.Answer.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RunDecision.Reason.INVALID_INPUT));
  }
}
