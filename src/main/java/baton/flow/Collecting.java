package baton.flow;

import baton.expression.Bindings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a collection that is sorted, filtered or transformed. */
final class Collecting {
  private final JsonNode items;
  private final Map<String, JsonNode> variables;
  private final Bindings bindings;

  Collecting(JsonNode items, OpenFrame at, Moment moment) {
    this.items = items;
    this.variables = new LinkedHashMap<>(at.variables);
    this.bindings = new FlowBindings(at.flow, variables, at.fault, moment);
  }

  JsonNode sorted(Element.Sort element) {
    var all = new ArrayList<JsonNode>();
    items.forEach(all::add);
    if (!element.ordering().keys().isEmpty()) {
      all.sort(element.ordering());
    }
    var limit = element.limit() == null ? all.size() : limit(element.limit().evaluate(bindings));
    return array(all.subList(0, Math.min(limit, all.size())));
  }

  private static int limit(JsonNode given) {
    if (!given.canConvertToInt()
        || given.decimalValue().stripTrailingZeros().scale() > 0
        || given.intValue() < 0) {
      throw new Fault("The limit must be a whole number that is not negative.");
    }
    return given.intValue();
  }

  JsonNode filtered(Element.Filter element) {
    var all = new ArrayList<JsonNode>();
    for (var item : items) {
      if (element.when().holds(with(element.item(), item))) {
        all.add(item);
      }
    }
    return array(all);
  }

  /** Of a collection another one; without a collection one record. */
  JsonNode transformed(Element.Transform element) {
    if (element.over() == null) {
      return shaped(element, bindings);
    }
    var all = new ArrayList<JsonNode>();
    for (var item : items) {
      all.add(shaped(element, with(element.item(), item)));
    }
    return array(all);
  }

  private static JsonNode shaped(Element.Transform element, Bindings now) {
    if (element.value() != null) {
      return element.value().evaluate(now);
    }
    var record = JsonNodeFactory.instance.objectNode();
    element.fields().forEach((name, value) -> record.set(name, value.evaluate(now)));
    return record;
  }

  private Bindings with(@Nullable String name, JsonNode item) {
    if (name != null) {
      variables.put(name, item);
    }
    return bindings;
  }

  private static ArrayNode array(List<JsonNode> items) {
    return JsonNodeFactory.instance.arrayNode(items.size()).addAll(items);
  }
}
