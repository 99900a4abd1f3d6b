package baton.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One attempt of an external step, as a worker is given it. */
public record Task(
    TaskId id, String orchestration, @Nullable String businessKey, Map<String, JsonNode> inputs) {

  /** About how many bytes it takes on its way to a worker. */
  int bytes() {
    return 500 + inputs.values().stream().mapToInt(value -> value.toString().length()).sum();
  }
}
