package baton.run;

import static baton.run.Sketch.asynchronous;
import static baton.run.Sketch.withStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.definition.Orchestration;
import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * A run on a journal in memory follows a record: asked for until answered, then told while asleep.
 */
class FollowingTest {
  private static final ActorTestKit KIT = ActorTestKit.create(AwakeRun.config());
  private static final String FOLLOW = "follow:Order/7";
  private static final Map<String, JsonNode> PAID = Map.of("Status", TextNode.valueOf("paid"));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  /** One stage that is complete when the order is paid, whatever its step does. */
  private static Orchestration orchestration() {
    var sketch = new Sketch().input("order", Type.RECORD, true);
    return sketch
        .stage(
            "one",
            null,
            sketch.completeWhen("order.Status == 'paid'"),
            asynchronous("a", withStage()))
        .orchestration();
  }

  private static AwakeRun started() {
    var run = new AwakeRun(KIT, orchestration());
    Map<String, JsonNode> inputs = Map.of("order", RunRecord.values("Order", "7", Map.of()));
    run.ask(replyTo -> run.start(1, inputs, replyTo));
    return run;
  }

  @Test
  void itIsAskedForAgainAfterACrashAndAfterAChildThatDied() {
    var run = started();
    await().until(() -> run.hands.works(FOLLOW));
    run.crash();
    await().until(() -> run.hands.begun(FOLLOW) == 2);
    run.hands.dropDead(FOLLOW);
    run.hands.finish(FOLLOW);
    await().until(() -> run.events(RunEvent.RecordFollowed.class).size() == 1);
    assertThat(run.hands.begun(FOLLOW)).isEqualTo(3);
    run.crash();
    await().until(() -> run.hands.begun("flow:a.1.1") == 3);
    assertThat(run.hands.begun(FOLLOW)).isEqualTo(3);
  }

  @Test
  void aSleepingRunIsWokenByItsRecord() {
    var run = started();
    run.hands.finish(FOLLOW);
    run.hands.finish("flow:a.1.1");
    run.awaitAsleep();
    run.ask(replyTo -> new Run.NoticeRecord("Order", "7", 2, PAID, replyTo));
    run.awaitStatus(RunStatus.Completed);
    assertThat(run.ask(replyTo -> new Run.NoticeRecord("Order", "7", 3, PAID, replyTo)))
        .isInstanceOf(Run.Rejected.class);
  }
}
