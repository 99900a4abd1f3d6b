package baton.run;

import static baton.run.Witness.require;

/** That what was answered to somebody is stored, and so cannot be lost any more. */
final class Evidence {
  private Evidence() {}

  static void check(Run.Request request, RunState stored, boolean changed) {
    require(stored instanceof StartedRun, "%s was answered, and no start is stored", request);
    var run = (StartedRun) stored;
    switch (request) {
      case Run.Start start ->
          require(
              run.start().requestHash().equals(start.requestHash()), "%s made another run", start);
      case Run.Cancel cancel ->
          require(run.status() == RunStatus.Canceled, "%s is not stored", cancel);
      case Run.Publish publish ->
          require(run.events().contains(publish.event().eventId()), "%s is not stored", publish);
      case Run.NoticeRecord news ->
          require(known(run, news) >= news.version(), "%s is not stored", news);
      case Run.Complete complete -> {
        var item = item(run, complete.item());
        require(changed, "%s changed nothing, and was not refused", complete);
        require(
            item.status() == WorkItemStatus.Completed
                && complete.by().user().equals(item.completedBy()),
            "%s is not stored",
            complete);
      }
      case Run.Claim claim ->
          require(
              claim.by().user().equals(item(run, claim.item()).claimedBy()),
              "%s is not stored",
              claim);
      case Run.Release release ->
          require(item(run, release.item()).claimedBy() == null, "%s is not stored", release);
      case Run.Reassign reassign ->
          require(
              item(run, reassign.item()).assignee().equals(reassign.to()),
              "%s is not stored",
              reassign);
      case Run.Operate(RunOperation.Suspend ignored, var by, var replyTo) ->
          require(run.status() == RunStatus.Suspended, "%s is not stored", request);
      case Run.Operate(RunOperation.Resume ignored, var by, var replyTo) ->
          require(run.status() != RunStatus.Suspended, "%s is not stored", request);
      case Run.Operate(RunOperation.Skip skip, var by, var replyTo) ->
          require(
              run.stages().stream()
                  .flatMap(stage -> stage.steps().values().stream())
                  .anyMatch(step ->
                      step.step().equals(skip.step()) && step.status() == StepStatus.Skipped),
              "%s is not stored",
              request);
      case RunKin.Abandon abandon -> require(run.status().ended(), "%s is not stored", abandon);
      default -> {}
    }
  }

  /** The version of the record that the run knows. */
  private static long known(StartedRun run, Run.NoticeRecord news) {
    var own = run.start().record();
    var about = own != null && own.names(news.type(), news.id()) ? own.version() : Long.MAX_VALUE;
    var followed = run.followed().get(news.type(), news.id());
    return followed == null || followed.inputs().isEmpty()
        ? own == null || about == Long.MAX_VALUE ? 0 : about
        : Math.min(about, followed.version());
  }

  private static WorkItem item(StartedRun run, WorkItemId id) {
    var step = run.step(id.step(), id.visit());
    require(step != null && step.item() != null, "there is no item %s", id);
    return step.item();
  }
}
