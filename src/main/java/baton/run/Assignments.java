package baton.run;

import baton.definition.Assignee;
import baton.definition.InteractiveStepDefinition;
import baton.definition.InteractiveStepDefinition.AssigneeDefinition;
import baton.expression.Bindings;
import baton.run.RunEvent.WorkItemAssigned;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Who a work item goes to: the assignee of the step, then its fallback, then the owner of the
 * orchestration. An item that nobody could be found for stays with the last of them, flagged.
 */
final class Assignments {
  private Assignments() {}

  static WorkItemAssigned first(
      InteractiveStepDefinition step,
      int visit,
      int assignment,
      Bindings bindings,
      RunContext context) {
    var record = step.record();
    var recordId = text(record.id().evaluate(bindings));
    var meant = assignee(step.assignee(), bindings);
    var fallback = step.otherwise() == null ? null : assignee(step.otherwise(), bindings);
    var assignee = meant != null ? meant : fallback != null ? fallback : owner(context);
    var flagged =
        meant != null
            ? null
            : "the assignee of step " + step.name() + " has no value, so it went to " + assignee;
    return new WorkItemAssigned(
        step.name(),
        visit,
        assignment,
        assignee,
        record.type(),
        recordId,
        flagged,
        null,
        null,
        context.now());
  }

  /** The next to try after {@code item} could not be routed; null when nobody is left. */
  static @Nullable Assignee next(
      InteractiveStepDefinition step, WorkItem item, Bindings bindings, RunContext context) {
    var fallback = step.otherwise() == null ? null : assignee(step.otherwise(), bindings);
    if (fallback != null && !tried(item, fallback)) {
      return fallback;
    }
    var owner = owner(context);
    return tried(item, owner) ? null : owner;
  }

  private static boolean tried(WorkItem item, Assignee assignee) {
    return item.assignee().equals(assignee) || item.previous().contains(assignee);
  }

  private static Assignee owner(RunContext context) {
    return new Assignee(Assignee.Kind.USER, context.owner());
  }

  private static @Nullable Assignee assignee(AssigneeDefinition definition, Bindings bindings) {
    var name = text(definition.name().evaluate(bindings));
    return name.isBlank() ? null : new Assignee(definition.kind(), name);
  }

  private static String text(JsonNode value) {
    return value.isNull() || value.isMissingNode() ? "" : value.asText();
  }
}
