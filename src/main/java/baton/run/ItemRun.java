package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of a step that fans out, while it is in progress.
 *
 * @param index its place in the collection, from 0
 * @param firstAttempt the number of the attempt that automatic retries are counted from
 * @param fault how the last attempt failed
 * @param due when the attempt has taken too long, or the next one begins
 * @param awaitsRetry whether an attempt has failed and the next one has not begun
 * @param reportedLate whether the attempt has ended after the run had
 */
public record ItemRun(
    int index,
    int attempt,
    int firstAttempt,
    Map<String, JsonNode> inputs,
    @Nullable String fault,
    @Nullable Instant due,
    boolean awaitsRetry,
    boolean reportedLate) {

  ItemRun retrying(String newFault, Instant next) {
    return new ItemRun(index, attempt, firstAttempt, inputs, newFault, next, true, false);
  }

  ItemRun again(@Nullable Instant timeoutAt) {
    return new ItemRun(index, attempt + 1, firstAttempt, inputs, fault, timeoutAt, false, false);
  }

  ItemRun late() {
    return new ItemRun(index, attempt, firstAttempt, inputs, fault, due, awaitsRetry, true);
  }
}
