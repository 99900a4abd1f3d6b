package baton.http;

import baton.directory.Directory;
import baton.directory.DirectoryReply;
import baton.directory.Entry;
import baton.directory.People;
import baton.directory.User;
import baton.scim.ScimPatch;
import baton.scim.ScimQuery;
import baton.scim.ScimRefused;
import baton.scim.ScimRefused.Type;
import baton.scim.ScimResources;
import baton.scim.ScimUsers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Users, for identity providers. One who is deleted is deactivated and shown no more; whoever comes
 * with the same name later is somebody else, because old work names the one who left.
 */
record ScimUserDoor(People people) implements ScimDoor<User> {
  @Override
  public Optional<Entry<User>> known(Directory directory, String id) {
    return ScimUsers.known(directory, id);
  }

  @Override
  public String id(User user) {
    return user.username();
  }

  @Override
  public ObjectNode shown(Entry<User> entry, Directory directory, String base) {
    return ScimUsers.shown(entry, directory, base);
  }

  @Override
  public ObjectNode list(ScimQuery query, Directory directory, String base) {
    return query.users(directory, base);
  }

  @Override
  public CompletionStage<DirectoryReply<User>> make(JsonNode body, Directory directory) {
    var userName = ScimUsers.userName(body);
    directory
        .signingInAs(userName)
        .ifPresent(other -> {
          throw new ScimRefused(
              Type.UNIQUENESS,
              "'" + userName + "' is the userName of '" + other.username() + "' already.");
        });
    var username = ScimResources.freeName(userName, name -> directory.userEntry(name).isPresent());
    return people.makeUser(ScimUsers.made(body, username));
  }

  @Override
  public CompletionStage<DirectoryReply<User>> replace(
      String id, Optional<Long> version, JsonNode body) {
    return people.changeKnownUser(id, version, user -> ScimUsers.replaced(user, body));
  }

  @Override
  public CompletionStage<DirectoryReply<User>> patch(
      String id, Optional<Long> version, ScimPatch patch, Directory directory) {
    return people.changeKnownUser(id, version, user -> ScimUsers.patched(user, patch));
  }

  @Override
  public CompletionStage<DirectoryReply<User>> delete(String id, Optional<Long> version) {
    return people.changeKnownUser(
        id, version, user -> user.deactivated().with(user.provision().gone()));
  }
}
