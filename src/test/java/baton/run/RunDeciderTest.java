package baton.run;

import static baton.run.Sketch.after;
import static baton.run.Sketch.asynchronous;
import static baton.run.Sketch.background;
import static baton.run.Sketch.byEvent;
import static baton.run.Sketch.byFlow;
import static baton.run.Sketch.finished;
import static baton.run.Sketch.interactive;
import static baton.run.Sketch.startByFlow;
import static baton.run.Sketch.withStage;
import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.StepDefinition;
import baton.expression.Type;
import baton.run.RunDecision.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunDeciderTest {
  private final Sketch sketch = new Sketch();

  @Test
  void stepsWithoutConditionStartTogetherInTheWriteThatStartsTheRun() {
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    "two",
                    finished(),
                    background("a", withStage()),
                    background("b", withStage()))
                .stage("two", null, finished(), background("c", withStage()))
                .orchestration());
    assertThat(run.events())
        .containsExactly("run-started", "stage-started one", "step-started a", "step-started b");
    assertThat(run.wanted()).containsExactly("flow:a.1.1", "flow:b.1.1");
    assertThat(run.finished("b").events()).containsExactly("step-completed b");
    assertThat(run.finished("a").events())
        .containsExactly(
            "step-completed a", "stage-completed one", "stage-started two", "step-started c");
    assertThat(run.finished("c").events())
        .containsExactly("step-completed c", "stage-completed two", "run-completed");
    assertThat(run.run().status()).isEqualTo(RunStatus.Completed);
    assertThat(run.wanted()).isEmpty();
  }

  @Test
  void aStepForWorkersNeedsNoFlowAndEndsByItsReportOnly() {
    var run =
        Told.of(
            sketch
                .stage("one", null, finished(), Sketch.external("a", withStage()))
                .orchestration());
    run.flowsActive = false;
    run.start(Map.of());
    assertThat(run.wanted()).containsExactly("flow:a.1.1");
    assertThat(run.run().step("a").mode()).isEqualTo(StepMode.EXTERNAL);
    assertThat(run.finished("a").steps()).isEqualTo("a=Completed");
  }

  @Test
  void aStepStartsAfterAnother() {
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    background("b", after("a")),
                    background("a", withStage()))
                .orchestration());
    assertThat(run.steps()).isEqualTo("b=NotStarted a=InProgress");
    assertThat(run.finished("a").steps()).isEqualTo("b=InProgress a=Completed");
  }

  @Test
  void aStepStartsWhenItsRequirementsAreMetByAnOutput() {
    sketch.names("a", "b");
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    background("a", withStage()),
                    background("b", sketch.startWhen("a.Outputs.amount > 10")))
                .orchestration());
    assertThat(run.finished("a", Map.of("amount", IntNode.valueOf(11))).steps())
        .isEqualTo("a=Completed b=InProgress");
  }

  @Test
  void aStepWhoseConditionIsLostIsSkippedAndTheStageCompletes() {
    sketch.names("a", "b", "c");
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    background("a", withStage()),
                    background("c", after("b")),
                    background("b", sketch.startWhen("a.Outputs.amount > 10")))
                .orchestration());
    assertThat(run.finished("a", Map.of("amount", IntNode.valueOf(9))).events())
        .containsExactly(
            "step-completed a",
            "step-skipped b",
            "step-skipped c",
            "stage-completed one",
            "run-completed");
  }

  @Test
  void aConditionAboutTheSkippingItselfIsSeenAfterTheSkip() {
    sketch.names("a", "b", "c");
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    background("c", sketch.startWhen("b.Status == 'Skipped'")),
                    background("a", withStage()),
                    background("b", sketch.startWhen("a.Outputs.amount > 10")))
                .orchestration());
    assertThat(run.finished("a").events())
        .containsExactly("step-completed a", "step-skipped b", "step-started c");
  }

  @Test
  void aStepIsNotSkippedWhileAnotherInProgressCanStillMakeItStart() {
    sketch.names("a", "b", "c");
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    background("a", withStage()),
                    background("c", withStage()),
                    background("b", sketch.startWhen("a.Outputs.x == 1 || c.Outputs.x == 1")))
                .orchestration());
    assertThat(run.finished("a").steps()).isEqualTo("a=Completed c=InProgress b=NotStarted");
    assertThat(run.finished("c").run().status()).isEqualTo(RunStatus.Completed);
    assertThat(run.steps()).isEqualTo("a=Completed c=Completed b=Skipped");
  }

  @Test
  void aPatientStageKeepsWaiting() {
    sketch.names("a", "b");
    var run =
        Told.started(
            sketch
                .patientStage(
                    "one",
                    null,
                    background("a", withStage()),
                    background("b", sketch.startWhen("a.Outputs.x == 1")))
                .orchestration());
    assertThat(run.finished("a").steps()).isEqualTo("a=Completed b=NotStarted");
    assertThat(run.stages()).isEqualTo("one#1=InProgress");
  }

  @Test
  void aStageCompletedByRequirementsDiscontinuesWhatIsInProgressAndClosesItems() {
    sketch.names("a", "b");
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    sketch.completeWhen("a.Status == 'Completed'"),
                    background("a", withStage()),
                    asynchronous("slow", withStage()),
                    background("never", after("slow")),
                    interactive("ask", withStage(), "user:ada", finished()))
                .orchestration());
    assertThat(run.finished("a").steps())
        .isEqualTo("a=Completed slow=Discontinued never=NotStarted ask=Discontinued");
    assertThat(run.run().step("ask").item().status()).isEqualTo(WorkItemStatus.Discontinued);
    assertThat(run.run().status()).isEqualTo(RunStatus.Completed);
  }

  @Test
  void aDecisionLeadsBackToAnEarlierStageUntilItsWayOut() {
    sketch.names("work", "a", "again");
    var run =
        Told.started(
            sketch
                .stage("work", "again", finished(), background("a", withStage()))
                .decision("again", "retry", "a.Outputs.ok != true", "work", null)
                .orchestration());
    assertThat(run.finished("a", Map.of("ok", BooleanNode.FALSE)).events())
        .containsExactly(
            "step-completed a",
            "stage-completed work",
            "decision-taken again.retry",
            "stage-started work",
            "step-started a");
    assertThat(run.wanted()).containsExactly("flow:a.2.1");
    assertThat(run.finished("a", Map.of("ok", BooleanNode.TRUE)).stages())
        .isEqualTo("work#1=Completed work#2=Completed");
    assertThat(run.run().decisions()).containsEntry("again", "");
    assertThat(run.run().outcomes()).contains("again.retry");
  }

  private Told inCircles(StepDefinition step) {
    sketch.names("work", "a");
    return Told.started(sketch.stage("work", "work", finished(), step).orchestration());
  }

  @Test
  void afterManyStagesOfSynchronousStepsOthersComeInBetween() {
    var run = inCircles(background("a", withStage()));
    for (var stage = 1; stage <= RunLimits.SYNCHRONOUS_STEPS; stage++) {
      assertThat(RunWork.synchronous(run.finished("a").state()))
          .isEqualTo(stage < RunLimits.SYNCHRONOUS_STEPS);
    }
    assertThat(run.events())
        .containsExactly(
            "step-completed a", "stage-completed work", "stage-started work", "run-yielded");
    assertThat(run.wanted()).containsExactly("others:" + (RunLimits.SYNCHRONOUS_STEPS + 1));
    assertThat(run.event("e", null, null).events()).containsExactly("event-received");
    assertThat(run.tell(new Run.OthersServed()).events())
        .containsExactly("run-went-on", "step-started a");
    assertThat(run.tell(new Run.OthersServed()).events()).isEmpty();
  }

  @Test
  void aRunThatYieldsIsCanceledSuspendedAndResumed() {
    var run = inCircles(background("a", withStage()));
    while (!run.run().yielding()) {
      run.finished("a");
    }
    run.suspended();
    assertThat(run.wanted()).isEmpty();
    assertThat(run.tell(new Run.OthersServed()).events()).isEmpty();
    assertThat(run.resumed().wanted())
        .containsExactly("others:" + (RunLimits.SYNCHRONOUS_STEPS + 1));
    run.tell(new Run.Cancel("ada", null, null));
    assertThat(run.run().status()).isEqualTo(RunStatus.Canceled);
    assertThat(run.wanted()).isEmpty();
  }

  @Test
  void stagesThatTakeTheirTimeNeedNotYield() {
    var run = inCircles(Sketch.asynchronous("a", withStage()));
    for (var stage = 1; stage < 3 * RunLimits.SYNCHRONOUS_STEPS; stage++) {
      assertThat(run.finished("a").run().yielding()).isFalse();
    }
  }

  /** The stage is over with its synchronous step, whatever becomes of the other one. */
  @Test
  void aStepThatTakesItsTimeBesideSynchronousOnesLetsNobodyIn() {
    sketch.names("work", "a", "b");
    var over = sketch.completeWhen("a.Status == 'Completed'");
    var circle =
        sketch.stage(
            "work",
            "work",
            over,
            background("a", withStage()),
            Sketch.asynchronous("b", withStage()));
    var run = Told.started(circle.orchestration());
    for (var stage = 1; stage < RunLimits.SYNCHRONOUS_STEPS; stage++) {
      assertThat(run.finished("a").run().yielding()).isFalse();
    }
    assertThat(run.finished("a").run().yielding()).isTrue();
  }

  @Test
  void whatIsReportedAfterTheRunWasCanceledIsWrittenDownOnceAndChangesNothing() {
    var run =
        inCircles(Sketch.asynchronous("a", withStage())).tell(new Run.Cancel("ada", null, null));
    var before = run.run().step("a").status();
    assertThat(run.finished("a").events()).containsExactly("step-reported-late");
    assertThat(((RunDecision.Accepted) run.last()).counts()).isFalse();
    assertThat(run.run().step("a").status()).isEqualTo(before);
    assertThat(run.run().status()).isEqualTo(RunStatus.Canceled);
    assertThat(run.finished("a").events()).isEmpty();
    assertThat(run.failed("a").events()).isEmpty();
  }

  private static Run.StepReported ended(int attempt, String lease, StepOutcome outcome) {
    return new Run.StepReported("a", 1, attempt, outcome, null, null, lease);
  }

  private static boolean counts(Told run) {
    return ((RunDecision.Accepted) run.last()).counts();
  }

  @Test
  void aWorkerThatSaysAgainHowItsTaskEndedIsToldTheSame() {
    var run = inCircles(Sketch.external("a", withStage()));
    var done = ended(1, "q-1", new StepOutcome.Finished(Map.of(), null));
    assertThat(run.tell(done).events()).startsWith("task-ended", "step-completed a");
    assertThat(counts(run)).isTrue();
    assertThat(run.tell(done).events()).isEmpty();
    assertThat(counts(run)).isTrue();
    run.tell(ended(1, "q-1", StepOutcome.failed("no")));
    assertThat(counts(run)).as("the opposite").isFalse();
    run.tell(ended(1, "q-2", new StepOutcome.Finished(Map.of(), null)));
    assertThat(counts(run)).as("another lease").isFalse();
    run.tell(new Run.Cancel("ada", null, null)).tell(done);
    assertThat(counts(run)).as("also when the run has ended").isTrue();
  }

  @Test
  void anAttemptThatAWorkerFailedIsRememberedWhileTheNextOneGoesOn() {
    var run = inCircles(Sketch.external("a", withStage()));
    var failed = ended(1, "q-1", new StepOutcome.Failed("busy", true));
    run.tell(failed);
    assertThat(run.events()).containsExactly("task-ended", "step-retry-planned a");
    run.later(Duration.ofMinutes(2)).fired("retry:a.1.1").tell(failed);
    assertThat(counts(run)).isTrue();
    assertThat(run.run().step("a").attempt()).isEqualTo(2);
  }

  @Test
  void aLoopWithoutAWayOutEndsInErrorAtTheLimit() {
    sketch.names("work", "a");
    var run =
        Told.started(
            sketch.stage("work", "work", finished(), background("a", withStage())).orchestration());
    for (var visit = 1; visit < RunLimits.STAGE_VISITS; visit++) {
      run.finished("a");
      if (run.run().yielding()) {
        run.tell(new Run.OthersServed());
      }
    }
    assertThat(run.run().status()).isEqualTo(RunStatus.InProgress);
    run.finished("a");
    assertThat(run.run().status()).isEqualTo(RunStatus.Error);
    assertThat(run.run().fault()).contains("more than 1000 times");
  }

  @Test
  void aFailedStepPutsStageAndRunInErrorAndDiscontinuesTheOthers() {
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    asynchronous("a", withStage()),
                    asynchronous("b", withStage()),
                    background("c", after("b")),
                    interactive("ask", withStage(), "user:ada", finished()))
                .orchestration());
    assertThat(run.failed("a").steps())
        .isEqualTo("a=Error b=Discontinued c=NotStarted ask=Discontinued");
    assertThat(run.stages()).isEqualTo("one#1=Error");
    assertThat(run.run().status()).isEqualTo(RunStatus.Error);
    assertThat(run.run().step("ask").item().status()).isEqualTo(WorkItemStatus.Assigned);
    assertThat(run.failed("b").events()).isEmpty();
  }

  @Test
  void aFlowWithoutActiveVersionFailsTheStep() {
    var run =
        Told.of(
            sketch.stage("one", null, finished(), background("a", withStage())).orchestration());
    run.flowsActive = false;
    assertThat(run.start(Map.of()).run().fault()).contains("flow flow has no active version");
  }

  @Test
  void anExpressionWithoutAnswerFailsTheStepThatAsked() {
    sketch.names("a", "b");
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    background("a", withStage()),
                    background("b", sketch.startWhen("1 / a.Outputs.x == 1")))
                .orchestration());
    run.finished("a", Map.of("x", IntNode.valueOf(0)));
    assertThat(run.steps()).isEqualTo("a=Completed b=Error");
    assertThat(run.run().status()).isEqualTo(RunStatus.Error);
  }

  @Test
  void reportsOfAnOlderVisitOrRepeatedOnesChangeNothing() {
    sketch.names("work", "a");
    var run =
        Told.started(
            sketch.stage("work", "work", finished(), background("a", withStage())).orchestration());
    run.finished("a");
    var before = run.state();
    run.tell(new Run.StepReported("a", 1, 1, new StepOutcome.Finished(Map.of(), null)));
    assertThat(run.events()).isEmpty();
    run.tell(new Run.StepReported("a", 2, 2, StepOutcome.failed("stale")));
    assertThat(run.events()).isEmpty();
    run.tell(new Run.StepReported("nobody", 1, 1, StepOutcome.failed("stale")));
    assertThat(run.state()).isEqualTo(before);
  }

  @Test
  void anEvaluationFlowIsWantedWorkAndItsTruthStartsTheStep() {
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    asynchronous("a", withStage()),
                    background("b", startByFlow("check")))
                .orchestration());
    assertThat(run.wanted()).containsExactly("flow:a.1.1", "evaluation:1.start:b");
    assertThat(run.evaluated("start:b", false).steps()).isEqualTo("a=InProgress b=NotStarted");
    assertThat(run.wanted()).containsExactly("flow:a.1.1");
    assertThat(run.finished("a").events())
        .containsExactly("step-completed a", "evaluations-wanted");
    run.tell(new Run.EvaluationReported(1, "start:b", 1, true, null, false));
    assertThat(run.events()).as("a truth of an older pass").isEmpty();
    assertThat(run.evaluated("start:b", true).steps()).isEqualTo("a=Completed b=InProgress");
  }

  @Test
  void anUnmetEvaluationIsAskedAgainWhenAnEventWakesTheRun() {
    var run =
        Told.started(
            sketch
                .stage("one", null, finished(), background("b", startByFlow("check")))
                .orchestration());
    run.evaluated("start:b", false);
    assertThat(run.wanted()).as("the world may still change it").isEmpty();
    assertThat(run.event("e1", null, null).wanted()).containsExactly("evaluation:2.start:b");
    assertThat(run.event("e1", null, null).events()).as("a repeated event").isEmpty();
  }

  @Test
  void aStageCompletesByItsEvaluationFlow() {
    var run =
        Told.started(
            sketch
                .stage("one", null, byFlow("done"), asynchronous("a", withStage()))
                .orchestration());
    assertThat(run.evaluated("complete:one", true).steps()).isEqualTo("a=Discontinued");
    assertThat(run.run().status()).isEqualTo(RunStatus.Completed);
    assertThat(run.wanted()).isEmpty();
  }

  @Test
  void aFailingEvaluationFlowPutsTheRunInError() {
    var run =
        Told.started(
            sketch
                .stage("one", null, byFlow("done"), asynchronous("a", withStage()))
                .orchestration());
    run.tell(new Run.EvaluationReported(1, "complete:one", 1, false, "no such record", false));
    assertThat(run.run().fault()).contains("complete:one").contains("no such record");
  }

  @Test
  void anEventFinishesAnAsynchronousStepOnce() {
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    byEvent("a", withStage()),
                    background("b", withStage()))
                .orchestration());
    assertThat(run.finished("a").events()).containsExactly("step-awaits-event");
    assertThat(run.wanted()).containsExactly("flow:b.1.1");
    assertThat(run.event("e1", "b", "Completed").refusal()).isEqualTo(Reason.WRONG_STATE);
    assertThat(run.event("e2", "a", "Completed").events())
        .containsExactly("event-received", "step-completed a");
    assertThat(run.event("e2", "a", "Completed").events()).isEmpty();
  }

  @Test
  void anEventMayFailItsStep() {
    var run =
        Told.started(
            sketch.stage("one", null, finished(), byEvent("a", withStage())).orchestration());
    assertThat(run.event("e1", "a", "Error").run().status()).isEqualTo(RunStatus.Error);
  }

  @Test
  void cancelIsFinalAndLateReportsChangeNothing() {
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    asynchronous("a", withStage()),
                    background("b", after("a")),
                    interactive("ask", withStage(), "user:ada", finished()))
                .orchestration());
    run.tell(new Run.Cancel("ben", "not needed", null));
    assertThat(run.steps()).isEqualTo("a=Canceled b=NotStarted ask=Canceled");
    assertThat(run.stages()).isEqualTo("one#1=Canceled");
    assertThat(run.run().step("ask").item().status()).isEqualTo(WorkItemStatus.Canceled);
    assertThat(run.finished("a").events()).containsExactly("step-reported-late");
    assertThat(run.tell(new Run.Cancel("ben", null, null)).events()).isEmpty();
    assertThat(run.event("e9", null, null).refusal()).isEqualTo(Reason.WRONG_STATE);
  }

  @Test
  void theSameRequestAgainIsNoSecondRunAndAnotherIsRefused() {
    var run =
        Told.started(
            sketch.stage("one", null, finished(), background("a", withStage())).orchestration());
    assertThat(run.tell(Told.start("hash", Map.of())).events()).isEmpty();
    assertThat(run.tell(Told.start("other", Map.of())).refusal()).isEqualTo(Reason.KEY_REUSED);
  }

  @Test
  void inputsThatDoNotFitAreAllTold() {
    sketch.input("name", Type.TEXT, true).input("age", Type.NUMBER, false);
    var run =
        Told.of(
            sketch.stage("one", null, finished(), background("a", withStage())).orchestration());
    run.start(Map.of("age", TextNode.valueOf("old"), "nmae", TextNode.valueOf("x")));
    assertThat(run.refusal()).isEqualTo(Reason.INVALID_INPUT);
    assertThat(run.detail()).contains("name is missing").contains("age").contains("nmae");
    assertThat(run.state()).isEqualTo(new RunState.NotStarted());
  }

  @Test
  void commandsToARunThatDoesNotExistSaySo() {
    var run =
        Told.of(
            sketch.stage("one", null, finished(), background("a", withStage())).orchestration());
    assertThat(run.tell(new Run.Cancel("ben", null, null)).refusal()).isEqualTo(Reason.NOT_FOUND);
    assertThat(run.event("e", null, null).refusal()).isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void anEventWithAnUnknownStatusIsRefused() {
    var run =
        Told.started(
            sketch.stage("one", null, finished(), byEvent("a", withStage())).orchestration());
    assertThat(run.event("e1", "a", "Eror").refusal()).isEqualTo(Reason.INVALID_INPUT);
    assertThat(run.run().events()).isEmpty();
  }

  @Test
  void valuesAreKeptInTheFormInWhichTheyComeBackFromTheJournal() {
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    background("a", withStage()),
                    byEvent("b", withStage()),
                    interactive("ask", withStage(), "user:ada", finished()))
                .orchestration());
    var written = Map.<String, JsonNode>of("x", DoubleNode.valueOf(1.50), "y", LongNode.valueOf(2));
    var kept = Map.of("x", DecimalNode.valueOf(new BigDecimal("1.5")), "y", IntNode.valueOf(2));
    assertThat(run.finished("a", written).run().step("a").outputs()).isEqualTo(kept);
    assertThat(run.event("e1", "b", null, written).run().step("b").outputs()).isEqualTo(kept);
    assertThat(run.completed("ask", Told.ADA, written).run().step("ask").outputs()).isEqualTo(kept);
  }
}
