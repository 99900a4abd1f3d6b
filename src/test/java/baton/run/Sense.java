package baton.run;

import static baton.run.Witness.require;

/** What makes sense of a run whenever a decision has been stored. */
final class Sense {
  private Sense() {}

  static void check(RunState state) {
    if (!(state instanceof StartedRun run)) {
      return;
    }
    var open =
        run.stages().stream()
            .filter(stage ->
                stage.status() == StageStatus.InProgress || stage.status() == StageStatus.Suspended)
            .toList();
    if (run.status() == RunStatus.InProgress || run.status() == RunStatus.Suspended) {
      require(
          run.deciding() == null
              ? open.size() == 1
                  && open.getFirst() == run.current()
                  && open.getFirst().status().name().equals(run.status().name())
              : open.isEmpty(),
          "an open run has exactly one open stage, the newest, or waits at a decision: %s",
          run);
    }
    if (run.status().ended() || run.status() == RunStatus.Error) {
      require(open.isEmpty(), "a stage outlives its run: %s", open);
      require(run.evaluations().wanted().isEmpty(), "evaluations of a run that has ended");
    }
    for (var stage : run.stages()) {
      for (var step : stage.steps().values()) {
        check(run, stage, step);
      }
    }
  }

  private static void check(StartedRun run, StageRun stage, StepRun step) {
    var open = step.inProgress() || step.status() == StepStatus.Suspended;
    require(stage.open() || !open, "a step outlives its stage: %s %s", stage, step);
    require(
        step.status() != StepStatus.Suspended || run.status() == RunStatus.Suspended,
        "a step is suspended, and its run is %s: %s",
        run.status(),
        step);
    require(
        step.mode() != StepMode.INTERACTIVE || step.item() != null,
        "an interactive step has no item: %s",
        step);
    var item = step.item();
    if (item != null && item.status().open() && run.status() != RunStatus.Error) {
      require(open, "an open item has a step that is %s: %s", step.status(), item);
    }
    if (item != null && open) {
      require(
          item.status() != WorkItemStatus.OnHold || run.status() == RunStatus.Suspended,
          "an item is on hold, and its run is %s",
          run.status());
      require(
          item.status() != WorkItemStatus.Assigned && item.status() != WorkItemStatus.Claimed
              || run.status() != RunStatus.Suspended,
          "an item is %s, and its run is suspended",
          item.status());
      require(
          item.status().open() || step.flowEnded(),
          "an interactive step in progress has an item that is %s",
          item.status());
    }
  }

  /** The first to finish wins, of those whose work it is. */
  static void mayComplete(RunState before, RunEvent.WorkItemCompleted e, Principal by) {
    var step = before instanceof StartedRun run ? run.step(e.step(), e.visit()) : null;
    var item = step == null ? null : step.item();
    require(item != null && item.status().open(), "%s, but the item is not open: %s", e, item);
    require(by.mayDo(item.assignee()), "%s, but it is assigned to %s", e, item.assignee());
    require(
        item.claimedBy() == null || item.claimedBy().equals(e.by()),
        "%s, but it is claimed by %s",
        e,
        item.claimedBy());
  }
}
