package baton.run;

import baton.definition.Orchestration;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Makes the line of a run for the list: what it is, and by what it can be found. */
public final class RunLines {
  /** Inputs that a run can be found by; the list keeps no more. */
  static final int INPUTS = 8;

  /** Characters of an input that a run can be found by; longer ones are no keys. */
  static final int INPUT_CHARACTERS = 100;

  /** Records that a run can be found by; the first ones. */
  static final int RECORDS = 20;

  private RunLines() {}

  public static RunRow of(String id, StartedRun run, Orchestration definition, long revision) {
    var current = run.current();
    var stage = current == null ? null : current.stage();
    var blueprint = stage == null ? null : definition.stage(stage);
    return new RunRow(
        id,
        definition.name(),
        run.version(),
        definition.label(),
        run.status(),
        stage,
        blueprint == null ? stage : blueprint.label(),
        run.start().businessKey(),
        records(run),
        inputs(run.start().inputs()),
        run.start().startedBy(),
        run.start().at(),
        run.changedAt(),
        run.endedAt(),
        revision,
        run.start().parent() == null ? null : run.start().parent().runId());
  }

  private static List<String> records(StartedRun run) {
    var records = new LinkedHashSet<String>();
    var trigger = run.start().record();
    if (trigger != null) {
      records.add(trigger.type() + "/" + trigger.id());
    }
    for (var stage : run.stages()) {
      for (var step : stage.steps().values()) {
        var item = step.item();
        if (item != null && records.size() < RECORDS) {
          records.add(item.recordType() + "/" + item.recordId());
        }
      }
    }
    return List.copyOf(records);
  }

  private static Map<String, String> inputs(Map<String, JsonNode> inputs) {
    var found = new LinkedHashMap<String, String>();
    for (var input : inputs.entrySet()) {
      var value = input.getValue();
      var text = value.isValueNode() && !value.isNull() ? value.asText() : "";
      if (!text.isEmpty() && text.length() <= INPUT_CHARACTERS && found.size() < INPUTS) {
        found.put(input.getKey(), text);
      }
    }
    return found;
  }
}
