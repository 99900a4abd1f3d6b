package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Texts of bounded length: joined, cut, replaced, and values shown as text. */
final class Texts {
  private static final int SHOWN_CHARACTERS = 60;

  private Texts() {}

  static String joined(String left, String right) {
    bounded((long) left.length() + right.length());
    Work.onText(left.length() + right.length());
    return left + right;
  }

  static String upper(Object text) {
    return string(text).toUpperCase(Locale.ROOT);
  }

  static String lower(Object text) {
    return string(text).toLowerCase(Locale.ROOT);
  }

  static String left(Object text, Object count) {
    var value = string(text);
    return value.substring(0, end(value, count));
  }

  static String right(Object text, Object count) {
    var value = string(text);
    return value.substring(value.length() - end(value, count));
  }

  static String substitute(Object text, Object old, Object replacement) {
    var value = string(text);
    var from = string(old);
    var to = string(replacement);
    if (from.isEmpty()) {
      return value;
    }
    var found = 0L;
    for (var at = value.indexOf(from); at >= 0; at = value.indexOf(from, at + from.length())) {
      found++;
    }
    bounded(value.length() + found * ((long) to.length() - from.length()));
    return value.replace(from, to);
  }

  static boolean contains(Object whole, Object part) {
    return whole instanceof List<?> list
        ? Comparison.contains(list, part)
        : string(whole).contains(string(part));
  }

  static Object size(Object value) {
    return BigDecimal.valueOf(
        switch (value) {
          case List<?> list -> list.size();
          case Map<?, ?> map -> map.size();
          case JsonNode node -> node.size();
          default -> {
            var text = string(value);
            yield text.codePointCount(0, text.length());
          }
        });
  }

  static boolean blank(Object value) {
    return value == Data.NOTHING || (value instanceof String text && text.isBlank());
  }

  static BigDecimal value(Object text) {
    try {
      return Numbers.bounded(new BigDecimal(string(text).strip()));
    } catch (NumberFormatException wrong) {
      throw new NoAnswer("'" + brief(string(text)) + "' is not a number", wrong);
    }
  }

  static String string(Object value) {
    if (value instanceof String text) {
      Work.onText(text.length());
      return text;
    }
    throw new NoAnswer("a text is needed, not " + named(value));
  }

  /** The value as a person reads it. */
  static String text(Object value) {
    return switch (value) {
      case String text -> text;
      case BigDecimal number -> number.stripTrailingZeros().toPlainString();
      case Boolean truth -> truth.toString();
      case LocalDate date -> date.toString();
      case Instant instant -> instant.toString();
      default -> value == Data.NOTHING ? "" : Data.write(value).toString();
    };
  }

  /** The kind of a value, and the value if it is short, for messages. */
  static String named(Object value) {
    return switch (value) {
      case String text -> "the text '" + brief(text) + "'";
      case BigDecimal number -> "the number " + brief(text(number));
      case Boolean truth -> truth.toString();
      case LocalDate date -> "the date " + date;
      case Instant instant -> "the date-time " + instant;
      case List<?> list -> "a collection";
      case Map<?, ?> map -> "a record";
      case JsonNode node -> "a record";
      default -> "nothing";
    };
  }

  static String brief(String text) {
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
  }

  private static int end(String text, Object count) {
    return (int) Math.clamp(Numbers.number(count).longValue(), 0L, text.length());
  }

  private static void bounded(long length) {
    if (length > Limits.MAX_TEXT_CHARACTERS) {
      throw new NoAnswer(
          "a text would have more than " + Limits.MAX_TEXT_CHARACTERS + " characters");
    }
  }
}
