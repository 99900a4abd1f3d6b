package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link StartedRun} while it is made from its start or from the one before. */
final class StartedRunDraft {
  RunEvent.RunStarted start;
  int version;
  RunStatus status = RunStatus.InProgress;
  @Nullable String fault;
  @Nullable String faultMessage;
  @Nullable String failedAt;
  @Nullable String deciding;
  int awaited;
  int inARow;
  boolean yielding;
  List<StageRun> stages = List.of();
  Map<String, String> decisions = Map.of();
  Set<String> outcomes = Set.of();
  Evaluations evaluations = Evaluations.NONE;
  Set<String> events = Set.of();
  Map<String, JsonNode> outputs = Map.of();
  SubRuns subRuns = SubRuns.NONE;
  Endings endings = Endings.NONE;
  FollowedRecords followed;
  FormerNames formerSteps = FormerNames.NONE;
  int bytes;
  Instant changedAt;
  @Nullable Instant suspendedAt;
  @Nullable Instant endedAt;

  StartedRunDraft(RunEvent.RunStarted start) {
    this.start = start;
    version = start.version();
    followed = FollowedRecords.of(start.follows(), start.inputs(), start.record());
    bytes = RunValues.bytes(start.inputs());
    changedAt = start.at();
  }

  StartedRunDraft(StartedRun from) {
    start = from.start();
    version = from.version();
    status = from.status();
    fault = from.fault();
    faultMessage = from.faultMessage();
    failedAt = from.failedAt();
    deciding = from.deciding();
    awaited = from.awaited();
    inARow = from.inARow();
    yielding = from.yielding();
    stages = from.stages();
    decisions = from.decisions();
    outcomes = from.outcomes();
    evaluations = from.evaluations();
    events = from.events();
    outputs = from.outputs();
    subRuns = from.subRuns();
    endings = from.endings();
    followed = from.followed();
    formerSteps = from.formerSteps();
    bytes = from.bytes();
    changedAt = from.changedAt();
    suspendedAt = from.suspendedAt();
    endedAt = from.endedAt();
  }

  /** How it began, with these inputs and this record. */
  void begun(Map<String, JsonNode> inputs, @Nullable RunRecord record) {
    start =
        new RunEvent.RunStarted(
            start.orchestration(),
            start.version(),
            inputs,
            start.requestHash(),
            start.businessKey(),
            start.startedBy(),
            start.at(),
            record,
            start.parent(),
            start.follows());
  }

  StartedRun made() {
    return new StartedRun(
        start,
        version,
        status,
        fault,
        faultMessage,
        failedAt,
        deciding,
        awaited,
        inARow,
        yielding,
        stages,
        decisions,
        outcomes,
        evaluations,
        events,
        outputs,
        subRuns,
        endings,
        followed,
        formerSteps,
        bytes,
        changedAt,
        suspendedAt,
        endedAt);
  }
}
