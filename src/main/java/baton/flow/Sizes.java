package baton.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** How much values weigh. */
final class Sizes {
  private Sizes() {}

  /** About how many bytes the value takes as JSON; cheap, and never far off for what is large. */
  static int bytes(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue().length() + 2;
    }
    if (!value.isContainerNode()) {
      return 8;
    }
    var total = 2;
    for (var item : value) {
      total += 1 + bytes(item);
    }
    for (var names = value.fieldNames(); names.hasNext(); ) {
      total += names.next().length() + 3;
    }
    return total;
  }

  /** The same of named values, names included. */
  static int bytes(Map<String, JsonNode> values) {
    return bytes(values.values())
        + values.keySet().stream().mapToInt(name -> name.length() + 3).sum();
  }

  static int bytes(Iterable<JsonNode> values) {
    var total = 0;
    for (var value : values) {
      total += bytes(value);
    }
    return total;
  }
}
