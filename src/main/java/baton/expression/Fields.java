package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What is inside a record or a collection. What is not there is nothing, never an error. */
final class Fields {
  private Fields() {}

  static Object field(Object whole, Object name) {
    return switch (whole) {
      case JsonNode node -> {
        var field = node.get(Texts.text(name));
        yield field == null ? Data.NOTHING : Data.read(field);
      }
      case Map<?, ?> map -> {
        var field = map.get(name);
        yield field == null ? Data.NOTHING : field;
      }
      default ->
          throw new NoAnswer(
              "%s has no field '%s'".formatted(Texts.named(whole), Texts.text(name)));
    };
  }

  static Object at(Object whole, Object key) {
    if (whole instanceof List<?> list && key instanceof BigDecimal number) {
      var index = number.longValue();
      return index < 0 || index >= list.size() ? Data.NOTHING : list.get((int) index);
    }
    return field(whole, key);
  }

  /** What a macro such as {@code all} visits: elements, or the keys of a record. */
  static Object each(Object whole) {
    return switch (whole) {
      case List<?> list -> {
        Work.onElements(list.size());
        yield list;
      }
      case Map<?, ?> map -> List.copyOf(map.keySet());
      case JsonNode node -> {
        Work.onElements(node.size());
        yield node.propertyStream().map(each -> (Object) each.getKey()).toList();
      }
      default -> {
        if (whole == Data.NOTHING) {
          yield List.of();
        }
        throw new NoAnswer("a collection is needed, not " + Texts.named(whole));
      }
    };
  }

  /** Nothing counts as false. */
  static boolean truth(Object value) {
    if (value == Data.NOTHING) {
      return false;
    }
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new NoAnswer("true or false is needed, not " + Texts.named(value));
  }
}
