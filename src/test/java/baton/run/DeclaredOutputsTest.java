package baton.run;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.FlowCatalog;
import baton.definition.OrchestrationCatalog;
import baton.definition.OrchestrationsByHand;
import baton.expression.Type;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        .isEqualTo(
            "output size of step measure: expected a number such as 12.5, got 'large'; give it such a value, or leave it out");
    run.report(answered(1, null, Map.of("size", IntNode.valueOf(11))));
    assertThat(run.view().stages()).hasSize(2);
    run.report(answered(2, null, Map.of("size", NullNode.instance)));
    assertThat(run.view().status()).isEqualTo(RunStatus.Completed);
  }

  @Test
  void anOutputThatIsNotDeclaredIsRefused() {
    assertThat(run.refused(answered(1, null, Map.of("siez", IntNode.valueOf(1)))))
        .isEqualTo(
            "output siez is not declared by step measure; it declares [size, tags]: name one of these, or leave it out");
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

  private static final String EVERY_KIND =
      """
      orchestration: kinds
      inputs: { list: { type: text, collection: true, default: [a, b] } }
      stages:
        - stage: work
          steps:
            - background: quick
              flow: price
            - background: later
              flow: price
              start: { after: quick }
            - background: told
              flow: price
              async: true
              complete: { when: event }
            - background: each
              flow: price
              forEach: "=list"
              async: true
            - interactive: ask
              flow: review
              record: { type: Quote, id: q }
              assign: { user: ada }
            - external: measure
              task: measure
              outputs: { size: number }
            - external: anything
              task: anything
            - orchestration: other
              run: parts
      """;

  /**
   * A step that has begun is bound to version 3 of its flow, or to version 5 of its orchestration.
   */
  private static Told everyKind() {
    var price =
        new FlowCatalog.Facts(
            FlowCatalog.Kind.AUTOLAUNCHED, Map.of(), Map.of("total", Type.NUMBER), false);
    var review =
        new FlowCatalog.Facts(
            FlowCatalog.Kind.SCREEN, Map.of(), Map.of("fine", Type.BOOLEAN), true);
    var parts = new OrchestrationCatalog.Facts(true, Map.of(), Map.of("ready", Type.DATE));
    var run =
        Told.of(
            OrchestrationsByHand.read(
                EVERY_KIND, Map.of("price", price, "review", review), Map.of("parts", parts)));
    run.outputs =
        Map.of(
            "price/3", price.outputs(), "review/3", review.outputs(), "parts/5", parts.outputs());
    return run.start(Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "",
      textBlock =
          """
          quick | total | 1 |
          quick | total | null |
          quick | total | "1" | expected a number such as 12.5, got '1'
          quick | sum | 1 | it declares [total]: name one of these
          later | total | 1 |
          later | sum | 1 | not declared by step later
          told | total | 1 |
          told | total | true | expected a number
          each | succeeded | 2 |
          each | results | [] |
          each | results | [1] | element 1: expected a record
          each | total | 1 | it declares [errors, failed, results, succeeded]
          ask | fine | true |
          ask | fine | "yes" | expected true or false
          measure | size | 1 |
          measure | size | "S" | expected a number
          anything | size | "S" |
          other | ready | "2026-03-01" |
          other | ready | "soon" | expected a date such as 2026-01-31
          other | done | true | it declares [ready]
          """)
  void whoSkipsAStepGivesItTheOutputsThatItPromises(
      String step, String output, String value, @Nullable String wrong)
      throws JsonProcessingException {
    var run = everyKind().skipped(step, Map.of(output, new ObjectMapper().readTree(value)));
    if (wrong == null) {
      assertThat(run.run().step(step).status()).isEqualTo(StepStatus.Skipped);
    } else {
      assertThat(run.refusal()).isEqualTo(RunDecision.Reason.INVALID_INPUT);
      assertThat(run.detail())
          .startsWith("output " + output + " ")
          .contains("step " + step)
          .contains(wrong)
          .endsWith("or leave it out");
    }
  }

  @Test
  void anEventGivesAStepTheOutputsThatItPromises() {
    var run = everyKind();
    assertThat(
            run.event("e1", "told", "Completed", Map.of("total", TextNode.valueOf("1"))).detail())
        .isEqualTo(
            "output total of step told: expected a number such as 12.5, got '1'; "
                + "give it such a value, or leave it out");
    assertThat(run.event("e2", "told", "Completed", Map.of("sum", IntNode.valueOf(1))).refusal())
        .isEqualTo(RunDecision.Reason.INVALID_INPUT);
    assertThat(run.run().events()).isEmpty();
    run.event("e1", "told", "Completed", Map.of("total", IntNode.valueOf(1)));
    assertThat(run.run().step("told").outputs()).containsEntry("total", IntNode.valueOf(1));
  }

  @Test
  void whatIsNotAtHandIsNotHeldAgainstAnybody() {
    var run = everyKind();
    run.outputs = Map.of();
    assertThat(run.skipped("quick", Map.of("any", IntNode.valueOf(1))).run().step("quick").status())
        .isEqualTo(StepStatus.Skipped);
  }

  @Test
  void whoCompletesAnItemPastItsFlowIsHeldToWhatTheFlowDeclares() {
    var ada = new Principal("ada", Set.of(), Set.of());
    for (var wrong :
        List.<Map<String, JsonNode>>of(
            Map.of("fine", TextNode.valueOf("yes")), Map.of("other", IntNode.valueOf(1)))) {
      var refused = everyKind().completed("ask", ada, wrong);
      assertThat(refused.refusal()).isEqualTo(RunDecision.Reason.INVALID_INPUT);
      assertThat(refused.detail()).startsWith("output ").contains("step ask");
    }
    var done = everyKind().completed("ask", ada, Map.of("fine", BooleanNode.TRUE));
    assertThat(done.run().step("ask").outputs()).containsEntry("fine", BooleanNode.TRUE);
  }
}
