package baton.run;

import baton.definition.FailurePolicy;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One step in one visit of its stage.
 *
 * @param firstAttempt the number of the attempt that automatic retries are counted from
 * @param faultPath the path that was taken when the step failed; null where it has none
 * @param skippedBy who has skipped the step; null where it could no longer start
 * @param kept how the attempt ended while the run could not go on
 * @param subRun the run of another orchestration that does the attempt
 * @param timer when the attempt has taken too long, or the next one begins
 * @param flowWait what its flow waits for or waited for last, while something is kept of it
 * @param items what it fans out over
 * @param endedTask the attempt that a worker has ended last
 * @param reportedLate whether the attempt has ended after the run had
 */
public record StepRun(
    String step,
    int visit,
    StepStatus status,
    int attempt,
    int firstAttempt,
    @Nullable StepMode mode,
    @Nullable String flow,
    int flowVersion,
    Map<String, JsonNode> inputs,
    Map<String, JsonNode> outputs,
    boolean flowEnded,
    @Nullable String comments,
    @Nullable String fault,
    @Nullable String faultPath,
    @Nullable String skippedBy,
    @Nullable StepOutcome kept,
    @Nullable RunTimer timer,
    @Nullable FlowWait flowWait,
    @Nullable EndedTask endedTask,
    boolean reportedLate,
    @Nullable WorkItem item,
    @Nullable StepItems items,
    @Nullable String subRun,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  static StepRun notStarted(String step, int visit) {
    return new StepRunDraft(step, visit).made();
  }

  StepRun started(RunEvent.StepStarted e) {
    var draft = new StepRunDraft(step, visit);
    draft.status = StepStatus.InProgress;
    draft.attempt = e.attempt();
    draft.firstAttempt = Math.max(1, e.firstAttempt());
    draft.mode = e.mode();
    draft.flow = e.flow();
    draft.flowVersion = e.flowVersion();
    draft.inputs = e.inputs();
    draft.item = item;
    draft.endedTask = endedTask;
    draft.flowWait = goneOn(flowWait);
    draft.subRun = e.subRun();
    draft.timer = e.timeoutAt() == null ? null : RunTimer.timeout(e, e.timeoutAt());
    draft.startedAt = e.at();
    if (e.items() != null) {
      var former = items;
      var planned =
          e.items().inputs() == null && former != null
              ? former.again(e.items())
              : StepItems.of(e.items());
      draft.items = planned.filled(e.inputs(), e.at());
      draft.timer = timer(draft.items, true, true);
    }
    return draft.made();
  }

  /** With its items changed, and the timer that they need. */
  private StepRun with(StepItems newItems, boolean retries, boolean anew) {
    return with(d -> {
      d.items = newItems;
      d.timer = inProgress() ? timer(newItems, retries, anew) : timer;
    });
  }

  /** One timer serves all items; one that comes before it is needed is not changed for that. */
  private @Nullable RunTimer timer(StepItems newItems, boolean retries, boolean anew) {
    var due = newItems.due(retries);
    if (due == null) {
      return null;
    }
    return !anew && timer != null && !timer.due().isAfter(due)
        ? timer
        : RunTimer.items(step, visit, due);
  }

  /**
   * @param goingOn whether new items may begin
   */
  StepRun itemEnded(RunEvent.ItemEnded e, boolean goingOn) {
    var ended = ownItems().ended(e);
    var filled = goingOn && inProgress() ? ended.filled(inputs, e.at()) : ended;
    return with(filled, goingOn, false);
  }

  StepRun itemRetrying(RunEvent.ItemRetryPlanned e, boolean goingOn) {
    return with(ownItems().retrying(e), goingOn, false);
  }

  StepRun itemsDue(RunEvent.ItemsDue e, boolean goingOn) {
    return with(goingOn ? ownItems().retried(e.at()) : ownItems(), goingOn, true);
  }

  /** The run was suspended, or goes on. */
  StepRun itemsGoOn(boolean goingOn, Instant at) {
    return items == null || !inProgress()
        ? this
        : with(goingOn ? items.filled(inputs, at) : items, goingOn, true);
  }

  private StepItems ownItems() {
    return Objects.requireNonNull(items, () -> "step " + step + " has no items");
  }

  private StepRun with(Consumer<StepRunDraft> change) {
    var draft = new StepRunDraft(this);
    change.accept(draft);
    return draft.made();
  }

  StepRun named(String newName) {
    return with(d -> d.step = newName);
  }

  StepRun withFlowEnded() {
    return with(d -> d.flowEnded = true);
  }

  StepRun withItem(WorkItem newItem) {
    return with(d -> d.item = newItem);
  }

  StepRun withTimer(RunTimer newTimer) {
    return flowWait != null && newTimer.kind() == RunTimer.Kind.WAIT
        ? withWait(flowWait.with(newTimer))
        : with(d -> d.timer = newTimer);
  }

  StepRun withWait(@Nullable FlowWait newWait) {
    return with(d -> d.flowWait = newWait);
  }

  /** Its flow waits no more. */
  StepRun goneOn() {
    return withWait(goneOn(flowWait));
  }

  private static @Nullable FlowWait goneOn(@Nullable FlowWait wait) {
    return wait == null ? null : wait.with(null);
  }

  StepRun with(StepStatus newStatus) {
    return with(d -> d.status = newStatus);
  }

  StepRun ended(RunEvent.TaskEnded e) {
    return with(d -> d.endedTask = new EndedTask(e.attempt(), e.lease(), e.completed()));
  }

  /** Whether a worker has ended an attempt so, under this lease. */
  boolean ended(int ofAttempt, @Nullable String lease, StepOutcome outcome) {
    return lease != null && EndedTask.of(ofAttempt, lease, outcome).equals(endedTask);
  }

  StepRun withLateReport(@Nullable Integer ofItem) {
    return ofItem == null
        ? with(d -> d.reportedLate = true)
        : with(d -> d.items = ownItems().reportedLate(ofItem));
  }

  /** How the attempt ended is applied when the run goes on. */
  StepRun keeping(StepOutcome outcome) {
    return with(d -> {
      d.kept = outcome;
      d.timer = null;
      d.flowWait = goneOn(flowWait);
    });
  }

  StepRun completed(Map<String, JsonNode> newOutputs, @Nullable String newComments, Instant at) {
    return ended(StepStatus.Completed, null, at)
        .with(d -> {
          d.items = items == null ? null : items.summary();
          d.outputs = newOutputs;
          d.comments = newComments;
        });
  }

  StepRun skipped(RunEvent.StepSkipped e) {
    return ended(StepStatus.Skipped, null, e.at())
        .with(d -> {
          d.items = items == null ? null : items.summary();
          d.outputs = e.outputs();
          d.skippedBy = e.by();
        });
  }

  /** Keeps what the person entered, while the step waits for its completion condition. */
  StepRun withOutputs(Map<String, JsonNode> newOutputs, @Nullable String newComments) {
    return with(d -> {
      d.outputs = newOutputs;
      d.comments = newComments;
      d.flowEnded = true;
    });
  }

  StepRun failed(RunEvent.StepFailed e) {
    return ended(StepStatus.Error, e.fault(), e.at()).with(d -> d.faultPath = e.path());
  }

  /** The version that the run goes on with has no such step. */
  StepRun dropped(Instant at) {
    return ended(StepStatus.Skipped, null, at)
        .with(d -> d.items = items == null ? null : items.summary());
  }

  boolean leftOut() {
    return status == StepStatus.Skipped && skippedBy == null && attempt > 0;
  }

  /** One that was dropped before starts again, and not with an attempt that it has had. */
  StepRun taken() {
    if (!leftOut()) {
      return this;
    }
    var draft = new StepRunDraft(step, visit);
    draft.attempt = attempt;
    draft.item = item;
    draft.flowWait = flowWait;
    return draft.made();
  }

  /** The attempt has failed, and the next one follows. */
  StepRun retrying(RunEvent.StepRetryPlanned e) {
    return with(d -> {
      d.fault = e.fault();
      d.timer = RunTimer.retry(e);
      d.flowWait = goneOn(flowWait);
      d.kept = null;
    });
  }

  /** What it has done counts, though another step has ended its stage: it is not done again. */
  private boolean finishedWell() {
    return kept instanceof StepOutcome.Finished;
  }

  StepRun ended(StepStatus newStatus, @Nullable String newFault, Instant at) {
    return with(d -> {
      d.status = newStatus;
      d.fault = newFault;
      d.endedAt = at;
      d.timer = null;
      d.flowWait = goneOn(flowWait);
      d.kept = newStatus == StepStatus.Discontinued && finishedWell() ? kept : null;
    });
  }

  int bytes() {
    var keeping =
        kept instanceof StepOutcome.Finished finished ? RunValues.bytes(finished.outputs()) : 0;
    return RunValues.bytes(inputs)
        + RunValues.bytes(outputs)
        + keeping
        + (items == null ? 0 : items.bytes());
  }

  boolean inProgress() {
    return status == StepStatus.InProgress;
  }

  /** Started and not ended, though it may be suspended. */
  boolean open() {
    return inProgress() || status == StepStatus.Suspended;
  }

  /** Nothing more is awaited of the step, as "all steps completed" counts it. */
  public boolean finished() {
    return status.finished() || (status == StepStatus.Error && faultPath != null);
  }

  /** It has ended so that the steps after it start. */
  public boolean passed() {
    return status == StepStatus.Completed
        || (status == StepStatus.Skipped && skippedBy != null)
        || (status == StepStatus.Error && FailurePolicy.CONTINUE.equals(faultPath));
  }

  /** It starts again when its run is resumed after an error. */
  public boolean broken() {
    return status == StepStatus.Discontinued || (status == StepStatus.Error && faultPath == null);
  }

  /** An attempt has failed, and the next one has not begun. */
  public boolean awaitsRetry() {
    return inProgress() && timer != null && timer.kind() == RunTimer.Kind.RETRY;
  }

  /** When its flow goes on, if that waits. */
  public @Nullable RunTimer waitsFor() {
    return flowWait == null ? null : flowWait.timer();
  }

  /** The due times that it has. */
  List<RunTimer> timers() {
    return Stream.of(timer, waitsFor()).filter(Objects::nonNull).toList();
  }

  /** The number of the last wait of this attempt's flow; 0 without one. */
  int waited() {
    return flowWait != null && flowWait.attempt() == attempt ? flowWait.number() : 0;
  }

  /** Lists show its item as it is, and nothing is kept of where its flow waited. */
  boolean told() {
    return flowWait == null && (item == null || item.routedRevision() >= item.revision());
  }

  /** Its work is going on, with nobody to do it but the node. */
  boolean works() {
    return inProgress()
        && mode != StepMode.INTERACTIVE
        && items == null
        && !flowEnded
        && kept == null
        && !awaitsRetry();
  }
}
