package baton.run;

import baton.definition.ExternalStepDefinition;
import baton.expression.Type;
import baton.expression.Values;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds workers to the outputs that an external step declares. */
final class DeclaredOutputs {
  private DeclaredOutputs() {}

  /** A report that would count is refused where its outputs are not as declared. */
  static RunDecision check(RunDecision decision, Run.StepReported report, RunContext context) {
    if (!(decision instanceof RunDecision.Accepted yes)
        || yes.events().isEmpty()
        || !(report.outcome() instanceof StepOutcome.Finished finished)
        || !(context.orchestration().step(report.step()) instanceof ExternalStepDefinition step)) {
      return decision;
    }
    var wrong = wrong(step, finished.outputs());
    return wrong == null ? decision : RunDecision.reject(RunDecision.Reason.INVALID_INPUT, wrong);
  }

  private static @Nullable String wrong(
      ExternalStepDefinition step, Map<String, JsonNode> outputs) {
    if (step.outputs().isEmpty()) {
      return null;
    }
    var problems = new ArrayList<String>();
    outputs.forEach((name, value) -> {
      var type = step.outputs().get(name);
      if (type == null) {
        problems.add(
            "output %s is not declared by step %s; it declares %s"
                .formatted(RunValues.brief(name), step.name(), names(step.outputs())));
      } else {
        Values.mismatch(type, value).ifPresent(words -> problems.add(words(name, step, words)));
      }
    });
    return problems.isEmpty() ? null : RunValues.brief(String.join("; ", problems));
  }

  private static String words(String name, ExternalStepDefinition step, String words) {
    return "output " + name + " of step " + step.name() + ": " + words;
  }

  private static List<String> names(Map<String, Type> outputs) {
    return outputs.keySet().stream().sorted().toList();
  }
}
