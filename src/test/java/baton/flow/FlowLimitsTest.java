package baton.flow;

import static baton.flow.FlowsForTests.MOMENT;
import static baton.flow.FlowsForTests.flow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every limit of an interview, at it and past it. */
class FlowLimitsTest {
  private static Outcome run(Flow flow, Map<String, JsonNode> inputs) {
    return new Interpreter(flow).start(inputs, MOMENT);
  }

  private static void assertFails(Outcome outcome, String fault) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).fault()).contains(fault);
  }

  private static void assertFinishes(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Finished.class);
  }

  private static Map<String, JsonNode> items(int count) {
    var items = JsonNodeFactory.instance.arrayNode();
    for (var i = 0; i < count; i++) {
      items.add(i);
    }
    return Map.of("items", items);
  }

  /** Two elements a round, and one decision at the end. */
  private static final String ROUNDS =
      """
      flow: rounds
      kind: autolaunched
      variables: { n: { type: number, default: 0 }, rounds: { type: number, input: true } }
      elements:
        - { assignment: count, set: [ { variable: n, add: 1 } ] }
        - decision: enough
          outcomes: [ { outcome: more, when: "n < rounds", next: count } ]
          otherwise: end
      """;

  @Test
  void aPassRunsTwoThousandElements() {
    var flow = flow(ROUNDS);
    var most = FlowLimits.MAX_ELEMENTS / 2;
    assertFinishes(run(flow, Map.of("rounds", IntNode.valueOf(most))));
    assertFails(run(flow, Map.of("rounds", IntNode.valueOf(most + 1))), "More than 2,000 elements");
  }

  private static final String LOOPING =
      """
      flow: looping
      kind: autolaunched
      variables:
        items: { type: number, collection: true, input: true }
        sum: { type: number, output: true, default: 0 }
      elements:
        - { loop: each, over: items, as: item, do: add_up, next: %s }
        - { assignment: add_up, set: [ { variable: sum, add: "=item" } ], next: each }
        - { loop: again, over: items, as: item, do: add_more, next: end }
        - { assignment: add_more, set: [ { variable: sum, add: 1 } ], next: again }
      """;

  private static Flow looping(String next) {
    var problems = new baton.document.Problems();
    var document = baton.document.Document.read("test.yaml", LOOPING.formatted(next), problems);
    assertThat(document).isNotNull();
    var flow = FlowReader.read(document, new Surroundings(FlowsForTests.ACTIONS, null), problems);
    assertThat(flow).isNotNull();
    return flow;
  }

  @Test
  void aLoopTakesTenThousandItems() {
    assertFinishes(run(looping("end"), items(FlowLimits.MAX_ITEMS)));
  }

  @Test
  void aCollectionHoldsTenThousandItems() {
    assertFails(run(looping("end"), items(FlowLimits.MAX_ITEMS + 1)), "more than 10,000 items");
  }

  @Test
  void theLoopsOfAPassTogetherTakeTenThousandItems() {
    assertFinishes(run(looping("again"), items(FlowLimits.MAX_ITEMS / 2)));
    assertFails(
        run(looping("again"), items(FlowLimits.MAX_ITEMS / 2 + 1)), "more than 10,000 items");
  }

  private static final String LEVEL =
      """
      flow: level_%d
      kind: autolaunched
      elements: [ { subflow: down, flow: level_%d } ]
      """;

  private static Flow levels(int count) {
    var called = new ArrayList<String>();
    for (var level = 2; level < count; level++) {
      called.add(LEVEL.formatted(level, level + 1));
    }
    called.add("{flow: level_%d, kind: autolaunched}".formatted(count));
    return flow(FlowsForTests.ACTIONS, LEVEL.formatted(1, 2), called.toArray(String[]::new));
  }

  @Test
  void flowsStandTwentyDeepInOneAnother() {
    assertFinishes(run(levels(FlowLimits.MAX_SUBFLOW_DEPTH), Map.of()));
    assertFails(
        run(levels(FlowLimits.MAX_SUBFLOW_DEPTH + 1), Map.of()), "More than 20 flows within flows");
  }

  private static final String TEXTS =
      """
      flow: texts
      kind: autolaunched
      variables:
        a: { type: text, input: true, output: true }
        b: { type: text, input: true }
      """;

  private static TextNode bytes(int bytes) {
    return TextNode.valueOf("x".repeat(bytes - 2));
  }

  @Test
  void inputsTakeAtMostAQuarterOfAMegabyte() {
    var half = FlowLimits.MAX_EXCHANGED_BYTES / 2;
    assertFinishes(run(flow(TEXTS), Map.of("a", bytes(half), "b", bytes(half))));
    assertFails(
        run(flow(TEXTS), Map.of("a", bytes(half), "b", bytes(half + 1))),
        "The inputs of flow texts take more than 262,144 bytes");
  }

  private static final String GROWING =
      """
      flow: growing
      kind: autolaunched
      variables:
        rounds: { type: number, input: true }
        n: { type: number, default: 0 }
        t: { type: text, input: true }
        big: { type: text, output: %s }
      elements:
        - { assignment: grow, set: [ { variable: big, add: "=t" }, { variable: n, add: 1 } ] }
        - decision: enough
          outcomes: [ { outcome: more, when: "n < rounds", next: grow } ]
          otherwise: end
      """;

  private static Map<String, JsonNode> growth(int rounds, int bytes) {
    return Map.of("rounds", IntNode.valueOf(rounds), "t", TextNode.valueOf("x".repeat(bytes)));
  }

  @Test
  void outputsTakeAtMostAQuarterOfAMegabyte() {
    var flow = flow(GROWING.formatted("true"));
    assertFinishes(run(flow, growth(255, 1024)));
    assertFails(run(flow, growth(256, 1024)), "The outputs of flow growing take more than");
  }

  @Test
  void variablesTakeAtMostAMegabyte() {
    var flow = flow(GROWING.formatted("false"));
    assertFinishes(run(flow, growth(510, 2048)));
    assertFails(run(flow, growth(511, 2048)), "The variables take more than 1,048,576 bytes");
  }

  @Test
  void anInterviewAsksForTenThousandActions() {
    var flow =
        flow(
            """
            flow: polling
            kind: autolaunched
            elements:
              - { action: poll, call: log, inputs: { message: again } }
              - decision: enough
                outcomes: [ { outcome: never, when: "false", next: end } ]
                otherwise: poll
            """);
    var interpreter = new Interpreter(flow);
    var outcome = interpreter.start(Map.of(), MOMENT);
    for (var call = 1; call <= FlowLimits.MAX_CALLS; call++) {
      assertThat(outcome).isInstanceOf(Outcome.PerformAction.class);
      outcome =
          interpreter.actionCompleted(
              ((Outcome.PerformAction) outcome).progress(), Map.of(), MOMENT);
    }
    assertFails(outcome, "More than 10,000 actions");
  }
}
