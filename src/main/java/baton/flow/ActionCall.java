package baton.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;

/**
 * One call of an action.
 *
 * @param idempotencyKey the same whenever this very call is made again after a crash
 * @param origin the run or work item, and the element, that it is made for
 */
public record ActionCall(Map<String, JsonNode> inputs, String idempotencyKey, String origin) {
  /** A null node where the input was not given. */
  public JsonNode input(String name) {
    return inputs.getOrDefault(name, NullNode.instance);
  }

  public String text(String name, String otherwise) {
    var given = input(name);
    return given.isNull() ? otherwise : given.asText();
  }
}
