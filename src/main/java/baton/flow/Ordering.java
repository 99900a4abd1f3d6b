package baton.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In which order values stand: by fields of records, or by the values themselves. */
record Ordering(List<Key> keys) implements Comparator<JsonNode> {
  Ordering {
    keys = List.copyOf(keys);
  }

  /**
   * @param field null where the values themselves are compared
   */
  record Key(@Nullable String field, boolean descending) {}

  @Override
  public int compare(JsonNode one, JsonNode other) {
    for (var key : keys) {
      var order = compare(key, of(key, one), of(key, other));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static JsonNode of(Key key, JsonNode value) {
    return key.field() == null ? value : value.path(key.field());
  }

  /** What has no value comes last, whichever way the others stand. */
  private static int compare(Key key, JsonNode one, JsonNode other) {
    if (isNothing(one) || isNothing(other)) {
      return Boolean.compare(isNothing(one), isNothing(other));
    }
    var order = ascending(one, other);
    return key.descending() ? -order : order;
  }

  /** Values of different kinds have no order of their own; the kinds then decide. */
  private static int ascending(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    if (one.isTextual() && other.isTextual()) {
      return one.textValue().compareTo(other.textValue());
    }
    if (one.isBoolean() && other.isBoolean()) {
      return Boolean.compare(one.booleanValue(), other.booleanValue());
    }
    return one.getNodeType().compareTo(other.getNodeType());
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNull() || value.isMissingNode();
  }
}
