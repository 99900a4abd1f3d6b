package baton.run;

import baton.definition.Orchestration;
import baton.definition.StartDefinition.OnRecord;
import baton.definition.StartDefinition.Trigger;
import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a {@link Plan} that follows records: two are the same record, one is created only
 * later, one is deleted, of one there cannot be a record, one is the record that the run is about,
 * and one does not say which record it is.
 */
final class PlannedInputs {
  static final String TYPE = "Order";
  static final String DEAL = "o1";
  static final String LATE = "o2";
  static final String GONE = "o3";
  static final String IMPOSSIBLE = "";
  private static final String BLANK = "blank";

  static final List<String> NAMES = List.of("deal", "twin", "late", "gone", "none", "self", BLANK);

  private PlannedInputs() {}

  static Sketch declared(Sketch sketch) {
    NAMES.forEach(name -> sketch.input(name, Type.RECORD, false));
    return sketch;
  }

  /** The id of its record; null of one that does not say. */
  private static @Nullable String id(String input) {
    return switch (input) {
      case "deal", "twin" -> DEAL;
      case "late" -> LATE;
      case "gone" -> GONE;
      case "self" -> RecordOutside.ID;
      case "none" -> IMPOSSIBLE;
      default -> null;
    };
  }

  private static String type(String input) {
    return input.equals("self") ? RecordOutside.TYPE : TYPE;
  }

  /** What the run starts with: values that are older than those of any version. */
  static Map<String, JsonNode> given() {
    var given = new LinkedHashMap<String, JsonNode>();
    for (var name : NAMES) {
      var node = JsonNodeFactory.instance.objectNode();
      node.put("Type", type(name)).put("Version", 0).put("Amount", 1).put("Stage", "Open");
      if (id(name) instanceof String id) {
        node.put("Id", id);
      }
      given.put(name, node);
    }
    return given;
  }

  /** Those that are this record. */
  static List<String> of(String type, String id) {
    return NAMES.stream().filter(n -> type(n).equals(type) && id.equals(id(n))).toList();
  }

  /** Whether a condition that names it may change its mind. */
  static boolean canChange(String input) {
    return id(input) instanceof String id && !id.equals(IMPOSSIBLE);
  }

  static Orchestration startedByFlow(Orchestration made) {
    var check = new OnRecord.Evaluation(PlannedOrchestration.EVALUATION_FLOW, Map.of());
    return new Orchestration(
        made.name(),
        made.version(),
        made.label(),
        made.description(),
        new OnRecord(RecordOutside.TYPE, Set.of(Trigger.CREATED), null, check, false),
        made.inputs(),
        made.resources(),
        made.elements(),
        made.first(),
        made.outputs());
  }
}
