package baton.run;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.FlowCatalog.Facts;
import baton.definition.FlowCatalog.Kind;
import baton.definition.OrchestrationsByHand;
import baton.expression.Type;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A stage that is complete when all its steps are finished, with a step whose condition never
 * holds: elsewhere it waits for ever. Here the step is skipped as soon as nothing that runs or
 * waits in the stage can make its condition true, unless the stage says {@code onUnreachable:
 * wait}.
 */
class StageThatWouldWaitForEverTest {
  private static final Map<String, Facts> FLOWS =
      Map.of(
          "read_meter",
          new Facts(Kind.AUTOLAUNCHED, Map.of(), Map.of("state", Type.TEXT), false),
          "tell_owner",
          new Facts(Kind.AUTOLAUNCHED, Map.of(), Map.of(), false));

  private static final String TEXT =
      """
      orchestration: meter
      start: { autolaunched: true }
      stages:
        - stage: look
          %s
          steps:
            - { background: read_meter, flow: read_meter }
            - background: tell_owner
              flow: tell_owner
              start: { when: "read_meter.Outputs.state == 'broken'" }
        - stage: file
          steps:
            - { background: file_it, flow: tell_owner }
      """;

  private static RunByHand afterReading(String onUnreachable, String state) {
    var run = new RunByHand(OrchestrationsByHand.readWarned(TEXT.formatted(onUnreachable), FLOWS));
    run.start(Map.of(), null);
    finish(run, "read_meter", state);
    return run;
  }

  private static void finish(RunByHand run, String step, String state) {
    var outputs = Map.of("state", TextNode.valueOf(state));
    run.report(
        new Run.StepReported(step, 1, 1, new StepOutcome.Finished(Map.copyOf(outputs), null)));
  }

  private static StepStatus tellOwner(RunByHand run) {
    return run.view().stages().getFirst().steps().getLast().status();
  }

  @Test
  void aStepThatCanNoLongerStartIsSkippedAndTheRunGoesOn() {
    var run = afterReading("label: Look", "fine");
    assertThat(tellOwner(run)).isEqualTo(StepStatus.Skipped);
    assertThat(run.view().stages().getFirst().status()).isEqualTo(StageStatus.Completed);
    assertThat(run.view().stages().getLast().name()).isEqualTo("file");
    finish(run, "file_it", "fine");
    assertThat(run.view().status()).isEqualTo(RunStatus.Completed);
  }

  @Test
  void nothingIsSkippedWhileAStepThatRunsMayStillMakeTheConditionTrue() {
    var run = new RunByHand(OrchestrationsByHand.readWarned(TEXT.formatted("label: Look"), FLOWS));
    run.start(Map.of(), null);
    assertThat(tellOwner(run)).isEqualTo(StepStatus.NotStarted);
    finish(run, "read_meter", "broken");
    assertThat(tellOwner(run)).isEqualTo(StepStatus.InProgress);
  }

  @Test
  void withOnUnreachableWaitTheStageWaitsAndTheRunSaysWhy() {
    var run = afterReading("onUnreachable: wait", "fine");
    assertThat(tellOwner(run)).isEqualTo(StepStatus.NotStarted);
    assertThat(run.view().status()).isEqualTo(RunStatus.InProgress);
    assertThat(run.view().stages()).hasSize(1);
    assertThat(run.wanted()).isEmpty();
    var stage = run.why().stages().getFirst();
    assertThat(stage.why().question()).isEqualTo(RunWhy.Question.NotCompleted);
    assertThat(stage.why().waitsFor())
        .extracting(RunWhy.WaitedFor::name, RunWhy.WaitedFor::status)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("tell_owner", "NotStarted"));
    var step = stage.steps().getLast().why();
    assertThat(step.question()).isEqualTo(RunWhy.Question.NotStarted);
    assertThat(step.condition()).isNotNull();
    assertThat(step.condition().holds()).isFalse();
    assertThat(step.condition().reads())
        .containsEntry("read_meter.Outputs.state", TextNode.valueOf("fine"));
  }
}
