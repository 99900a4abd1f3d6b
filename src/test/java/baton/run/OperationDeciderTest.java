package baton.run;

import static baton.run.Sketch.after;
import static baton.run.Sketch.asynchronous;
import static baton.run.Sketch.background;
import static baton.run.Sketch.byEvent;
import static baton.run.Sketch.finished;
import static baton.run.Sketch.interactive;
import static baton.run.Sketch.withStage;
import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.FaultPath;
import baton.run.RunDecision.Reason;
import com.fasterxml.jackson.databind.node.IntNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator may do to a run, in every state, and what follows. */
class OperationDeciderTest {
  private final Sketch sketch = new Sketch();

  /** Two steps that run, one after another, one of a person, and a second stage. */
  private Told run() {
    sketch.names("one", "two", "a", "b", "c", "ask");
    return Told.started(
        sketch
            .stage(
                "one",
                "two",
                finished(),
                asynchronous("a", withStage()),
                asynchronous("b", withStage()),
                background("c", after("a")),
                interactive("ask", withStage(), "user:ada", finished()))
            .stage("two", null, finished(), asynchronous("d", withStage()))
            .orchestration());
  }

  private Told in(RunStatus status) {
    var run = run();
    return switch (status) {
      case InProgress -> run;
      case Suspended -> run.suspended();
      case Error -> run.failed("a");
      case Canceled -> run.tell(new Run.Cancel("ada", null, null));
      case Completed -> run.jumped("two").finished("d");
    };
  }

  @ParameterizedTest
  @CsvSource({
    "suspend, InProgress, Suspended",
    "suspend, Suspended, same",
    "suspend, Error, refused",
    "suspend, Canceled, refused",
    "suspend, Completed, refused",
    "resume, InProgress, same",
    "resume, Suspended, InProgress",
    "resume, Error, InProgress",
    "resume, Canceled, refused",
    "resume, Completed, refused",
    "retry, InProgress, refused",
    "retry, Suspended, refused",
    "retry, Error, InProgress",
    "retry, Canceled, refused",
    "retry, Completed, refused",
    "skip, InProgress, InProgress",
    "skip, Suspended, refused",
    "skip, Error, InProgress",
    "skip, Canceled, refused",
    "skip, Completed, refused",
    "jump, InProgress, InProgress",
    "jump, Suspended, refused",
    "jump, Error, InProgress",
    "jump, Canceled, refused",
    "jump, Completed, refused",
  })
  void everyOperationInEveryState(String operation, RunStatus before, String after) {
    var run = in(before);
    run.operate(
        switch (operation) {
          case "suspend" -> new RunOperation.Suspend(null);
          case "resume" -> new RunOperation.Resume();
          case "retry" -> new RunOperation.Retry("a", Map.of());
          case "skip" -> new RunOperation.Skip("a", Map.of());
          default -> new RunOperation.Jump("two", null);
        });
    switch (after) {
      case "refused" -> {
        assertThat(run.refusal()).isEqualTo(Reason.WRONG_STATE);
        assertThat(run.run().status()).isEqualTo(before);
      }
      case "same" -> assertThat(run.events()).isEmpty();
      default -> assertThat(run.run().status()).isEqualTo(RunStatus.valueOf(after));
    }
  }

  @ParameterizedTest
  @CsvSource({"suspend", "resume", "retry", "skip", "jump"})
  void thereMustBeARun(String operation) {
    var run = Told.of(sketch.stage("two", null, finished()).orchestration());
    run.operate(
        switch (operation) {
          case "suspend" -> new RunOperation.Suspend(null);
          case "resume" -> new RunOperation.Resume();
          case "retry" -> new RunOperation.Retry("a", Map.of());
          case "skip" -> new RunOperation.Skip("a", Map.of());
          default -> new RunOperation.Jump("two", null);
        });
    assertThat(run.refusal()).isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void aSuspendedRunStartsNothingAndKeepsWhatItsStepsTell() {
    var run = run().suspended();
    assertThat(run.steps()).isEqualTo("a=InProgress b=InProgress c=NotStarted ask=Suspended");
    assertThat(run.stages()).isEqualTo("one#1=Suspended");
    assertThat(run.run().step("ask").item().status()).isEqualTo(WorkItemStatus.OnHold);
    assertThat(run.wanted()).contains("flow:a.1.1", "flow:b.1.1");

    assertThat(run.finished("a", Map.of("x", IntNode.valueOf(1))).events())
        .containsExactly("step-outcome-kept a");
    assertThat(run.finished("a").events()).as("a repeated report").isEmpty();
    assertThat(run.wanted()).doesNotContain("flow:a.1.1");
    run.completed("ask", Told.ADA, Map.of());
    assertThat(run.refusal()).isEqualTo(Reason.WRONG_STATE);

    assertThat(run.resumed().steps())
        .isEqualTo("a=Completed b=InProgress c=InProgress ask=InProgress");
    assertThat(run.run().step("a").outputs()).containsEntry("x", IntNode.valueOf(1));
    assertThat(run.run().step("ask").item().status()).isEqualTo(WorkItemStatus.Assigned);
    assertThat(run.stages()).isEqualTo("one#1=InProgress");
  }

  @Test
  void aClaimOutlivesASuspension() {
    var run = run().claimed("ask", Told.ADA).suspended().resumed();
    assertThat(run.run().step("ask").item().status()).isEqualTo(WorkItemStatus.Claimed);
    assertThat(run.run().step("ask").item().claimedBy()).isEqualTo("ada");
  }

  @Test
  void aFailureDuringASuspensionCountsWhenTheRunGoesOn() {
    var run = run().suspended().failed("a");
    assertThat(run.run().status()).isEqualTo(RunStatus.Suspended);
    assertThat(run.resumed().run().status()).isEqualTo(RunStatus.Error);
    assertThat(run.steps()).isEqualTo("a=Error b=Discontinued c=NotStarted ask=Discontinued");
  }

  @Test
  void anEventDuringASuspensionIsKept() {
    var run =
        Told.started(
            sketch.stage("one", null, finished(), byEvent("a", withStage())).orchestration());
    run.suspended().finished("a");
    assertThat(run.events()).containsExactly("step-awaits-event");
    assertThat(run.event("e1", "a", "Completed").events())
        .containsExactly("event-received", "step-outcome-kept a");
    assertThat(run.event("e2", "a", "Completed").refusal()).isEqualTo(Reason.WRONG_STATE);
    assertThat(run.resumed().run().status()).isEqualTo(RunStatus.Completed);
  }

  @Test
  void canceledWhileSuspendedIsFinal() {
    var run = run().suspended().tell(new Run.Cancel("ada", null, null));
    assertThat(run.stages()).isEqualTo("one#1=Canceled");
    assertThat(run.steps()).isEqualTo("a=Canceled b=Canceled c=NotStarted ask=Canceled");
    assertThat(run.run().step("ask").item().status()).isEqualTo(WorkItemStatus.Canceled);
  }

  @Test
  void whatFailedOrWasDiscontinuedStartsAgainAsANewAttempt() {
    var run = run().failed("a");
    assertThat(run.resumed().events())
        .containsExactly(
            "run-resumed",
            "stage-resumed one",
            "step-started a",
            "step-started b",
            "step-started ask",
            "work-item-assigned user:ada");
    assertThat(run.run().step("a").attempt()).isEqualTo(2);
    assertThat(run.run().step("ask").item().assignment()).isEqualTo(2);
    assertThat(run.run().step("ask").item().revision()).isEqualTo(2);
    assertThat(run.run().fault()).isNull();
    assertThat(run.wanted()).contains("flow:a.1.2", "flow:b.1.2");
    run.tell(new Run.StepReported("a", 1, 1, new StepOutcome.Finished(Map.of(), null)));
    assertThat(run.events()).as("the report of the older attempt").isEmpty();
  }

  @Test
  void outputsThatCameAfterTheErrorAreUsedInsteadOfStartingAgain() {
    var run = run().failed("a");
    assertThat(run.finished("b").events()).containsExactly("step-outcome-kept b");
    run.resumed();
    assertThat(run.steps()).isEqualTo("a=InProgress b=Completed c=NotStarted ask=InProgress");
  }

  @Test
  void aDecisionThatFailedIsTakenAgain() {
    sketch.names("one", "a", "fork", "two").input("x", baton.expression.Type.NUMBER, false);
    var run =
        Told.started(
            sketch
                .stage("one", "fork", finished(), background("a", withStage()))
                .decision("fork", "yes", "1 / a.Outputs.x == 1", "two", null)
                .stage("two", null, finished(), background("d", withStage()))
                .orchestration());
    run.finished("a", Map.of("x", IntNode.valueOf(0)));
    assertThat(run.run().status()).isEqualTo(RunStatus.Error);
    assertThat(run.run().failedAt()).isEqualTo("fork");
    assertThat(run.retried("a", Map.of()).refusal()).isEqualTo(Reason.WRONG_STATE);
    assertThat(run.resumed().events()).startsWith("run-resumed").endsWith("run-failed");
    assertThat(run.jumped("two").stages()).isEqualTo("one#1=Completed two#1=InProgress");
  }

  @Test
  void aStepIsRetriedWithOtherInputs() {
    var run = run().failed("a");
    var seven = IntNode.valueOf(7);
    run.retried("a", Map.of("amount", seven));
    assertThat(run.run().step("a").inputs()).containsEntry("amount", seven);
    assertThat(run.steps()).isEqualTo("a=InProgress b=InProgress c=NotStarted ask=InProgress");
    assertThat(run.retried("nobody", Map.of()).refusal()).isEqualTo(Reason.WRONG_STATE);
    assertThat(run.detail()).contains("it is at stage one with the steps [a, b, c, ask]");
  }

  @Test
  void aStepThatWaitsForItsNextAttemptIsRetriedAtOnce() {
    var run = run().stumbled("a");
    assertThat(run.run().step("a").awaitsRetry()).isTrue();
    run.retried("a", Map.of());
    assertThat(run.run().step("a").attempt()).isEqualTo(2);
    assertThat(run.wanted()).contains("flow:a.1.2");
  }

  @Test
  void aSkippedStepGivesItsOutputsAndWhatWaitsForItStarts() {
    var run = run().failed("a");
    run.skipped("a", Map.of("x", IntNode.valueOf(3)));
    assertThat(run.steps()).isEqualTo("a=Skipped b=InProgress c=InProgress ask=InProgress");
    assertThat(run.run().step("a").skippedBy()).isEqualTo("ola");
    assertThat(run.run().step("a").outputs()).containsEntry("x", IntNode.valueOf(3));
  }

  @Test
  void anInteractiveStepIsSkippedWithItsItem() {
    var run = run().skipped("ask", Map.of());
    assertThat(run.run().step("ask").item().status()).isEqualTo(WorkItemStatus.Discontinued);
    assertThat(run.skipped("ask", Map.of()).refusal()).isEqualTo(Reason.WRONG_STATE);
  }

  @Test
  void aJumpLeavesTheStageAndClosesItsItems() {
    var run = run().jumped("two");
    assertThat(run.stages()).isEqualTo("one#1=Discontinued two#1=InProgress");
    assertThat(run.run().step("ask").item().status()).isEqualTo(WorkItemStatus.Discontinued);
    assertThat(run.jumped("one").stages())
        .isEqualTo("one#1=Discontinued two#1=Discontinued one#2=InProgress");
    assertThat(run.jumped("nowhere").refusal()).isEqualTo(Reason.INVALID_INPUT);
    assertThat(run.detail()).contains("[one, two]");
  }

  @Test
  void aJumpAfterAnErrorClosesTheItemsThatWereLeft() {
    var run = run().failed("a").jumped("two");
    assertThat(run.stages()).isEqualTo("one#1=Error two#1=InProgress");
    assertThat(run.run().step("ask").item().status()).isEqualTo(WorkItemStatus.Discontinued);
  }

  @Test
  void aSuspensionDoesNotUseUpADeadline() {
    var run =
        Told.started(
            sketch
                .faultingStage(
                    "one", null, null, Duration.ofHours(1), asynchronous("a", withStage()))
                .orchestration());
    var due = run.run().current().timer().due();
    run.suspended().later(Duration.ofMinutes(30)).resumed();
    assertThat(run.run().current().timer().due()).isEqualTo(due.plusSeconds(30 * 60 + 1));
  }

  @Test
  void theErrorOfAStageThatIsTakenByItsFaultPathLeadsOn() {
    var run =
        Told.started(
            sketch
                .names("one", "a", "mend")
                .faultingStage(
                    "one",
                    null,
                    new FaultPath("mend"),
                    null,
                    asynchronous("a", withStage()),
                    interactive("ask", withStage(), "user:ada", finished()))
                .stage(
                    "mend",
                    null,
                    finished(),
                    background(
                        "tell", withStage(), Map.of("why", sketchValue("$Flow.FaultMessage"))))
                .orchestration());
    run.failed("a");
    assertThat(run.stages()).isEqualTo("one#1=Error mend#1=InProgress");
    assertThat(run.run().status()).isEqualTo(RunStatus.InProgress);
    assertThat(run.run().step("ask").item().status()).isEqualTo(WorkItemStatus.Discontinued);
    assertThat(run.run().step("tell").inputs().get("why").asText()).isEqualTo("step a: broken");
    assertThat(run.finished("tell").run().status()).isEqualTo(RunStatus.Completed);
  }

  private baton.expression.Value sketchValue(String formula) {
    return sketch.faultMessage().value(formula);
  }

  @Test
  void aKeptRetryThatComesWhileTheRunIsSuspendedIsAwaitedAgainAfterwards() {
    var run = run().stumbled("a").tell(new Run.TimerStored("retry:a.1.1")).suspended();
    assertThat(run.later(Duration.ofMinutes(2)).fired("retry:a.1.1").events())
        .containsExactly("timer-returned");
    run.later(Duration.ofMinutes(-9)).resumed();
    assertThat(run.wanted()).contains("wait:retry:a.1.1");
  }
}
