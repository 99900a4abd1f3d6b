package baton.definition;

import baton.expression.Bindings;
import baton.expression.Condition;
import baton.expression.ExpressionFailed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How runs of an orchestration begin. */
public sealed interface StartDefinition {
  /** By HTTP, the command line or another flow. */
  record Autolaunched() implements StartDefinition {}

  /**
   * By a change of a record.
   *
   * @param when what must hold of the record; null where any will do
   * @param onlyWhenChangedToMatch a record that matched before its change starts nothing
   */
  record OnRecord(
      String type, Set<Trigger> on, @Nullable Condition when, boolean onlyWhenChangedToMatch)
      implements StartDefinition {
    public OnRecord {
      on = Set.copyOf(on);
    }

    /**
     * Whether this change starts a run.
     *
     * @param prior the record before the change; a null node where there was none
     * @throws ExpressionFailed where the condition has no answer for these values
     */
    public boolean starts(Trigger trigger, JsonNode record, JsonNode prior, Instant now) {
      if (!on.contains(trigger) || !matches(record, prior, now)) {
        return false;
      }
      return !onlyWhenChangedToMatch
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
