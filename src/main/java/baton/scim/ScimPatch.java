package baton.scim;

import baton.scim.ScimRefused.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a resource, one after the other, all or none (RFC 7644 §3.5.2).
 *
 * <p>Also as identity providers write them who read the RFC in their own way: operations in upper
 * case, paths as member names of a value, values to remove beside the path, a value of a list that
 * is to be replaced though there is none yet.
 */
public final class ScimPatch {
  static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

  static final int MOST_OPERATIONS = 1_000;

  private static final Set<String> SIMPLE =
      Set.of("externalId", "userName", "displayName", "active");
  private static final Set<String> FIXED = Set.of("id", "meta", "groups");

  enum Verb {
    ADD,
    REPLACE,
    REMOVE
  }

  private record Operation(Verb verb, @Nullable String path, JsonNode value) {}

  private final List<Operation> operations;

  private ScimPatch(List<Operation> operations) {
    this.operations = operations;
  }

  /** Reads a patch; whether it fits a resource shows when it is applied. */
  public static ScimPatch of(JsonNode body) {
    var declared = false;
    JsonNode list = NullNode.getInstance();
    for (var field : body.properties()) {
      switch (ScimName.lower(field.getKey())) {
        case "schemas" -> declared = has(field.getValue(), SCHEMA);
        case "operations" -> list = field.getValue();
        default ->
            throw new ScimRefused(
                Type.INVALID_SYNTAX,
                "A patch has no '" + ScimName.cut(field.getKey()) + "', but schemas, Operations.");
      }
    }
    if (!declared) {
      throw new ScimRefused(Type.INVALID_SYNTAX, "'schemas' must name " + SCHEMA + ".");
    }
    if (!list.isArray() || list.isEmpty() || list.size() > MOST_OPERATIONS) {
      throw new ScimRefused(
          Type.INVALID_SYNTAX, "'Operations' must be a list of 1 to " + MOST_OPERATIONS + ".");
    }
    var operations = new ArrayList<Operation>();
    list.forEach(each -> operations.add(operation(each)));
    return new ScimPatch(operations);
  }

  private static boolean has(JsonNode list, String text) {
    for (var each : list) {
      if (each.asText().equalsIgnoreCase(text)) {
        return true;
      }
    }
    return false;
  }

  private static Operation operation(JsonNode node) {
    String op = "";
    String path = null;
    JsonNode value = NullNode.getInstance();
    for (var field : node.properties()) {
      switch (ScimName.lower(field.getKey())) {
        case "op" -> op = ScimName.lower(field.getValue().asText());
        case "path" -> path = ScimBody.text(field.getValue(), "path");
        case "value" -> value = field.getValue();
        default -> {}
      }
    }
    var verb =
        switch (op) {
          case "add" -> Verb.ADD;
          case "replace" -> Verb.REPLACE;
          case "remove" -> Verb.REMOVE;
          default ->
              throw new ScimRefused(
                  Type.INVALID_SYNTAX,
                  "'" + ScimName.cut(op) + "' is no operation: add, replace, remove.");
        };
    return new Operation(verb, path, value);
  }

  /** Changes the resource in place; where it throws, what is left of it must not be used. */
  void apply(ObjectNode resource) {
    for (var operation : operations) {
      if (operation.path() != null) {
        at(operation.path(), operation.verb(), operation.value(), resource);
      } else if (operation.verb() == Verb.REMOVE) {
        throw new ScimRefused(Type.NO_TARGET, "'remove' needs a path.");
      } else if (!operation.value().isObject()) {
        throw new ScimRefused(Type.INVALID_SYNTAX, "Without a path, 'value' must be an object.");
      } else {
        for (var field : operation.value().properties()) {
          at(field.getKey(), operation.verb(), field.getValue(), resource);
        }
      }
    }
  }

  private static void at(String text, Verb verb, JsonNode sent, ObjectNode resource) {
    var path = ScimFilterReader.path(text);
    if (path == null || path.attribute().equals("schemas")) {
      return;
    }
    var attribute = path.attribute();
    if (FIXED.contains(attribute)) {
      if (!resource.path(attribute).equals(sent)) {
        throw new ScimRefused(Type.MUTABILITY, "'" + attribute + "' cannot be changed.");
      }
      return;
    }
    var value = ScimBody.value(attribute, sent);
    if (SIMPLE.contains(attribute)) {
      simple(path, verb, value, resource);
    } else if (attribute.equals("name")) {
      name(path, verb, sent, resource);
    } else {
      ScimPatchList.apply(path, verb, value, resource);
    }
  }

  private static void simple(ScimPath path, Verb verb, JsonNode value, ObjectNode resource) {
    if (path.filter() != null || path.sub() != null) {
      throw new ScimRefused(
          Type.INVALID_PATH, "'" + path.attribute() + "' has one value, without parts.");
    }
    if (verb == Verb.REMOVE || value.isNull()) {
      resource.remove(path.attribute());
    } else {
      resource.set(path.attribute(), value);
    }
  }

  private static void name(ScimPath path, Verb verb, JsonNode sent, ObjectNode resource) {
    if (path.filter() != null) {
      throw new ScimRefused(Type.INVALID_PATH, "'name' is no list.");
    }
    var name = resource.withObjectProperty("name");
    if (path.sub() == null) {
      if (verb == Verb.REMOVE || sent.isNull()) {
        resource.remove("name");
      } else if (ScimBody.value("name", sent) instanceof ObjectNode parts) {
        name.setAll(parts);
      } else {
        throw new ScimRefused(Type.INVALID_VALUE, "'name' must be an object.");
      }
    } else if (ScimName.subOrNull("name", path.sub()) != null) {
      if (verb == Verb.REMOVE || sent.isNull()) {
        name.remove(path.sub());
      } else {
        name.set(path.sub(), sent);
      }
    }
  }
}
