package baton.definition;

import baton.expression.Condition;
import baton.expression.Value;
import java.util.Map;

/** When a stage, or an interactive step, is complete. */
public sealed interface CompletionCondition {
  /** A stage: all its steps are finished. A step: its flow is finished. */
  record Finished() implements CompletionCondition {}

  record When(Condition condition) implements CompletionCondition {}

  /** When an evaluation flow returns true. */
  record Evaluation(String flow, Map<String, Value> inputs) implements CompletionCondition {}
}
