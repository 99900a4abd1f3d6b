package baton.run;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.OutcomeCondition;
import baton.definition.StepDefinition;
import com.fasterxml.jackson.databind.node.IntNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the answers of evaluation flows do to a run: at decisions, and where there are none. */
class EvaluationDeciderTest {
  private static StepDefinition step(String name) {
    return Sketch.background(name, Sketch.withStage());
  }

  /** Stage one, then a fork: by flow to rich, by formula to plain, by flow to poor, else none. */
  private static Sketch forked() {
    var sketch = new Sketch();
    return sketch
        .names("a", "b", "c", "d", "one", "rich", "plain", "poor", "none", "fork")
        .stage("one", "fork", Sketch.finished(), step("a"))
        .decision(
            "fork",
            "none",
            Sketch.outcome("wealthy", Sketch.outcomeByFlow("is_rich"), "rich"),
            Sketch.outcome(
                "usual", new OutcomeCondition.When(sketch.when("a.Outputs.x == 1")), "plain"),
            Sketch.outcome("needy", Sketch.outcomeByFlow("is_poor"), "poor"))
        .stage("rich", null, Sketch.finished(), step("b"))
        .stage("plain", null, Sketch.finished(), step("c"))
        .stage("poor", null, Sketch.finished(), step("d"))
        .stage("none", null, Sketch.finished(), Sketch.external("e", Sketch.withStage()));
  }

  private static Told atFork(int x) {
    return Told.started(forked().orchestration()).finished("a", Map.of("x", IntNode.valueOf(x)));
  }

  @Test
  void aRunWaitsAtADecisionForItsEvaluationFlow() {
    var run = atFork(1);
    assertThat(run.events())
        .containsExactly(
            "step-completed a", "stage-completed one", "decision-awaited", "evaluations-wanted");
    assertThat(run.run().deciding()).isEqualTo("fork");
    assertThat(run.wanted()).containsExactly("evaluation:1.outcome:fork.wealthy");
    run.evaluated("outcome:fork.wealthy", true);
    assertThat(run.events())
        .containsExactly(
            "evaluation-reported",
            "decision-taken fork.wealthy",
            "stage-started rich",
            "step-started b");
    assertThat(run.run().deciding()).isNull();
  }

  @Test
  void aFormulaBehindAFlowThatSaysNoIsTaken() {
    assertThat(atFork(1).evaluated("outcome:fork.wealthy", false).events())
        .contains("decision-taken fork.usual");
  }

  @Test
  void allThatMayCountIsAskedAtOnceAndTheFirstInOrderWins() {
    var run = atFork(2);
    assertThat(run.wanted())
        .containsExactly("evaluation:1.outcome:fork.wealthy", "evaluation:1.outcome:fork.needy");
    run.evaluated("outcome:fork.needy", true);
    assertThat(run.events()).containsExactly("evaluation-reported");
    assertThat(run.evaluated("outcome:fork.wealthy", true).events())
        .contains("decision-taken fork.wealthy");
    assertThat(
            atFork(2)
                .evaluated("outcome:fork.needy", true)
                .evaluated("outcome:fork.wealthy", false)
                .events())
        .contains("decision-taken fork.needy");
  }

  @Test
  void whereNoneHoldsTheDefaultIsTaken() {
    var run =
        atFork(2).evaluated("outcome:fork.needy", false).evaluated("outcome:fork.wealthy", false);
    assertThat(run.events()).contains("decision-taken fork.null", "stage-started none");
  }

  @Test
  void anEventAtADecisionAsksAnewAndTheOlderAnswerIsDropped() {
    var run = atFork(1);
    var older = run.run().evaluations().pass();
    run.event("e1", null, null);
    assertThat(run.run().evaluations().pass()).isGreaterThan(older);
    run.tell(new Run.EvaluationReported(older, "outcome:fork.wealthy", 1, true, null, false));
    assertThat(run.events()).isEmpty();
    assertThat(run.evaluated("outcome:fork.wealthy", false).events())
        .contains("decision-taken fork.usual");
  }

  @Test
  void aRunIsSuspendedAndResumedAtADecision() {
    var run = atFork(1).suspended();
    assertThat(run.events()).containsExactly("run-suspended");
    assertThat(run.wanted()).isEmpty();
    assertThat(run.resumed().events()).containsExactly("run-resumed", "evaluations-wanted");
    assertThat(run.evaluated("outcome:fork.wealthy", true).stages())
        .isEqualTo("one#1=Completed rich#1=InProgress");
  }

  @Test
  void atADecisionNoStepIsRetriedOrSkipped() {
    var run = atFork(1).retried("a", Map.of());
    assertThat(run.detail()).contains("it is at decision fork");
    assertThat(run.skipped("a", Map.of()).refusal()).isEqualTo(RunDecision.Reason.WRONG_STATE);
  }

  @Test
  void aRunJumpsAwayFromADecision() {
    var run = atFork(1).jumped("poor");
    assertThat(run.run().deciding()).isNull();
    assertThat(run.wanted()).containsExactly("flow:d.1.1");
  }

  @Test
  void aRunIsCanceledAtADecision() {
    var run = atFork(1).tell(new Run.Cancel("ada", null, null));
    assertThat(run.events()).containsExactly("run-canceled");
    assertThat(run.wanted()).isEmpty();
  }

  @Test
  void aFlowThatFailsForGoodPutsTheRunInErrorAndAResumptionAsksAnew() {
    var run = atFork(1).unevaluated("outcome:fork.wealthy", "no such field", false);
    assertThat(run.run().status()).isEqualTo(RunStatus.Error);
    assertThat(run.run().failedAt()).isEqualTo("fork");
    assertThat(run.run().fault())
        .isEqualTo("decision fork: evaluation flow for outcome:fork.wealthy: no such field");
    assertThat(run.resumed().events())
        .containsExactly("run-resumed", "decision-awaited", "evaluations-wanted");
  }

  @Test
  void aFlowThatStumblesIsAskedAgain() {
    var run = atFork(1).unevaluated("outcome:fork.wealthy", "busy", true);
    assertThat(run.events()).containsExactly("evaluation-retry-planned");
    var timer = run.run().evaluations().awaited("outcome:fork.wealthy");
    assertThat(run.wanted()).containsExactly("wait:" + timer.key());
    run.later(Duration.ofMinutes(1)).fired(timer.key());
    assertThat(run.wanted()).containsExactly("evaluation:1.outcome:fork.wealthy.2");
    assertThat(run.evaluated("outcome:fork.wealthy", true).events())
        .contains("decision-taken fork.wealthy");
  }

  @Test
  void anAnswerOfAnOlderAttemptIsDropped() {
    var run = atFork(1).unevaluated("outcome:fork.wealthy", "busy", true);
    var timer = run.run().evaluations().awaited("outcome:fork.wealthy");
    var older = new Run.EvaluationReported(1, "outcome:fork.wealthy", 1, true, null, false);
    assertThat(run.tell(older).events()).isEmpty();
    assertThat(run.later(Duration.ofMinutes(1)).fired(timer.key()).tell(older).events()).isEmpty();
  }

  @Test
  void aFlowThatStumblesTooOftenFailsItsStage() {
    var run =
        Told.started(
            new Sketch().stage("one", null, Sketch.byFlow("done"), step("a")).orchestration());
    for (var attempt = 1; attempt < EvaluationDecider.POLICY.attempts(); attempt++) {
      run.unevaluated("complete:one", "busy", true);
      var timer = run.run().evaluations().awaited("complete:one");
      assertThat(run.later(Duration.ofMinutes(2)).fired(timer.key()).events())
          .containsExactly("evaluation-retried");
    }
    run.unevaluated("complete:one", "busy", true);
    assertThat(run.run().status()).isEqualTo(RunStatus.Error);
    assertThat(run.run().fault()).contains("evaluation flow for complete:one: busy");
  }

  @Test
  void aCircleOfDecisionsThatOnlyAskComesToAnEnd() {
    var run =
        Told.started(
            new Sketch()
                .decision(
                    "again", null, Sketch.outcome("more", Sketch.outcomeByFlow("more"), "again"))
                .orchestration());
    while (run.run().status() == RunStatus.InProgress) {
      run.evaluated("outcome:again.more", true);
    }
    assertThat(run.run().status()).isEqualTo(RunStatus.Error);
    assertThat(run.run().fault()).contains("give the circle a way out");
    assertThat(run.run().awaited()).isEqualTo(RunLimits.ELEMENTS_PER_PASS);
  }

  @Test
  void whyTellsWhatADecisionWaitsFor() {
    var run = atFork(2);
    assertThat(RunReasons.of(run.run(), run.context(), 1).words())
        .isEqualTo(
            "Decision fork: wealthy: evaluation flow is_rich is being asked now; "
                + "needy: evaluation flow is_poor is being asked now.");
    run.unevaluated("outcome:fork.wealthy", "busy", true);
    assertThat(RunReasons.of(run.run(), run.context(), 1).words())
        .contains("evaluation flow is_rich could not answer and is asked again: busy");
  }
}
