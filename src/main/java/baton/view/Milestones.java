package baton.view;

import baton.run.RunEvent;
import baton.run.RunEvent.*;
import baton.run.RunStatus;
import baton.run.StepOutcome;
import baton.run.WorkItemStatus;
import baton.view.Milestone.Subject;
import baton.view.Milestone.What;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the milestones of one run off its events, told in their order. What ends is measured from
 * where it started, so it remembers what has started and who has which work item.
 */
final class Milestones {
  private record Item(String assignee, String record) {}

  /** One visit of a stage, step or work item; of the run {@link #RUN}. */
  private record Part(Subject subject, String name, int visit) {
    Part renamed(RunMigrated e) {
      var names = subject == Subject.Stage ? e.stages() : e.steps();
      return new Part(subject, names.getOrDefault(name, name), visit);
    }
  }

  private static final Part RUN = new Part(Subject.Run, "", 0);

  private final Map<Part, Instant> started = new HashMap<>();
  private final Map<Part, Item> items = new HashMap<>();
  private String orchestration = "";

  /** The same, to go on from here once more. */
  Milestones copy() {
    var copy = new Milestones();
    copy.started.putAll(started);
    copy.items.putAll(items);
    copy.orchestration = orchestration;
    return copy;
  }

  /** The milestone that an event is; empty for bookkeeping. */
  Optional<Milestone> next(long sequence, RunEvent event) {
    var draft =
        switch (event) {
          case RunStarted e -> started(e);
          case RunCompleted e -> run(What.Completed, e.at());
          case RunFailed e -> run(What.Failed, e.at()).fault(e.fault());
          case RunSuspended e -> run(What.Suspended, null).by(e.by()).reason(e.reason());
          case RunResumed e -> run(What.Resumed, null).by(e.by());
          case RunMigrated e -> migrated(e);
          case RunJumped e ->
              new MilestoneDraft(Subject.Stage, e.stage(), 0, What.Jumped)
                  .by(e.by())
                  .reason(e.reason());
          case RunCanceled e -> run(What.Canceled, e.at()).by(e.by()).reason(e.reason());
          case StageStarted e -> begun(Subject.Stage, e.stage(), e.visit(), e.at());
          case StageCompleted e -> ended(Subject.Stage, e.stage(), e.visit(), What.Completed, e);
          case StageFailed e ->
              ended(Subject.Stage, e.stage(), e.visit(), What.Failed, e).fault(e.fault());
          case StageDiscontinued e ->
              ended(Subject.Stage, e.stage(), e.visit(), What.Discontinued, e);
          case StageCanceled e -> ended(Subject.Stage, e.stage(), e.visit(), What.Canceled, e);
          case StageSuspended e ->
              new MilestoneDraft(Subject.Stage, e.stage(), e.visit(), What.Suspended);
          case StageResumed e ->
              new MilestoneDraft(Subject.Stage, e.stage(), e.visit(), What.Resumed);
          case DecisionTaken e ->
              new MilestoneDraft(Subject.Decision, e.decision(), 0, What.Taken)
                  .comments(e.outcome() == null ? "default" : e.outcome());
          case StepStarted e ->
              begun(Subject.Step, e.step(), e.visit(), e.at())
                  .comments(e.subRun() == null ? null : "run " + e.subRun());
          case SubRunEnded e ->
              new MilestoneDraft(Subject.SubRun, e.step(), e.visit(), ended(e.status()))
                  .fault(e.fault())
                  .comments("run " + e.subRun());
          case SubRunBegun ignored -> null;
          case ParentTold ignored -> null;
          case StepCompleted e ->
              ended(Subject.Step, e.step(), e.visit(), What.Completed, e).comments(e.comments());
          case StepRetryPlanned e ->
              ended(Subject.Step, e.step(), e.visit(), What.RetryPlanned, e).fault(e.fault());
          case StepFailed e ->
              ended(Subject.Step, e.step(), e.visit(), What.Failed, e).fault(e.fault());
          case StepSkipped e ->
              new MilestoneDraft(Subject.Step, e.step(), e.visit(), What.Skipped).by(e.by());
          case StepSuspended e ->
              new MilestoneDraft(Subject.Step, e.step(), e.visit(), What.Suspended);
          case StepResumed e -> new MilestoneDraft(Subject.Step, e.step(), e.visit(), What.Resumed);
          case StepDiscontinued e -> ended(Subject.Step, e.step(), e.visit(), What.Discontinued, e);
          case StepCanceled e -> ended(Subject.Step, e.step(), e.visit(), What.Canceled, e);
          case WorkItemAssigned e -> assigned(e);
          case WorkItemClaimed e -> item(e.step(), e.visit(), What.Claimed).by(e.by());
          case WorkItemReleased e -> item(e.step(), e.visit(), What.Released).by(e.by());
          case WorkItemCompleted e ->
              item(e.step(), e.visit(), What.Completed)
                  .took(since(new Part(Subject.WorkItem, e.step(), e.visit()), e.at()))
                  .by(e.by())
                  .comments(e.comments());
          case WorkItemHeld e -> item(e.step(), e.visit(), What.Held);
          case WorkItemFreed e -> item(e.step(), e.visit(), What.Freed);
          case WorkItemClosed e ->
              item(e.step(), e.visit(), closed(e.status()))
                  .took(since(new Part(Subject.WorkItem, e.step(), e.visit()), e.at()));
          case StepWaits ignored -> null;
          case StepWaitEnded ignored -> null;
          case StepWaitForgotten ignored -> null;
          case ItemEnded e ->
              e.outcome() instanceof StepOutcome.Failed failed
                  ? new MilestoneDraft(Subject.Step, e.step(), e.visit(), What.ItemFailed)
                      .fault("item " + e.index() + ": " + failed.fault())
                  : null;
          case ItemRetryPlanned ignored -> null;
          case ItemsDue ignored -> null;
          case StepAwaitsEvent ignored -> null;
          case StepReportedLate e -> late(e);
          case TaskEnded ignored -> null;
          case RunYielded ignored -> null;
          case RunWentOn ignored -> null;
          case StepOutcomeKept ignored -> null;
          case WorkItemRouted ignored -> null;
          case EvaluationsWanted ignored -> null;
          case EvaluationReported ignored -> null;
          case EvaluationRetryPlanned ignored -> null;
          case EvaluationRetried ignored -> null;
          case DecisionAwaited ignored -> null;
          case EventReceived ignored -> null;
          case RecordNoticed ignored -> null;
          case RecordFollowed ignored -> null;
          case TimerKept ignored -> null;
          case TimerReturned ignored -> null;
        };
    return Optional.ofNullable(draft).map(made -> made.at(sequence, event.at()));
  }

  private MilestoneDraft started(RunStarted e) {
    orchestration = e.orchestration();
    started.put(RUN, e.at());
    return run(What.Started, null)
        .by(e.startedBy())
        .comments(
            e.parent() == null
                ? null
                : "for step " + e.parent().step() + " of run " + e.parent().runId())
        .about(null, e.record() == null ? null : e.record().type() + "/" + e.record().id());
  }

  /** What has started goes on under the names of the new version. */
  private MilestoneDraft migrated(RunMigrated e) {
    var times = new HashMap<Part, Instant>();
    started.forEach((part, at) -> times.put(part.renamed(e), at));
    started.clear();
    started.putAll(times);
    var held = new HashMap<Part, Item>();
    items.forEach((part, item) -> held.put(part.renamed(e), item));
    items.clear();
    items.putAll(held);
    return run(What.Migrated, null).by(e.by()).comments("version " + e.version());
  }

  private static MilestoneDraft late(StepReportedLate e) {
    var draft = new MilestoneDraft(Subject.Step, e.step(), e.visit(), What.ReportedLate);
    if (e.item() != null) {
      draft.comments("item " + e.item());
    }
    return switch (e.outcome()) {
      case StepOutcome.Finished finished when e.item() != null -> draft;
      case StepOutcome.Finished finished -> draft.comments(finished.comments());
      case StepOutcome.Failed failed -> draft.fault(failed.fault());
    };
  }

  private MilestoneDraft run(What what, @Nullable Instant end) {
    return new MilestoneDraft(Subject.Run, orchestration, 0, what)
        .took(end == null ? null : since(RUN, end));
  }

  private MilestoneDraft begun(Subject subject, String name, int visit, Instant at) {
    started.put(new Part(subject, name, visit), at);
    return new MilestoneDraft(subject, name, visit, What.Started);
  }

  private MilestoneDraft ended(Subject subject, String name, int visit, What what, RunEvent event) {
    return new MilestoneDraft(subject, name, visit, what)
        .took(since(new Part(subject, name, visit), event.at()));
  }

  private MilestoneDraft assigned(WorkItemAssigned e) {
    var part = new Part(Subject.WorkItem, e.step(), e.visit());
    started.putIfAbsent(part, e.at());
    items.put(part, new Item(e.assignee().toString(), e.recordType() + "/" + e.recordId()));
    return item(e.step(), e.visit(), e.assignment() > 1 ? What.Reassigned : What.Assigned)
        .by(e.by())
        .reason(e.reason())
        .comments(e.flagged());
  }

  private MilestoneDraft item(String step, int visit, What what) {
    var item = items.get(new Part(Subject.WorkItem, step, visit));
    return new MilestoneDraft(Subject.WorkItem, step, visit, what)
        .about(item == null ? null : item.assignee(), item == null ? null : item.record());
  }

  private static What ended(RunStatus status) {
    return switch (status) {
      case Completed -> What.Completed;
      case Error -> What.Failed;
      case Canceled, InProgress, Suspended -> What.Canceled;
    };
  }

  private static What closed(WorkItemStatus status) {
    return status == WorkItemStatus.Canceled ? What.Canceled : What.Discontinued;
  }

  private @Nullable Long since(Part part, Instant end) {
    var begin = started.get(part);
    return begin == null ? null : Duration.between(begin, end).toMillis();
  }
}
