package baton.run;

import static baton.run.RunDecision.reject;
import static baton.run.RunDecision.unchanged;

import baton.definition.StageDefinition;
import baton.run.RunDecision.Reason;
import baton.run.RunEvent.RunJumped;
import baton.run.RunEvent.RunSuspended;
import baton.run.RunEvent.StageDiscontinued;
import baton.run.RunEvent.StageSuspended;
import baton.run.RunEvent.StepSkipped;
import baton.run.RunEvent.StepSuspended;
import baton.run.RunEvent.WorkItemHeld;
import org.jspecify.annotations.Nullable;

/** Decides what an operator may do to a run, and what follows. Pure. */
final class OperationDecider {
  private OperationDecider() {}

  static RunDecision decide(RunState state, Run.Operate command, RunContext context) {
    if (!(state instanceof StartedRun run)) {
      return RunDecider.notFound(context);
    }
    var change = new RunChange(context, run);
    var by = command.by();
    return switch (command.operation()) {
      case RunOperation.Suspend o -> suspend(change, o, by);
      case RunOperation.Resume o -> resume(change, by);
      case RunOperation.Retry o -> retry(change, o, by);
      case RunOperation.Skip o -> skip(change, o, by);
      case RunOperation.Jump o -> jump(change, o, by);
    };
  }

  private static RunDecision suspend(RunChange change, RunOperation.Suspend command, String by) {
    var run = change.run();
    if (run.status() == RunStatus.Suspended) {
      return unchanged();
    }
    if (run.status() != RunStatus.InProgress) {
      return RunDecider.wrongState(
          run, change.context(), "cannot be suspended; only a run in progress can");
    }
    if (RunValues.tooLong(command.reason())) {
      return RunDecider.tooLong("the reason");
    }
    var now = change.context().now();
    var stage = run.current();
    if (stage != null && stage.inProgress()) {
      for (var step : stage.steps().values()) {
        if (step.inProgress() && step.mode() == StepMode.INTERACTIVE) {
          if (step.item() != null && step.item().status().open()) {
            change.emit(new WorkItemHeld(step.step(), step.visit(), now));
          }
          change.emit(new StepSuspended(step.step(), step.visit(), now));
        }
      }
      change.emit(new StageSuspended(stage.stage(), stage.visit(), now));
    }
    change.emit(new RunSuspended(by, command.reason(), now));
    return change.accepted();
  }

  private static RunDecision resume(RunChange change, String by) {
    var run = change.run();
    return switch (run.status()) {
      case InProgress -> unchanged();
      case Suspended -> {
        Resumption.released(change, by);
        yield RunDecider.settled(change);
      }
      case Error -> {
        if (!Resumption.possible(run)) {
          yield reject(
              Reason.WRONG_STATE,
              "run "
                  + change.context().runId()
                  + " failed outside of its stages, so nothing can start again; jump to a stage");
        }
        Resumption.reopened(change, by, "", () -> {});
        yield RunDecider.settled(change);
      }
      case Completed, Canceled ->
          RunDecider.wrongState(run, change.context(), "can no longer be resumed");
    };
  }

  private static RunDecision retry(RunChange change, RunOperation.Retry command, String by) {
    var run = change.run();
    var step = step(run, command.step());
    var blueprint = step == null ? null : change.blueprint(step);
    var refused = notNow(change, "retried");
    if (refused != null) {
      return refused;
    }
    if (step == null || blueprint == null) {
      return noStep(change, command.step());
    }
    var inputs = RunValues.canonical(command.inputs());
    var excess = RunValues.excess(run, inputs);
    if (excess != null) {
      return reject(Reason.INVALID_INPUT, "the inputs " + excess);
    }
    if (run.status() == RunStatus.Error && step.broken()) {
      Resumption.reopened(
          change, by, step.step(), () -> Resumption.start(change, blueprint, step, inputs));
      return RunDecider.settled(change);
    }
    if (run.status() == RunStatus.InProgress
        && (step.awaitsRetry() || step.status() == StepStatus.Error)) {
      Resumption.start(change, blueprint, step, inputs);
      return RunDecider.settled(change);
    }
    return reject(
        Reason.WRONG_STATE,
        "step "
            + step.step()
            + " is "
            + step.status()
            + "; only a step in Error, or one that waits for its next attempt, is retried");
  }

  private static RunDecision skip(RunChange change, RunOperation.Skip command, String by) {
    var run = change.run();
    var step = step(run, command.step());
    var refused = notNow(change, "skipped");
    if (refused != null) {
      return refused;
    }
    if (step == null) {
      return noStep(change, command.step());
    }
    var open =
        step.inProgress()
            || step.status() == StepStatus.NotStarted
            || (run.status() == RunStatus.Error && step.broken());
    if (!open) {
      return reject(
          Reason.WRONG_STATE,
          "step "
              + step.step()
              + " is "
              + step.status()
              + "; only a step that has not ended, or one that stopped with its run, is skipped");
    }
    var outputs = RunValues.canonical(command.outputs());
    var excess = RunValues.excess(run, outputs);
    if (excess != null) {
      return reject(Reason.INVALID_INPUT, "the outputs " + excess);
    }
    var wrong = DeclaredOutputs.wrong(step, outputs, change.context());
    if (wrong != null) {
      return reject(Reason.INVALID_INPUT, wrong);
    }
    Runnable skipped =
        () -> {
          change.closeItem(step, WorkItemStatus.Discontinued);
          change.emit(
              new StepSkipped(step.step(), step.visit(), outputs, by, change.context().now()));
        };
    if (run.status() == RunStatus.Error) {
      Resumption.reopened(change, by, step.step(), skipped);
    } else {
      skipped.run();
    }
    return RunDecider.settled(change);
  }

  private static RunDecision jump(RunChange change, RunOperation.Jump command, String by) {
    var run = change.run();
    var context = change.context();
    if (run.status() != RunStatus.InProgress && run.status() != RunStatus.Error) {
      return RunDecider.wrongState(
          run,
          context,
          run.status() == RunStatus.Suspended
              ? "goes nowhere; resume it first"
              : "goes nowhere any more");
    }
    if (context.orchestration().stage(command.stage()) == null) {
      var stages =
          context.orchestration().elements().values().stream()
              .filter(StageDefinition.class::isInstance)
              .map(e -> e.name())
              .toList();
      return reject(
          Reason.INVALID_INPUT,
          "there is no stage " + RunValues.brief(command.stage()) + "; there are " + stages);
    }
    if (RunValues.tooLong(command.reason())) {
      return RunDecider.tooLong("the reason");
    }
    change.emit(new RunJumped(command.stage(), by, command.reason(), context.now()));
    var stage = run.current();
    if (stage != null) {
      change.discontinueSteps(stage, true);
      if (stage.inProgress()) {
        change.emit(new StageDiscontinued(stage.stage(), stage.visit(), context.now()));
      }
    }
    if (run.status() == RunStatus.Error) {
      change.emit(new RunEvent.RunResumed(by, context.now()));
    }
    change.enter(command.stage());
    return RunDecider.settled(change);
  }

  /** Steps of the stage that the run is at; those before have ended for good. */
  private static @Nullable StepRun step(StartedRun run, String name) {
    var stage = run.deciding() == null ? run.current() : null;
    return stage == null ? null : stage.steps().get(name);
  }

  private static @Nullable RunDecision notNow(RunChange change, String what) {
    var run = change.run();
    return switch (run.status()) {
      case InProgress -> null;
      case Error ->
          run.failedAt() == null && Resumption.possible(run)
              ? null
              : RunDecider.wrongState(
                  run,
                  change.context(),
                  "failed outside of its stages, so no step can be "
                      + what
                      + "; resume it, or jump to a stage");
      case Suspended ->
          RunDecider.wrongState(
              run, change.context(), "no step of it can be " + what + "; resume it first");
      case Completed, Canceled ->
          RunDecider.wrongState(
              run, change.context(), "no step of it can be " + what + " any more");
    };
  }

  private static RunDecision noStep(RunChange change, String name) {
    return reject(
        Reason.WRONG_STATE,
        "run "
            + change.context().runId()
            + " is not at a step "
            + RunValues.brief(name)
            + "; it is at "
            + place(change.run()));
  }

  private static String place(StartedRun run) {
    var stage = run.current();
    if (run.deciding() != null) {
      return "decision " + run.deciding() + ", between two stages";
    }
    return stage == null
        ? "no stage"
        : "stage " + stage.stage() + " with the steps " + stage.steps().keySet();
  }
}
