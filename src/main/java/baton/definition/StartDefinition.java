package baton.definition;

import baton.expression.Bindings;
import baton.expression.Condition;
import baton.expression.ExpressionFailed;
import baton.expression.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How runs of an orchestration begin. */
public sealed interface StartDefinition {
  /** By HTTP, the command line or another flow. */
  record Autolaunched() implements StartDefinition {}

  /**
   * By a change of a record.
   *
   * @param when what must hold of the record; null where any will do, or a flow says so
   * @param evaluation the flow that says whether the record matches; null where none is asked
   * @param onlyWhenChangedToMatch a record that matched before its change starts nothing
   */
  record OnRecord(
      String type,
      Set<Trigger> on,
      @Nullable Condition when,
      @Nullable Evaluation evaluation,
      boolean onlyWhenChangedToMatch)
      implements StartDefinition {
    public OnRecord {
      on = Set.copyOf(on);
    }

    /** An evaluation flow and what it is given, computed from the record. */
    public record Evaluation(String flow, Map<String, Value> inputs) {
      /**
       * What the flow is asked about a record.
       *
       * @param prior the record before that; a null node where there was none
       * @throws ExpressionFailed where an input has no value for these values
       */
      public Map<String, JsonNode> given(JsonNode record, JsonNode prior, Instant now) {
        var bindings = bindings(record, prior, now);
        var values = new LinkedHashMap<String, JsonNode>();
        inputs.forEach((name, value) -> values.put(name, value.evaluate(bindings)));
        return values;
      }
    }

    /**
     * Whether this change starts a run, as far as that needs no evaluation flow.
     *
     * @param prior the record before the change; a null node where there was none
     * @throws ExpressionFailed where the condition has no answer for these values
     */
    public boolean starts(Trigger trigger, JsonNode record, JsonNode prior, Instant now) {
      if (!on.contains(trigger) || !matches(record, prior, now)) {
        return false;
      }
      return !onlyWhenChangedToMatch
          || when == null
          || prior.isNull()
          || !matches(prior, NullNode.getInstance(), now);
    }

    private boolean matches(JsonNode record, JsonNode prior, Instant now) {
      return when == null || when.holds(bindings(record, prior, now));
    }

    private static Bindings bindings(JsonNode record, JsonNode prior, Instant now) {
      return name ->
          switch (name) {
            case "$Record" -> record;
            case "$Record__Prior" -> prior;
            case "$Flow.CurrentDate" ->
                TextNode.valueOf(LocalDate.ofInstant(now, ZoneOffset.UTC).toString());
            case "$Flow.CurrentDateTime" -> TextNode.valueOf(now.toString());
            default -> NullNode.getInstance();
          };
    }
  }

  /** What happened to a record. */
  enum Trigger {
    CREATED,
    UPDATED
  }
}
