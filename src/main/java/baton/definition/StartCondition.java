package baton.definition;

import baton.expression.Condition;
import baton.expression.Value;
import java.util.Map;

/** When a step starts. */
public sealed interface StartCondition {
  record WithStage() implements StartCondition {}

  /** When another step of the stage is Completed. */
  record After(String step) implements StartCondition {}

  record When(Condition condition) implements StartCondition {}

  /** When an evaluation flow returns true. */
  record Evaluation(String flow, Map<String, Value> inputs) implements StartCondition {}
}
