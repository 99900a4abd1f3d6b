package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Decides a requirement on plain JSON, as simply as can be: numbers as doubles, and dates as texts,
 * which ISO dates allow. Shares nothing with what it checks.
 */
final class NaiveRequirement {
  private NaiveRequirement() {}

  static boolean holds(Requirement requirement, Map<String, JsonNode> data) {
    var left = value(requirement.left(), data);
    var written = requirement.right();
    var right =
        written.isTextual() && written.textValue().startsWith("=")
            ? value(written.textValue().substring(1), data)
            : written;
    var wanted = !written.isBoolean() || written.booleanValue();
    return switch (requirement.operator()) {
      case IsNull -> missing(left) == wanted;
      case WasSet -> !missing(left) == wanted;
      case IsBlank -> (missing(left) || left.isTextual() && left.asText().isBlank()) == wanted;
      case IsEmpty ->
          (missing(left)
                  || left.isArray() && left.isEmpty()
                  || left.asText("x").isEmpty() && !left.isArray())
              == wanted;
      default -> !missing(left) && !missing(right) && compares(requirement.operator(), left, right);
    };
  }

  private static boolean compares(Operator operator, JsonNode left, JsonNode right) {
    return switch (operator) {
      case EqualTo -> order(left, right) == 0;
      case NotEqualTo -> order(left, right) != 0;
      case GreaterThan -> order(left, right) > 0;
      case GreaterThanOrEqualTo -> order(left, right) >= 0;
      case LessThan -> order(left, right) < 0;
      case LessThanOrEqualTo -> order(left, right) <= 0;
      case StartsWith -> left.textValue().startsWith(right.textValue());
      case EndsWith -> left.textValue().endsWith(right.textValue());
      case Contains ->
          left.isArray() ? member(right, left) : left.asText().contains(right.asText());
      case In -> member(left, right);
      case NotIn -> !member(left, right);
      default -> throw new IllegalArgumentException(operator.name());
    };
  }

  private static boolean member(JsonNode value, JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .anyMatch(each -> !missing(each) && order(value, each) == 0);
  }

  private static int order(JsonNode left, JsonNode right) {
    return left.isNumber()
        ? Double.compare(left.doubleValue(), right.doubleValue())
        : left.textValue().compareTo(right.textValue());
  }

  private static boolean missing(JsonNode value) {
    return value.isNull() || value.isMissingNode();
  }

  private static JsonNode value(String name, Map<String, JsonNode> data) {
    return data.getOrDefault(name, MissingNode.getInstance());
  }

  /** The same, as a person would write it as a formula. */
  static String formula(Requirement requirement) {
    var left = requirement.left();
    var written = requirement.right();
    var right =
        written.isTextual() && written.textValue().startsWith("=")
            ? written.textValue().substring(1)
            : written.toString();
    var not = written.isBoolean() && !written.booleanValue() ? "!" : "";
    return switch (requirement.operator()) {
      case EqualTo -> left + " == " + right;
      case NotEqualTo -> left + " != " + right;
      case GreaterThan -> left + " > " + right;
      case GreaterThanOrEqualTo -> left + " >= " + right;
      case LessThan -> left + " < " + right;
      case LessThanOrEqualTo -> left + " <= " + right;
      case StartsWith -> left + ".startsWith(" + right + ")";
      case EndsWith -> "ENDS(" + left + ", " + right + ")";
      case Contains -> "CONTAINS(" + left + ", " + right + ")";
      case In -> left + " in " + right;
      case NotIn -> "%1$s != null && %2$s != null && !(%1$s in %2$s)".formatted(left, right);
      case IsNull -> not + "ISNULL(" + left + ")";
      case IsBlank -> not + "ISBLANK(" + left + ")";
      case IsEmpty -> not + "(" + left + " == null || size(" + left + ") == 0)";
      case WasSet -> not + "(" + left + " != null)";
      case IsChanged, WasVisited, HasError ->
          throw new IllegalArgumentException(requirement.operator().name());
    };
  }
}
