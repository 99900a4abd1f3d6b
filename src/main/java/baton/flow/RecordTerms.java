package baton.flow;

import baton.expression.Bindings;
import baton.expression.Operator;
import baton.expression.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which records an element is about, and what becomes of them, as its text says it.
 *
 * @param where what the records must hold; empty where all of the type are meant, or others are
 *     named by {@code id} or {@code from}
 * @param logic how the requirements are joined
 * @param limit how many records at most; null where nothing is said
 * @param id the one record that is meant; null where none is named
 * @param from the variable that holds the record or records; null where there is none
 * @param fields what they get
 */
record RecordTerms(
    String type,
    List<Where> where,
    String logic,
    Ordering sort,
    @Nullable Value limit,
    @Nullable Value id,
    @Nullable String from,
    Map<String, Value> fields) {
  RecordTerms {
    where = List.copyOf(where);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /**
   * One requirement on a field of the records.
   *
   * @param value what the field is compared with; null where nothing is said
   */
  record Where(String field, Operator operator, @Nullable Value value) {}

  /** The same as the inputs of a {@link RecordAction}, with the values of now. */
  Map<String, JsonNode> inputs(Bindings bindings, boolean one) {
    var inputs = new LinkedHashMap<String, JsonNode>();
    inputs.put(RecordAction.TYPE, TextNode.valueOf(type));
    if (!where.isEmpty()) {
      inputs.put(RecordAction.WHERE, where(bindings));
      inputs.put(RecordAction.LOGIC, TextNode.valueOf(logic));
    }
    if (!sort.keys().isEmpty()) {
      inputs.put(RecordAction.SORT, keys());
    }
    if (one) {
      inputs.put(RecordAction.LIMIT, JsonNodeFactory.instance.numberNode(1));
    } else if (limit != null) {
      inputs.put(RecordAction.LIMIT, limit.evaluate(bindings));
    }
    if (id != null) {
      inputs.put(RecordAction.ID, id.evaluate(bindings));
    }
    if (from != null) {
      inputs.put(RecordAction.RECORDS, bindings.value(from));
    }
    if (!fields.isEmpty()) {
      var values = JsonNodeFactory.instance.objectNode();
      fields.forEach((name, value) -> values.set(name, value.evaluate(bindings)));
      inputs.put(RecordAction.FIELDS, values);
    }
    return inputs;
  }

  private JsonNode where(Bindings bindings) {
    var all = JsonNodeFactory.instance.arrayNode();
    for (var each : where) {
      var one = all.addObject().put("field", each.field()).put("operator", each.operator().name());
      if (each.value() != null) {
        one.set("value", each.value().evaluate(bindings));
      }
    }
    return all;
  }

  private JsonNode keys() {
    var all = JsonNodeFactory.instance.arrayNode();
    for (var key : sort.keys()) {
      all.addObject().put("by", key.field()).put("descending", key.descending());
    }
    return all;
  }
}
