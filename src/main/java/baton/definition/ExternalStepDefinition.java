package baton.definition;

import baton.expression.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    FailurePolicy failure,
    @Nullable FanOut fanOut)
    implements StepDefinition {
  /** One that does its work once. */
  public ExternalStepDefinition(
      String name,
      String label,
      StartCondition start,
      String task,
      Map<String, Value> inputs,
      FailurePolicy failure) {
    this(name, label, start, task, inputs, failure, null);
  }

  @Override
  public String flow() {
    return task;
  }
}
