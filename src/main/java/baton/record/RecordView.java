package baton.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/** A record as it is shown. */
public record RecordView(
    String type,
    String id,
    long version,
    Map<String, JsonNode> fields,
    boolean deleted,
    String createdBy,
    Instant createdAt,
    String changedBy,
    Instant changedAt) {

  static RecordView of(RecordState.Existing record) {
    return new RecordView(
        record.type(),
        record.id(),
        record.version(),
        record.fields(),
        record.deleted(),
        record.createdBy(),
        record.createdAt(),
        record.changedBy(),
        record.changedAt());
  }
}
