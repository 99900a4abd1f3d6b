package baton.run;

import static baton.run.RunDecision.unchanged;

import baton.run.RunEvent.ParentTold;
import baton.run.RunEvent.RunStarted;
import baton.run.RunEvent.SubRunBegun;
import baton.run.RunEvent.SubRunEnded;
import java.util.List;
import java.util.Map;

/** Decides what runs and the runs of their steps mean for each other. Pure. */
final class SubRunDecider {
  private static final String SYSTEM = "system";

  private SubRunDecider() {}

  static RunDecision answered(RunState state, RunKin.SubRunAnswered report, RunContext context) {
    if (!(state instanceof StartedRun run)
        || !(run.subRuns().get(report.subRun()) instanceof SubRun sub)
        || (!report.abandoned() && (sub.stand() != SubRun.Stand.WANTED || !sub.awaitedBy(run)))) {
      return unchanged();
    }
    var change = new RunChange(context, state);
    change.emit(
        report.abandoned()
            ? new SubRunEnded(
                sub.id(), sub.step(), sub.visit(), RunStatus.Canceled, null, context.now())
            : new SubRunBegun(sub.id(), sub.step(), sub.visit(), context.now()));
    return change.accepted();
  }

  /** One that the run no longer waits for is only crossed out; in error, it is still abandoned. */
  static RunDecision ended(RunState state, RunKin.Ended command, RunContext context) {
    if (!(state instanceof StartedRun run)) {
      return RunDecider.notFound(context);
    }
    var end = command.end();
    var sub = run.subRuns().get(end.subRun());
    if (sub == null) {
      return unchanged();
    }
    var awaited = sub.awaitedBy(run);
    var again = sub.stand() == SubRun.Stand.FAILED;
    if (end.status() == RunStatus.Error && (again || !awaited)) {
      return unchanged();
    }
    var fault = end.fault() == null ? null : RunValues.brief(end.fault());
    var change = new RunChange(context, state);
    change.emit(
        new SubRunEnded(sub.id(), sub.step(), sub.visit(), end.status(), fault, context.now()));
    var step = sub.step(run);
    if (step != null && counts(run, step, end, awaited, again)) {
      var outcome = outcome(sub, end);
      if (change.inProgress()) {
        StepReports.apply(change, step, outcome);
      } else {
        StepReports.keep(change, step, outcome);
      }
    }
    return RunDecider.settled(change);
  }

  /** Good outputs count also when they come after a failure that somebody has mended. */
  private static boolean counts(
      StartedRun run, StepRun step, RunKin.SubRunEnd end, boolean awaited, boolean again) {
    var good = end.status() == RunStatus.Completed;
    if (awaited) {
      return good || !again;
    }
    return good
        && run.status() == RunStatus.Error
        && step.status() == StepStatus.Discontinued
        && step.kept() == null
        && SubRun.isOfCurrentStage(run, step);
  }

  private static StepOutcome outcome(SubRun sub, RunKin.SubRunEnd end) {
    var who = "run " + sub.id() + " of " + sub.orchestration();
    return switch (end.status()) {
      case Completed -> new StepOutcome.Finished(end.outputs(), null);
      case Canceled -> StepOutcome.failed(who + " was canceled");
      case Error, InProgress, Suspended -> StepOutcome.failed(who + " failed: " + end.fault());
    };
  }

  /** One that never began is made and canceled at once, so that a late start finds it ended. */
  static RunDecision abandoned(RunState state, RunKin.Abandon command, RunContext context) {
    var change = new RunChange(context, state);
    switch (state) {
      case StartedRun run when run.status().ended() -> {
        return unchanged();
      }
      case StartedRun ignored -> {}
      case RunState.NotStarted ignored ->
          change.emit(
              new RunStarted(
                  command.orchestration(),
                  command.version(),
                  Map.of(),
                  "",
                  null,
                  SYSTEM,
                  context.now(),
                  null,
                  command.parent(),
                  List.of()));
    }
    change.cancel(SYSTEM, "run " + command.parent().runId() + " no longer waits for it");
    change.emit(new ParentTold(change.run().endings().count(), context.now()));
    return change.accepted();
  }

  static RunDecision parentAnswered(
      RunState state, RunKin.ParentAnswered report, RunContext context) {
    if (!(state instanceof StartedRun run)
        || run.start().parent() == null
        || run.endings().told() >= report.ending()
        || run.endings().count() < report.ending()) {
      return unchanged();
    }
    var change = new RunChange(context, state);
    change.emit(new ParentTold(report.ending(), context.now()));
    return change.accepted();
  }
}
