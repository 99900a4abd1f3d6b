package baton.run;

import static baton.run.RunDecision.unchanged;

import baton.definition.FailurePolicy;
import baton.run.RunEvent.StepAwaitsEvent;
import baton.run.RunEvent.StepOutcomeKept;
import baton.run.RunEvent.StepReportedLate;
import baton.run.RunEvent.StepRetryPlanned;
import baton.run.RunEvent.StepWaitForgotten;
import baton.run.RunEvent.StepWaits;
import baton.run.RunEvent.TaskEnded;

/** Decides what it means that an attempt of a step has ended. Pure. */
final class StepReports {
  private StepReports() {}

  /** A report about an older visit or attempt, or a repeated one, changes nothing. */
  static RunDecision reported(RunState state, Run.StepReported report, RunContext context) {
    var step = state instanceof StartedRun run ? run.step(report.step(), report.visit()) : null;
    if (step != null && step.ended(report.attempt(), report.lease(), report.outcome())) {
      return RunDecision.repeated();
    }
    if (!(state instanceof StartedRun run)
        || step == null
        || step.attempt() != report.attempt()
        || step.mode() == StepMode.INTERACTIVE
        || step.items() != null
        || step.kept() != null) {
      return unchanged();
    }
    var change = new RunChange(context, state);
    switch (run.status()) {
      case InProgress -> {
        if (!step.works()) {
          return unchanged();
        }
        taskEnded(change, report);
        flowEnded(change, step, report.outcome());
        RunPass.settle(change);
      }
      case Suspended -> {
        if (!step.works()) {
          return unchanged();
        }
        taskEnded(change, report);
        if (step.mode() == StepMode.BY_EVENT && report.outcome() instanceof StepOutcome.Finished) {
          flowEnded(change, step, report.outcome());
        } else {
          keep(change, step, report.outcome());
        }
      }
      case Error -> {
        if (step.status() != StepStatus.Discontinued
            || step.mode() == StepMode.BY_EVENT
            || (step.endedTask() != null && step.endedTask().attempt() == report.attempt())
            || !(report.outcome() instanceof StepOutcome.Finished)) {
          return unchanged();
        }
        taskEnded(change, report);
        keep(change, step, report.outcome());
      }
      case Completed, Canceled -> {
        return late(change, step, report, step.reportedLate());
      }
    }
    return change.accepted();
  }

  static void taskEnded(RunChange change, Run.StepReported report) {
    if (report.lease() != null) {
      change.emit(
          new TaskEnded(
              report.step(),
              report.visit(),
              report.attempt(),
              report.lease(),
              report.outcome() instanceof StepOutcome.Finished,
              change.context().now()));
    }
  }

  /** What comes after the run has ended is written down once, and counts for nothing. */
  static RunDecision late(RunChange change, StepRun step, Run.StepReported report, boolean before) {
    var cut = step.status() == StepStatus.Canceled || step.status() == StepStatus.Discontinued;
    if (!cut || before) {
      return unchanged();
    }
    change.emit(
        new StepReportedLate(
            step.step(),
            step.visit(),
            report.attempt(),
            keepable(change, report.outcome()),
            change.context().now(),
            report.item()));
    return change.recorded();
  }

  /** A flow waits; told again, or by an attempt that is over, it changes nothing. */
  static RunDecision waits(RunState state, Run.StepWaits report, RunContext context) {
    var step = state instanceof StartedRun run ? run.step(report.step(), report.visit()) : null;
    if (!(state instanceof StartedRun run)
        || (run.status() != RunStatus.InProgress && run.status() != RunStatus.Suspended)
        || step == null
        || step.attempt() != report.attempt()
        || !step.works()
        || report.number() <= step.waited()) {
      return unchanged();
    }
    var change = new RunChange(context, state);
    change.emit(
        new StepWaits(
            step.step(),
            step.visit(),
            step.attempt(),
            report.number(),
            report.element(),
            report.until(),
            context.now()));
    return change.accepted();
  }

  /** A step that has begun anew may wait again, and be forgotten later. */
  static RunDecision waitForgotten(RunState state, Run.WaitForgotten report, RunContext context) {
    var step = state instanceof StartedRun run ? run.step(report.step(), report.visit()) : null;
    if (step == null
        || step.open()
        || step.flowWait() == null
        || step.flowWait().attempt() > report.attempt()) {
      return unchanged();
    }
    var change = new RunChange(context, state);
    change.emit(new StepWaitForgotten(step.step(), step.visit(), context.now()));
    return change.accepted();
  }

  /** The flow of an attempt has ended. */
  private static void flowEnded(RunChange change, StepRun step, StepOutcome outcome) {
    if (step.mode() == StepMode.BY_EVENT && outcome instanceof StepOutcome.Finished) {
      change.emit(new StepAwaitsEvent(step.step(), step.visit(), change.context().now()));
    } else {
      apply(change, step, outcome);
    }
  }

  /** The attempt is over, whoever says so. */
  static void apply(RunChange change, StepRun step, StepOutcome outcome) {
    switch (outcome) {
      case StepOutcome.Failed failed -> failed(change, step, failed);
      case StepOutcome.Finished finished -> {
        var outputs = RunValues.canonical(finished.outputs());
        var excess = RunValues.excess(change.run(), outputs);
        if (excess == null) {
          change.completeStep(step, outputs, finished.comments());
        } else {
          change.failStep(step.step(), step.visit(), "its outputs " + excess);
        }
      }
    }
  }

  /** It is applied when the run goes on; what cannot be kept counts as failed. */
  static void keep(RunChange change, StepRun step, StepOutcome outcome) {
    change.emit(
        new StepOutcomeKept(
            step.step(), step.visit(), keepable(change, outcome), change.context().now()));
  }

  private static StepOutcome keepable(RunChange change, StepOutcome outcome) {
    return switch (outcome) {
      case StepOutcome.Failed failed ->
          new StepOutcome.Failed(RunValues.brief(failed.fault()), failed.passing());
      case StepOutcome.Finished finished -> {
        var outputs = RunValues.canonical(finished.outputs());
        var excess = RunValues.excess(change.run(), outputs);
        var comments = finished.comments() == null ? null : RunValues.brief(finished.comments());
        yield excess == null
            ? new StepOutcome.Finished(outputs, comments)
            : StepOutcome.failed("its outputs " + excess);
      }
    };
  }

  /** Another attempt follows, as far as the step's policy goes. */
  static void failed(RunChange change, StepRun step, StepOutcome.Failed failed) {
    var blueprint = change.blueprint(step);
    var policy = (blueprint == null ? FailurePolicy.USUAL : blueprint.failure()).retry();
    var tries = step.attempt() - step.firstAttempt() + 1;
    if ((!failed.passing() && !policy.anyError()) || tries >= policy.attempts()) {
      change.failStep(step.step(), step.visit(), failed.fault());
      return;
    }
    var context = change.context();
    var what = context.runId() + "/" + step.step() + "." + step.visit() + "." + step.attempt();
    change.emit(
        new StepRetryPlanned(
            step.step(),
            step.visit(),
            step.attempt(),
            RunValues.brief(failed.fault()),
            context.now().plus(Backoff.pause(policy, tries, what)),
            context.now()));
  }
}
