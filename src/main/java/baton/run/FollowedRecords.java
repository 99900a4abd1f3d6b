package baton.run;

import baton.definition.Orchestration;
import baton.definition.StartDefinition;
import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The records that a run follows because its conditions name them, each once. Also its own record,
 * where a flow has said that this starts the run: asked again after a crash, the flow may say
 * otherwise, and the record would not know that there is a run to be told.
 */
public record FollowedRecords(List<FollowedRecord> all) {
  static final FollowedRecords NONE = new FollowedRecords(List.of());

  private static final String OWN = "$Record";
  private static final String TYPE = "Type";
  private static final String ID = "Id";

  /** The inputs that are records, known by type and id, and that conditions name; or its own. */
  static List<String> names(Orchestration orchestration, Map<String, JsonNode> inputs) {
    var records = new ArrayList<String>();
    for (var input : orchestration.inputs()) {
      if (input.type().equals(Type.RECORD) && isRecord(inputs.get(input.name()))) {
        records.add(input.name());
      }
    }
    if (!records.isEmpty()) {
      records.retainAll(orchestration.namesInConditions());
    }
    if (orchestration.start() instanceof StartDefinition.OnRecord start
        && start.evaluation() != null) {
      records.add(OWN);
    }
    return List.copyOf(records);
  }

  private static boolean isRecord(@Nullable JsonNode value) {
    return value != null && value.path(TYPE).isTextual() && value.path(ID).isTextual();
  }

  static FollowedRecords of(
      List<String> names, Map<String, JsonNode> inputs, @Nullable RunRecord own) {
    var found = new ArrayList<FollowedRecord>();
    for (var name : names) {
      var value = inputs.get(name);
      if (value != null) {
        add(found, value.path(TYPE).asText(), value.path(ID).asText(), List.of(name));
      } else if (name.equals(OWN) && own != null) {
        add(found, own.type(), own.id(), List.of());
      }
    }
    return found.isEmpty() ? NONE : new FollowedRecords(List.copyOf(found));
  }

  private static void add(
      List<FollowedRecord> found, String type, String id, List<String> further) {
    for (var i = 0; i < found.size(); i++) {
      if (found.get(i).names(type, id)) {
        var inputs = new ArrayList<>(found.get(i).inputs());
        inputs.addAll(further);
        found.set(i, new FollowedRecord(type, id, List.copyOf(inputs), 0, 0, false));
        return;
      }
    }
    found.add(new FollowedRecord(type, id, further, 0, 0, false));
  }

  /**
   * Those of another version. What is known of a record stays where no further input is one; else
   * it is asked anew, and nothing older than what is shown counts meanwhile.
   */
  FollowedRecords changed(
      List<String> names, Map<String, JsonNode> inputs, @Nullable RunRecord own) {
    return of(names, inputs, own)
        .mapped(record -> {
          var known = get(record.type(), record.id());
          return known == null ? record : known.withInputs(record.inputs());
        });
  }

  @Nullable FollowedRecord get(String type, String id) {
    return all.stream().filter(record -> record.names(type, id)).findFirst().orElse(null);
  }

  /** Whether an input of this name follows its record. */
  boolean follows(String input) {
    return all.stream().anyMatch(record -> record.inputs().contains(input));
  }

  /** The record has agreed to tell the run; or there can be no such record. */
  FollowedRecords answered(RunEvent.RecordFollowed e) {
    if (e.refused() == null) {
      return mapped(record -> record.names(e.type(), e.id()) ? record.agreeing() : record);
    }
    return new FollowedRecords(
        all.stream().filter(record -> !record.names(e.type(), e.id())).toList());
  }

  FollowedRecords noticed(FollowedRecord noticed, long version, boolean fits) {
    return mapped(record -> record.equals(noticed) ? record.noticed(version, fits) : record);
  }

  private FollowedRecords mapped(UnaryOperator<FollowedRecord> change) {
    return new FollowedRecords(all.stream().map(change).toList());
  }
}
