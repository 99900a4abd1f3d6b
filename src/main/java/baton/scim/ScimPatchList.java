package baton.scim;

import baton.scim.ScimFilter.Compare;
import baton.scim.ScimFilter.Operator;
import baton.scim.ScimPatch.Verb;
import baton.scim.ScimRefused.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;

/** Changes to an attribute that is a list: e-mail addresses, members. */
final class ScimPatchList {
  private ScimPatchList() {}

  static void apply(ScimPath path, Verb verb, JsonNode value, ObjectNode resource) {
    var list = ScimBody.list(resource, path.attribute());
    if (path.filter() != null) {
      resource.set(path.attribute(), filtered(path, path.filter(), verb, value, list));
    } else if (path.sub() != null) {
      resource.set(path.attribute(), parts(path, path.sub(), verb, value, list));
    } else {
      resource.set(path.attribute(), whole(path.attribute(), verb, value, list));
    }
  }

  private static ArrayNode whole(String attribute, Verb verb, JsonNode value, ArrayNode list) {
    var sent = JsonNodeFactory.instance.objectNode();
    if (!value.isNull()) {
      sent.set(attribute, value);
    }
    var values = ScimBody.list(sent, attribute);
    return switch (verb) {
      case REPLACE -> joined(JsonNodeFactory.instance.arrayNode(), values);
      case ADD -> joined(list, values);
      case REMOVE -> value.isNull() ? JsonNodeFactory.instance.arrayNode() : without(list, values);
    };
  }

  /** Both, each value once, as it was said last. */
  private static ArrayNode joined(ArrayNode list, ArrayNode values) {
    var all = new LinkedHashMap<String, JsonNode>();
    list.forEach(each -> all.put(each.path("value").asText(), each));
    values.forEach(each -> all.put(each.path("value").asText(), each));
    return JsonNodeFactory.instance.arrayNode().addAll(all.values());
  }

  private static ArrayNode without(ArrayNode list, ArrayNode values) {
    var left = new LinkedHashMap<String, JsonNode>();
    list.forEach(each -> left.put(each.path("value").asText(), each));
    values.forEach(each -> left.remove(each.path("value").asText()));
    return JsonNodeFactory.instance.arrayNode().addAll(left.values());
  }

  private static ArrayNode filtered(
      ScimPath path, ScimFilter filter, Verb verb, JsonNode value, ArrayNode list) {
    var result = JsonNodeFactory.instance.arrayNode();
    var found = false;
    for (var each : list) {
      if (!filter.matches(each)) {
        result.add(each);
        continue;
      }
      found = true;
      if (verb != Verb.REMOVE || path.sub() != null) {
        result.add(changed(path, verb, value, (ObjectNode) each));
      }
    }
    if (!found && verb != Verb.REMOVE) {
      result.add(changed(path, verb, value, made(path, filter)));
    }
    return result;
  }

  /** Providers replace the address of a kind that is not there yet: it is made of the filter. */
  private static ObjectNode made(ScimPath path, ScimFilter filter) {
    if (path.attribute().equals("emails")
        && filter instanceof Compare compare
        && compare.operator() == Operator.EQ
        && path.sub() != null) {
      return JsonNodeFactory.instance.objectNode().set(compare.attribute(), compare.value());
    }
    throw new ScimRefused(
        Type.NO_TARGET, "No value of '" + path.attribute() + "' is as the filter says.");
  }

  private static ObjectNode changed(ScimPath path, Verb verb, JsonNode value, ObjectNode each) {
    if (path.sub() == null) {
      if (!(value instanceof ObjectNode parts)) {
        throw new ScimRefused(
            Type.INVALID_VALUE, "A value of '" + path.attribute() + "' must be an object.");
      }
      return each.setAll(parts);
    }
    if (verb == Verb.REMOVE || value.isNull()) {
      each.remove(path.sub());
      return each;
    }
    return each.set(path.sub(), value);
  }

  private static ArrayNode parts(
      ScimPath path, String sub, Verb verb, JsonNode value, ArrayNode list) {
    if (path.attribute().equals("members")) {
      throw new ScimRefused(
          Type.MUTABILITY, "A member is added or removed, its '" + sub + "' never changes.");
    }
    if (list.isEmpty() && verb != Verb.REMOVE) {
      list.add(JsonNodeFactory.instance.objectNode());
    }
    list.forEach(each -> changed(path, verb, value, (ObjectNode) each));
    return list;
  }
}
