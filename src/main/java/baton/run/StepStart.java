package baton.run;

import baton.definition.BackgroundStepDefinition;
import baton.definition.ExternalStepDefinition;
import baton.definition.FanOut;
import baton.definition.InteractiveStepDefinition;
import baton.definition.StepDefinition;
import baton.definition.SubOrchestrationStepDefinition;
import baton.run.RunEvent.StepStarted;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts an attempt of a step, or fails the step where it cannot start. */
final class StepStart {
  private static final int NO_FLOW = 0;

  private final RunChange change;
  private final StepDefinition step;
  private final int visit;
  private final int attempt;

  private StepStart(RunChange change, StepDefinition step, StepRun before) {
    this.change = change;
    this.step = step;
    this.visit = before.visit();
    this.attempt = before.attempt() + 1;
  }

  /**
   * A first attempt, or one that somebody asks for: with the flow that is active now.
   *
   * @param edits inputs in place of those that the definition computes
   */
  static void anew(
      RunChange change, StepDefinition step, StepRun before, Map<String, JsonNode> edits) {
    new StepStart(change, step, before).anew(before, edits);
  }

  /** The attempt that was planned when the last one failed: with the same flow and inputs. */
  static void again(RunChange change, StepDefinition step, StepRun before) {
    change.emit(
        new StepStarted(
            before.step(),
            before.visit(),
            before.attempt() + 1,
            before.firstAttempt(),
            before.mode() == null ? StepMode.ASYNCHRONOUS : before.mode(),
            before.flow() == null ? step.flow() : before.flow(),
            before.flowVersion(),
            before.inputs(),
            timeoutAt(change, step),
            change.context().now(),
            null,
            before.mode() == StepMode.ORCHESTRATION
                ? subRun(change, before.step(), before.visit(), before.attempt() + 1)
                : null));
  }

  private void anew(StepRun before, Map<String, JsonNode> edits) {
    var version = version();
    if (version == null) {
      var what = step instanceof SubOrchestrationStepDefinition ? "orchestration " : "flow ";
      fail(what + step.flow() + " has no active version; activate one");
      return;
    }
    if (step instanceof SubOrchestrationStepDefinition
        && RunParent.depthBelow(change.run().start()) > RunLimits.DEPTH) {
      fail(
          "more than " + RunLimits.DEPTH + " runs would wait for each other; does one run itself?");
      return;
    }
    if (step.fanOut() instanceof FanOut fanOut) {
      FannedOut.start(change, step, fanOut, started(mode(step), version, Map.of()), before, edits);
      return;
    }
    var inputs = new LinkedHashMap<>(change.values(step.inputs()));
    inputs.putAll(edits);
    var excess = RunValues.excess(change.run(), inputs);
    if (excess != null) {
      fail("its inputs " + excess);
      return;
    }
    switch (step) {
      case BackgroundStepDefinition ignored -> change.emit(started(mode(step), version, inputs));
      case ExternalStepDefinition ignored -> change.emit(started(mode(step), version, inputs));
      case SubOrchestrationStepDefinition ignored ->
          change.emit(started(mode(step), version, inputs));
      case InteractiveStepDefinition interactive ->
          assign(interactive, before.item(), version, inputs);
    }
  }

  /** What the attempt is bound to for as long as it lasts; null where nothing is active. */
  private @Nullable Integer version() {
    return switch (step) {
      case ExternalStepDefinition ignored -> (Integer) NO_FLOW;
      case SubOrchestrationStepDefinition sub ->
          change.context().flows().activeOrchestration(sub.orchestration());
      case BackgroundStepDefinition ignored -> flow();
      case InteractiveStepDefinition ignored -> flow();
    };
  }

  private @Nullable Integer flow() {
    return change.context().flows().activeVersion(step.flow());
  }

  private static String subRun(RunChange change, String step, int visit, int attempt) {
    return RunIds.ofStep(change.context().runId(), step, visit, attempt);
  }

  private void assign(
      InteractiveStepDefinition interactive,
      @Nullable WorkItem before,
      int version,
      Map<String, JsonNode> inputs) {
    var number = before == null ? 1 : before.assignment() + 1;
    var assigned =
        Assignments.first(interactive, visit, number, change.bindings(), change.context());
    if (assigned.recordId().isBlank()) {
      fail("its related record has no id");
      return;
    }
    if (assigned.recordId().length() > RunLimits.RECORD_ID_CHARACTERS) {
      fail(
          "the id of its related record has more than "
              + RunLimits.RECORD_ID_CHARACTERS
              + " characters");
      return;
    }
    change.emit(started(mode(interactive), version, inputs));
    change.emit(assigned);
  }

  private StepStarted started(StepMode mode, int version, Map<String, JsonNode> inputs) {
    return new StepStarted(
        step.name(),
        visit,
        attempt,
        attempt,
        mode,
        step.flow(),
        version,
        inputs,
        timeoutAt(change, step),
        change.context().now(),
        null,
        mode == StepMode.ORCHESTRATION ? subRun(change, step.name(), visit, attempt) : null);
  }

  private static @Nullable Instant timeoutAt(RunChange change, StepDefinition step) {
    var timeout = step.failure().timeout();
    return timeout == null ? null : change.context().now().plus(timeout);
  }

  private static StepMode mode(StepDefinition step) {
    return switch (step) {
      case BackgroundStepDefinition background when !background.asynchronous() ->
          StepMode.SYNCHRONOUS;
      case BackgroundStepDefinition background when background.completedByEvent() ->
          StepMode.BY_EVENT;
      case BackgroundStepDefinition ignored -> StepMode.ASYNCHRONOUS;
      case ExternalStepDefinition ignored -> StepMode.EXTERNAL;
      case SubOrchestrationStepDefinition ignored -> StepMode.ORCHESTRATION;
      case InteractiveStepDefinition ignored -> StepMode.INTERACTIVE;
    };
  }

  private void fail(String why) {
    change.failStep(step.name(), visit, why);
  }
}
