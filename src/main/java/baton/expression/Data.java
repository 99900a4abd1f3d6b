package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * JSON data as the evaluation sees it, and back: every number a BigDecimal, a date a LocalDate, a
 * date-time an Instant, a collection a List, a record its ObjectNode, nothing {@link #NOTHING}.
 */
final class Data {
  static final Object NOTHING = NullValue.NULL_VALUE;

  private Data() {}

  static Object read(JsonNode node, Type type) {
    if (node.isArray()) {
      return type.collection() ? list(node, Type.of(type.kind())) : list(node, Type.ANY);
    }
    return switch (type.kind()) {
      case DATE -> node.isTextual() ? Dates.date(node.textValue()) : read(node);
      case DATE_TIME -> node.isTextual() ? Dates.dateTime(node.textValue()) : read(node);
      case TEXT, NUMBER, CURRENCY, BOOLEAN, PICKLIST, MULTI_PICKLIST, RECORD, ANY -> read(node);
    };
  }

  static Object read(JsonNode node) {
    return switch (node.getNodeType()) {
      case NUMBER -> Numbers.bounded(node.decimalValue());
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case ARRAY -> list(node, Type.ANY);
      case OBJECT -> node;
      case NULL, MISSING, BINARY, POJO -> NOTHING;
    };
  }

  private static List<Object> list(JsonNode array, Type element) {
    Work.onElements(array.size());
    var values = new ArrayList<Object>(array.size());
    array.forEach(each -> values.add(read(each, element)));
    return values;
  }

  static JsonNode write(Object value) {
    return switch (value) {
      case BigDecimal number -> number(number);
      case String text -> TextNode.valueOf(text);
      case Boolean truth -> BooleanNode.valueOf(truth);
      case LocalDate date -> TextNode.valueOf(date.toString());
      case Instant instant -> TextNode.valueOf(instant.toString());
      case List<?> list -> {
        var array = JsonNodeFactory.instance.arrayNode(list.size());
        Work.onElements(list.size());
        list.forEach(each -> array.add(write(each)));
        yield array;
      }
      case Map<?, ?> map -> {
        var object = JsonNodeFactory.instance.objectNode();
        map.forEach((key, each) -> object.set(Texts.text(key), write(each)));
        yield object;
      }
      case JsonNode node -> canonical(node);
      case Long number -> number(BigDecimal.valueOf(number));
      case Double number -> number(BigDecimal.valueOf(number));
      default -> NullNode.instance;
    };
  }

  static JsonNode canonical(JsonNode node) {
    return switch (node.getNodeType()) {
      case NUMBER -> number(node.decimalValue());
      case ARRAY -> {
        Work.onElements(node.size());
        var array = JsonNodeFactory.instance.arrayNode(node.size());
        node.forEach(each -> array.add(canonical(each)));
        yield array;
      }
      case OBJECT -> {
        Work.onElements(node.size());
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(each -> object.set(each.getKey(), canonical(each.getValue())));
        yield object;
      }
      case MISSING -> NullNode.instance;
      case STRING, BOOLEAN, NULL, BINARY, POJO -> node;
    };
  }

  private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal GREATEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private static JsonNode number(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    if (stripped.scale() > 0
        || stripped.compareTo(LEAST_LONG) < 0
        || stripped.compareTo(GREATEST_LONG) > 0) {
      return DecimalNode.valueOf(stripped);
    }
    var whole = stripped.longValue();
    return whole == (int) whole ? IntNode.valueOf((int) whole) : LongNode.valueOf(whole);
  }
}
