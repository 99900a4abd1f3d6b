package baton.flow;

import static baton.flow.FlowsForTests.MOMENT;
import static baton.flow.FlowsForTests.flow;
import static baton.flow.FlowsForTests.json;
import static baton.flow.FlowsForTests.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each element does, in flows that run from their start to their end at once. */
class ElementsTest {
  static Outcome run(Flow flow, String inputs) {
    return new Interpreter(flow).start(values(inputs), MOMENT);
  }

  static Map<String, JsonNode> outputs(Flow flow, String inputs) {
    var outcome = run(flow, inputs);
    assertThat(outcome).isInstanceOf(Outcome.Finished.class);
    return ((Outcome.Finished) outcome).outputs();
  }

  @Test
  void aFlowWithoutElementsAnswersItsOutputs() {
    var flow =
        flow(
            """
            flow: nothing
            kind: autolaunched
            variables:
              a: { type: number, output: true, default: 7 }
              b: { type: text, output: true }
              c: { type: text, input: true }
            """);
    assertThat(outputs(flow, "{c: x}")).isEqualTo(values("{a: 7, b: null}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          number  |false| 1      | value: 5           | 5
          number  |false| 1      | value: '=x + 2'    | 3
          number  |false| 1      | add: 2             | 3
          number  |false| 1.5    | add: 2             | 3.5
          number  |false| null   | add: 2             | 2
          number  |false| 5      | subtract: 2.5      | 2.5
          text    |false| ab     | add: cd            | abcd
          text    |false| ab     | value: null        | null
          text    |true | [a]    | add: b             | [a, b]
          text    |true | [a]    | add: '=x'          | [a, a]
          text    |true | null   | add: b             | [b]
          text    |true | [a]    | add: null          | [a]
          text    |true | [a]    | value: []          | []
          boolean |false| false  | value: '=!x'       | true
          date    |false| 2026-01-31 | value: '=x + 1' | 2026-02-01
          """)
  void anAssignmentChangesAVariable(
      String type, boolean collection, String before, String change, String after) {
    var flow =
        flow(
            """
            flow: assign
            kind: autolaunched
            variables:
              x: { type: %s, collection: %s, input: true, output: true }
            elements:
              - assignment: change
                set: [ { variable: x, %s } ]
            """
                .formatted(type, collection, change));
    assertThat(outputs(flow, "x: " + before).get("x")).isEqualTo(json(after));
  }

  @Test
  void anAssignmentSetsOneFieldOfARecord() {
    var flow =
        flow(
            """
            flow: assign
            kind: autolaunched
            variables:
              r: { type: record, input: true, output: true }
            elements:
              - assignment: change
                set:
                  - { variable: r.name, value: Grace }
                  - { variable: r.count, add: 1 }
            """);
    assertThat(outputs(flow, "{r: {count: 1}}").get("r"))
        .isEqualTo(json("{count: 2, name: Grace}"));
    assertThat(outputs(flow, "{}").get("r")).isEqualTo(json("{name: Grace, count: 1}"));
  }

  @ParameterizedTest
  @CsvSource({"50, small", "500, large", "5000, huge"})
  void aDecisionTakesTheFirstOutcomeThatHolds(int amount, String size) {
    var flow =
        flow(
            """
            flow: decide
            kind: autolaunched
            variables:
              amount: { type: number, input: true }
              size: { type: text, output: true }
            elements:
              - decision: by_amount
                outcomes:
                  - { outcome: huge, when: "amount > 1000", next: mark_huge }
                  - outcome: large
                    when: [ { left: amount, operator: GreaterThan, right: 100 } ]
                    next: mark_large
                otherwise: mark_small
              - assignment: mark_huge
                set: [ { variable: size, value: huge } ]
                next: end
              - assignment: mark_large
                set: [ { variable: size, value: large } ]
                next: end
              - assignment: mark_small
                set: [ { variable: size, value: small } ]
            """);
    assertThat(outputs(flow, "amount: " + amount).get("size").asText()).isEqualTo(size);
  }

  @Test
  void aConditionWithoutAValueDoesNotHold() {
    var flow =
        flow(
            """
            flow: decide
            kind: autolaunched
            variables: { amount: { type: number, input: true }, seen: { type: text, output: true } }
            elements:
              - decision: any
                outcomes: [ { outcome: more, when: "amount > 1", next: end } ]
                otherwise: mark
              - assignment: mark
                set: [ { variable: seen, value: otherwise } ]
            """);
    assertThat(outputs(flow, "{}").get("seen").asText()).isEqualTo("otherwise");
  }

  private static final String LOOP =
      """
      flow: total
      kind: autolaunched
      variables:
        items: { type: number, collection: true, input: true }
        sum: { type: number, output: true, default: 0 }
        seen: { type: number, collection: true, output: true, default: [] }
      elements:
        - loop: each
          over: items
          as: item
          do: add_up
          next: end
        - assignment: add_up
          set: [ { variable: sum, add: "=item" }, { variable: seen, add: "=item" } ]
          next: each
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = "[1, 2, 3] | 6\n[5] | 5\n[] | 0\nnull | 0")
  void aLoopTakesEachItemInOrder(String items, int sum) {
    var outputs = outputs(flow(LOOP), "items: " + items);
    assertThat(outputs.get("sum").asInt()).isEqualTo(sum);
    assertThat(outputs.get("seen")).isEqualTo(json(items.equals("null") ? "[]" : items));
  }

  @Test
  void aLoopTakesTheItemsThatWereThereWhenItBegan() {
    var flow =
        flow(
            LOOP.replace("input: true }", "input: true, output: true }")
                .replace("{ variable: seen, add: \"=item\" }", "{ variable: items, add: 9 }"));
    assertThat(outputs(flow, "items: [1, 2]").get("items")).isEqualTo(json("[1, 2, 9, 9]"));
  }

  @Test
  void aLoopInsideOfALoopBeginsAnewForEachItem() {
    var flow =
        flow(
            """
            flow: pairs
            kind: autolaunched
            variables:
              left: { type: text, collection: true, input: true }
              right: { type: text, collection: true, input: true }
              pairs: { type: text, collection: true, output: true }
            elements:
              - { loop: outer, over: left, as: l, do: inner, next: end }
              - { loop: inner, over: right, as: r, do: pair, next: outer }
              - assignment: pair
                set: [ { variable: pairs, add: "=l + r" } ]
              - decision: enough
                outcomes: [ { outcome: leave, when: "l == 'b' && r == 'x'", next: outer } ]
                otherwise: inner
            """);
    assertThat(outputs(flow, "{left: [a, b, c], right: [x, y]}").get("pairs"))
        .isEqualTo(json("[ax, ay, bx, cx, cy]"));
  }

  private static final String DOUBLE =
      """
      flow: double
      kind: autolaunched
      variables:
        of: { type: number, input: true, required: true }
        result: { type: number, output: true }
      elements:
        - assignment: double
          set: [ { variable: result, value: "=of * 2" } ]
      """;

  private static final String CALLING =
      """
      flow: calling
      kind: autolaunched
      variables:
        n: { type: number, input: true, output: true }
        fault: { type: text, output: true }
      elements:
        - subflow: twice
          flow: double
          inputs: { of: "=n" }
          outputs: { result: n }
          fault: failed
          next: end
        - assignment: failed
          set: [ { variable: fault, value: "=$Flow.FaultMessage" } ]
      """;

  @Test
  void aSubflowTakesInputsAndGivesOutputs() {
    var flow = flow(FlowsForTests.ACTIONS, CALLING, DOUBLE);
    assertThat(outputs(flow, "n: 21").get("n").asInt()).isEqualTo(42);
  }

  @Test
  void aSubflowThatCannotStartLeadsToTheFaultPath() {
    var flow = flow(FlowsForTests.ACTIONS, CALLING, DOUBLE);
    assertThat(outputs(flow, "n: null").get("fault").asText())
        .isEqualTo("Flow double needs a value for its input of.");
  }

  @Test
  void aSubflowThatIsNotThereIsAFault() {
    assertThat(outputs(flow(CALLING), "n: 1").get("fault").asText())
        .isEqualTo("There is no active flow double.");
  }

  @Test
  void aFaultInsideOfASubflowReachesTheCaller() {
    var flow = flow(FlowsForTests.ACTIONS, CALLING, DOUBLE.replace("of * 2", "of / 0"));
    assertThat(outputs(flow, "n: 1").get("fault").asText()).contains("division by zero");
  }

  @Test
  void aFaultWithoutAPathEndsTheInterviewAndNamesTheElement() {
    assertThat(run(flow(DOUBLE.replace("of * 2", "of / 0")), "of: 1"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.element()).isEqualTo("double");
              assertThat(failed.fault()).contains("division by zero");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}              | Flow double needs a value for its input of.
          {of: text}      | Variable of of flow double must be a number.
          {of: 1, x: 1}   | Flow double has no input x.
          {result: 1}     | Flow double has no input result.
          """)
  void inputsThatTheFlowDoesNotTakeAreRefused(String inputs, String fault) {
    assertThat(run(flow(DOUBLE), inputs)).isEqualTo(new Outcome.Failed(fault, "start"));
  }

  @Test
  void anActionIsAskedForWithItsInputsAndGoesOnWithItsOutputs() {
    var flow =
        flow(
            """
            flow: act
            kind: autolaunched
            variables: { who: { type: text, input: true } }
            elements:
              - action: tell
                call: log
                inputs: { message: "='Hello ' + who" }
            """);
    var interpreter = new Interpreter(flow);
    var wanted = (Outcome.PerformAction) run(flow, "who: Ada");
    assertThat(wanted.action()).isEqualTo("log");
    assertThat(wanted.element()).isEqualTo("tell");
    assertThat(wanted.call()).isEqualTo(1);
    assertThat(wanted.inputs()).isEqualTo(values("message: Hello Ada"));
    assertThat(interpreter.actionCompleted(wanted.progress(), Map.of(), MOMENT))
        .isEqualTo(new Outcome.Finished(Map.of()));
    assertThat(interpreter.actionFailed(wanted.progress(), "no paper", MOMENT))
        .isEqualTo(new Outcome.Failed("no paper", "tell"));
  }

  @Test
  void anActionThatFailsTakesItsFaultPathAndMayBeTriedAgain() {
    var flow =
        flow(
            """
            flow: act
            kind: autolaunched
            variables: { why: { type: text, output: true }, tries: { type: number, default: 0 } }
            elements:
              - { action: tell, call: log, inputs: { message: hi }, fault: count, next: end }
              - assignment: count
                set: [ { variable: tries, add: 1 }, { variable: why, value: "=$Flow.FaultMessage" } ]
              - decision: again
                outcomes: [ { outcome: once_more, when: "tries < 2", next: tell } ]
                otherwise: end
            """);
    var interpreter = new Interpreter(flow);
    var first = (Outcome.PerformAction) run(flow, "{}");
    var second = (Outcome.PerformAction) interpreter.actionFailed(first.progress(), "one", MOMENT);
    assertThat(second.call()).isEqualTo(2);
    assertThat(interpreter.actionFailed(second.progress(), "two", MOMENT))
        .isEqualTo(new Outcome.Finished(values("why: two")));
  }

  @Test
  void constantsFormulasAndTemplatesAreReadLikeVariables() {
    var flow =
        flow(
            """
            flow: resources
            kind: autolaunched
            variables:
              name: { type: text, input: true }
              out: { type: text, output: true }
              price: { type: number, output: true }
            constants: { rate: 0.2, greeting: Hello }
            formulas:
              net: "gross - 20"
              gross: { type: number, formula: "100 * (1 + rate)" }
            templates:
              letter: "{!greeting} {!name}, on {!$Flow.CurrentDate} for {!$User.name}: {!gross}"
            elements:
              - assignment: use
                set: [ { variable: out, value: "=letter" }, { variable: price, value: "=gross" } ]
            """);
    assertThat(outputs(flow, "name: Grace"))
        .isEqualTo(values("{out: 'Hello Grace, on 2026-03-01 for ada: 120', price: 120}"));
  }

  @ParameterizedTest
  @CsvSource({"5, true", "-5, false"})
  void anEvaluationFlowAnswersOnlyWhetherItsConditionIsMet(int amount, boolean met) {
    var flow =
        flow(
            """
            flow: is_positive
            kind: evaluation
            variables: { amount: { type: number, input: true } }
            elements:
              - decision: sign
                outcomes: [ { outcome: above, when: "amount > 0", next: mark } ]
                otherwise: end
              - assignment: mark
                set: [ { variable: isOrchestrationConditionMet, value: true } ]
            """);
    assertThat(outputs(flow, "amount: " + amount))
        .isEqualTo(values("isOrchestrationConditionMet: " + met));
  }
}
