package baton.definition;

import baton.expression.Value;
import java.util.Map;

/**
 * A step that a run of another orchestration does; the outputs of that run are those of the step.
 *
 * @param orchestration the name of the other
 */
public record SubOrchestrationStepDefinition(
    String name,
    String label,
    StartCondition start,
    String orchestration,
    Map<String, Value> inputs,
    FailurePolicy failure)
    implements StepDefinition {
  @Override
  public String flow() {
    return orchestration;
  }
}
