package baton.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import baton.definition.FlowCatalog;
import baton.definition.FlowCatalog.Facts;
import baton.definition.FlowCatalog.Input;
import baton.definition.FlowCatalog.Kind;
import baton.definition.Orchestration;
import baton.definition.OrchestrationCatalog;
import baton.definition.OrchestrationsByHand;
import baton.definition.StartDefinition.OnRecord;
import baton.definition.StartDefinition.Trigger;
import baton.expression.ConditionForm;
import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every place of an orchestration that takes a condition takes it in every form. */
class ConditionFormsTest {
  private static final Map<String, Facts> FLOWS =
      Map.of(
          "work", new Facts(Kind.AUTOLAUNCHED, Map.of(), Map.of(), false),
          "ask", new Facts(Kind.SCREEN, Map.of(), Map.of(), false),
          "judge",
              new Facts(
                  Kind.EVALUATION,
                  Map.of("n", new Input(Type.NUMBER, true), "m", new Input(Type.TEXT, true)),
                  Map.of(FlowCatalog.CONDITION_MET, Type.BOOLEAN),
                  false));
  private static final Map<String, OrchestrationCatalog.Facts> OTHERS =
      Map.of("other", new OrchestrationCatalog.Facts(true, Map.of(), Map.of()));

  private static final String PERSON =
      "interactive: x, flow: ask, record: { type: Quote, id: q }, assign: { user: ada }";

  /** Where a condition may stand, in a stage that is not complete by itself. */
  private enum Place {
    START_OF_BACKGROUND("{ background: x, flow: work, start: { %s } }", StepStatus.InProgress),
    START_OF_ASYNCHRONOUS(
        "{ background: x, flow: work, async: true, start: { %s } }", StepStatus.InProgress),
    START_OF_INTERACTIVE("{ " + PERSON + ", start: { %s } }", StepStatus.InProgress),
    START_OF_EXTERNAL("{ external: x, task: x, start: { %s } }", StepStatus.InProgress),
    START_OF_ORCHESTRATION(
        "{ orchestration: x, run: other, start: { %s } }", StepStatus.InProgress),
    COMPLETION_OF_INTERACTIVE("{ " + PERSON + ", complete: { %s } }", StepStatus.Completed);

    private final String step;
    private final StepStatus met;

    Place(String step, StepStatus met) {
      this.step = step;
      this.met = met;
    }
  }

  private static List<Arguments> cases() {
    var cases = new ArrayList<Arguments>();
    for (var form : ConditionForm.values()) {
      for (var n : new int[] {0, 2, 3}) {
        for (var m : new String[] {"a", "b", "c"}) {
          cases.add(arguments(form, n, m));
        }
      }
    }
    return cases;
  }

  private static Stream<Arguments> casesOfSteps() {
    return Stream.of(Place.values())
        .flatMap(place ->
            cases().stream()
                .map(each -> {
                  var values = each.get();
                  return arguments(place, values[0], values[1], values[2]);
                }));
  }

  private static Orchestration read(String text) {
    return OrchestrationsByHand.read("orchestration: forms\n" + text, FLOWS, OTHERS);
  }

  /** The evaluation flow, where there is one, answers as its form says. */
  private static Told run(String stages, ConditionForm form, int n, String m) {
    var inputs = "inputs: { n: { type: number }, m: { type: text } }\n";
    var run = Told.of(read(inputs + stages));
    run.start(Map.of("n", IntNode.valueOf(n), "m", TextNode.valueOf(m)));
    var asked = run.wanted().stream().filter(key -> key.startsWith("evaluation:")).toList();
    assertThat(asked).hasSize(form == ConditionForm.EVALUATION_FLOW ? 1 : 0);
    for (var key : asked) {
      run.evaluated(key.substring(key.indexOf('.') + 1), form.holds(n, m));
    }
    return run;
  }

  @ParameterizedTest
  @MethodSource("casesOfSteps")
  void stepsStartAndAreComplete(Place place, ConditionForm form, int n, String m) {
    var stages =
        """
        stages:
          - stage: only
            complete: { when: "n > 99" }
            steps:
              - %s
        """
            .formatted(place.step.formatted(form.fields("")));
    assertThat(run(stages, form, n, m).run().step("x").status() == place.met)
        .isEqualTo(form.holds(n, m));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stagesAreComplete(ConditionForm form, int n, String m) {
    var stages =
        """
        stages:
          - stage: only
            complete: { %s }
            steps:
              - { external: x, task: x }
        """
            .formatted(form.fields(""));
    assertThat(run(stages, form, n, m).run().status())
        .isEqualTo(form.holds(n, m) ? RunStatus.Completed : RunStatus.InProgress);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void outcomesAreTaken(ConditionForm form, int n, String m) {
    var stages =
        """
        first: fork
        stages:
          - decision: fork
            outcomes:
              - { outcome: met, next: right, %s }
            otherwise: wrong
          - stage: right
            steps: [ { external: a, task: x } ]
            next: end
          - stage: wrong
            steps: [ { external: b, task: x } ]
        """
            .formatted(form.fields(""));
    assertThat(run(stages, form, n, m).run().current().stage())
        .isEqualTo(form.holds(n, m) ? "right" : "wrong");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void recordsStartRuns(ConditionForm form, int n, String m) {
    var start =
        (OnRecord)
            read("""
            start: { record: { type: Quote, on: [created], %s } }
            stages:
              - stage: only
                steps: [ { external: x, task: x } ]
            """
                    .formatted(form.fields("$Record.")))
                .start();
    var record = JsonNodeFactory.instance.objectNode().put("n", n).put("m", m);
    var nothing = NullNode.getInstance();
    if (form == ConditionForm.EVALUATION_FLOW) {
      assertThat(start.starts(Trigger.CREATED, record, nothing, Told.START)).isTrue();
      assertThat(start.evaluation().flow()).isEqualTo("judge");
      assertThat(start.evaluation().given(record, nothing, Told.START))
          .containsExactlyInAnyOrderEntriesOf(
              Map.<String, JsonNode>of("n", IntNode.valueOf(n), "m", TextNode.valueOf(m)));
    } else {
      assertThat(start.starts(Trigger.CREATED, record, nothing, Told.START))
          .isEqualTo(form.holds(n, m));
    }
  }
}
