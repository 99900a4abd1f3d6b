package baton.definition;

import baton.expression.Value;
import java.util.Map;

/**
 * A step that workers outside do: they fetch its task over HTTP, and say how it ended.
 *
 * @param task the type of its tasks, by which workers ask for them
 */
public record ExternalStepDefinition(
    String name,
    String label,
    StartCondition start,
    String task,
    Map<String, Value> inputs,
    FailurePolicy failure)
    implements StepDefinition {
  @Override
  public String flow() {
    return task;
  }
}
