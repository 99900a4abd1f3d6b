package baton.run;

import baton.definition.Orchestration;
import baton.expression.Values;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs of a run, checked against what its orchestration declares. */
record RunInputs(Map<String, JsonNode> values, List<String> problems) {

  static RunInputs check(Orchestration orchestration, Map<String, JsonNode> given) {
    var values = new LinkedHashMap<String, JsonNode>();
    var problems = new ArrayList<String>();
    for (var input : orchestration.inputs()) {
      var value = given.get(input.name());
      if (value == null || value.isNull()) {
        value = input.defaultValue();
      }
      if (value.isNull() && input.required()) {
        problems.add("input " + input.name() + " is missing: give it a value");
      } else if (!value.isNull()) {
        Values.mismatch(input.type(), value)
            .ifPresent(words -> problems.add("input " + input.name() + ": " + words));
      }
      values.put(input.name(), Values.canonical(value));
    }
    for (var name : given.keySet()) {
      if (!values.containsKey(name)) {
        problems.add(
            "input "
                + name
                + " is not declared by "
                + orchestration.name()
                + "; it declares "
                + values.keySet());
      }
    }
    var size = RunValues.bytes(values);
    if (size > RunLimits.RUN_BYTES) {
      problems.add(
          "the inputs have " + size + " bytes; a run keeps at most " + RunLimits.RUN_BYTES);
    }
    return new RunInputs(values, problems);
  }
}
