package baton.definition;

import baton.expression.Type;
import baton.expression.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step that workers outside do: they fetch its task over HTTP, and say how it ended.
 *
 * @param task the type of its tasks, by which workers ask for them
 * @param outputs what workers must answer with, of each item where it fans out; where it is empty
 *     they may answer with anything
 */
public record ExternalStepDefinition(
    String name,
    String label,
    StartCondition start,
    String task,
    Map<String, Value> inputs,
    FailurePolicy failure,
    @Nullable FanOut fanOut,
    Map<String, Type> outputs)
    implements StepDefinition {
  /** One that does its work once, and may answer with anything. */
  public ExternalStepDefinition(
      String name,
      String label,
      StartCondition start,
      String task,
      Map<String, Value> inputs,
      FailurePolicy failure) {
    this(name, label, start, task, inputs, failure, null, Map.of());
  }

  @Override
  public String flow() {
    return task;
  }
}
