package baton.http;

import baton.directory.Directory;
import baton.directory.DirectoryReply;
import baton.directory.Entry;
import baton.directory.Group;
import baton.directory.People;
import baton.scim.ScimGroups;
import baton.scim.ScimPatch;
import baton.scim.ScimQuery;
import baton.scim.ScimRefused;
import baton.scim.ScimRefused.Type;
import baton.scim.ScimResources;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Groups, for identity providers. One that is deleted is deactivated and shown no more, and comes
 * back under its name when it is made again: definitions name it.
 */
record ScimGroupDoor(People people) implements ScimDoor<Group> {
  @Override
  public Optional<Entry<Group>> known(Directory directory, String id) {
    return ScimGroups.known(directory, id);
  }

  @Override
  public String id(Group group) {
    return group.name();
  }

  @Override
  public ObjectNode shown(Entry<Group> entry, Directory directory, String base) {
    return ScimGroups.shown(entry, directory, base);
  }

  @Override
  public ObjectNode list(ScimQuery query, Directory directory, String base) {
    return query.groups(directory, base);
  }

  @Override
  public CompletionStage<DirectoryReply<Group>> make(JsonNode body, Directory directory) {
    var displayName = ScimGroups.displayName(body);
    for (var other : directory.groupEntries()) {
      if (other.value().label().equalsIgnoreCase(displayName)
          && !other.value().provision().deleted()) {
        throw new ScimRefused(
            Type.UNIQUENESS,
            "'" + displayName + "' is the group '" + other.value().name() + "' already.");
      }
    }
    var name = ScimResources.freeName(displayName, taken -> known(directory, taken).isPresent());
    return people.makeGroup(ScimGroups.made(body, name));
  }

  @Override
  public CompletionStage<DirectoryReply<Group>> replace(
      String id, Optional<Long> version, JsonNode body) {
    return people.changeKnownGroup(id, version, group -> ScimGroups.replaced(group, body));
  }

  @Override
  public CompletionStage<DirectoryReply<Group>> patch(
      String id, Optional<Long> version, ScimPatch patch, Directory directory) {
    return people.changeKnownGroup(
        id, version, group -> ScimGroups.patched(group, patch, directory));
  }

  @Override
  public CompletionStage<DirectoryReply<Group>> delete(String id, Optional<Long> version) {
    return people.changeKnownGroup(
        id, version, group -> group.deactivated().with(group.provision().gone()));
  }
}
