package baton.run;

import static baton.run.WorkItemStatus.Assigned;
import static baton.run.WorkItemStatus.Claimed;
import static baton.run.WorkItemStatus.OnHold;

import baton.run.RunEvent.*;
import org.jspecify.annotations.Nullable;

/** What a run is now: the fold of its events, changed only by {@link #apply}. */
public sealed interface RunState permits RunState.NotStarted, StartedRun {
  /** The state before the first event. */
  record NotStarted() implements RunState {}

  default RunState apply(RunEvent event) {
    return folded(event).at(event.at());
  }

  private StartedRun folded(RunEvent event) {
    return switch (event) {
      case RunStarted e -> StartedRun.of(e);
      case StageStarted e -> started(e).begun(StageRun.started(e));
      case StageCompleted e -> ended(e.stage(), e.visit(), StageStatus.Completed, null, e);
      case StageFailed e ->
          ended(e.stage(), e.visit(), StageStatus.Error, e.fault(), e).withFaultMessage(e.fault());
      case StageSuspended e -> started(e).changed(e.stage(), e.visit(), StageRun::suspended);
      case StageResumed e -> started(e).changed(e.stage(), e.visit(), s -> s.resumed(e));
      case StageDiscontinued e -> ended(e.stage(), e.visit(), StageStatus.Discontinued, null, e);
      case StageCanceled e -> ended(e.stage(), e.visit(), StageStatus.Canceled, null, e);
      case DecisionAwaited e -> started(e).awaiting(e.decision());
      case DecisionTaken e -> started(e).taken(e);
      case StepStarted e -> started(e).begun(e).with(started(e).subRuns().with(e));
      case StepWaits e ->
          started(e).changedStep(e.step(), e.visit(), s -> s.withWait(FlowWait.of(e)));
      case StepWaitEnded e -> started(e).changedStep(e.step(), e.visit(), StepRun::goneOn);
      case StepWaitForgotten e ->
          started(e).changedStep(e.step(), e.visit(), s -> s.withWait(null));
      case ItemEnded e ->
          started(e).changedItems(e.step(), e.visit(), (s, goingOn) -> s.itemEnded(e, goingOn));
      case ItemRetryPlanned e ->
          started(e).changedItems(e.step(), e.visit(), (s, goingOn) -> s.itemRetrying(e, goingOn));
      case ItemsDue e ->
          started(e).changedItems(e.step(), e.visit(), (s, goingOn) -> s.itemsDue(e, goingOn));
      case StepAwaitsEvent e -> started(e).changedStep(e.step(), e.visit(), StepRun::withFlowEnded);
      case StepCompleted e ->
          started(e)
              .changedStep(
                  e.step(), e.visit(), s -> s.completed(e.outputs(), e.comments(), e.at()));
      case StepRetryPlanned e -> started(e).changedStep(e.step(), e.visit(), s -> s.retrying(e));
      case StepFailed e ->
          started(e)
              .changedStep(e.step(), e.visit(), s -> s.failed(e))
              .withFaultMessage("step " + e.step() + ": " + e.fault());
      case StepSkipped e -> started(e).changedStep(e.step(), e.visit(), s -> s.skipped(e));
      case StepOutcomeKept e ->
          started(e).changedStep(e.step(), e.visit(), s -> s.keeping(e.outcome()));
      case TaskEnded e -> started(e).changedStep(e.step(), e.visit(), s -> s.ended(e));
      case StepReportedLate e ->
          started(e).changedStep(e.step(), e.visit(), s -> s.withLateReport(e.item()));
      case StepSuspended e ->
          started(e).changedStep(e.step(), e.visit(), s -> s.with(StepStatus.Suspended));
      case StepResumed e ->
          started(e).changedStep(e.step(), e.visit(), s -> s.with(StepStatus.InProgress));
      case StepDiscontinued e -> stepEnded(e.step(), e.visit(), StepStatus.Discontinued, null, e);
      case StepCanceled e -> stepEnded(e.step(), e.visit(), StepStatus.Canceled, null, e);
      case SubRunBegun e -> started(e).with(started(e).subRuns().begun(e.subRun()));
      case SubRunEnded e -> started(e).with(started(e).subRuns().ended(e));
      case ParentTold e -> started(e).with(started(e).endings().told(e.ending()));
      case WorkItemAssigned e ->
          started(e)
              .changedStep(
                  e.step(),
                  e.visit(),
                  s -> s.withItem(s.item() == null ? WorkItem.created(e) : s.item().reassigned(e)));
      case WorkItemClaimed e ->
          started(e).changedItem(e.step(), e.visit(), i -> i.with(Claimed, e.by(), null, e.at()));
      case WorkItemReleased e ->
          started(e).changedItem(e.step(), e.visit(), i -> i.with(Assigned, null, null, e.at()));
      case WorkItemCompleted e ->
          started(e)
              .changedItem(
                  e.step(),
                  e.visit(),
                  i -> i.with(WorkItemStatus.Completed, i.claimedBy(), e.by(), e.at()))
              .changedStep(e.step(), e.visit(), s -> s.withOutputs(e.outputs(), e.comments()));
      case WorkItemHeld e ->
          started(e)
              .changedItem(e.step(), e.visit(), i -> i.with(OnHold, i.claimedBy(), null, e.at()));
      case WorkItemFreed e ->
          started(e)
              .changedItem(
                  e.step(),
                  e.visit(),
                  i ->
                      i.with(
                          i.claimedBy() == null ? Assigned : Claimed, i.claimedBy(), null, e.at()));
      case WorkItemClosed e ->
          started(e)
              .changedItem(
                  e.step(), e.visit(), i -> i.with(e.status(), i.claimedBy(), null, e.at()));
      case WorkItemRouted e ->
          started(e).changedItem(e.step(), e.visit(), i -> i.routed(e.revision(), e.flagged()));
      case EvaluationsWanted e -> started(e).with(started(e).evaluations().with(e));
      case EvaluationReported e ->
          started(e).with(started(e).evaluations().reported(e.site(), e.met()));
      case EvaluationRetryPlanned e -> started(e).with(started(e).evaluations().with(e));
      case EvaluationRetried e -> started(e).with(started(e).evaluations().with(e));
      case EventReceived e -> started(e).received(e.eventId());
      case RecordNoticed e -> started(e).noticed(e);
      case RecordFollowed e -> started(e).with(started(e).followed().answered(e));
      case TimerKept e -> started(e).changedTimer(e.timer(), true);
      case TimerReturned e -> started(e).changedTimer(e.timer(), false);
      case RunYielded ignored -> started(event).yielding(true);
      case RunWentOn ignored -> started(event).yielding(false);
      case RunCompleted e -> started(e).completed(e);
      case RunFailed e -> started(e).failed(e);
      case RunSuspended e -> started(e).suspended(e.at()).itemsGoOn(e.at());
      case RunResumed e -> started(e).resumed().itemsGoOn(e.at());
      case RunMigrated e -> started(e).migrated(e);
      case RunJumped e -> started(e);
      case RunCanceled e -> started(e).ended(RunStatus.Canceled, e.at());
    };
  }

  private StartedRun started(RunEvent event) {
    if (this instanceof StartedRun run) {
      return run;
    }
    throw new IllegalStateException(event + " cannot be the first event of a run");
  }

  private StartedRun ended(
      String stage, int visit, StageStatus status, @Nullable String fault, RunEvent event) {
    return started(event).changed(stage, visit, s -> s.ended(status, fault, event.at()));
  }

  private StartedRun stepEnded(
      String step, int visit, StepStatus status, @Nullable String fault, RunEvent event) {
    return started(event).changedStep(step, visit, s -> s.ended(status, fault, event.at()));
  }
}
