package baton.run;

import static baton.run.Sketch.after;
import static baton.run.Sketch.asynchronous;
import static baton.run.Sketch.failing;
import static baton.run.Sketch.finished;
import static baton.run.Sketch.subOrchestration;
import static baton.run.Sketch.withStage;
import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.FailurePolicy;
import baton.definition.RetryPolicy;
import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What runs and the runs of their steps mean for each other. */
class SubRunDeciderTest {
  private static final Map<String, JsonNode> PRICE = Map.of("price", IntNode.valueOf(5));

  private static Told waiting() {
    return waiting(FailurePolicy.USUAL);
  }

  private static Told waiting(FailurePolicy failure) {
    return Told.started(
        new Sketch()
            .stage(
                "one",
                null,
                finished(),
                failing(failure, subOrchestration("sub", withStage())),
                asynchronous("beside", withStage()),
                asynchronous("next", after("sub")))
            .orchestration());
  }

  private static String id(Told run) {
    return String.valueOf(run.run().step("sub").subRun());
  }

  private static Told ended(Told run, String id, RunStatus status) {
    var fault = status == RunStatus.Error ? "broken" : null;
    var outputs = status == RunStatus.Completed ? PRICE : Map.<String, JsonNode>of();
    return run.tell(new RunKin.Ended(new RunKin.SubRunEnd(id, status, outputs, fault), null));
  }

  @Test
  void itIsBegunOnlyUntilItAnswers() {
    var run = waiting();
    assertThat(id(run)).isEqualTo(RunIds.ofStep("r1", "sub", 1, 1));
    assertThat(run.run().step("sub").flowVersion()).isEqualTo(ActiveForTests.ORCHESTRATION);
    assertThat(run.wanted()).containsExactly("flow:beside.1.1", "sub-run:" + id(run));
    run.tell(new RunKin.SubRunAnswered(id(run), false));
    assertThat(run.wanted()).containsExactly("flow:beside.1.1");
    assertThat(run.tell(new RunKin.SubRunAnswered(id(run), false)).events()).isEmpty();
  }

  @Test
  void itsOutputsAreThoseOfTheStepOnce() {
    var run = waiting();
    ended(run, id(run), RunStatus.Completed);
    assertThat(run.events())
        .containsExactly("sub-run-ended", "step-completed sub", "step-started next");
    assertThat(run.run().step("sub").outputs()).isEqualTo(PRICE);
    assertThat(ended(run, id(run), RunStatus.Completed).events()).isEmpty();
    assertThat(ended(run, RunIds.ofStep("r1", "sub", 1, 2), RunStatus.Completed).events())
        .isEmpty();
  }

  @Test
  void itsErrorIsThatOfTheStepAndCountsNotWhenItComesAgain() {
    var run = waiting();
    ended(run, id(run), RunStatus.Error);
    assertThat(run.run().status()).isEqualTo(RunStatus.Error);
    assertThat(run.run().fault()).contains(id(run), "other", "broken");
    assertThat(run.wanted()).as("somebody may mend it").isEmpty();
    assertThat(ended(run, id(run), RunStatus.Error).events()).isEmpty();
  }

  @Test
  void oneThatIsMendedIsKeptForTheResumption() {
    var run = waiting();
    ended(run, id(run), RunStatus.Error);
    assertThat(ended(run, id(run), RunStatus.Completed).events())
        .containsExactly("sub-run-ended", "step-outcome-kept sub");
    run.resumed();
    assertThat(run.steps()).contains("sub=Completed", "next=InProgress");
    assertThat(run.run().step("sub").outputs()).isEqualTo(PRICE);
  }

  @Test
  void anotherAttemptIsAnotherRunAndTheFailedOneIsCanceled() {
    var run = waiting();
    var first = id(run);
    ended(run, first, RunStatus.Error).resumed();
    assertThat(id(run)).isNotEqualTo(first);
    assertThat(run.wanted()).contains("abandon:" + first, "sub-run:" + id(run));
    run.tell(new RunKin.SubRunAnswered(first, true));
    assertThat(run.wanted()).doesNotContain("abandon:" + first);
    assertThat(ended(run, first, RunStatus.Completed).events()).isEmpty();
  }

  @Test
  void itsErrorIsTriedAgainOnlyWhereThePolicySaysAnyError() {
    var any = new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofSeconds(1), true);
    var run = waiting(new FailurePolicy(any, null, null));
    var first = id(run);
    ended(run, first, RunStatus.Error);
    assertThat(run.events()).containsExactly("sub-run-ended", "step-retry-planned sub");
    assertThat(run.wanted()).contains("abandon:" + first);
    run.later(Duration.ofSeconds(2)).fired("retry:sub.1.1");
    assertThat(id(run)).isEqualTo(RunIds.ofStep("r1", "sub", 1, 2));
  }

  @Test
  void whatEndsTheStepOtherwiseCancelsIt() {
    var canceled = waiting().tell(new Run.Cancel("ada", null, null));
    assertThat(canceled.wanted()).containsExactly("abandon:" + id(canceled));
    var skipped = waiting().skipped("sub", PRICE);
    assertThat(skipped.wanted()).contains("abandon:" + id(skipped));
    var late = waiting(new FailurePolicy(RetryPolicy.NEVER, Duration.ofMinutes(1), null));
    late.later(Duration.ofMinutes(2)).fired("timeout:sub.1.1");
    assertThat(late.wanted()).containsExactly("abandon:" + id(late));
    var discontinued = waiting().failed("beside");
    assertThat(discontinued.steps()).contains("sub=Discontinued");
    assertThat(discontinued.wanted()).containsExactly("abandon:" + id(discontinued));
  }

  @Test
  void aSuspendedRunKeepsItsOutcomeAlsoOneThatWasMended() {
    var run = waiting().suspended();
    assertThat(ended(run, id(run), RunStatus.Error).events())
        .containsExactly("sub-run-ended", "step-outcome-kept sub");
    assertThat(run.wanted()).containsExactly("flow:beside.1.1");
    assertThat(ended(run, id(run), RunStatus.Completed).events())
        .containsExactly("sub-run-ended", "step-outcome-kept sub");
    run.resumed();
    assertThat(run.steps()).contains("sub=Completed");
  }

  private static Told sub(Sketch sketch) {
    return Told.of(sketch.orchestration()).tell(start(1));
  }

  private static Run.Start start(int depth) {
    var parent = new RunParent("r0", "sub", 1, 1, null, depth);
    return new Run.Start("sketch", 1, Map.of(), "hash", null, "ada", null, parent, null);
  }

  private static Sketch pricing() {
    return new Sketch()
        .names("a")
        .stage("one", null, finished(), asynchronous("a", withStage()))
        .output("price", Type.NUMBER, "a.Outputs.price")
        .output("more", Type.ANY, "a.Outputs.more");
  }

  @Test
  void itTellsItsParentEachEndUntilThatIsAnswered() {
    var run = sub(pricing()).failed("a");
    assertThat(run.wanted()).containsExactly("parent:1");
    run.tell(new RunKin.ParentAnswered(1));
    assertThat(run.wanted()).isEmpty();
    run.resumed().finished("a", PRICE);
    assertThat(run.run().status()).isEqualTo(RunStatus.Completed);
    assertThat(run.run().outputs().get("price")).isEqualTo(IntNode.valueOf(5));
    assertThat(run.run().outputs().get("more").isNull()).as("a value that is missing").isTrue();
    assertThat(run.wanted()).containsExactly("parent:2");
    assertThat(run.tell(new RunKin.ParentAnswered(1)).events()).as("an older answer").isEmpty();
    assertThat(run.tell(new RunKin.ParentAnswered(2)).wanted()).isEmpty();
  }

  @Test
  void anAbandonedRunHasNothingToTellAndOneThatNeverBeganNeverWill() {
    var parent = new RunParent("r0", "sub", 1, 1, null, 1);
    var run = sub(pricing()).tell(new RunKin.Abandon("sketch", 1, parent, null));
    assertThat(run.run().status()).isEqualTo(RunStatus.Canceled);
    assertThat(run.wanted()).isEmpty();

    var never = Told.of(pricing().orchestration());
    never.tell(new RunKin.Abandon("sketch", 1, parent, null));
    assertThat(never.run().status()).isEqualTo(RunStatus.Canceled);
    assertThat(never.run().stages()).isEmpty();
    assertThat(never.tell(start(1)).refusal()).isEqualTo(RunDecision.Reason.KEY_REUSED);
  }

  @Test
  void anOutputOfAnotherTypePutsTheRunInErrorWhereItGoesOn() {
    var run = sub(pricing()).finished("a", Map.of("price", TextNode.valueOf("dear")));
    assertThat(run.run().status()).isEqualTo(RunStatus.Error);
    assertThat(run.run().fault()).contains("output price");
    assertThat(run.run().failedAt()).isEqualTo("end");
    assertThat(run.resumed().run().fault()).as("it is computed anew").contains("output price");
  }

  @Test
  void outputsHaveTheSizeOfThoseOfAStep() {
    var large = Map.<String, JsonNode>of("more", TextNode.valueOf("x".repeat(100_000)));
    var sketch = pricing();
    for (var i = 0; i < 3; i++) {
      sketch.output("copy" + i, Type.ANY, "a.Outputs.more");
    }
    var run = sub(sketch).finished("a", large);
    assertThat(run.run().status()).isEqualTo(RunStatus.Error);
    assertThat(run.run().fault()).contains("outputs of the run", "" + RunLimits.STEP_BYTES);
  }

  @Test
  void runsInsideRunsHaveALimit() {
    var sketch = new Sketch().stage("one", null, finished(), subOrchestration("sub", withStage()));
    var last = Told.of(sketch.orchestration()).tell(start(RunLimits.DEPTH - 1));
    assertThat(last.steps()).isEqualTo("sub=InProgress");
    var tooDeep = Told.of(sketch.orchestration()).tell(start(RunLimits.DEPTH));
    assertThat(tooDeep.steps()).isEqualTo("sub=Error");
    assertThat(tooDeep.run().fault()).contains("more than 20 runs");
  }

  @Test
  void withoutAnActiveVersionTheStepFails() {
    var sketch = new Sketch().stage("one", null, finished(), subOrchestration("sub", withStage()));
    var run = Told.of(sketch.orchestration());
    run.flowsActive = false;
    run.start(Map.of());
    assertThat(run.run().fault()).contains("orchestration other has no active version");
  }
}
