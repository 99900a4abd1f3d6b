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

import baton.run.RunWhy.Form;
import baton.run.RunWhy.Moment;
import baton.run.RunWhy.Occasion;
import baton.run.RunWhy.Question;
import baton.run.RunWhy.Reason;
import baton.run.RunWhy.WaitedFor;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run answers to the question why, in each situation that it can be in. */
class RunReasonsTest {
  private final Sketch sketch = new Sketch();

  private static RunWhy why(Told run) {
    return RunReasons.of(run.run(), run.context(), 7);
  }

  private static Reason step(Told run, String step) {
    return why(run).stages().stream()
        .flatMap(stage -> stage.steps().stream())
        .filter(each -> each.name().equals(step))
        .findAny()
        .orElseThrow()
        .why();
  }

  private static Reason stage(Told run, String stage) {
    return why(run).stages().stream()
        .filter(each -> each.name().equals(stage))
        .findAny()
        .orElseThrow()
        .why();
  }

  @Test
  void aStepAfterAnotherTellsWhatTheOtherDoes() {
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    asynchronous("a", withStage()),
                    background("b", after("a")),
                    background("c", after("b")))
                .orchestration());
    assertThat(step(run, "b").question()).isEqualTo(Question.NotStarted);
    assertThat(step(run, "b").words()).isEqualTo("It starts after a, which is in progress.");
    assertThat(step(run, "b").waitsFor())
        .containsExactly(new WaitedFor("step", "a", "a", "InProgress"));
    assertThat(step(run, "b").moments())
        .extracting(Moment::words)
        .containsExactly("when step a ends", "when an orchestration event for this run arrives");
    assertThat(step(run, "c").words()).endsWith("which has not started either.");
    assertThat(step(run, "a").question()).isEqualTo(Question.NotCompleted);
    assertThat(step(run, "a").words()).isEqualTo("Flow flow runs.");
    assertThat(stage(run, "one").words())
        .isEqualTo("0 of 3 steps are finished; it waits for a, b, c.");
    assertThat(why(run).words()).isEqualTo("a: Flow flow runs.");
  }

  @Test
  void aConditionShowsWhatItReadsAndItsTruth() {
    sketch.names("a", "b");
    var run =
        Told.started(
            sketch
                .patientStage(
                    "one",
                    null,
                    background("a", withStage()),
                    background("b", sketch.startWhen("a.Outputs.amount > 10")))
                .orchestration());
    run.finished("a", Map.of("amount", IntNode.valueOf(9)));
    var reason = step(run, "b");
    assertThat(reason.words())
        .isEqualTo("Its start condition does not hold: “a.Outputs.amount > 10” is false.");
    assertThat(reason.condition().form()).isEqualTo(Form.Formula);
    assertThat(reason.condition().holds()).isFalse();
    assertThat(reason.condition().reads().values()).hasToString("[{\"amount\":9}]");
    assertThat(reason.moments()).extracting(Moment::occasion).contains(Occasion.EventArrives);
    assertThat(step(run, "a").words()).isEqualTo("It has completed.");
    assertThat(why(run).words()).isEqualTo("one: 1 of 2 steps are finished; it waits for b.");
  }

  @Test
  void requirementsShowBothSidesAndTheLogic() {
    sketch.names("a", "b");
    var run =
        Told.started(
            sketch
                .patientStage(
                    "one",
                    null,
                    background("a", withStage()),
                    background(
                        "b",
                        sketch.startWhen(
                            "1 AND (2 OR 3)",
                            "a.Status EqualTo Completed",
                            "a.Outputs.kind EqualTo new",
                            "a.Outputs.kind EqualTo old")))
                .orchestration());
    run.finished("a", Map.of("kind", TextNode.valueOf("odd")));
    var judgement = step(run, "b").condition();
    assertThat(judgement.logic()).isEqualTo("1 AND (2 OR 3)");
    assertThat(judgement.requirements())
        .extracting(Object::toString)
        .containsExactly(
            "Truth[number=1, left=a.Status, leftValue=\"Completed\", operator=EqualTo,"
                + " rightValue=\"Completed\", holds=true]",
            "Truth[number=2, left=a.Outputs.kind, leftValue=\"odd\", operator=EqualTo,"
                + " rightValue=\"new\", holds=false]",
            "Truth[number=3, left=a.Outputs.kind, leftValue=\"odd\", operator=EqualTo,"
                + " rightValue=\"old\", holds=false]");
    assertThat(step(run, "b").words())
        .isEqualTo(
            "Its start condition does not hold: 1 of 3 requirements is met, needed: 1 AND (2 OR"
                + " 3).");
  }

  @Test
  void anEvaluationFlowTellsWhatItLastSaid() {
    var run =
        Told.started(
            sketch
                .stage("one", null, finished(), background("a", startByFlow("may_start")))
                .orchestration());
    assertThat(step(run, "a").condition().evaluation())
        .isEqualTo(new RunWhy.Asked("may_start", null, true));
    assertThat(step(run, "a").moments())
        .extracting(Moment::occasion)
        .contains(Occasion.EvaluationAnswers);
    run.evaluated("start:a", false);
    assertThat(step(run, "a").words())
        .isEqualTo(
            "It starts when its evaluation flow says yes: evaluation flow may_start last said no.");
    assertThat(step(run, "a").moments())
        .extracting(Moment::occasion)
        .contains(Occasion.EventArrives);
  }

  @Test
  void aStageTellsItsCompletionCondition() {
    sketch.names("a");
    var byFormula =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    sketch.completeWhen("a.Outputs.done == true"),
                    background("a", withStage()))
                .orchestration());
    byFormula.finished("a");
    assertThat(stage(byFormula, "one").words())
        .isEqualTo("Its completion condition does not hold: “a.Outputs.done == true” is false.");
    var byEvaluation =
        Told.started(
            new Sketch()
                .stage("one", null, byFlow("is_done"), background("a", withStage()))
                .orchestration());
    byEvaluation.evaluated("complete:one", false);
    assertThat(stage(byEvaluation, "one").words()).endsWith("is_done last said no.");
  }

  @Test
  void anInteractiveStepTellsWhoHasItAndWhatItsCompletionLacks() {
    sketch.names("a", "b");
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    interactive("a", withStage(), "queue:desk", finished()),
                    interactive(
                        "b",
                        withStage(),
                        "user:ada",
                        sketch.completeWhen("b.Outputs.sure == true")))
                .orchestration());
    assertThat(step(run, "a").words()).isEqualTo("Its work item waits for queue desk.");
    assertThat(step(run, "a").moments())
        .extracting(Moment::occasion)
        .containsExactly(Occasion.PersonFinishes);
    run.claimed("a", Told.ADA);
    assertThat(step(run, "a").words()).isEqualTo("Its work item waits for ada, who claimed it.");
    run.completed("b", Told.ADA, Map.of());
    assertThat(step(run, "b").words())
        .isEqualTo(
            "Its screen flow is finished; its completion condition does not hold:"
                + " “b.Outputs.sure == true” is false.");
  }

  @Test
  void aStepThatWaitsForAnEventSaysSo() {
    var run =
        Told.started(
            sketch.stage("one", null, finished(), byEvent("a", withStage())).orchestration());
    assertThat(step(run, "a").words()).contains("after it the step waits for");
    run.finished("a");
    assertThat(step(run, "a").words()).contains("waits for the orchestration event");
    assertThat(step(run, "a").moments())
        .extracting(Moment::occasion)
        .containsExactly(Occasion.EventArrives);
  }

  @Test
  void whatIsToComeNamesTheStageThatGoesOn() {
    var run =
        Told.started(
            sketch
                .stage("one", "two", finished(), background("a", withStage()))
                .stage("two", null, finished(), background("b", withStage()))
                .orchestration());
    assertThat(stage(run, "two").words()).isEqualTo("It has not been reached: one is in progress.");
    assertThat(stage(run, "two").waitsFor())
        .containsExactly(new WaitedFor("stage", "one", "one", "InProgress"));
    assertThat(step(run, "b").words()).isEqualTo("Its stage has not started.");
  }

  @Test
  void whatHasEndedAnswersWithItsEnd() {
    var failed =
        Told.started(
                sketch
                    .stage(
                        "one",
                        null,
                        finished(),
                        background("a", withStage()),
                        asynchronous("b", withStage()),
                        background("c", after("a")))
                    .orchestration())
            .failed("a");
    assertThat(why(failed).words()).isEqualTo("It stopped with an error: step a: broken");
    assertThat(step(failed, "a").words()).isEqualTo("It failed: broken");
    assertThat(step(failed, "b").words()).endsWith("its stage stopped with an error.");
    assertThat(step(failed, "c").words())
        .isEqualTo("It did not start before its stage ended as Error.");
    assertThat(stage(failed, "one").question()).isEqualTo(Question.Nothing);
    var canceled = failed.tell(new Run.Cancel("ada", null, null));
    assertThat(why(canceled).words()).isEqualTo("It was canceled.");
  }

  @Test
  void aFailedAttemptTellsWhenTheNextBegins() {
    var run =
        Told.started(
                sketch
                    .stage("one", null, finished(), asynchronous("a", withStage()))
                    .orchestration())
            .stumbled("a");
    assertThat(step(run, "a").words()).startsWith("Attempt 1 failed (");
    assertThat(step(run, "a").moments())
        .filteredOn(moment -> moment.occasion() == Occasion.TimeComes)
        .extracting(Moment::at)
        .containsExactly(run.run().step("a").timer().due());
  }

  @Test
  void aSuspendedRunIsLookedAtAgainWhenItIsResumed() {
    sketch.names("a", "b");
    var run =
        Told.started(
                sketch
                    .patientStage(
                        "one",
                        null,
                        asynchronous("a", withStage()),
                        background("b", sketch.startWhen("a.Outputs.amount > 10")))
                    .orchestration())
            .suspended();
    assertThat(why(run).words()).startsWith("It is suspended");
    assertThat(stage(run, "one").moments())
        .extracting(Moment::occasion)
        .containsExactly(Occasion.RunResumes);
  }

  @Test
  void aStageTellsItsDeadline() {
    var run =
        Told.started(
            sketch
                .faultingStage(
                    "one", null, null, Duration.ofHours(1), asynchronous("a", withStage()))
                .orchestration());
    assertThat(stage(run, "one").moments())
        .extracting(Moment::at)
        .contains(run.run().current().timer().due());
  }

  @Test
  void aLongValueIsShownByItsBeginning() {
    sketch.names("a", "b");
    var run =
        Told.started(
            sketch
                .patientStage(
                    "one",
                    null,
                    background("a", withStage()),
                    background("b", sketch.startWhen("all", "a.Outputs.text EqualTo x")))
                .orchestration());
    var limit = Judging.SHOWN_CHARACTERS;
    run.finished("a", Map.of("text", TextNode.valueOf("y".repeat(limit + 1))));
    assertThat(step(run, "b").condition().requirements().getFirst().leftValue().asText())
        .isEqualTo("y".repeat(limit) + "…");
  }

  @Test
  void stepsInProgressAreNamedUpToALimit() {
    var steps =
        java.util.stream.IntStream.rangeClosed(0, RunMoments.STEPS_NAMED)
            .mapToObj(i -> asynchronous("s" + i, withStage()))
            .toArray(baton.definition.StepDefinition[]::new);
    var run = Told.started(sketch.stage("one", null, finished(), steps).orchestration());
    assertThat(stage(run, "one").moments())
        .extracting(Moment::words)
        .hasSize(RunMoments.STEPS_NAMED + 2)
        .contains("when one of 1 further steps ends");
    assertThat(why(run).words()).endsWith("And 8 more steps.");
  }
}
