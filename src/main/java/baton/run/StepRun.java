package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step in one visit of its stage. */
public record StepRun(
    String step,
    int visit,
    StepStatus status,
    int attempt,
    @Nullable StepMode mode,
    @Nullable String flow,
    int flowVersion,
    Map<String, JsonNode> inputs,
    Map<String, JsonNode> outputs,
    boolean flowEnded,
    @Nullable String comments,
    @Nullable String fault,
    @Nullable WorkItem item,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  static StepRun notStarted(String step, int visit) {
    return new StepRun(
        step,
        visit,
        StepStatus.NotStarted,
        0,
        null,
        null,
        0,
        Map.of(),
        Map.of(),
        false,
        null,
        null,
        null,
        null,
        null);
  }

  StepRun started(RunEvent.StepStarted e) {
    return new StepRun(
        step,
        visit,
        StepStatus.InProgress,
        e.attempt(),
        e.mode(),
        e.flow(),
        e.flowVersion(),
        e.inputs(),
        Map.of(),
        false,
        null,
        null,
        null,
        e.at(),
        null);
  }

  StepRun withFlowEnded() {
    return new StepRun(
        step,
        visit,
        status,
        attempt,
        mode,
        flow,
        flowVersion,
        inputs,
        outputs,
        true,
        comments,
        fault,
        item,
        startedAt,
        endedAt);
  }

  StepRun withItem(WorkItem newItem) {
    return new StepRun(
        step,
        visit,
        status,
        attempt,
        mode,
        flow,
        flowVersion,
        inputs,
        outputs,
        flowEnded,
        comments,
        fault,
        newItem,
        startedAt,
        endedAt);
  }

  StepRun completed(Map<String, JsonNode> newOutputs, @Nullable String newComments, Instant at) {
    return new StepRun(
        step,
        visit,
        StepStatus.Completed,
        attempt,
        mode,
        flow,
        flowVersion,
        inputs,
        newOutputs,
        flowEnded,
        newComments,
        null,
        item,
        startedAt,
        at);
  }

  /** Keeps what the person entered, while the step waits for its completion condition. */
  StepRun withOutputs(Map<String, JsonNode> newOutputs, @Nullable String newComments) {
    return new StepRun(
        step,
        visit,
        status,
        attempt,
        mode,
        flow,
        flowVersion,
        inputs,
        newOutputs,
        true,
        newComments,
        fault,
        item,
        startedAt,
        endedAt);
  }

  StepRun ended(StepStatus newStatus, @Nullable String newFault, Instant at) {
    return new StepRun(
        step,
        visit,
        newStatus,
        attempt,
        mode,
        flow,
        flowVersion,
        inputs,
        outputs,
        flowEnded,
        comments,
        newFault,
        item,
        startedAt,
        at);
  }

  int bytes() {
    return RunValues.bytes(inputs) + RunValues.bytes(outputs);
  }

  boolean inProgress() {
    return status == StepStatus.InProgress;
  }
}
