package baton.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of a record, as its subscribers are told it.
 *
 * @param fields the values after the change
 * @param prior the values before; null where the record was created
 */
public record RecordChange(
    String type,
    String id,
    long version,
    Kind kind,
    Map<String, JsonNode> fields,
    @Nullable Map<String, JsonNode> prior,
    String by,
    Instant at) {

  /** What happened to the record. */
  public enum Kind {
    CREATED,
    UPDATED,
    DELETED
  }
}
