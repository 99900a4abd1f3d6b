package baton.definition;

import baton.expression.Condition;
import baton.expression.Value;
import java.util.Map;

/** When an outcome of a decision is taken. */
public sealed interface OutcomeCondition {
  record When(Condition condition) implements OutcomeCondition {}

  /** When an evaluation flow returns true. */
  record Evaluation(String flow, Map<String, Value> inputs) implements OutcomeCondition {}
}
