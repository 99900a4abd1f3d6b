package baton.run;

import baton.definition.StepDefinition;
import baton.expression.ExpressionFailed;
import baton.run.RunEvent.RunResumed;
import baton.run.RunEvent.StageResumed;
import baton.run.RunEvent.StepResumed;
import baton.run.RunEvent.WorkItemFreed;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a run goes on after a suspension or an error. */
final class Resumption {
  private Resumption() {}

  /** Whether it is known where a run in error can go on. */
  static boolean possible(StartedRun run) {
    var stage = run.current();
    return run.failedAt() != null || (stage != null && stage.status() == StageStatus.Error);
  }

  /** After a suspension: items are free again, and what ended meanwhile is applied. */
  static void released(RunChange change, String by) {
    var now = change.context().now();
    var since = change.run().suspendedAt();
    change.emit(new RunResumed(by, now));
    var stage = change.run().current();
    if (stage == null || stage.status() != StageStatus.Suspended) {
      return; // it was suspended at a decision
    }
    change.emit(new StageResumed(stage.stage(), stage.visit(), deadline(stage, since, now), now));
    for (var step : stage.steps().values()) {
      if (step.status() == StepStatus.Suspended) {
        change.emit(new StepResumed(step.step(), step.visit(), now));
        if (step.item() != null && step.item().status() == WorkItemStatus.OnHold) {
          change.emit(new WorkItemFreed(step.step(), step.visit(), now));
        }
      }
    }
    for (var step : stage.steps().values()) {
      if (step.kept() != null && change.inStage(stage)) {
        StepReports.apply(change, step, step.kept());
      }
    }
    for (var step : stage.steps().keySet()) {
      if (change.inStage(stage)) {
        ItemDecider.goOn(change, step, stage.visit());
      }
    }
    TimerDecider.catchUp(change);
  }

  /** A stage has as much time left as it had when its run was suspended. */
  private static @Nullable Instant deadline(StageRun stage, @Nullable Instant since, Instant now) {
    var timer = stage.timer();
    return timer == null || since == null ? null : timer.due().plus(Duration.between(since, now));
  }

  /**
   * After an error: what failed or was discontinued starts again, or is done where its outputs have
   * come meanwhile.
   *
   * @param except a step that {@code first} takes care of
   */
  static void reopened(RunChange change, String by, String except, Runnable first) {
    var context = change.context();
    var failedAt = change.run().failedAt();
    var stage = change.run().current();
    change.emit(new RunResumed(by, context.now()));
    if (failedAt != null) {
      change.enter(failedAt);
      return;
    }
    if (stage == null) {
      return;
    }
    var blueprint = context.orchestration().stage(stage.stage());
    var allowed = blueprint == null ? null : blueprint.deadline();
    var deadline = allowed == null ? null : context.now().plus(allowed);
    change.emit(new StageResumed(stage.stage(), stage.visit(), deadline, context.now()));
    first.run();
    for (var step : stage.steps().values()) {
      var definition = change.blueprint(step);
      if (!step.broken()
          || definition == null
          || step.step().equals(except)
          || !change.inStage(stage)) {
        continue;
      }
      if (step.kept() instanceof StepOutcome.Finished finished) {
        change.completeStep(step, finished.outputs(), finished.comments());
      } else {
        start(change, definition, step, Map.of());
      }
    }
  }

  static void start(
      RunChange change, StepDefinition definition, StepRun step, Map<String, JsonNode> edits) {
    try {
      StepStart.anew(change, definition, step, edits);
    } catch (ExpressionFailed failed) {
      change.failStep(step.step(), step.visit(), String.valueOf(failed.getMessage()));
    }
  }
}
