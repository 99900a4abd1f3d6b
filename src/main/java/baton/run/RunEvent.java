package baton.run;

import baton.definition.Assignee;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a run. Stored for ever under the short names given here: fields may be
 * added, never renamed or removed. {@code visit} counts the times its stage was entered, from 1;
 * {@code attempt} the times a step was tried in one visit, from 1.
 */
public sealed interface RunEvent {
  Instant at();

  @JsonTypeName("run-started")
  record RunStarted(
      String orchestration,
      int version,
      Map<String, JsonNode> inputs,
      String requestHash,
      @Nullable String businessKey,
      String startedBy,
      Instant at,
      @Nullable RunRecord record)
      implements RunEvent {
    RunStarted with(RunRecord newest) {
      return new RunStarted(
          orchestration, version, inputs, requestHash, businessKey, startedBy, at, newest);
    }
  }

  @JsonTypeName("stage-started")
  record StageStarted(String stage, int visit, List<String> steps, Instant at)
      implements RunEvent {}

  @JsonTypeName("stage-completed")
  record StageCompleted(String stage, int visit, Instant at) implements RunEvent {}

  @JsonTypeName("stage-failed")
  record StageFailed(String stage, int visit, String fault, Instant at) implements RunEvent {}

  @JsonTypeName("stage-discontinued")
  record StageDiscontinued(String stage, int visit, Instant at) implements RunEvent {}

  @JsonTypeName("stage-canceled")
  record StageCanceled(String stage, int visit, Instant at) implements RunEvent {}

  /** {@code outcome} is null when the default was taken. */
  @JsonTypeName("decision-taken")
  record DecisionTaken(String decision, @Nullable String outcome, Instant at) implements RunEvent {}

  @JsonTypeName("step-started")
  record StepStarted(
      String step,
      int visit,
      int attempt,
      StepMode mode,
      String flow,
      int flowVersion,
      Map<String, JsonNode> inputs,
      Instant at)
      implements RunEvent {}

  /** The flow has ended, and the step now waits for an orchestration event. */
  @JsonTypeName("step-awaits-event")
  record StepAwaitsEvent(String step, int visit, Instant at) implements RunEvent {}

  @JsonTypeName("step-completed")
  record StepCompleted(
      String step, int visit, Map<String, JsonNode> outputs, @Nullable String comments, Instant at)
      implements RunEvent {}

  @JsonTypeName("step-failed")
  record StepFailed(String step, int visit, String fault, Instant at) implements RunEvent {}

  @JsonTypeName("step-skipped")
  record StepSkipped(String step, int visit, Instant at) implements RunEvent {}

  @JsonTypeName("step-discontinued")
  record StepDiscontinued(String step, int visit, Instant at) implements RunEvent {}

  @JsonTypeName("step-canceled")
  record StepCanceled(String step, int visit, Instant at) implements RunEvent {}

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

  /** An orchestration event came; its id makes a repeat harmless. */
  @JsonTypeName("event-received")
  record EventReceived(String eventId, Instant at) implements RunEvent {}

  /** The record that the run is about was changed; its newest values. */
  @JsonTypeName("record-noticed")
  record RecordNoticed(long version, Map<String, JsonNode> fields, Instant at)
      implements RunEvent {}

  @JsonTypeName("run-completed")
  record RunCompleted(Instant at) implements RunEvent {}

  @JsonTypeName("run-failed")
  record RunFailed(String fault, Instant at) implements RunEvent {}

  @JsonTypeName("run-canceled")
  record RunCanceled(String by, @Nullable String reason, Instant at) implements RunEvent {}

  /**
   * One evaluation flow that a condition needs. {@code site} names the condition: {@code
   * start:<step>}, {@code complete:<step>} or {@code complete:<stage>}.
   */
  record Evaluation(String site, String flow, int flowVersion, Map<String, JsonNode> inputs) {}
}
