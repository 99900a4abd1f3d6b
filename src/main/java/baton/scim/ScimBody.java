package baton.scim;

import baton.scim.ScimRefused.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What clients send, in one spelling, and without what is not kept or has no value. */
final class ScimBody {
  private ScimBody() {}

  /** A resource: names as this service spells them; attributes that it does not keep let go. */
  static ObjectNode resource(JsonNode body) {
    if (!body.isObject()) {
      throw new ScimRefused(Type.INVALID_SYNTAX, "The body is no JSON object.");
    }
    var resource = JsonNodeFactory.instance.objectNode();
    for (var field : body.properties()) {
      var name = nameOrNull(field.getKey());
      if (name != null && !field.getValue().isNull()) {
        resource.set(name.attribute(), value(name.attribute(), field.getValue()));
      }
    }
    return resource;
  }

  private static @Nullable ScimName nameOrNull(String text) {
    try {
      return ScimName.of(text);
    } catch (ScimRefused unknown) {
      return null;
    }
  }

  /** A value of an attribute; parts of complex ones in their spelling. */
  static JsonNode value(String attribute, JsonNode value) {
    if (value.isArray()) {
      var list = JsonNodeFactory.instance.arrayNode();
      value.forEach(each -> list.add(value(attribute, each)));
      return list;
    }
    if (!value.isObject()) {
      return value;
    }
    var parts = JsonNodeFactory.instance.objectNode();
    for (var field : value.properties()) {
      var sub = ScimName.subOrNull(attribute, field.getKey());
      if (sub != null && !field.getValue().isNull()) {
        parts.set(sub, field.getValue());
      }
    }
    return parts;
  }

  static @Nullable String text(ObjectNode resource, String attribute) {
    return text(resource.path(attribute), attribute);
  }

  /** A text; null where there is none, or an empty one. */
  static @Nullable String text(JsonNode value, String where) {
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new ScimRefused(Type.INVALID_VALUE, "'" + where + "' must be a text.");
    }
    return value.asText().isEmpty() ? null : value.asText();
  }

  /** A boolean, also one that is written as a text, as Microsoft Entra does. */
  static boolean flag(ObjectNode resource, String attribute, boolean otherwise) {
    var value = resource.path(attribute);
    if (value.isMissingNode()) {
      return otherwise;
    }
    return switch (value.asText().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new ScimRefused(Type.INVALID_VALUE, "'" + attribute + "' must be true or false.");
    };
  }

  /** The values of a list attribute, each an object. */
  static ArrayNode list(ObjectNode resource, String attribute) {
    var value = resource.path(attribute);
    var list = JsonNodeFactory.instance.arrayNode();
    for (var each : value.isArray() ? value : value.isMissingNode() ? list : list(value)) {
      if (!each.isObject()) {
        throw new ScimRefused(
            Type.INVALID_VALUE,
            "'" + attribute + "' must be a list of objects, such as {\"value\": \"…\"}.");
      }
    }
    return value.isArray() ? (ArrayNode) value : value.isMissingNode() ? list : list(value);
  }

  private static ArrayNode list(JsonNode only) {
    return JsonNodeFactory.instance.arrayNode().add(only);
  }
}
