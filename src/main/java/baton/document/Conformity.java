package baton.document;

import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Whether a value is of a type. */
public final class Conformity {
  private Conformity() {}

  /** What the value should be, as in "must be a number"; null where it is that, or no value. */
  public static @Nullable String problem(Type type, JsonNode value) {
    return baton.expression.Values.mismatch(type, value).isEmpty() ? null : described(type);
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
}
