package baton.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names the conditions of an orchestration read. */
class ConditionNamesTest {
  private static Orchestration read(String stages) {
    var result =
        ReadingForTests.read(
            """
            orchestration: o
            inputs: { order: record, unread: record }
            formulas:
              paid: "order.Status == 'paid'"
              ready: "paid || unpaid"
              unpaid: "!paid"
              shown: "unread.Status"
            stages:
            """
                + stages.indent(2));
    return Objects.requireNonNull(result.orchestration(), () -> result.told().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- { stage: a, steps: [{ background: s, flow: order_laptop, async: true, start: { when: ready } }] }",
        "- { stage: a, complete: { when: ready }, steps: [{ background: s, flow: order_laptop, async: true }] }",
        """
        - decision: d
          outcomes: [{ outcome: yes_it_is, when: ready, next: a }]
          otherwise: end
        - { stage: a, steps: [{ background: s, flow: order_laptop, async: true }] }
        """,
      })
  void thoseOfEveryKindOfConditionAlsoByWayOfFormulas(String stages) {
    assertThat(read(stages).namesInConditions()).contains("order").doesNotContain("unread");
  }

  @Test
  void whatOnlyStepsAreGivenIsNoCondition() {
    var given =
        read(
            """
            - stage: a
              steps: [{ external: s, task: t, inputs: { x: "=shown", y: "=order" } }]
            """);
    assertThat(given.namesInConditions()).isEmpty();
  }
}
