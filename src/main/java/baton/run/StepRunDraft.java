package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link StepRun} while it is made from nothing or from the one before. */
final class StepRunDraft {
  String step;
  final int visit;
  StepStatus status = StepStatus.NotStarted;
  int attempt;
  int firstAttempt;
  @Nullable StepMode mode;
  @Nullable String flow;
  int flowVersion;
  Map<String, JsonNode> inputs = Map.of();
  Map<String, JsonNode> outputs = Map.of();
  boolean flowEnded;
  @Nullable String comments;
  @Nullable String fault;
  @Nullable String faultPath;
  @Nullable String skippedBy;
  @Nullable StepOutcome kept;
  @Nullable RunTimer timer;
  @Nullable FlowWait flowWait;
  @Nullable EndedTask endedTask;
  boolean reportedLate;
  @Nullable WorkItem item;
  @Nullable StepItems items;
  @Nullable String subRun;
  @Nullable Instant startedAt;
  @Nullable Instant endedAt;

  StepRunDraft(String step, int visit) {
    this.step = step;
    this.visit = visit;
  }

  StepRunDraft(StepRun from) {
    this(from.step(), from.visit());
    status = from.status();
    attempt = from.attempt();
    firstAttempt = from.firstAttempt();
    mode = from.mode();
    flow = from.flow();
    flowVersion = from.flowVersion();
    inputs = from.inputs();
    outputs = from.outputs();
    flowEnded = from.flowEnded();
    comments = from.comments();
    fault = from.fault();
    faultPath = from.faultPath();
    skippedBy = from.skippedBy();
    kept = from.kept();
    timer = from.timer();
    flowWait = from.flowWait();
    endedTask = from.endedTask();
    reportedLate = from.reportedLate();
    item = from.item();
    items = from.items();
    subRun = from.subRun();
    startedAt = from.startedAt();
    endedAt = from.endedAt();
  }

  StepRun made() {
    return new StepRun(
        step,
        visit,
        status,
        attempt,
        firstAttempt,
        mode,
        flow,
        flowVersion,
        inputs,
        outputs,
        flowEnded,
        comments,
        fault,
        faultPath,
        skippedBy,
        kept,
        timer,
        flowWait,
        endedTask,
        reportedLate,
        item,
        items,
        subRun,
        startedAt,
        endedAt);
  }
}
