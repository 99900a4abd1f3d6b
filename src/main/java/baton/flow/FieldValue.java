package baton.flow;

import baton.flow.ScreenField.Choice;
import baton.flow.ScreenField.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;

/** A value as a person's browser or script sends it for a field, and as it is meant. */
final class FieldValue {
  /** Longer digits are no number that a person typed. */
  private static final int MAX_NUMBER_CHARACTERS = 40;

  private FieldValue() {}

  /** Forms send everything as text, and an empty text where nothing was typed. */
  static JsonNode read(Kind kind, JsonNode given) {
    if (given.isMissingNode() || given.isTextual() && given.textValue().isBlank()) {
      return NullNode.instance;
    }
    return switch (kind) {
      case NUMBER, CURRENCY -> given.isTextual() ? number(given) : given;
      case CHECKBOX -> given.isTextual() ? truth(given) : given;
      case DATE, DATE_TIME ->
          given.isTextual() ? TextNode.valueOf(given.textValue().strip()) : given;
      case DISPLAY,
          TEXT,
          LONG_TEXT,
          PASSWORD,
          RADIO,
          DROPDOWN,
          MULTI_SELECT,
          LOOKUP,
          RECORD_FIELD,
          SECTION ->
          given;
    };
  }

  private static JsonNode number(JsonNode given) {
    var text = given.textValue().strip();
    try {
      return text.length() > MAX_NUMBER_CHARACTERS ? given : Assigning.number(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return given;
    }
  }

  private static JsonNode truth(JsonNode given) {
    return switch (given.textValue()) {
      case "true", "on" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      default -> given;
    };
  }

  static boolean isNothing(Kind kind, JsonNode value) {
    return value.isNull()
        || value.isArray() && value.isEmpty()
        || kind == Kind.CHECKBOX && value.isBoolean() && !value.booleanValue();
  }

  static String missing(Kind kind) {
    return switch (kind) {
      case CHECKBOX -> "Please tick this box.";
      case RADIO, DROPDOWN -> "Please choose one.";
      case MULTI_SELECT -> "Please choose at least one.";
      case DATE -> "Please give a date.";
      case DATE_TIME -> "Please give a date and a time.";
      case LOOKUP -> "Please search and choose one.";
      case DISPLAY, TEXT, NUMBER, CURRENCY, LONG_TEXT, PASSWORD, RECORD_FIELD, SECTION ->
          "Please fill in this field.";
    };
  }

  static boolean areAmong(JsonNode chosen, List<Choice> choices) {
    if (!chosen.isArray()) {
      return isAmong(chosen, choices);
    }
    for (var item : chosen) {
      if (!isAmong(item, choices)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAmong(JsonNode value, List<Choice> choices) {
    return choices.stream()
        .map(Choice::value)
        .anyMatch(choice ->
            choice.isNumber() && value.isNumber()
                ? choice.decimalValue().compareTo(value.decimalValue()) == 0
                : choice.equals(value));
  }
}
