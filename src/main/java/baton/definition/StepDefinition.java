package baton.definition;

import baton.expression.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A unit inside a stage. */
public sealed interface StepDefinition
    permits BackgroundStepDefinition,
        ExternalStepDefinition,
        InteractiveStepDefinition,
        SubOrchestrationStepDefinition {
  String name();

  String label();

  StartCondition start();

  /**
   * The flow that the step runs, the type of the task that it gives to workers, or the
   * orchestration that it runs.
   */
  String flow();

  FailurePolicy failure();

  /** Values for the input variables of the flow or orchestration, or for the task. */
  Map<String, Value> inputs();

  /** What it fans out over; null where it does its work once. */
  default @Nullable FanOut fanOut() {
    return null;
  }
}
