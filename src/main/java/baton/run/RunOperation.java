package baton.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operator may do to a run that goes wrong, or is to wait. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "operation")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RunOperation.Suspend.class, name = "suspend"),
  @JsonSubTypes.Type(value = RunOperation.Resume.class, name = "resume"),
  @JsonSubTypes.Type(value = RunOperation.Retry.class, name = "retry"),
  @JsonSubTypes.Type(value = RunOperation.Skip.class, name = "skip"),
  @JsonSubTypes.Type(value = RunOperation.Jump.class, name = "jump")
})
public sealed interface RunOperation {
  /** What runs goes on, and what it tells is kept; nothing new starts until the run is resumed. */
  record Suspend(@Nullable String reason) implements RunOperation {}

  /** Goes on after a suspension; after an error, what failed or was discontinued starts again. */
  record Resume() implements RunOperation {}

  /** A failed step starts again with these inputs in place of its own. */
  record Retry(String step, Map<String, JsonNode> inputs) implements RunOperation {}

  /** A step counts as done without being done; others read these outputs of it. */
  record Skip(String step, Map<String, JsonNode> outputs) implements RunOperation {}

  /** The run leaves its stage as it is and goes on with this one. */
  record Jump(String stage, @Nullable String reason) implements RunOperation {}
}
