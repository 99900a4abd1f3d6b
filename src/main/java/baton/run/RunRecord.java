package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record whose change started a run: {@code $Record} with the values of the newest version that
 * the run was told of, and {@code $Record__Prior}, its values before the change that started the
 * run.
 *
 * @param prior null where that change created the record
 */
public record RunRecord(
    String type,
    String id,
    long version,
    Map<String, JsonNode> fields,
    @Nullable Map<String, JsonNode> prior) {
  /** {@code $Record}. */
  public JsonNode values() {
    return values(fields);
  }

  /** {@code $Record__Prior}. */
  public JsonNode before() {
    return prior == null ? NullNode.getInstance() : values(prior);
  }

  RunRecord at(long newVersion, Map<String, JsonNode> newFields) {
    return new RunRecord(type, id, newVersion, newFields, prior);
  }

  boolean names(String otherType, String otherId) {
    return type.equals(otherType) && id.equals(otherId);
  }

  private JsonNode values(Map<String, JsonNode> named) {
    return values(type, id, named);
  }

  /** How expressions read a record. */
  static JsonNode values(String type, String id, Map<String, JsonNode> named) {
    var node = JsonNodeFactory.instance.objectNode();
    named.forEach(node::set);
    return node.put("Id", id).put("Type", type);
  }
}
