package baton.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The door to all records of the cluster. A failed stage means: outcome unknown, safe to send
 * again.
 */
public interface Records {
  /** What a record answers to a command. */
  sealed interface Answer {
    /** Done, and durable; {@code changed} is false where it was so already. */
    record Done(RecordView record, boolean created, boolean changed) implements Answer {}

    record Refused(RecordDecision.Reason reason, String detail, List<RecordProblem> problems)
        implements Answer {}
  }

  /**
   * Some records of one type in the order of their ids, and where to go on; no cursor at the end.
   */
  record Page(List<RecordView> records, Optional<String> cursor) {}

  /**
   * Who asks for a change.
   *
   * @param key with a key, the same request may be repeated and is granted once
   */
  record Request(String by, @Nullable String key) {
    public static Request of(String by) {
      return new Request(by, null);
    }

    /** A request that is known by what it asks for. */
    public static Request of(String by, Map<String, JsonNode> fields) {
      return new Request(by, RecordFields.digest(fields));
    }
  }

  /** Makes a record where there never was one. */
  CompletionStage<Answer> create(RecordKey key, Map<String, JsonNode> fields, Request request);

  /** Gives a record exactly these fields, and makes it where there is none. */
  CompletionStage<Answer> put(
      RecordKey key, Map<String, JsonNode> fields, Expected expected, Request request);

  /** Changes these fields and leaves the others; a null takes a field away. */
  CompletionStage<Answer> patch(
      RecordKey key, Map<String, JsonNode> fields, Expected expected, Request request);

  /** Deletes a record for good; its last values can still be read. */
  CompletionStage<Answer> delete(RecordKey key, Expected expected, Request request);

  /** The record as it is now, also a deleted one; empty where there never was one. */
  CompletionStage<Optional<RecordView>> record(RecordKey key);

  /**
   * The records of a type that match, without deleted ones. A list may lag a moment behind.
   *
   * @param limit how many at most
   */
  CompletionStage<Page> list(
      String type, Predicate<RecordView> filter, int limit, Optional<String> cursor);
}
