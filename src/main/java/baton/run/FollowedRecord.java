package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record that a run follows because its conditions name inputs that are this record.
 *
 * @param inputs the names of these; none of the record that the run is about
 * @param version the newest that all inputs were told of; 0 before they were told of any
 * @param shown the newest version whose values an input has; 0 as they were given
 * @param agreed whether the record has agreed to tell the run of its changes
 */
public record FollowedRecord(
    String type, String id, List<String> inputs, long version, long shown, boolean agreed) {

  boolean names(String otherType, String otherId) {
    return type.equals(otherType) && id.equals(otherId);
  }

  FollowedRecord withInputs(List<String> others) {
    return inputs.containsAll(others)
        ? new FollowedRecord(type, id, others, version, shown, agreed)
        : new FollowedRecord(type, id, others, 0, shown, false);
  }

  /** Whether this version tells more than the run knows. */
  boolean news(long other) {
    return other > version && other >= shown;
  }

  FollowedRecord agreeing() {
    return new FollowedRecord(type, id, inputs, version, shown, true);
  }

  FollowedRecord noticed(long newest, boolean fits) {
    return new FollowedRecord(type, id, inputs, newest, fits ? newest : shown, agreed);
  }

  /** Its inputs, when it has these fields. */
  Map<String, JsonNode> with(Map<String, JsonNode> fields) {
    var values = new LinkedHashMap<String, JsonNode>();
    inputs.forEach(input -> values.put(input, RunRecord.values(type, id, fields)));
    return values;
  }

  /** How many bytes more a run has with these fields than with those inputs. */
  int growth(Map<String, JsonNode> before, Map<String, JsonNode> fields) {
    var now = with(fields);
    var old = new LinkedHashMap<>(before);
    old.keySet().retainAll(now.keySet());
    return RunValues.bytes(now) - RunValues.bytes(old);
  }
}
