package baton.record;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a record. Stored for ever under the short names given here: fields may be
 * added, never renamed or removed. A version counts creation, changes and deletion, from 1; {@code
 * request} is the key under which the same change may be asked for again.
 */
public sealed interface RecordEvent {
  Instant at();

  @JsonTypeName("record-created")
  record Created(
      String type,
      String id,
      Map<String, JsonNode> fields,
      @Nullable String request,
      String by,
      Instant at)
      implements RecordEvent {}

  /** Only what changed: fields with their new values, and fields that are gone. */
  @JsonTypeName("record-changed")
  record Changed(
      long version,
      Map<String, JsonNode> fields,
      List<String> removed,
      @Nullable String request,
      String by,
      Instant at)
      implements RecordEvent {}

  @JsonTypeName("record-deleted")
  record Deleted(long version, @Nullable String request, String by, Instant at)
      implements RecordEvent {}

  /** The run is told of later changes; the record need not exist yet. */
  @JsonTypeName("record-watched")
  record Watched(String run, Instant at) implements RecordEvent {}

  /**
   * The subscribers know this version.
   *
   * @param watching runs that want to be told of later changes
   * @param ended runs that no longer do
   */
  @JsonTypeName("record-told")
  record Told(long version, List<String> watching, List<String> ended, Instant at)
      implements RecordEvent {}
}
