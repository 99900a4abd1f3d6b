package baton.step;

import baton.definition.Assignee;
import baton.run.RunView;
import baton.run.RunView.StepView;
import baton.run.WorkItemId;
import baton.work.WorkItem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the work item that a run knows into the one that its people are shown. */
public final class ShownItem {
  private ShownItem() {}

  record RunFacts(String runId, String name, String label, @Nullable String businessKey) {}

  /** The item of a run, if it has such a one. */
  public static Optional<WorkItem> of(RunView run, WorkItemId id) {
    for (var stage : run.stages()) {
      for (var step : stage.steps()) {
        var item = step.workItem();
        if (item != null && item.id().equals(id.toString())) {
          var facts = new RunFacts(run.id(), run.orchestration(), run.label(), run.businessKey());
          return Optional.of(of(facts, stage.name(), step));
        }
      }
    }
    return Optional.empty();
  }

  static WorkItem of(RunFacts run, String stage, StepView step) {
    var item = step.workItem();
    if (item == null) {
      throw new IllegalStateException("step " + step.name() + " has no work item");
    }
    return new WorkItem(
        item.id(),
        run.runId(),
        run.name(),
        run.label(),
        run.businessKey(),
        stage,
        step.name(),
        step.label(),
        step.flow(),
        step.flowVersion(),
        step.inputs(),
        item.recordType(),
        item.recordId(),
        Assignee.parse(item.assignee()),
        item.previous().stream().map(Assignee::parse).toList(),
        WorkItem.Status.valueOf(item.status().name()),
        item.claimedBy(),
        item.completedBy(),
        item.flagged(),
        item.assignment(),
        item.revision(),
        item.createdAt(),
        item.changedAt());
  }
}
