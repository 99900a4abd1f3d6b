package baton.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/** What an interview wants next. */
public sealed interface Outcome {
  /** A person must answer the screen at which {@code progress} stands. */
  record ShowScreen(Progress progress, String screen) implements Outcome {}

  /**
   * An action must be performed, or what an element wants of records, by the element's kind.
   *
   * @param call the number of this call in the interview, from 1: part of its idempotency key
   */
  record PerformAction(
      Progress progress, String element, String action, Map<String, JsonNode> inputs, int call)
      implements Outcome {}

  /**
   * Time must pass until then.
   *
   * @param call the number of this wait among the interview's calls, from 1
   */
  record Wait(Progress progress, String element, Instant until, int call) implements Outcome {}

  record Finished(Map<String, JsonNode> outputs) implements Outcome {}

  /** A fault that no fault path took, and the element it came from. */
  record Failed(String fault, String element) implements Outcome {}
}
