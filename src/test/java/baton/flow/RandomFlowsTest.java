package baton.flow;

import static baton.flow.FlowsForTests.MOMENT;
import static org.assertj.core.api.Assertions.assertThat;

import baton.document.Document;
import baton.document.Problems;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random walks over random flows: an interview that is written down and read again at every step
 * goes on exactly as one that is not.
 */
class RandomFlowsTest {
  private static final int FLOWS = 300;
  private static final int STEPS = 40;

  private static final ObjectMapper CBOR =
      CBORMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  static IntStream seeds() {
    return IntStream.range(0, FLOWS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aWalkGoesOnTheSameAfterEveryRestart(int seed) {
    var random = new Random(seed);
    var flow = readable(random);
    var interpreter = new Interpreter(flow);
    var inputs = Map.of("n", (JsonNode) IntNode.valueOf(random.nextInt(5)));
    var outcome = interpreter.start(inputs, MOMENT);
    for (var step = 0; step < STEPS && progress(outcome) != null; step++) {
      var action = random.nextLong();
      var next = step(interpreter, outcome, new Random(action));
      var again = step(interpreter, restored(outcome), new Random(action));
      assertThat(again).as("seed %d, step %d", seed, step).isEqualTo(next);
      outcome = next;
    }
  }

  private static Progress progress(Outcome outcome) {
    return switch (outcome) {
      case Outcome.ShowScreen shown -> shown.progress();
      case Outcome.PerformAction wanted -> wanted.progress();
      case Outcome.Wait wait -> wait.progress();
      case Outcome.Finished ignored -> null;
      case Outcome.Failed ignored -> null;
    };
  }

  private static Outcome restored(Outcome outcome) {
    return switch (outcome) {
      case Outcome.ShowScreen shown ->
          new Outcome.ShowScreen(restored(shown.progress()), shown.screen());
      case Outcome.PerformAction wanted ->
          new Outcome.PerformAction(
              restored(wanted.progress()),
              wanted.element(),
              wanted.action(),
              wanted.inputs(),
              wanted.call());
      case Outcome.Wait wait ->
          new Outcome.Wait(restored(wait.progress()), wait.element(), wait.until(), wait.call());
      case Outcome.Finished end -> end;
      case Outcome.Failed end -> end;
    };
  }

  private static Progress restored(Progress progress) {
    try {
      var read = CBOR.readValue(CBOR.writeValueAsBytes(progress), Progress.class);
      assertThat(read).isEqualTo(progress);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Outcome step(Interpreter interpreter, Outcome outcome, Random random) {
    return switch (outcome) {
      case Outcome.ShowScreen shown -> onScreen(interpreter, shown, random);
      case Outcome.PerformAction wanted ->
          random.nextInt(4) == 0
              ? interpreter.actionFailed(wanted.progress(), "by chance", MOMENT)
              : interpreter.actionCompleted(wanted.progress(), Map.of(), MOMENT);
      case Outcome.Wait wait -> interpreter.waited(wait.progress(), MOMENT);
      case Outcome.Finished end -> end;
      case Outcome.Failed end -> end;
    };
  }

  private static Outcome onScreen(
      Interpreter interpreter, Outcome.ShowScreen shown, Random random) {
    var view = interpreter.view(shown.progress(), MOMENT);
    var values = new HashMap<String, JsonNode>();
    for (var field : view.fields()) {
      if (random.nextInt(4) > 0 && !field.kind().equals("display")) {
        values.put(field.name(), value(random));
      }
    }
    interpreter.preview(shown.progress(), values, MOMENT);
    if (view.canGoBack() && random.nextInt(3) == 0) {
      return interpreter.back(shown.progress().typing(values));
    }
    return switch (interpreter.answer(shown.progress(), values, MOMENT)) {
      case Answer.Accepted accepted -> accepted.outcome();
      case Answer.Rejected rejected -> {
        assertThat(rejected.problems()).isNotEmpty();
        yield new Outcome.ShowScreen(shown.progress().typing(values), shown.screen());
      }
    };
  }

  private static JsonNode value(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> NullNode.instance;
      case 1 -> BooleanNode.valueOf(random.nextBoolean());
      case 2 -> DecimalNode.valueOf(new BigDecimal("0.5"));
      case 3 -> TextNode.valueOf("a");
      default -> IntNode.valueOf(random.nextInt(6));
    };
  }

  /** A flow that the reader accepts; most that are drawn have a way out of every circle. */
  private static Flow readable(Random random) {
    while (true) {
      var problems = new Problems();
      var document = Document.read("random.yaml", drawn(random), problems);
      assertThat(document).as("%s", problems.list()).isNotNull();
      var flow = FlowReader.read(document, new Surroundings(FlowsForTests.ACTIONS, null), problems);
      if (flow != null) {
        return flow.with(Map.of("inner", INNER));
      }
    }
  }

  private static final Flow INNER =
      FlowsForTests.flow(
          """
          flow: inner
          kind: screen
          variables: { n: { type: number, input: true, output: true } }
          elements:
            - { screen: ask, fields: [ { number: m, required: true, visible: "n > 1" } ] }
            - { assignment: add, set: [ { variable: n, add: "=m" } ] }
          """);

  private static String drawn(Random random) {
    var size = 3 + random.nextInt(7);
    var elements =
        IntStream.range(0, size)
            .mapToObj(at -> "  - " + element(at, size, random))
            .collect(Collectors.joining("\n"));
    return """
    flow: random
    kind: screen
    variables:
      n: { type: number, input: true, output: true }
      c: { type: number, collection: true, output: true }
      t: { type: text, output: true }
    elements:
    """
        + elements;
  }

  private static String element(int at, int size, Random random) {
    var next = target(size, random);
    var other = target(size, random);
    return switch (random.nextInt(8)) {
      case 0 ->
          "{ screen: e%d, fields: [ { number: n, default: 1 } ], next: %s }".formatted(at, next);
      case 1 ->
          ("{ screen: e%d, fields: [ { checkbox: b%d, required: true, visible: \"n > 2\" },"
                  + " { display: d, label: \"=t\" } ], next: %s }")
              .formatted(at, at, next);
      case 2 ->
          "{ assignment: e%d, set: [ { variable: n, %s: 1 }, { variable: t, add: x } ], next: %s }"
              .formatted(at, random.nextBoolean() ? "add" : "subtract", next);
      case 3 ->
          "{ assignment: e%d, set: [ { variable: c, add: \"=n\" } ], next: %s }"
              .formatted(at, next);
      case 4 ->
          "{ decision: e%d, outcomes: [ { outcome: o, when: \"n > %d\", next: %s } ], otherwise: %s }"
              .formatted(at, random.nextInt(5), next, other);
      case 5 -> "{ loop: e%d, over: c, as: i%d, do: %s, next: %s }".formatted(at, at, next, other);
      case 6 ->
          "{ subflow: e%d, flow: inner, inputs: { n: \"=n / 2\" }, outputs: { n: n }, next: %s }"
              .formatted(at, next);
      default ->
          "{ action: e%d, call: log, inputs: { message: \"=t\" }, next: %s, fault: %s }"
              .formatted(at, next, List.of("end", other).get(random.nextInt(2)));
    };
  }

  private static String target(int size, Random random) {
    var at = random.nextInt(size + 1);
    return at == size ? "end" : "e" + at;
  }
}
