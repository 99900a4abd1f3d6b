package baton.run;

import baton.definition.Assignee;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a run. Stored for ever under the short names given here: fields may be
 * added, never renamed or removed. {@code visit} counts the times its stage was entered, from 1;
 * {@code attempt} the times a step was tried in one visit, from 1.
 */
public sealed interface RunEvent {
  Instant at();

  /** {@code follows} names the inputs whose records it follows. */
  @JsonTypeName("run-started")
  record RunStarted(
      String orchestration,
      int version,
      Map<String, JsonNode> inputs,
      String requestHash,
      @Nullable String businessKey,
      String startedBy,
      Instant at,
      @Nullable RunRecord record,
      @Nullable RunParent parent,
      List<String> follows)
      implements RunEvent {
    public RunStarted {
      follows = Objects.requireNonNullElse(follows, List.of());
    }
  }

  @JsonTypeName("stage-started")
  record StageStarted(
      String stage, int visit, List<String> steps, @Nullable Instant deadline, Instant at)
      implements RunEvent {}

  @JsonTypeName("stage-completed")
  record StageCompleted(String stage, int visit, Instant at) implements RunEvent {}

  @JsonTypeName("stage-failed")
  record StageFailed(String stage, int visit, String fault, Instant at) implements RunEvent {}

  @JsonTypeName("stage-discontinued")
  record StageDiscontinued(String stage, int visit, Instant at) implements RunEvent {}

  @JsonTypeName("stage-suspended")
  record StageSuspended(String stage, int visit, Instant at) implements RunEvent {}

  /** The stage goes on after a suspension or an error. */
  @JsonTypeName("stage-resumed")
  record StageResumed(String stage, int visit, @Nullable Instant deadline, Instant at)
      implements RunEvent {}

  @JsonTypeName("stage-canceled")
  record StageCanceled(String stage, int visit, Instant at) implements RunEvent {}

  /** The run stays at a decision until evaluation flows have answered. */
  @JsonTypeName("decision-awaited")
  record DecisionAwaited(String decision, Instant at) implements RunEvent {}

  /** {@code outcome} is null when the default was taken. */
  @JsonTypeName("decision-taken")
  record DecisionTaken(String decision, @Nullable String outcome, Instant at) implements RunEvent {}

  /**
   * An attempt of a step begins.
   *
   * @param firstAttempt the attempt that automatic retries are counted from
   * @param inputs of a step that fans out: those that all its items have
   * @param items what the step fans out over; null where it does its work once
   * @param subRun the id of the run that does it, where another orchestration does
   */
  @JsonTypeName("step-started")
  record StepStarted(
      String step,
      int visit,
      int attempt,
      int firstAttempt,
      StepMode mode,
      String flow,
      int flowVersion,
      Map<String, JsonNode> inputs,
      @Nullable Instant timeoutAt,
      Instant at,
      @Nullable ItemPlan items,
      @Nullable String subRun)
      implements RunEvent {
    /** Of a step that does its work once. */
    public StepStarted(
        String step,
        int visit,
        int attempt,
        int firstAttempt,
        StepMode mode,
        String flow,
        int flowVersion,
        Map<String, JsonNode> inputs,
        @Nullable Instant timeoutAt,
        Instant at) {
      this(
          step,
          visit,
          attempt,
          firstAttempt,
          mode,
          flow,
          flowVersion,
          inputs,
          timeoutAt,
          at,
          null,
          null);
    }
  }

  /**
   * An item of a step that fans out has ended.
   *
   * @param index its place in the collection, from 0
   * @param attempt of this item
   * @param fatal whether the step fails with it
   */
  @JsonTypeName("item-ended")
  record ItemEnded(
      String step,
      int visit,
      int index,
      int attempt,
      StepOutcome outcome,
      boolean fatal,
      Instant at)
      implements RunEvent {}

  /**
   * The flow of an attempt waits for a time; where it stands is kept elsewhere.
   *
   * @param number of this wait in the attempt, greater than that of the one before
   * @param element of the flow
   */
  @JsonTypeName("step-waits")
  record StepWaits(
      String step, int visit, int attempt, int number, String element, Instant due, Instant at)
      implements RunEvent {}

  /** The time has come that the flow waited for: it goes on. */
  @JsonTypeName("step-wait-ended")
  record StepWaitEnded(String step, int visit, int number, Instant at) implements RunEvent {}

  /** The step has ended, and nothing is kept any more of where its flow waited. */
  @JsonTypeName("step-wait-forgotten")
  record StepWaitForgotten(String step, int visit, Instant at) implements RunEvent {}

  /** An attempt of an item has failed, and the next one begins at {@code due}. */
  @JsonTypeName("item-retry-planned")
  record ItemRetryPlanned(
      String step, int visit, int index, int attempt, String fault, Instant due, Instant at)
      implements RunEvent {}

  /** The next attempts begin of the items of a step whose time has come. */
  @JsonTypeName("items-due")
  record ItemsDue(String step, int visit, Instant at) implements RunEvent {}

  /** The flow has ended, and the step now waits for an orchestration event. */
  @JsonTypeName("step-awaits-event")
  record StepAwaitsEvent(String step, int visit, Instant at) implements RunEvent {}

  @JsonTypeName("step-completed")
  record StepCompleted(
      String step, int visit, Map<String, JsonNode> outputs, @Nullable String comments, Instant at)
      implements RunEvent {}

  /** An attempt has failed, and the next one begins at {@code due}. */
  @JsonTypeName("step-retry-planned")
  record StepRetryPlanned(
      String step, int visit, int attempt, String fault, Instant due, Instant at)
      implements RunEvent {}

  /** The step has failed for good; {@code path} is the fault path taken, if it has one. */
  @JsonTypeName("step-failed")
  record StepFailed(String step, int visit, String fault, @Nullable String path, Instant at)
      implements RunEvent {}

  /** The step cannot start any more, or is skipped {@code by} somebody. */
  @JsonTypeName("step-skipped")
  record StepSkipped(
      String step, int visit, Map<String, JsonNode> outputs, @Nullable String by, Instant at)
      implements RunEvent {
    public StepSkipped {
      outputs = Objects.requireNonNullElse(outputs, Map.of());
    }
  }

  /** An attempt has ended while the run was suspended or in error. */
  @JsonTypeName("step-outcome-kept")
  record StepOutcomeKept(String step, int visit, StepOutcome outcome, Instant at)
      implements RunEvent {}

  /** A worker has said how its attempt ended; the same again is told the same. */
  @JsonTypeName("task-ended")
  record TaskEnded(String step, int visit, int attempt, String lease, boolean completed, Instant at)
      implements RunEvent {}

  /**
   * An attempt has ended after its run has, which changes nothing.
   *
   * @param item that it was of, where the step fans out
   */
  @JsonTypeName("step-reported-late")
  record StepReportedLate(
      String step, int visit, int attempt, StepOutcome outcome, Instant at, @Nullable Integer item)
      implements RunEvent {}

  /** The step of a person is put off. */
  @JsonTypeName("step-suspended")
  record StepSuspended(String step, int visit, Instant at) implements RunEvent {}

  @JsonTypeName("step-resumed")
  record StepResumed(String step, int visit, Instant at) implements RunEvent {}

  @JsonTypeName("step-discontinued")
  record StepDiscontinued(String step, int visit, Instant at) implements RunEvent {}

  @JsonTypeName("step-canceled")
  record StepCanceled(String step, int visit, Instant at) implements RunEvent {}

  /** The run that does an attempt of a step has answered that it has begun. */
  @JsonTypeName("sub-run-begun")
  record SubRunBegun(String subRun, String step, int visit, Instant at) implements RunEvent {}

  /** The run that does an attempt of a step has ended, is in error, or was told to end. */
  @JsonTypeName("sub-run-ended")
  record SubRunEnded(
      String subRun, String step, int visit, RunStatus status, @Nullable String fault, Instant at)
      implements RunEvent {}

  /** The run whose step this run does knows that it has ended; {@code ending} counts from 1. */
  @JsonTypeName("parent-told")
  record ParentTold(int ending, Instant at) implements RunEvent {}

  /** The item of an interactive step was created, or went to somebody else. */
  @JsonTypeName("work-item-assigned")
  record WorkItemAssigned(
      String step,
      int visit,
      int assignment,
      Assignee assignee,
      String recordType,
      String recordId,
      @Nullable String flagged,
      @Nullable String by,
      @Nullable String reason,
      Instant at)
      implements RunEvent {}

  @JsonTypeName("work-item-claimed")
  record WorkItemClaimed(String step, int visit, String by, Instant at) implements RunEvent {}

  @JsonTypeName("work-item-released")
  record WorkItemReleased(String step, int visit, String by, Instant at) implements RunEvent {}

  @JsonTypeName("work-item-completed")
  record WorkItemCompleted(
      String step,
      int visit,
      String by,
      Map<String, JsonNode> outputs,
      @Nullable String comments,
      Instant at)
      implements RunEvent {}

  @JsonTypeName("work-item-held")
  record WorkItemHeld(String step, int visit, Instant at) implements RunEvent {}

  /** The item is no longer on hold. */
  @JsonTypeName("work-item-freed")
  record WorkItemFreed(String step, int visit, Instant at) implements RunEvent {}

  /** Nobody finished the item: its stage completed, or its run was canceled. */
  @JsonTypeName("work-item-closed")
  record WorkItemClosed(String step, int visit, WorkItemStatus status, Instant at)
      implements RunEvent {}

  /**
   * The lists and mails of the people show this revision of the item; {@code flagged} says why
   * nobody could be found for it.
   */
  @JsonTypeName("work-item-routed")
  record WorkItemRouted(String step, int visit, int revision, @Nullable String flagged, Instant at)
      implements RunEvent {}

  /** A pass needs evaluation flows; those of an older pass are no longer wanted. */
  @JsonTypeName("evaluations-wanted")
  record EvaluationsWanted(int pass, List<Evaluation> evaluations, Instant at)
      implements RunEvent {}

  @JsonTypeName("evaluation-reported")
  record EvaluationReported(int pass, String site, boolean met, Instant at) implements RunEvent {}

  /** An evaluation flow could not answer, and is asked again at {@code due}. */
  @JsonTypeName("evaluation-retry-planned")
  record EvaluationRetryPlanned(
      int pass, String site, int attempt, String fault, Instant due, Instant at)
      implements RunEvent {}

  /** An evaluation flow is asked again. */
  @JsonTypeName("evaluation-retried")
  record EvaluationRetried(int pass, String site, int attempt, Instant at) implements RunEvent {}

  /** An orchestration event came; its id makes a repeat harmless. */
  @JsonTypeName("event-received")
  record EventReceived(String eventId, Instant at) implements RunEvent {}

  /**
   * A record was changed that the run follows; without type and id, the one that it is about.
   *
   * @param fields its newest values; null where they do not fit into the run
   */
  @JsonTypeName("record-noticed")
  record RecordNoticed(
      long version,
      @Nullable Map<String, JsonNode> fields,
      Instant at,
      @Nullable String type,
      @Nullable String id)
      implements RunEvent {}

  /** A record tells the run of its changes from now on, or {@code refused} says why it cannot. */
  @JsonTypeName("record-followed")
  record RecordFollowed(String type, String id, @Nullable String refused, Instant at)
      implements RunEvent {}

  /** A timer is kept elsewhere; the run may sleep until then. */
  @JsonTypeName("timer-kept")
  record TimerKept(String timer, Instant at) implements RunEvent {}

  /** A kept timer came too early, and must be kept again. */
  @JsonTypeName("timer-returned")
  record TimerReturned(String timer, Instant at) implements RunEvent {}

  /** Synchronous steps have followed each other: others who wait for the run come first. */
  @JsonTypeName("run-yielded")
  record RunYielded(Instant at) implements RunEvent {}

  /** The run goes on where it has let others in. */
  @JsonTypeName("run-went-on")
  record RunWentOn(Instant at) implements RunEvent {}

  @JsonTypeName("run-completed")
  record RunCompleted(Instant at, Map<String, JsonNode> outputs) implements RunEvent {
    public RunCompleted {
      outputs = Objects.requireNonNullElse(outputs, Map.of());
    }
  }

  /** {@code element} is the one that could not be entered, if that was the cause. */
  @JsonTypeName("run-failed")
  record RunFailed(String fault, @Nullable String element, Instant at) implements RunEvent {}

  @JsonTypeName("run-suspended")
  record RunSuspended(String by, @Nullable String reason, Instant at) implements RunEvent {}

  /** The run goes on after a suspension or an error. */
  @JsonTypeName("run-resumed")
  record RunResumed(String by, Instant at) implements RunEvent {}

  /**
   * The run goes on with another version.
   *
   * @param stages new names of stages, by their old ones
   * @param steps new names of steps, by their old ones
   * @param currentSteps the steps that the current stage has from now on
   * @param follows names of the inputs whose records it follows from now on
   */
  @JsonTypeName("run-migrated")
  record RunMigrated(
      int version,
      Map<String, String> stages,
      Map<String, String> steps,
      List<String> currentSteps,
      Map<String, JsonNode> inputs,
      String by,
      Instant at,
      List<String> follows)
      implements RunEvent {
    public RunMigrated {
      follows = Objects.requireNonNullElse(follows, List.of());
    }
  }

  /** Somebody leads the run to another stage. */
  @JsonTypeName("run-jumped")
  record RunJumped(String stage, String by, @Nullable String reason, Instant at)
      implements RunEvent {}

  @JsonTypeName("run-canceled")
  record RunCanceled(String by, @Nullable String reason, Instant at) implements RunEvent {}
}
