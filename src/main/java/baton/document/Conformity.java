package baton.document;

import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Whether a value is of a type. */
public final class Conformity {
  private Conformity() {}

  /** What the value should be, as in "must be a number"; null where it is that, or no value. */
  public static @Nullable String problem(Type type, JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return null;
    }
    if (!type.collection()) {
      return conforms(type.kind(), value) ? null : described(type);
    }
    if (!value.isArray()) {
      return described(type);
    }
    for (var item : value) {
      if (!conforms(type.kind(), item)) {
        return described(type);
      }
    }
    return null;
  }

  /** The type in words, with an example where its form matters. */
  public static String described(Type type) {
    var one =
        switch (type.kind()) {
          case TEXT, PICKLIST -> "a text";
          case NUMBER, CURRENCY -> "a number";
          case BOOLEAN -> "true or false";
          case DATE -> "a date such as 2026-01-31";
          case DATE_TIME -> "a date and time such as 2026-01-31T10:00:00Z";
          case MULTI_PICKLIST -> "a list of texts";
          case RECORD -> "an object with fields";
          case ANY -> "any value";
        };
    return type.collection() ? "a list, each item " + one : one;
  }

  private static boolean conforms(Type.Kind kind, JsonNode value) {
    return switch (kind) {
      case TEXT, PICKLIST -> value.isTextual();
      case NUMBER, CURRENCY -> value.isNumber();
      case BOOLEAN -> value.isBoolean();
      case DATE -> value.isTextual() && isDate(value.textValue());
      case DATE_TIME -> value.isTextual() && isDateTime(value.textValue());
      case MULTI_PICKLIST -> areTexts(value);
      case RECORD -> value.isObject();
      case ANY -> true;
    };
  }

  private static boolean areTexts(JsonNode value) {
    for (var item : value) {
      if (!item.isTextual()) {
        return false;
      }
    }
    return value.isArray();
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isDateTime(String text) {
    try {
      return OffsetDateTime.parse(text).getYear() <= 9999;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
