package baton.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.definition.Orchestration;
import baton.expression.Type;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Runs with a step that fans out, as actors on a journal that serializes. */
class FanOutTest {
  private static final ActorTestKit KIT = ActorTestKit.create(AwakeRun.config());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static AwakeRun run(int atOnce) {
    var sketch = new Sketch().input("orders", Type.collectionOf(Type.Kind.NUMBER), false);
    Orchestration orchestration =
        sketch
            .stage("one", null, Sketch.finished(), sketch.fannedOut("a", "orders", atOnce, false))
            .orchestration();
    return new AwakeRun(KIT, orchestration);
  }

  private static AwakeRun begin(AwakeRun run, int count) {
    var orders = JsonNodeFactory.instance.arrayNode();
    for (var i = 0; i < count; i++) {
      orders.add(i);
    }
    run.ask(replyTo -> run.start(1, Map.of("orders", orders), replyTo));
    return run;
  }

  @Test
  void onlyItemsThatHaveNotEndedAreTakenUpAgainAfterACrash() {
    var run = begin(run(2), 4);
    run.hands.finish("flow:a.1/1.1", Map.of("x", IntNode.valueOf(1)));
    run.hands.finish("flow:a.1/2.1", Map.of("x", IntNode.valueOf(2)));
    await().until(() -> run.events(RunEvent.ItemEnded.class).size() == 2);
    run.crash();
    run.hands.finish("flow:a.1/0.1", Map.of("x", IntNode.valueOf(0)));
    run.hands.finish("flow:a.1/3.1", Map.of("x", IntNode.valueOf(3)));
    run.awaitStatus(RunStatus.Completed);
    var step = run.view().stages().getFirst().steps().getFirst();
    assertThat(step.outputs().get("results").toString())
        .isEqualTo("[{\"x\":0},{\"x\":1},{\"x\":2},{\"x\":3}]");
    assertThat(run.hands.begun("flow:a.1/1.1")).isEqualTo(1);
    assertThat(run.hands.begun("flow:a.1/2.1")).isEqualTo(1);
  }

  @Test
  void aCancelIsHeardAtOnceAndStopsTheItems() {
    var run = begin(run(5), 50);
    await().until(() -> run.hands.works("flow:a.1/4.1"));
    run.ask(replyTo -> new Run.Cancel("ada", null, replyTo));
    await().until(() -> !run.hands.works("flow:a.1/4.1"));
    assertThat(run.view().status()).isEqualTo(RunStatus.Canceled);
    assertThat(run.hands.begun()).hasSize(5);
  }

  /** Not more: the journal of the test kit reads all that it has at each write. */
  @Test
  void aThousandItemsByActorsAndAJournal() {
    var run = run(100);
    run.hands.atOnce(work -> work instanceof RunWork.RunFlow);
    begin(run, 1_000);
    await().atMost(Duration.ofMinutes(1)).until(() -> run.view().status() == RunStatus.Completed);
    assertThat(run.view().stages().getFirst().steps().getFirst().items().succeeded())
        .isEqualTo(1_000);
  }
}
