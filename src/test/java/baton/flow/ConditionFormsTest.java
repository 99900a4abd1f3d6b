package baton.flow;

import static baton.flow.FlowsForTests.MOMENT;
import static baton.flow.FlowsForTests.flow;
import static baton.flow.FlowsForTests.problems;
import static org.assertj.core.api.Assertions.assertThat;

import baton.expression.ConditionForm;
import baton.expression.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every place of a flow that takes a condition takes it in every form but one: a flow asks no
 * evaluation flow, and says so.
 */
class ConditionFormsTest {
  /** Where a condition may stand, and what of the flow's end or screen says that it held. */
  enum Place {
    OUTCOME(
        """
        kind: autolaunched
        elements:
          - decision: d
            outcomes: [ { outcome: met, %s, next: held } ]
            otherwise: end
          - assignment: held
            set: [ { variable: held, value: true } ]
        """) {
      @Override
      boolean held(Flow flow, String inputs) {
        return finished(flow, inputs).outputs().get("held").asBoolean();
      }
    },
    FILTER(
        """
        kind: autolaunched
        elements:
          - filter: f
            over: list
            as: item
            %s
            into: list
        """) {
      @Override
      boolean held(Flow flow, String inputs) {
        return !finished(flow, inputs).outputs().get("list").isEmpty();
      }
    },
    VISIBILITY(
        """
        kind: screen
        elements:
          - screen: s
            fields:
              - text: t
                visible: { %s }
        """) {
      @Override
      boolean held(Flow flow, String inputs) {
        return ScreenTest.Shown.of(flow, inputs).view().fields().getFirst().visible();
      }
    },
    VALIDATION(
        """
        kind: screen
        elements:
          - screen: s
            fields:
              - text: t
                validate: { %s, message: Not so. }
        """) {
      @Override
      boolean held(Flow flow, String inputs) {
        return ScreenTest.Shown.of(flow, inputs).problems("{ t: some }").isEmpty();
      }
    };

    private final String text;

    Place(String text) {
      this.text = text;
    }

    abstract boolean held(Flow flow, String inputs);

    String text(ConditionForm form) {
      var fields = form.fields("");
      return """
      flow: forms
      variables:
        n: { type: number, input: true }
        m: { type: text, input: true }
        held: { type: boolean, output: true, default: false }
        list: { type: number, collection: true, output: true, default: [ 1 ] }
      """
          + text.formatted(
              this == FILTER ? fields.replaceAll(", (logic|inputs)", "\n    $1") : fields);
    }

    private static Outcome.Finished finished(Flow flow, String inputs) {
      return (Outcome.Finished) new Interpreter(flow).start(FlowsForTests.values(inputs), MOMENT);
    }
  }

  private static List<Arguments> cases() {
    var cases = new ArrayList<Arguments>();
    for (var place : Place.values()) {
      for (var form : ConditionForm.values()) {
        if (form != ConditionForm.EVALUATION_FLOW) {
          for (var n : new int[] {0, 2, 3}) {
            for (var m : new String[] {"a", "b", "c"}) {
              cases.add(Arguments.arguments(place, form, n, m));
            }
          }
        }
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyPlaceTakesEveryForm(Place place, ConditionForm form, int n, String m) {
    assertThat(place.held(flow(place.text(form)), "{ n: %d, m: %s }".formatted(n, m)))
        .isEqualTo(form.holds(n, m));
  }

  @ParameterizedTest
  @EnumSource
  void aFlowAsksNoEvaluationFlow(Place place) {
    assertThat(problems(place.text(ConditionForm.EVALUATION_FLOW)))
        .extracting(Problem::message)
        .anyMatch(message -> message.endsWith(" has no field `evaluation`"));
  }
}
