package baton.run;

import baton.definition.BackgroundStepDefinition;
import baton.definition.ExternalStepDefinition;
import baton.definition.FanOut;
import baton.definition.InteractiveStepDefinition;
import baton.definition.StepDefinition;
import baton.definition.SubOrchestrationStepDefinition;
import baton.expression.Type;
import baton.expression.Values;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds whoever gives the outputs of a step to those that the step declares. */
final class DeclaredOutputs {
  private DeclaredOutputs() {}

  /** A worker's report that would count is refused where its outputs are not as declared. */
  static RunDecision check(RunDecision decision, Run.StepReported report, RunContext context) {
    if (!(decision instanceof RunDecision.Accepted yes)
        || yes.events().isEmpty()
        || !(report.outcome() instanceof StepOutcome.Finished finished)
        || !(context.orchestration().step(report.step()) instanceof ExternalStepDefinition step)
        || step.outputs().isEmpty()) {
      return decision;
    }
    var problems = problems(step.name(), step.outputs(), finished.outputs());
    return problems.isEmpty()
        ? decision
        : RunDecision.reject(RunDecision.Reason.INVALID_INPUT, words(problems));
  }

  /** What is wrong with outputs that somebody gives in place of the step; null if nothing is. */
  static @Nullable String wrong(StepRun step, Map<String, JsonNode> outputs, RunContext context) {
    var problems = problems(step, outputs, context);
    return problems.isEmpty() ? null : words(problems);
  }

  /** The same by output. */
  static Map<String, String> problems(
      StepRun step, Map<String, JsonNode> outputs, RunContext context) {
    var blueprint = context.orchestration().step(step.step());
    var declared = blueprint == null ? null : declared(blueprint, step, context);
    return declared == null ? Map.of() : problems(step.step(), declared, outputs);
  }

  /** All of them in one text. */
  static String words(Map<String, String> problems) {
    return RunValues.brief(String.join("; ", problems.values()));
  }

  /**
   * Null where they may be anything, or are not at hand: better unchecked than that a step could
   * not be skipped whose flow cannot be read.
   */
  private static @Nullable Map<String, Type> declared(
      StepDefinition blueprint, StepRun step, RunContext context) {
    if (blueprint.fanOut() != null) {
      return FanOut.OUTPUTS;
    }
    return switch (blueprint) {
      case ExternalStepDefinition external ->
          external.outputs().isEmpty() ? null : external.outputs();
      case SubOrchestrationStepDefinition sub -> {
        var version =
            step.mode() == null
                ? context.flows().activeOrchestration(sub.orchestration())
                : (Integer) step.flowVersion();
        yield version == null
            ? null
            : context.flows().orchestrationOutputs(name(blueprint, step), version);
      }
      case BackgroundStepDefinition ignored -> ofFlow(blueprint, step, context);
      case InteractiveStepDefinition ignored -> ofFlow(blueprint, step, context);
    };
  }

  /** A step that has started is bound to a version; another would start with the active one. */
  private static @Nullable Map<String, Type> ofFlow(
      StepDefinition blueprint, StepRun step, RunContext context) {
    var version =
        step.mode() == null
            ? context.flows().activeVersion(blueprint.flow())
            : (Integer) step.flowVersion();
    return version == null ? null : context.flows().flowOutputs(name(blueprint, step), version);
  }

  private static String name(StepDefinition blueprint, StepRun step) {
    return step.flow() == null ? blueprint.flow() : step.flow();
  }

  private static Map<String, String> problems(
      String step, Map<String, Type> declared, Map<String, JsonNode> outputs) {
    var problems = new LinkedHashMap<String, String>();
    outputs.forEach((name, value) -> {
      var type = declared.get(name);
      if (type == null) {
        problems.put(name, unknown(name, step, declared));
      } else {
        Values.mismatch(type, value)
            .ifPresent(words ->
                problems.put(
                    name,
                    "output %s of step %s: %s; give it such a value, or leave it out"
                        .formatted(name, step, words)));
      }
    });
    return problems;
  }

  private static String unknown(String name, String step, Map<String, Type> declared) {
    var what = "output %s is not declared by step %s".formatted(RunValues.brief(name), step);
    return declared.isEmpty()
        ? what + ", which has no outputs; leave it out"
        : what
            + "; it declares "
            + declared.keySet().stream().sorted().toList()
            + ": name one of these, or leave it out";
  }
}
