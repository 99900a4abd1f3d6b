package baton.flow;

import static baton.flow.ElementsTest.outputs;
import static baton.flow.ElementsTest.run;
import static baton.flow.FlowsForTests.flow;
import static baton.flow.FlowsForTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sorting, filtering and transforming collections, and the error of one's own. */
class CollectionElementsTest {
  private static Flow collecting(String type, String elements) {
    return flow(
        """
        flow: f
        kind: autolaunched
        variables:
          xs: { type: %s, collection: true, input: true, output: true }
          ys: { type: any, collection: true, output: true }
          n: { type: number, input: true, default: 2 }
          one: { type: record, output: true }
          fault: { type: text, output: true }
        elements:
        %s
        """
            .formatted(type, elements.indent(2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          number | [3, 1, 2.5]        | descending: true                 | [3, 2.5, 1]
          number | [3, null, 1]       | limit: 2                         | [1, 3]
          number | [3, null, 1]       | descending: true                 | [3, 1, null]
          number | [3, 1]             | limit: '=n - 1'                  | [1]
          number | [3, 1]             | limit: 0                         | []
          number | null               | limit: 3                         | []
          text   | [b, a, c, B]       | limit: 4                         | [B, a, b, c]
          date   | [2026-02-01, 2026-01-31] | limit: 9                   | [2026-01-31, 2026-02-01]
          record | [{a: 1, b: 1}, {a: 2}, {a: 1, b: 3}] | 'by: [{field: a, descending: true}, {field: b}]' | [{a: 2}, {a: 1, b: 1}, {a: 1, b: 3}]
          record | [{a: x}, {a: 2}, {}, {a: true}]      | 'by: [{field: a}]' | [{a: true}, {a: 2}, {a: x}, {}]
          """)
  void aCollectionIsSorted(String type, String before, String how, String after) {
    var flow = collecting(type, "- { sort: s, over: xs, %s }".formatted(how));
    assertThat(outputs(flow, "xs: " + before).get("xs")).isEqualTo(json(after));
  }

  @Test
  void aSortIntoAnotherCollectionLeavesTheFirstAsItIs() {
    var flow = collecting("number", "- { sort: s, over: xs, into: ys }");
    var outputs = outputs(flow, "xs: [2, 1]");
    assertThat(outputs.get("xs")).isEqualTo(json("[2, 1]"));
    assertThat(outputs.get("ys")).isEqualTo(json("[1, 2]"));
  }

  @Test
  void aFilterTakesTheItemsThatHoldItsCondition() {
    var flow =
        collecting(
            "record",
            """
            - filter: f1
              over: xs
              as: x
              when: [ { left: x.a, operator: GreaterThan, right: =n }, { left: x.b, operator: IsNull } ]
              logic: any
              into: ys
            - { filter: f2, over: xs, as: x, when: "x.a < n" }
            """);
    var outputs = outputs(flow, "xs: [{a: 1, b: 1}, {a: 3, b: 1}, {a: 2}]");
    assertThat(outputs.get("ys")).isEqualTo(json("[{a: 3, b: 1}, {a: 2}]"));
    assertThat(outputs.get("xs")).isEqualTo(json("[{a: 1, b: 1}]"));
  }

  @Test
  void aTransformMakesSomethingOfEachItem() {
    var flow =
        collecting(
            "record",
            """
            - { transform: t1, over: xs, as: x, fields: { id: =x.Id, twice: =x.a * n }, into: ys }
            - { transform: t2, over: ys, as: y, value: =y.twice, into: ys }
            - { transform: t3, fields: { first: =ys, fixed: yes }, into: one }
            """);
    var outputs = outputs(flow, "xs: [{Id: p, a: 1}, {Id: q, a: 2.5}]");
    assertThat(outputs.get("ys")).isEqualTo(json("[2, 5]"));
    assertThat(outputs.get("one")).isEqualTo(json("{first: [2, 5], fixed: \"yes\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sort: s, over: xs, limit: '=0 - n'                            | The limit must be a whole number that is not negative.
          sort: s, over: xs, limit: '=n / 4'                            | The limit must be a whole number that is not negative.
          filter: f1, over: xs, as: x, when: 1 / (x - 1) > 0            | division by zero
          transform: t, over: xs, as: x, value: =1 / (x - 1), into: ys  | division by zero
          """)
  void aFaultGoesToItsPath(String element, String fault) {
    var flow =
        collecting(
            "number",
            "- { %s, next: end, fault: told }\n".formatted(element)
                + "- { assignment: told, set: [ { variable: fault, value: =$Flow.FaultMessage } ] }");
    assertThat(outputs(flow, "xs: [1]").get("fault").asText()).containsIgnoringCase(fault);
  }

  @Test
  void aCustomErrorFailsTheFlow() {
    var flow = collecting("number", "- { custom_error: no_luck, message: =\"Only \" + TEXT(n) }");
    assertThat(run(flow, "{}")).isEqualTo(new Outcome.Failed("Only 2", "no_luck"));
  }

  @Test
  void aCustomErrorOfACalledFlowGoesToTheFaultPathOfTheCall() {
    var called = "{flow: g, kind: autolaunched, elements: [{custom_error: c, message: No.}]}";
    var flow =
        flow(
            FlowsForTests.ACTIONS,
            """
            flow: f
            kind: autolaunched
            variables: { fault: { type: text, output: true } }
            elements:
              - { subflow: s, flow: g, next: end, fault: told }
              - { assignment: told, set: [ { variable: fault, value: =$Flow.FaultMessage } ] }
            """,
            called);
    assertThat(outputs(flow, "{}")).isEqualTo(FlowsForTests.values("fault: No."));
  }

  @Test
  void asManyItemsAsAllowedAreGoneOverAndNotOneMore() {
    var flow =
        flow(
            """
            flow: f
            kind: autolaunched
            variables:
              xs: { type: number, collection: true, input: true }
              rounds: { type: number, collection: true, input: true }
              done: { type: number, default: 0, output: true }
            elements:
              - { loop: l, over: rounds, as: r, do: s, next: end }
              - { sort: s, over: xs }
              - { assignment: a, set: [ { variable: done, add: 1 } ], next: l }
            """);
    var xs = JsonNodeFactory.instance.arrayNode();
    for (var n = 0; n < FlowLimits.MAX_ITEMS; n++) {
      xs.add(n % 10);
    }
    var rounds = JsonNodeFactory.instance.arrayNode();
    for (var n = 0; n < FlowLimits.MAX_COLLECTED / FlowLimits.MAX_ITEMS; n++) {
      rounds.add(n);
    }
    var interpreter = new Interpreter(flow);
    var most = interpreter.start(Map.of("xs", xs, "rounds", rounds), FlowsForTests.MOMENT);
    assertThat(most).isEqualTo(new Outcome.Finished(FlowsForTests.values("done: 10")));
    var more =
        interpreter.start(
            Map.of("xs", xs, "rounds", rounds.deepCopy().add(0)), FlowsForTests.MOMENT);
    assertThat(((Outcome.Failed) more).fault())
        .isEqualTo(
            "Sorts, filters and transforms went over more than 100,000 items without a pause.");
  }
}
