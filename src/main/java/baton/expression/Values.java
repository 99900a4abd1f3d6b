package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What may be said about a value before any expression reads it: its one form, and its fit. */
public final class Values {
  private Values() {}

  /**
   * The same value in the one form in which values are stored and compared: integral numbers as int
   * or long nodes, others as decimals without trailing zeros, missing as null.
   */
  public static JsonNode canonical(JsonNode value) {
    return Data.canonical(value);
  }

  /** Why the value is not of the type, in words; empty if it is. Null is of every type. */
  public static Optional<String> mismatch(Type type, JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return Optional.empty();
    }
    if (type.collection() || type.kind() == Type.Kind.MULTI_PICKLIST) {
      var element = Type.of(type.kind() == Type.Kind.MULTI_PICKLIST ? Type.Kind.TEXT : type.kind());
      return value.isArray()
          ? ofElements(element, value)
          : expected("a collection such as [\"a\", \"b\"]", value);
    }
    return switch (type.kind()) {
      case TEXT, PICKLIST, MULTI_PICKLIST ->
          value.isTextual() ? Optional.empty() : expected("a text", value);
      case NUMBER, CURRENCY ->
          value.isNumber() ? unreadable(type, value) : expected("a number such as 12.5", value);
      case BOOLEAN -> value.isBoolean() ? Optional.empty() : expected("true or false", value);
      case DATE ->
          value.isTextual() && unreadable(type, value).isEmpty()
              ? Optional.empty()
              : expected("a date such as 2026-01-31", value);
      case DATE_TIME ->
          value.isTextual() && unreadable(type, value).isEmpty()
              ? Optional.empty()
              : expected("a date-time such as 2026-01-31T10:00:00Z", value);
      case RECORD -> value.isObject() ? Optional.empty() : expected("a record", value);
      case ANY -> Optional.empty();
    };
  }

  private static Optional<String> ofElements(Type element, JsonNode array) {
    for (var index = 0; index < array.size(); index++) {
      var wrong = mismatch(element, array.get(index));
      if (wrong.isPresent()) {
        return Optional.of("element " + (index + 1) + ": " + wrong.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> unreadable(Type type, JsonNode value) {
    try {
      var unused = Data.read(value, type);
      return Optional.empty();
    } catch (NoAnswer wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    }
  }

  private static Optional<String> expected(String what, JsonNode value) {
    var got =
        switch (value.getNodeType()) {
          case STRING -> "'" + Texts.brief(value.textValue()) + "'";
          case ARRAY -> "a collection";
          case OBJECT -> "a record";
          case NUMBER, BOOLEAN, NULL, MISSING, BINARY, POJO -> Texts.brief(value.asText());
        };
    return Optional.of("expected " + what + ", got " + got);
  }
}
