package baton.definition;

import baton.expression.Value;
import java.util.Map;

/** A unit inside a stage. */
public sealed interface StepDefinition permits BackgroundStepDefinition, InteractiveStepDefinition {
  String name();

  String label();

  StartCondition start();

  /** The flow that the step runs. */
  String flow();

  FailurePolicy failure();

  /** Values for the flow's input variables. */
  Map<String, Value> inputs();
}
