package baton.definition;

import baton.expression.Scope;
import baton.expression.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names that expressions of one definition may use. */
final class ScopeOf {
  private ScopeOf() {}

  static Scope definition(
      List<InputDefinition> inputs, Map<String, Type> resources, Outline outline, Known known) {
    var names = new HashMap<>(resources);
    inputs.forEach(input -> names.put(input.name(), input.type()));
    names.put(Orchestration.RUN_ID, Type.TEXT);
    names.put("$Record", Type.RECORD);
    names.put("$Record__Prior", Type.RECORD);
    names.put("$User", Type.TEXT);
    names.put("$Flow.CurrentDate", Type.DATE);
    names.put("$Flow.CurrentDateTime", Type.DATE_TIME);
    names.put("$Flow.FaultMessage", Type.TEXT);
    for (var element : outline.elements) {
      if (element != null) {
        names.put(element.name() + ".Visited", Type.BOOLEAN);
        if (element.stage()) {
          names.put(element.name() + ".Status", Type.TEXT);
        }
        element
            .outcomes()
            .forEach(outcome -> names.put(element.name() + "." + outcome, Type.BOOLEAN));
      }
    }
    outline.steps.values().forEach(step -> add(step, names, known));
    return new Scope(names);
  }

  private static void add(Outline.Step step, Map<String, Type> names, Known known) {
    names.put(step.name() + ".Status", Type.TEXT);
    var flow = known.flow(step.flow());
    var other = known.orchestration(step.orchestration());
    if (step.fansOut()) {
      add(step, FanOut.OUTPUTS, names);
    } else if (!step.outputs().isEmpty()) {
      add(step, step.outputs(), names);
    } else if (flow != null) {
      add(step, flow.outputs(), names);
    } else if (other != null) {
      add(step, other.outputs(), names);
    } else {
      names.put(step.name() + ".Outputs", Type.ANY);
    }
  }

  private static void add(Outline.Step step, Map<String, Type> outputs, Map<String, Type> names) {
    outputs.forEach((output, type) -> names.put(step.name() + ".Outputs." + output, type));
  }
}
