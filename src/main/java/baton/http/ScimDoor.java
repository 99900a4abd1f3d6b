package baton.http;

import baton.directory.Directory;
import baton.directory.DirectoryReply;
import baton.directory.Entry;
import baton.scim.ScimPatch;
import baton.scim.ScimQuery;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What SCIM can do to resources of one kind. */
interface ScimDoor<T> {
  Optional<Entry<T>> known(Directory directory, String id);

  String id(T value);

  ObjectNode shown(Entry<T> entry, Directory directory, String base);

  ObjectNode list(ScimQuery query, Directory directory, String base);

  CompletionStage<DirectoryReply<T>> make(JsonNode body, Directory directory);

  CompletionStage<DirectoryReply<T>> replace(String id, Optional<Long> version, JsonNode body);

  CompletionStage<DirectoryReply<T>> patch(
      String id, Optional<Long> version, ScimPatch patch, Directory directory);

  CompletionStage<DirectoryReply<T>> delete(String id, Optional<Long> version);
}
