package baton.expression;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;

/** The kinds of values as the checker knows them, and in words. */
final class Kinds {
  static final CelType NUMBER = OpaqueType.create("number");
  static final CelType DATE = OpaqueType.create("date");
  static final CelType DATE_TIME = OpaqueType.create("datetime");

  private static final CelType T = TypeParamType.create("T");
  private static final CelType K = TypeParamType.create("K");

  private Kinds() {}

  /** As the signatures of {@link Functions} write it. */
  static CelType named(String name) {
    return switch (name) {
      case "number" -> NUMBER;
      case "text" -> SimpleType.STRING;
      case "truth" -> SimpleType.BOOL;
      case "date" -> DATE;
      case "datetime" -> DATE_TIME;
      case "T" -> T;
      case "K" -> K;
      case "list" -> ListType.create(T);
      case "keys" -> ListType.create(K);
      case "texts" -> ListType.create(SimpleType.STRING);
      case "truths" -> ListType.create(SimpleType.BOOL);
      case "numbers" -> ListType.create(NUMBER);
      case "dates" -> ListType.create(DATE);
      case "datetimes" -> ListType.create(DATE_TIME);
      case "map" -> MapType.create(K, T);
      default -> throw new IllegalArgumentException(name);
    };
  }

  static CelType of(Type type) {
    CelType one =
        switch (type.kind()) {
          case TEXT, PICKLIST -> SimpleType.STRING;
          case NUMBER, CURRENCY -> NUMBER;
          case BOOLEAN -> SimpleType.BOOL;
          case DATE -> DATE;
          case DATE_TIME -> DATE_TIME;
          case MULTI_PICKLIST -> ListType.create(SimpleType.STRING);
          case RECORD, ANY -> SimpleType.DYN;
        };
    return type.collection() ? ListType.create(one) : one;
  }

  /** The type whose values are of this kind; ANY where there is none. */
  static Type type(CelType kind) {
    if (kind.equals(SimpleType.STRING)) {
      return Type.TEXT;
    }
    if (kind.equals(NUMBER)) {
      return Type.NUMBER;
    }
    if (kind.equals(SimpleType.BOOL)) {
      return Type.BOOLEAN;
    }
    if (kind.equals(DATE)) {
      return Type.DATE;
    }
    return kind.equals(DATE_TIME) ? Type.DATE_TIME : Type.ANY;
  }

  /** Whether a value of this kind may stand where the other is wanted, as far as is known. */
  static boolean fits(CelType actual, CelType wanted) {
    if (isAny(actual) || isAny(wanted)) {
      return true;
    }
    if (actual instanceof ListType one && wanted instanceof ListType other) {
      return fits(one.elemType(), other.elemType());
    }
    return actual.equals(wanted);
  }

  static boolean isAny(CelType type) {
    return type.kind() == CelKind.DYN || type.kind() == CelKind.TYPE_PARAM;
  }

  static String words(CelType type) {
    return words(CelTypes.format(type));
  }

  /** The words for a type as the checker prints it: {@code list(string)}. */
  static String words(String printed) {
    if (printed.startsWith("list(")) {
      var elements = plural(printed.substring("list(".length(), printed.length() - 1));
      return elements.isEmpty() ? "a collection" : "a collection of " + elements;
    }
    return switch (printed) {
      case "number" -> "a number";
      case "string" -> "a text";
      case "bool" -> "true or false";
      case "date" -> "a date";
      case "datetime" -> "a date-time";
      default -> printed.startsWith("map(") ? "a record" : "a value";
    };
  }

  private static String plural(String printed) {
    return switch (printed) {
      case "number" -> "numbers";
      case "string" -> "texts";
      case "date" -> "dates";
      case "datetime" -> "date-times";
      default -> "";
    };
  }
}
