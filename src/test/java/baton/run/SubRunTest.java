package baton.run;

import static baton.run.Sketch.finished;
import static baton.run.Sketch.subOrchestration;
import static baton.run.Sketch.withStage;
import static org.assertj.core.api.Assertions.assertThat;

import baton.run.RunWhy.Question;
import baton.run.RunWhy.Reason;
import baton.run.RunWhy.StageWhy;
import baton.run.RunWhy.StepWhy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A run as an actor whose step another run does, or that does a step of another. */
class SubRunTest {
  private static final Map<String, JsonNode> PRICE = Map.of("price", IntNode.valueOf(5));

  private static ActorTestKit kit;

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create(AwakeRun.config());
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  private static AwakeRun waiting() {
    var step = subOrchestration("sub", withStage());
    return new AwakeRun(kit, new Sketch().stage("one", null, finished(), step).orchestration());
  }

  private static String subRun(AwakeRun run) {
    return run.view().stages().getFirst().steps().getFirst().subRun();
  }

  private static RunKin.SubRunEnd completed(String id) {
    return new RunKin.SubRunEnd(id, RunStatus.Completed, PRICE, null);
  }

  @Test
  void itSleepsWhileAnotherRunDoesItsStepAndIsWokenByTheEnd() {
    var run = waiting().started();
    var sub = subRun(run);
    run.hands.finish("sub-run:" + sub);
    run.awaitAsleep();

    var answer = run.ask(replyTo -> new RunKin.Ended(completed(sub), replyTo));
    assertThat(answer).isEqualTo(new Run.Accepted(run.id, RunStatus.Completed, true));
    var again = run.ask(replyTo -> new RunKin.Ended(completed(sub), replyTo));
    assertThat(again).isEqualTo(new Run.Accepted(run.id, RunStatus.Completed, false));
    assertThat(run.events(RunEvent.StepCompleted.class))
        .extracting(RunEvent.StepCompleted::outputs)
        .containsExactly(PRICE);
  }

  @Test
  void itStaysAwakeUntilItsSubRunKnowsThatItIsCanceledAlsoAfterACrash() {
    var run = waiting().started();
    var sub = subRun(run);
    run.hands.finish("sub-run:" + sub);
    run.ask(replyTo -> new Run.Cancel("ada", null, replyTo));
    run.hands.dropDead("abandon:" + sub);
    run.crash();
    run.hands.finish("abandon:" + sub);
    run.awaitAsleep();
    assertThat(run.hands.begun("sub-run:" + sub)).isEqualTo(1);
  }

  @Test
  void itTellsItsParentThatItHasEndedAlsoAfterACrash() {
    var step = Sketch.asynchronous("a", withStage());
    var run = new AwakeRun(kit, new Sketch().stage("one", null, finished(), step).orchestration());
    var parent = new RunParent("r0", "sub", 1, 1, null, 1);
    run.ask(replyTo ->
        new Run.Start("sketch", 1, Map.of(), "hash", null, "ada", null, parent, replyTo));
    run.hands.finish("flow:a.1.1");
    run.hands.dropDead("parent:1");
    run.crash();
    run.hands.finish("parent:1");
    run.awaitAsleep();
    assertThat(run.view().parent().runId()).isEqualTo("r0");
    assertThat(run.events(RunEvent.ParentTold.class)).hasSize(1);
  }

  private static RunWhy why(String id, RunStatus status, String words, Reason reason) {
    var step = new StepWhy("sub", "Sub", "orchestration", StepStatus.InProgress, 1, reason);
    var stage = new StageWhy("one", "One", 1, "InProgress", Reason.nothing(""), List.of(step));
    return new RunWhy(id, status, words, List.of(stage), 1);
  }

  @Test
  void whyAsksTheRunThatIsWaitedFor() {
    var waits = new RunWhy.WaitedFor(SubRunReasons.KIND, "r2", "other", "InProgress");
    var reason =
        new Reason(Question.NotCompleted, "Run r2 goes on.", null, List.of(waits), List.of());
    var outer = why("r1", RunStatus.InProgress, "Sub: Run r2 goes on.", reason);
    var inner = why("r2", RunStatus.Suspended, "It is suspended.", Reason.nothing(""));

    var told =
        SubRunReasons.completed(outer, id -> CompletableFuture.completedStage(Optional.of(inner)))
            .toCompletableFuture()
            .join();
    assertThat(told.words()).isEqualTo("Sub: Run r2 goes on. It says: It is suspended.");
    var step = told.stages().getFirst().steps().getFirst().why();
    assertThat(step.words()).isEqualTo("Run r2 goes on. It says: It is suspended.");
    assertThat(step.waitsFor().getFirst().status()).isEqualTo("Suspended");

    var silent =
        SubRunReasons.completed(
            outer, id -> CompletableFuture.failedStage(new IllegalStateException("away")));
    assertThat(silent.toCompletableFuture().join()).isEqualTo(outer);
  }
}
