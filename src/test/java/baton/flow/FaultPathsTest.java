package baton.flow;

import static baton.flow.FlowsForTests.MOMENT;
import static baton.flow.FlowsForTests.flow;
import static baton.flow.FlowsForTests.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every element that can fail takes its fault path, and fails its flow by its own name without one;
 * those that cannot fail are refused a fault path.
 */
class FaultPathsTest {
  private static final String DOWN = "no answer";
  private static final Actions ACTIONS =
      Actions.discovered(new EmailAction(mail -> CompletableFuture.completedStage(mail.id())));

  /** An element named {@code it}, without its end, and what it fails with. */
  record Failing(String kind, String element, String fault) {}

  private static Failing failing(String kind, String rest, String fault) {
    return new Failing(kind, "{ %s: it, %s".formatted(kind, rest), fault);
  }

  static List<Failing> failing() {
    return List.of(
        failing("assignment", "set: [ { variable: n, value: '=1 / zero' } ]", "divi"),
        failing("assignment", "set: [ { variable: any, subtract: 1 } ]", "Only numbers can be"),
        failing("assignment", "set: [ { variable: n, value: '=any' } ]", "must be a number"),
        failing(
            "decision",
            "outcomes: [ { outcome: o, when: '1 / zero > 1', next: after } ], otherwise: after",
            "divi"),
        failing("subflow", "flow: broken", "It is so."),
        failing("action", "call: email, inputs: { to: ada, subject: s, body: b }", DOWN),
        failing(
            "action",
            "call: email, inputs: { to: '=TEXT(1 / zero)', subject: s, body: b }",
            "divi"),
        failing("get_records", "record_type: Order, into: records", DOWN),
        failing("create_records", "record_type: Order, fields: { n: 1 }", DOWN),
        failing("update_records", "record_type: Order, id: o1, fields: { n: 1 }", DOWN),
        failing("delete_records", "record_type: Order, id: o1", DOWN),
        failing("sort", "over: list, limit: '=zero - 1', into: list", "The limit must be"),
        failing("filter", "over: list, as: each, when: '1 / (each - 1) > 0', into: list", "divi"),
        failing("transform", "over: list, as: each, value: '=1 / (each - 1)', into: list", "divi"),
        failing("wait", "for: '=TEXT(zero) + \"x\"'", "A wait needs a length of time"));
  }

  private static final Map<String, String> CANNOT =
      Map.of(
          "screen", "{ screen: it, fields: [ { text: a } ]",
          "loop", "{ loop: it, over: list, as: each, do: told, next: end",
          "custom_error", "{ custom_error: it, message: no");

  private static final String BROKEN =
      """
      flow: broken
      kind: autolaunched
      elements: [ { custom_error: no, message: It is so. } ]
      """;

  private static Flow with(String element) {
    return flow(
        ACTIONS,
        """
        flow: f
        kind: autolaunched
        variables:
          n: { type: number }
          zero: { type: number, default: 0 }
          any: { type: any, default: word }
          list: { type: number, collection: true, default: [ 1 ] }
          records: { type: record, collection: true }
          fault: { type: text, output: true }
        elements:
          - %s
          - { decision: after, outcomes: [ { outcome: o, when: "zero > 1", next: told } ] }
          - { custom_error: wrong, message: It did not fail. }
          - { assignment: told, set: [ { variable: fault, value: =$Flow.FaultMessage } ] }
        """
            .formatted(element),
        BROKEN);
  }

  /** What is asked for outside of the flow is not answered. */
  private static Outcome run(Flow flow) {
    var interpreter = new Interpreter(flow);
    var outcome = interpreter.start(Map.of(), MOMENT);
    return outcome instanceof Outcome.PerformAction wanted
        ? interpreter.actionFailed(wanted.progress(), DOWN, MOMENT)
        : outcome;
  }

  @ParameterizedTest
  @MethodSource("failing")
  void whatFailsTakesItsFaultPath(Failing failing) {
    var outcome = run(with(failing.element() + ", fault: told }"));
    assertThat(outcome).isInstanceOf(Outcome.Finished.class);
    assertThat(((Outcome.Finished) outcome).outputs().get("fault").asText())
        .contains(failing.fault());
  }

  @ParameterizedTest
  @MethodSource("failing")
  void withoutAFaultPathTheFlowFailsAndNamesTheElement(Failing failing) {
    var flow = with(failing.element() + " }");
    var outcome = (Outcome.Failed) run(flow);
    assertThat(outcome.fault()).contains(failing.fault());
    assertThat(outcome.element()).isEqualTo(failing.kind().equals("subflow") ? "no" : "it");
  }

  @Test
  void whatCannotFailIsRefusedAFaultPath() {
    CANNOT.forEach((kind, element) -> {
      var text =
          """
          flow: f
          kind: %s
          variables: { list: { type: number, collection: true } }
          elements:
            - %s, fault: told }
            - { assignment: told, set: [] }
          """
              .formatted(kind.equals("screen") ? "screen" : "autolaunched", element);
      assertThat(problems(text))
          .as(kind)
          .anySatisfy(problem -> {
            assertThat(problem.message()).contains("fault path");
            assertThat(problem.place().line()).isEqualTo(5);
          });
    });
  }

  @Test
  void everyElementIsTried() {
    assertThat(Stream.concat(failing().stream().map(Failing::kind), CANNOT.keySet().stream()))
        .containsAll(FlowGraph.KINDS);
  }
}
