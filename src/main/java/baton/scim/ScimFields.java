package baton.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which attributes of a resource a client wants to see: only some, or all but some (RFC 7644 §3.9).
 * What a resource cannot be known without is always there.
 */
public final class ScimFields {
  private static final Set<String> ALWAYS = Set.of("schemas", "id");

  private final List<ScimName> only;
  private final List<ScimName> without;
  private final boolean isAll;

  private ScimFields(boolean isAll, List<ScimName> only, List<ScimName> without) {
    this.isAll = isAll;
    this.only = only;
    this.without = without;
  }

  public static ScimFields of(Optional<String> attributes, Optional<String> excluded) {
    return new ScimFields(
        attributes.isEmpty(),
        attributes.map(ScimFields::names).orElse(List.of()),
        excluded.map(ScimFields::names).orElse(List.of()));
  }

  /** Asking for what is not kept here is no mistake: nobody has it. */
  private static List<ScimName> names(String list) {
    var names = new ArrayList<ScimName>();
    for (var text : list.split(",")) {
      if (!text.isBlank()) {
        try {
          var name = ScimName.of(text.strip());
          if (name != null) {
            names.add(name);
          }
        } catch (ScimRefused unknown) {
          continue;
        }
      }
    }
    return names;
  }

  public ObjectNode of(ObjectNode resource) {
    var shown = isAll ? resource : chosen(resource);
    for (var name : without) {
      if (!ALWAYS.contains(name.attribute())) {
        remove(shown, name);
      }
    }
    return shown;
  }

  private ObjectNode chosen(ObjectNode resource) {
    var chosen = JsonNodeFactory.instance.objectNode();
    for (var field : resource.properties()) {
      var attribute = field.getKey();
      if (ALWAYS.contains(attribute)
          || only.stream().anyMatch(n -> n.attribute().equals(attribute) && n.sub() == null)) {
        chosen.set(attribute, field.getValue());
        continue;
      }
      var subs =
          only.stream().filter(n -> n.attribute().equals(attribute)).map(ScimName::sub).toList();
      if (!subs.isEmpty()) {
        chosen.set(attribute, field.getValue());
        for (var each : field.getValue().isArray() ? field.getValue() : List.of(field.getValue())) {
          if (each instanceof ObjectNode object) {
            object.retain(subs);
          }
        }
      }
    }
    return chosen;
  }

  private static void remove(ObjectNode resource, ScimName name) {
    if (name.sub() == null) {
      resource.remove(name.attribute());
      return;
    }
    var value = resource.path(name.attribute());
    for (var each : value.isArray() ? value : List.of(value)) {
      if (each instanceof ObjectNode object) {
        object.remove(name.sub());
      }
    }
  }
}
