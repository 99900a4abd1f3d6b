package baton.step;

import baton.run.Run;
import baton.run.RunKin;
import baton.run.RunSurroundings;
import baton.run.RunWork;
import baton.run.Runs;
import baton.run.StepOutcome;
import baton.run.SubRun;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/**
 * Begins the run of another orchestration that does a step, or tells it that nobody waits for it
 * any more; on the other side, tells the waiting run how its step has ended. Each only until the
 * other has answered: nobody stays awake for the work itself.
 */
final class SubOrchestrationStep {
  private SubOrchestrationStep() {}

  static Behavior<?> begin(
      RunSurroundings.RunFacts run,
      RunWork.BeginSubRun work,
      ActorRef<Run.Command> reportTo,
      RunKin.Door runs) {
    return Attempt.of(
        "beginning of run " + work.subRun().id(),
        () -> runs.begin(run, work.subRun(), work.inputs()),
        answer -> begun(work.subRun(), answer),
        reportTo);
  }

  private static Run.Report begun(SubRun sub, Runs.Answer answer) {
    return switch (answer) {
      case Runs.Answer.Done ignored -> new RunKin.SubRunAnswered(sub.id(), false);
      case Runs.Answer.Refused no ->
          new Run.StepReported(
              sub.step(),
              sub.visit(),
              sub.attempt(),
              StepOutcome.failed(sub.orchestration() + " does not begin: " + no.detail()));
    };
  }

  static Behavior<?> abandon(
      RunSurroundings.RunFacts run,
      RunWork.AbandonSubRun work,
      ActorRef<Run.Command> reportTo,
      RunKin.Door runs) {
    return Attempt.of(
        "end of run " + work.subRun().id(),
        () -> runs.abandon(run, work.subRun()),
        answer -> new RunKin.SubRunAnswered(work.subRun().id(), true),
        reportTo);
  }

  static Behavior<?> tellParent(
      RunSurroundings.RunFacts run,
      RunWork.TellParent work,
      ActorRef<Run.Command> reportTo,
      RunKin.Door runs) {
    var end = new RunKin.SubRunEnd(run.runId(), work.status(), work.outputs(), work.fault());
    return Attempt.of(
        "news of run " + run.runId() + " for run " + work.parent().runId(),
        () -> runs.tellEnd(work.parent(), end),
        answer -> new RunKin.ParentAnswered(work.ending()),
        reportTo);
  }
}
