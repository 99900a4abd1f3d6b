package baton.run;

import baton.expression.Values;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run keeps of what it is given: values in the one form that is stored, texts cut short. */
final class RunValues {
  private RunValues() {}

  /** In the form in which they come back from the journal. */
  static Map<String, JsonNode> canonical(Map<String, JsonNode> values) {
    var kept = new LinkedHashMap<String, JsonNode>();
    values.forEach((name, value) -> kept.put(name, Values.canonical(value)));
    return kept;
  }

  /** Bytes of the values as JSON. */
  static int bytes(Map<String, JsonNode> values) {
    return values.entrySet().stream()
        .mapToInt(e -> e.getKey().length() + bytes(e.getValue()))
        .sum();
  }

  static int bytes(JsonNode value) {
    return value.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** Why a step of this run cannot keep these values, too; null if it can. */
  static @Nullable String excess(StartedRun run, Map<String, JsonNode> values) {
    return excess(run, bytes(values), 0);
  }

  /**
   * The same of values of this size.
   *
   * @param counted how much of it the run has counted already
   */
  static @Nullable String excess(StartedRun run, int size, int counted) {
    if (size > RunLimits.STEP_BYTES) {
      return "have " + size + " bytes; a step keeps at most " + RunLimits.STEP_BYTES;
    }
    var all = run.bytes() + size - counted;
    return all > RunLimits.RUN_BYTES
        ? "make " + all + " bytes with those before; a run keeps at most " + RunLimits.RUN_BYTES
        : null;
  }

  static boolean tooLong(@Nullable String text) {
    return text != null && text.length() > RunLimits.TEXT_CHARACTERS;
  }

  /** The text, or as much of it as is kept. */
  static String brief(String text) {
    return tooLong(text) ? text.substring(0, RunLimits.TEXT_CHARACTERS - 1) + "…" : text;
  }
}
