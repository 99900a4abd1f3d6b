package baton.definition;

import baton.expression.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step that runs an autolaunched flow.
 *
 * @param asynchronous the flow may wait and call out
 * @param completedByEvent done when an orchestration event says so, not when the flow ends (only
 *     asynchronous steps)
 */
public record BackgroundStepDefinition(
    String name,
    String label,
    StartCondition start,
    String flow,
    Map<String, Value> inputs,
    boolean asynchronous,
    boolean completedByEvent,
    FailurePolicy failure,
    @Nullable FanOut fanOut)
    implements StepDefinition {
  /** One that does its work once. */
  public BackgroundStepDefinition(
      String name,
      String label,
      StartCondition start,
      String flow,
      Map<String, Value> inputs,
      boolean asynchronous,
      boolean completedByEvent,
      FailurePolicy failure) {
    this(name, label, start, flow, inputs, asynchronous, completedByEvent, failure, null);
  }
}
