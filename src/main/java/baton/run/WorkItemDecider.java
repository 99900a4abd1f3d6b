package baton.run;

import static baton.run.RunDecision.overtaken;
import static baton.run.RunDecision.reject;
import static baton.run.RunDecision.unchanged;

import baton.definition.Assignee;
import baton.definition.InteractiveStepDefinition;
import baton.run.RunDecision.Reason;
import baton.run.RunEvent.WorkItemAssigned;
import baton.run.RunEvent.WorkItemClaimed;
import baton.run.RunEvent.WorkItemCompleted;
import baton.run.RunEvent.WorkItemReleased;
import baton.run.RunEvent.WorkItemRouted;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Decides what people may do with the work items of a run: whose they are, and that the first to
 * finish wins. Pure.
 */
final class WorkItemDecider {
  private WorkItemDecider() {}

  static RunDecision claim(RunState state, Run.Claim command, RunContext context) {
    var found = open(state, command.item(), command.by(), context);
    return switch (found) {
      case Found.No no -> no.rejected();
      case Found.Open(var step, var item) when item.claimedBy() != null -> unchanged();
      case Found.Open(var step, var item) ->
          stored(
              state,
              context,
              new WorkItemClaimed(step.step(), step.visit(), command.by().user(), context.now()));
    };
  }

  static RunDecision release(RunState state, Run.Release command, RunContext context) {
    return switch (open(state, command.item(), command.by(), context)) {
      case Found.No no -> no.rejected();
      case Found.Open(var step, var item) when item.claimedBy() == null -> unchanged();
      case Found.Open(var step, var item) ->
          stored(
              state,
              context,
              new WorkItemReleased(step.step(), step.visit(), command.by().user(), context.now()));
    };
  }

  /** Handled as new by the router: new lists, new mail. */
  static RunDecision reassign(RunState state, Run.Reassign command, RunContext context) {
    if (RunValues.tooLong(command.reason())) {
      return RunDecider.tooLong("the reason");
    }
    return switch (open(state, command.item(), command.by(), context)) {
      case Found.No no -> no.rejected();
      case Found.Open(var step, var item)
          when item.assignee().equals(command.to()) && item.claimedBy() == null ->
          unchanged();
      case Found.Open(var step, var item) ->
          stored(
              state,
              context,
              assigned(
                  step, item, command.to(), null, command.by().user(), command.reason(), context));
    };
  }

  static RunDecision complete(RunState state, Run.Complete command, RunContext context) {
    return switch (open(state, command.item(), command.by(), context)) {
      case Found.No no -> no.rejected();
      case Found.Open(var step, var item) -> {
        var change = new RunChange(context, state);
        var outputs = RunValues.canonical(command.outputs());
        var excess = RunValues.excess(change.run(), outputs);
        if (excess != null) {
          yield reject(Reason.INVALID_INPUT, "the outputs " + excess);
        }
        var problems = DeclaredOutputs.problems(step, outputs, context);
        if (!problems.isEmpty()) {
          yield RunDecision.invalid(DeclaredOutputs.words(problems), problems);
        }
        change.emit(
            new WorkItemCompleted(
                step.step(),
                step.visit(),
                command.by().user(),
                outputs,
                comments(outputs.get("Comments")),
                context.now()));
        RunPass.settle(change);
        yield change.accepted();
      }
    };
  }

  /** The router shows a revision of the item, or could find nobody behind its assignee. */
  static RunDecision routed(RunState state, Run.ItemRouted report, RunContext context) {
    if (!(state instanceof StartedRun run)) {
      return unchanged();
    }
    var step = run.step(report.step(), report.visit());
    var item = step == null ? null : step.item();
    if (step == null || item == null || item.routedRevision() >= report.revision()) {
      return unchanged();
    }
    var change = new RunChange(context, state);
    if (report.unroutable() == null
        || item.revision() != report.revision()
        || !item.status().open()) {
      change.emit(shown(step, report, null, context));
      return change.accepted();
    }
    var next =
        change.blueprint(step) instanceof InteractiveStepDefinition blueprint
            ? Assignments.next(blueprint, item, change.bindings(), context)
            : null;
    if (next == null) {
      change.emit(shown(step, report, report.unroutable(), context));
    } else {
      change.emit(
          assigned(
              step,
              item,
              next,
              report.unroutable() + ", so it went to " + next,
              null,
              null,
              context));
    }
    return change.accepted();
  }

  private static WorkItemRouted shown(
      StepRun step, Run.ItemRouted report, @Nullable String flagged, RunContext context) {
    return new WorkItemRouted(step.step(), step.visit(), report.revision(), flagged, context.now());
  }

  private static WorkItemAssigned assigned(
      StepRun step,
      WorkItem item,
      Assignee to,
      @Nullable String flagged,
      @Nullable String by,
      @Nullable String reason,
      RunContext context) {
    return new WorkItemAssigned(
        step.step(),
        step.visit(),
        item.assignment() + 1,
        to,
        item.recordType(),
        item.recordId(),
        flagged,
        by,
        reason,
        context.now());
  }

  private sealed interface Found {
    record Open(StepRun step, WorkItem item) implements Found {}

    record No(RunDecision rejected) implements Found {}
  }

  /** The item, if it is open and {@code by} may do it; else why not. */
  private static Found open(RunState state, WorkItemId id, Principal by, RunContext context) {
    var step = state instanceof StartedRun run ? run.step(id.step(), id.visit()) : null;
    var item = step == null ? null : step.item();
    if (!(state instanceof StartedRun run) || step == null || item == null) {
      return new Found.No(reject(Reason.NOT_FOUND, "there is no work item " + id));
    }
    if (!by.mayDo(item.assignee())) {
      return new Found.No(
          overtaken(
              Reason.NOT_ASSIGNED_TO_YOU,
              "work item "
                  + id
                  + " is assigned to "
                  + item.assignee()
                  + ", and "
                  + by.user()
                  + " is not of them",
              item.completedBy() == null ? item.claimedBy() : item.completedBy(),
              item.changedAt()));
    }
    if (item.status() == WorkItemStatus.Completed) {
      return new Found.No(
          overtaken(
              Reason.ALREADY_COMPLETED,
              "already done by " + item.completedBy() + " at " + item.changedAt(),
              item.completedBy(),
              item.changedAt()));
    }
    if (!item.status().open() || run.status() != RunStatus.InProgress) {
      return new Found.No(
          overtaken(
              Reason.WRONG_STATE,
              "work item "
                  + id
                  + " is "
                  + item.status()
                  + ", its run is "
                  + run.status()
                  + (run.status() == RunStatus.Suspended || run.status() == RunStatus.Error
                      ? "; somebody must resume the run first"
                      : ""),
              null,
              item.changedAt()));
    }
    if (item.claimedBy() != null && !item.claimedBy().equals(by.user())) {
      return new Found.No(
          overtaken(
              Reason.CLAIMED_BY_OTHER,
              "claimed by " + item.claimedBy() + " at " + item.changedAt(),
              item.claimedBy(),
              item.changedAt()));
    }
    return new Found.Open(step, item);
  }

  private static @Nullable String comments(@Nullable JsonNode value) {
    return value == null || value.isNull() ? null : RunValues.brief(value.asText());
  }

  private static RunDecision stored(RunState state, RunContext context, RunEvent event) {
    var change = new RunChange(context, state);
    change.emit(event);
    return change.accepted();
  }
}
