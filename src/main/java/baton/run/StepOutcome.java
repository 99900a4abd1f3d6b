package baton.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one attempt of a step ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StepOutcome.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = StepOutcome.Failed.class, name = "failed")
})
public sealed interface StepOutcome {
  /** {@code comments} is the flow's output of that name, for the log. */
  record Finished(Map<String, JsonNode> outputs, @Nullable String comments)
      implements StepOutcome {}

  /** {@code passing} where the cause may pass, so that another attempt may succeed. */
  record Failed(String fault, boolean passing) implements StepOutcome {}

  /** Failed for a cause that stays. */
  static Failed failed(String fault) {
    return new Failed(fault, false);
  }
}
