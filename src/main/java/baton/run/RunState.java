package baton.run;

import static baton.run.WorkItemStatus.Assigned;
import static baton.run.WorkItemStatus.Claimed;

import baton.run.RunEvent.*;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a run is now: the fold of its events, changed only by {@link #apply}. */
public sealed interface RunState {
  /** The state before the first event. */
  record NotStarted() implements RunState {}

  /**
   * A run that has started, whatever became of it.
   *
   * @param start how it began
   * @param stages every visit of every stage, oldest first
   * @param decisions the newest outcome of each decision; "" is the default
   * @param outcomes every outcome ever taken, as {@code decision.outcome}
   * @param events ids of the newest orchestration events received
   * @param changedAt when the newest event happened
   */
  record Started(
      RunStarted start,
      RunStatus status,
      @Nullable String fault,
      List<StageRun> stages,
      Map<String, String> decisions,
      Set<String> outcomes,
      Evaluations evaluations,
      Set<String> events,
      Instant changedAt,
      @Nullable Instant endedAt)
      implements RunState {

    /** The run has ended, or only waits for people or events. */
    public boolean settled() {
      return RunWork.wantedBy(this).isEmpty();
    }

    /** The newest visit of a stage, if it was ever entered. */
    public @Nullable StageRun stage(String stage) {
      return stages.reversed().stream()
          .filter(s -> s.stage().equals(stage))
          .findFirst()
          .orElse(null);
    }

    /** The newest stage run: the one in progress, if any is. */
    public @Nullable StageRun current() {
      return stages.isEmpty() ? null : stages.getLast();
    }

    /** The newest run of a step, if its stage was ever entered. */
    public @Nullable StepRun step(String step) {
      for (var stage : stages.reversed()) {
        var found = stage.steps().get(step);
        if (found != null) {
          return found;
        }
      }
      return null;
    }

    public @Nullable StepRun step(String step, int visit) {
      for (var stage : stages.reversed()) {
        var found = stage.steps().get(step);
        if (found != null && found.visit() == visit) {
          return found;
        }
      }
      return null;
    }

    private Started with(RunStatus newStatus, @Nullable String newFault, Instant at) {
      return new Started(
          start,
          newStatus,
          newFault,
          stages,
          decisions,
          outcomes,
          evaluations.dropped(),
          events,
          changedAt,
          at);
    }

    private Started with(List<StageRun> newStages) {
      return new Started(
          start,
          status,
          fault,
          newStages,
          decisions,
          outcomes,
          evaluations,
          events,
          changedAt,
          endedAt);
    }

    private Started with(Evaluations newEvaluations) {
      return new Started(
          start,
          status,
          fault,
          stages,
          decisions,
          outcomes,
          newEvaluations,
          events,
          changedAt,
          endedAt);
    }

    private Started begun(StageRun stage) {
      var all = new ArrayList<>(stages);
      all.add(stage);
      return with(List.copyOf(all));
    }

    private Started changed(String stage, int visit, UnaryOperator<StageRun> change) {
      var all = new ArrayList<>(stages);
      for (var i = all.size() - 1; i >= 0; i--) {
        if (all.get(i).stage().equals(stage) && all.get(i).visit() == visit) {
          all.set(i, change.apply(all.get(i)));
          return with(List.copyOf(all));
        }
      }
      throw new IllegalStateException("no visit " + visit + " of stage " + stage);
    }

    private Started changedStep(String step, int visit, UnaryOperator<StepRun> change) {
      var all = new ArrayList<>(stages);
      for (var i = all.size() - 1; i >= 0; i--) {
        var found = all.get(i).steps().get(step);
        if (found != null && found.visit() == visit) {
          all.set(i, all.get(i).with(change.apply(found)));
          return with(List.copyOf(all));
        }
      }
      throw new IllegalStateException("no visit " + visit + " of step " + step);
    }

    private Started changedItem(String step, int visit, UnaryOperator<WorkItem> change) {
      return changedStep(
          step,
          visit,
          run -> {
            var item = run.item();
            if (item == null) {
              throw new IllegalStateException("step " + step + " has no work item");
            }
            return run.withItem(change.apply(item));
          });
    }

    private Started taken(DecisionTaken e) {
      var newest = new HashMap<>(decisions);
      var outcome = e.outcome() == null ? "" : e.outcome();
      newest.put(e.decision(), outcome);
      var ever = new LinkedHashSet<>(outcomes);
      ever.add(e.decision() + "." + outcome);
      return new Started(
          start,
          status,
          fault,
          stages,
          Map.copyOf(newest),
          Set.copyOf(ever),
          evaluations,
          events,
          changedAt,
          endedAt);
    }

    private Started received(String eventId) {
      var kept = new LinkedHashSet<>(events);
      kept.add(eventId);
      if (kept.size() > RunLimits.REMEMBERED_EVENTS) {
        kept.removeFirst();
      }
      return new Started(
          start,
          status,
          fault,
          stages,
          decisions,
          outcomes,
          evaluations,
          Collections.unmodifiableSet(kept),
          changedAt,
          endedAt);
    }

    private Started at(Instant time) {
      return new Started(
          start, status, fault, stages, decisions, outcomes, evaluations, events, time, endedAt);
    }
  }

  default RunState apply(RunEvent event) {
    return folded(event).at(event.at());
  }

  private Started folded(RunEvent event) {
    return switch (event) {
      case RunStarted e ->
          new Started(
              e,
              RunStatus.InProgress,
              null,
              List.of(),
              Map.of(),
              Set.of(),
              Evaluations.NONE,
              Set.of(),
              e.at(),
              null);
      case StageStarted e -> started(e).begun(StageRun.started(e));
      case StageCompleted e -> ended(e.stage(), e.visit(), StageStatus.Completed, null, e);
      case StageFailed e -> ended(e.stage(), e.visit(), StageStatus.Error, e.fault(), e);
      case StageDiscontinued e -> ended(e.stage(), e.visit(), StageStatus.Discontinued, null, e);
      case StageCanceled e -> ended(e.stage(), e.visit(), StageStatus.Canceled, null, e);
      case DecisionTaken e -> started(e).taken(e);
      case StepStarted e -> started(e).changedStep(e.step(), e.visit(), s -> s.started(e));
      case StepAwaitsEvent e -> started(e).changedStep(e.step(), e.visit(), StepRun::withFlowEnded);
      case StepCompleted e ->
          started(e)
              .changedStep(
                  e.step(), e.visit(), s -> s.completed(e.outputs(), e.comments(), e.at()));
      case StepFailed e -> stepEnded(e.step(), e.visit(), StepStatus.Error, e.fault(), e);
      case StepSkipped e -> stepEnded(e.step(), e.visit(), StepStatus.Skipped, null, e);
      case StepDiscontinued e -> stepEnded(e.step(), e.visit(), StepStatus.Discontinued, null, e);
      case StepCanceled e -> stepEnded(e.step(), e.visit(), StepStatus.Canceled, null, e);
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
      case WorkItemClosed e ->
          started(e)
              .changedItem(
                  e.step(), e.visit(), i -> i.with(e.status(), i.claimedBy(), null, e.at()));
      case WorkItemRouted e ->
          started(e).changedItem(e.step(), e.visit(), i -> i.routed(e.revision(), e.flagged()));
      case EvaluationsWanted e -> started(e).with(started(e).evaluations().with(e));
      case EvaluationReported e ->
          started(e).with(started(e).evaluations().reported(e.site(), e.met()));
      case EventReceived e -> started(e).received(e.eventId());
      case RunCompleted e -> started(e).with(RunStatus.Completed, null, e.at());
      case RunFailed e -> started(e).with(RunStatus.Error, e.fault(), e.at());
      case RunCanceled e -> started(e).with(RunStatus.Canceled, null, e.at());
    };
  }

  private Started started(RunEvent event) {
    if (this instanceof Started run) {
      return run;
    }
    throw new IllegalStateException(event + " cannot be the first event of a run");
  }

  private Started ended(
      String stage, int visit, StageStatus status, @Nullable String fault, RunEvent event) {
    return started(event).changed(stage, visit, s -> s.ended(status, fault, event.at()));
  }

  private Started stepEnded(
      String step, int visit, StepStatus status, @Nullable String fault, RunEvent event) {
    return started(event).changedStep(step, visit, s -> s.ended(status, fault, event.at()));
  }
}
