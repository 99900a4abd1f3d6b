package baton.run;

import static baton.run.Witness.require;

import baton.definition.CompletionCondition;
import baton.definition.InteractiveStepDefinition;
import baton.definition.Orchestration;
import baton.definition.StartCondition;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells whether a run that nothing is wanted of waits with good reason, in other words than the run
 * itself: no condition holds that somebody should have acted upon.
 */
final class Waiting {
  private Waiting() {}

  static void check(StartedRun run, RunContext context) {
    if (run.status() != RunStatus.InProgress) {
      return;
    }
    var orchestration = context.orchestration();
    var stage = run.current();
    require(stage != null && stage.inProgress(), "stuck between stages: %s", run);
    var blueprint = StoredOrder.stage(orchestration, stage);
    var bindings = new RunBindings(run, context);
    var truths = run.evaluations().truths();
    require(
        !switch (blueprint.completion()) {
          case CompletionCondition.Finished ignored ->
              stage.steps().values().stream().allMatch(Waiting::isFinished);
          case CompletionCondition.When when -> when.condition().holds(bindings);
          case CompletionCondition.Evaluation ignored -> isTrue(run, "complete:" + stage.stage());
        },
        "stuck: stage %s should be complete",
        stage);
    for (var definition : blueprint.steps()) {
      var step = stage.steps().get(definition.name());
      if (step.status() == StepStatus.NotStarted) {
        require(
            !switch (definition.start()) {
              case StartCondition.WithStage ignored -> true;
              case StartCondition.After after -> hasPassed(stage.steps().get(after.step()));
              case StartCondition.OnFault onFault -> leadsTo(stage, onFault, step.step());
              case StartCondition.When when -> when.condition().holds(bindings);
              case StartCondition.Evaluation ignored -> isTrue(run, "start:" + step.step());
            },
            "stuck: step %s should have started, evaluations %s",
            step,
            truths);
      } else if (step.inProgress() && definition instanceof InteractiveStepDefinition asks) {
        require(
            !switch (asks.completion()) {
              case CompletionCondition.Finished ignored -> step.flowEnded();
              case CompletionCondition.When when -> when.condition().holds(bindings);
              case CompletionCondition.Evaluation ignored -> isTrue(run, "complete:" + step.step());
            },
            "stuck: step %s should be complete",
            step);
      }
    }
    if (blueprint.completion() instanceof CompletionCondition.Finished
        && !blueprint.waitsWhenUnreachable()) {
      var can = canStill(orchestration, stage);
      for (var step : stage.steps().values()) {
        require(
            step.status() != StepStatus.NotStarted || can.contains(step.step()),
            "stuck: step %s should be skipped",
            step);
      }
    }
  }

  static boolean isFinished(StepRun step) {
    return switch (step.status()) {
      case Completed, Skipped -> true;
      case Error -> step.faultPath() != null;
      case NotStarted, InProgress, Discontinued, Canceled, Suspended -> false;
    };
  }

  /** Whether steps that start after this one may start. */
  static boolean hasPassed(StepRun step) {
    return switch (step.status()) {
      case Completed -> true;
      case Skipped -> step.skippedBy() != null;
      case Error -> "continue".equals(step.faultPath());
      case NotStarted, InProgress, Discontinued, Canceled, Suspended -> false;
    };
  }

  static boolean leadsTo(StageRun stage, StartCondition.OnFault onFault, String step) {
    return onFault.steps().stream()
        .map(stage.steps()::get)
        .anyMatch(failed -> failed.status() == StepStatus.Error && step.equals(failed.faultPath()));
  }

  private static boolean isTrue(StartedRun run, String site) {
    var known = run.evaluations().truths().get(site);
    require(known != null, "stuck: nobody has asked for %s", site);
    return known;
  }

  /**
   * The steps that are in progress, or can still start: by an evaluation flow, or because their
   * condition reads a step that can still end.
   */
  static Set<String> canStill(Orchestration orchestration, StageRun stage) {
    var can = new HashSet<String>();
    for (var more = true; more; ) {
      more = false;
      for (var step : stage.steps().values()) {
        if (!can.contains(step.step()) && canStill(orchestration, stage, step, can)) {
          more = can.add(step.step());
        }
      }
    }
    return can;
  }

  /** Also by way of what a resource reads. */
  private static boolean canChange(Orchestration orchestration, String name, Set<String> can) {
    var first = name.split("\\.")[0];
    var resource = orchestration.resources().get(first);
    return first.equals("$Record")
        || PlannedInputs.canChange(first)
        || can.contains(first)
        || resource != null
            && resource.expression().names().stream()
                .anyMatch(inside -> canChange(orchestration, inside, can));
  }

  private static boolean canStill(
      Orchestration orchestration, StageRun stage, StepRun step, Set<String> can) {
    if (step.inProgress()) {
      return true;
    }
    if (step.status() != StepStatus.NotStarted) {
      return false;
    }
    return switch (StoredOrder.blueprint(orchestration, stage, step.step()).start()) {
      case StartCondition.WithStage ignored -> true;
      case StartCondition.After after -> can.contains(after.step());
      case StartCondition.OnFault onFault -> onFault.steps().stream().anyMatch(can::contains);
      case StartCondition.Evaluation ignored -> true;
      case StartCondition.When when ->
          when.condition().names().stream().anyMatch(name -> canChange(orchestration, name, can));
    };
  }
}
