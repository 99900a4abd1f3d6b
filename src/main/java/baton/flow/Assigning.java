package baton.flow;

import baton.flow.Element.Change;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.MathContext;

/** What a variable holds after one change of an assignment. */
final class Assigning {
  /** Digits that a long holds for certain. */
  private static final int LONGEST_WHOLE = 18;

  private Assigning() {}

  static JsonNode changed(OpenFrame frame, Change change, JsonNode value) {
    var current = frame.value(change.variable());
    if (change.field() == null) {
      var collection = frame.flow.variable(change.variable()).type().collection();
      return operated(change, collection, current, value);
    }
    ObjectNode record =
        current instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    record.set(change.field(), operated(change, false, record.path(change.field()), value));
    return record;
  }

  private static JsonNode operated(
      Change change, boolean collection, JsonNode current, JsonNode value) {
    return switch (change.operation()) {
      case SET -> value;
      case ADD -> collection ? appended(current, value) : sum(change, current, value);
      case SUBTRACT -> number(change, current, value, false);
    };
  }

  private static JsonNode appended(JsonNode current, JsonNode value) {
    var all = JsonNodeFactory.instance.arrayNode();
    current.forEach(all::add);
    if (value.isArray()) {
      value.forEach(all::add);
    } else if (!value.isNull() && !value.isMissingNode()) {
      all.add(value);
    }
    return all;
  }

  private static JsonNode sum(Change change, JsonNode current, JsonNode value) {
    return current.isTextual() || value.isTextual()
        ? TextNode.valueOf(text(current) + text(value))
        : number(change, current, value, true);
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.asText();
  }

  /** No value counts as zero; whole numbers stay whole. */
  private static JsonNode number(Change change, JsonNode current, JsonNode value, boolean plus) {
    if (!isNumberOrNothing(current) || !isNumberOrNothing(value)) {
      throw new Fault("Only numbers can be added to or taken from " + change.variable() + ".");
    }
    var left = current.decimalValue();
    var result = plus ? left.add(value.decimalValue()) : left.subtract(value.decimalValue());
    return number(result);
  }

  /** The node that JSON text of this number would be read as. */
  static JsonNode number(BigDecimal result) {
    var exact = result.round(MathContext.DECIMAL128).stripTrailingZeros();
    if (exact.scale() > 0 || exact.precision() - exact.scale() > LONGEST_WHOLE) {
      return DecimalNode.valueOf(exact);
    }
    var whole = exact.longValueExact();
    return whole == (int) whole ? IntNode.valueOf((int) whole) : LongNode.valueOf(whole);
  }

  private static boolean isNumberOrNothing(JsonNode value) {
    return value.isNumber() || value.isNull() || value.isMissingNode();
  }
}
