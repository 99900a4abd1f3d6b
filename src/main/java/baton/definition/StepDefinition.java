package baton.definition;

import baton.expression.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A unit inside a stage. */
public sealed interface StepDefinition
    permits BackgroundStepDefinition, ExternalStepDefinition, InteractiveStepDefinition {
  String name();

  String label();

  StartCondition start();

  /** The flow that the step runs, or the type of the task that it gives to workers. */
  String flow();

  FailurePolicy failure();

  /** Values for the flow's input variables, or for the task. */
  Map<String, Value> inputs();

  /** What it fans out over; null where it does its work once. */
  default @Nullable FanOut fanOut() {
    return null;
  }
}
