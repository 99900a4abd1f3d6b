package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** How two values compare. Neither may be missing; that is decided before. */
final class Comparison {
  private Comparison() {}

  static boolean equal(Object left, Object right) {
    if (left instanceof BigDecimal one && right instanceof BigDecimal other) {
      return one.compareTo(other) == 0;
    }
    if ((Dates.isDate(left) && isMoment(right)) || (isMoment(left) && Dates.isDate(right))) {
      return Dates.compare(left, right) == 0;
    }
    if (left instanceof String one && right instanceof String other) {
      Work.onText(one.length() == other.length() ? one.length() : 0);
      return one.equals(other);
    }
    if (left instanceof String || left instanceof Boolean) {
      return left.equals(right);
    }
    return Data.write(left).equals(Data.write(right));
  }

  /** Negative, zero or positive; two values of different kinds have no order. */
  static int order(Object left, Object right) {
    if (left instanceof BigDecimal one && right instanceof BigDecimal other) {
      return one.compareTo(other);
    }
    if (left instanceof String one && right instanceof String other) {
      Work.onText(Math.min(one.length(), other.length()));
      return one.compareTo(other);
    }
    if ((Dates.isDate(left) && isMoment(right)) || (isMoment(left) && Dates.isDate(right))) {
      return Dates.compare(left, right);
    }
    throw new NoAnswer(
        "cannot compare %s with %s".formatted(Texts.named(left), Texts.named(right)));
  }

  static boolean member(Object value, Object collection) {
    return switch (collection) {
      case List<?> list -> contains(list, value);
      case Map<?, ?> map -> map.containsKey(value);
      case JsonNode node -> node.has(Texts.text(value));
      default -> throw new NoAnswer("a collection is needed, not " + Texts.named(collection));
    };
  }

  static boolean contains(List<?> list, Object value) {
    Work.onElements(list.size());
    return list.stream().anyMatch(each -> present(each) && equal(value, each));
  }

  static Object least(Object left, Object right) {
    return order(left, right) <= 0 ? left : right;
  }

  static Object greatest(Object left, Object right) {
    return order(left, right) >= 0 ? left : right;
  }

  private static boolean present(Object value) {
    return value != Data.NOTHING;
  }

  private static boolean isMoment(Object value) {
    return Dates.isDate(value) || value instanceof String;
  }
}
