package baton.scim;

import baton.directory.Directory;
import baton.directory.Entry;
import baton.directory.Group;
import baton.directory.Provision;
import baton.scim.ScimRefused.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Groups as SCIM resources. The id is the name, which definitions name and which never changes;
 * {@code displayName} is the label.
 */
public final class ScimGroups {
  public static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";

  private ScimGroups() {}

  /** What is not deleted, as far as an identity provider is concerned. */
  public static Optional<Entry<Group>> known(Directory directory, String id) {
    return directory.groupEntry(id).filter(entry -> !entry.value().provision().deleted());
  }

  public static ObjectNode shown(Entry<Group> entry, Directory directory, String base) {
    var group = entry.value();
    var resource = resource(group, directory);
    for (var member : resource.path("members")) {
      ((ObjectNode) member)
          .put("$ref", base + "/Users/" + member.path("value").asText())
          .put("type", "User");
    }
    resource.set("meta", ScimResources.meta("Group", base + "/Groups/" + group.name(), entry));
    return resource;
  }

  private static ObjectNode resource(Group group, Directory directory) {
    var resource = JsonNodeFactory.instance.objectNode();
    resource.putArray("schemas").add(SCHEMA);
    resource.put("id", group.name());
    ScimResources.put(resource, "externalId", group.provision().externalId());
    resource.put("displayName", group.label());
    var members = resource.putArray("members");
    for (var member : group.members()) {
      ScimUsers.known(directory, member)
          .ifPresent(
              user -> members.addObject().put("value", member).put("display", user.value().name()));
    }
    return resource;
  }

  /** A group to be, of that name. */
  public static Group made(JsonNode body, String name) {
    return read(ScimBody.resource(body), name, true);
  }

  public static String displayName(JsonNode body) {
    return displayName(ScimBody.resource(body));
  }

  private static String displayName(ObjectNode resource) {
    var displayName = ScimBody.text(resource, "displayName");
    if (displayName == null) {
      throw new ScimRefused(Type.INVALID_VALUE, "'displayName' is missing.");
    }
    return displayName;
  }

  /** The group as the body says, and nothing of what was before. */
  public static Group replaced(Group before, JsonNode body) {
    var resource = ScimBody.resource(body);
    ScimResources.checkId(resource, before.name());
    return read(resource, before.name(), before.active());
  }

  public static Group patched(Group before, ScimPatch patch, Directory directory) {
    var resource = resource(before, directory);
    patch.apply(resource);
    if (!resource.has("displayName")) {
      throw new ScimRefused(Type.MUTABILITY, "A group needs a 'displayName'.");
    }
    return read(resource, before.name(), before.active());
  }

  private static Group read(ObjectNode resource, String name, boolean active) {
    var members = new TreeSet<String>();
    for (var member : ScimBody.list(resource, "members")) {
      if (member.path("type").asText().equalsIgnoreCase("Group")) {
        throw new ScimRefused(Type.INVALID_VALUE, "A group cannot be a member; send its users.");
      }
      var value = ScimBody.text(member.path("value"), "members.value");
      if (value == null) {
        throw new ScimRefused(Type.INVALID_VALUE, "A member needs a 'value', the id of a user.");
      }
      members.add(value);
    }
    return new Group(name, displayName(resource), members, active)
        .with(new Provision(null, ScimBody.text(resource, "externalId"), null, null, false));
  }
}
