package baton.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a flow that was run has ended, or what it waits for. */
public sealed interface FlowResult {
  /** The output that the log of a run shows with the step. */
  String COMMENTS = "Comments";

  record Finished(Map<String, JsonNode> outputs) implements FlowResult {
    public @Nullable String comments() {
      var comments = outputs.get(COMMENTS);
      return comments == null || comments.isNull() ? null : comments.asText();
    }

    /** Of an evaluation flow: whether its condition is met. */
    public boolean conditionMet() {
      var met = outputs.get(Flow.CONDITION_MET);
      return met != null && met.asBoolean(false);
    }
  }

  /**
   * @param element where the fault came from
   * @param retryable whether the cause may pass, so that the same flow may succeed later
   */
  record Failed(String fault, String element, boolean retryable) implements FlowResult {}

  /**
   * The flow has not ended: time must pass until then, and it goes on from there.
   *
   * @param element where it waits
   */
  record Waiting(Progress progress, String element, Instant until) implements FlowResult {
    /** Tells it from the waits before it in the same interview, from 1. */
    public int number() {
      return progress.calls();
    }
  }
}
