package baton.definition;

import baton.expression.Condition;
import baton.expression.Value;
import java.util.List;
import java.util.Map;

/** When a step starts. */
public sealed interface StartCondition {
  record WithStage() implements StartCondition {}

  /**
   * When another step of the stage is Completed, was skipped by a person, or is in error and its
   * fault path is to continue.
   */
  record After(String step) implements StartCondition {}

  /** When one of these steps has failed, and its fault path leads here. */
  record OnFault(List<String> steps) implements StartCondition {}

  record When(Condition condition) implements StartCondition {}

  /** When an evaluation flow returns true. */
  record Evaluation(String flow, Map<String, Value> inputs) implements StartCondition {}
}
