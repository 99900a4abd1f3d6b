package baton.run;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.OrchestrationsByHand;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What workers answer with is held to what their step declares. */
class DeclaredOutputsTest {
  private static final String TEXT =
      """
      orchestration: pictures
      inputs: { pictures: { type: text, collection: true, default: [a, b] } }
      stages:
        - stage: work
          steps:
            - external: measure
              task: measure
              outputs: { size: number, tags: [text] }
              %s
        - decision: large
          outcomes:
            - { outcome: yes, when: "%s", next: work }
          otherwise: end
      """;

  private final RunByHand run = started("label: Measure", "measure.Outputs.size > 10");

  private static RunByHand started(String more, String when) {
    var run = new RunByHand(OrchestrationsByHand.read(TEXT.formatted(more, when), Map.of()));
    run.start(Map.of(), null);
    return run;
  }

  private static Run.StepReported answered(int visit, Integer item, Map<String, JsonNode> outputs) {
    return new Run.StepReported(
        "measure", visit, 1, new StepOutcome.Finished(outputs, null), null, item);
  }

  @Test
  void anOutputOfAnotherTypeIsRefusedAndTheNextAnswerCounts() {
    assertThat(run.refused(answered(1, null, Map.of("size", TextNode.valueOf("large")))))
        .isEqualTo("output size of step measure: expected a number such as 12.5, got 'large'");
    run.report(answered(1, null, Map.of("size", IntNode.valueOf(11))));
    assertThat(run.view().stages()).hasSize(2);
    run.report(answered(2, null, Map.of("size", NullNode.instance)));
    assertThat(run.view().status()).isEqualTo(RunStatus.Completed);
  }

  @Test
  void anOutputThatIsNotDeclaredIsRefused() {
    assertThat(run.refused(answered(1, null, Map.of("siez", IntNode.valueOf(1)))))
        .isEqualTo("output siez is not declared by step measure; it declares [size, tags]");
  }

  @Test
  void anAnswerThatComesLateChangesNothingWhateverItSays() {
    run.report(answered(1, null, Map.of()));
    run.report(answered(1, null, Map.of("size", TextNode.valueOf("large"))));
    assertThat(run.view().status()).isEqualTo(RunStatus.Completed);
  }

  @Test
  void theAnswerForEachItemIsHeldToItAsWell() {
    var fanned = started("forEach: \"=pictures\"", "measure.Outputs.failed > 0");
    assertThat(fanned.refused(answered(1, 1, Map.of("size", TextNode.valueOf("large")))))
        .startsWith("output size of step measure: expected a number");
    fanned.report(answered(1, 0, Map.of("size", IntNode.valueOf(1))));
    fanned.report(answered(1, 1, Map.of()));
    assertThat(fanned.view().status()).isEqualTo(RunStatus.Completed);
  }
}
