package baton.definition;

import baton.expression.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step that gives a screen flow to a user, group or queue as a work item. */
public record InteractiveStepDefinition(
    String name,
    String label,
    StartCondition start,
    String flow,
    Map<String, Value> inputs,
    RelatedRecord record,
    AssigneeDefinition assignee,
    @Nullable AssigneeDefinition otherwise,
    CompletionCondition completion,
    FailurePolicy failure)
    implements StepDefinition {

  /** The record on whose page the work is done. */
  public record RelatedRecord(String type, Value id) {}

  /** Who it goes to: a kind, and a name that may be computed. */
  public record AssigneeDefinition(Assignee.Kind kind, Value name) {}
}
