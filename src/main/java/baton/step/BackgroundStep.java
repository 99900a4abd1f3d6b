package baton.step;

import baton.flow.FlowContext;
import baton.flow.FlowResult;
import baton.run.Run;
import baton.run.RunSurroundings;
import baton.run.RunWork.ForgetWait;
import baton.run.RunWork.RunFlow;
import baton.run.StepMode;
import baton.run.StepOutcome;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/**
 * Runs the flow of a background step and reports how it ended, or until when it waits: then nothing
 * of it stays in memory, and the run has it go on when the time has come. After a crash it is
 * started anew, where it waited last, else from its beginning: the calls of its flow carry the same
 * idempotency keys again.
 */
final class BackgroundStep {
  private BackgroundStep() {}

  static Behavior<?> create(
      RunSurroundings.RunFacts run,
      RunFlow work,
      ActorRef<Run.Command> reportTo,
      StepActors around) {
    var place = run.runId() + "/" + work.place();
    var context =
        new FlowContext(
            around.clock(),
            run.runId(),
            place,
            StepActors.SYSTEM,
            work.mode() != StepMode.SYNCHRONOUS);
    return Attempt.of(
        "step " + work.place() + " of run " + run.runId(),
        () -> around.goOn(work, context, place),
        result -> report(work, result),
        reportTo);
  }

  /** Forgets where the flow of a step waited that has ended. */
  static Behavior<?> forget(
      RunSurroundings.RunFacts run,
      ForgetWait work,
      ActorRef<Run.Command> reportTo,
      StepActors around) {
    return Attempt.of(
        "the wait of step " + work.step() + " of run " + run.runId(),
        () -> around.waits().forget(place(run, work.step(), work.visit()), work.attempt()),
        gone -> new Run.WaitForgotten(work.step(), work.visit(), work.attempt()),
        reportTo);
  }

  private static String place(RunSurroundings.RunFacts run, String step, int visit) {
    return run.runId() + "/" + step + "." + visit;
  }

  private static Run.Report report(RunFlow work, FlowResult result) {
    return switch (result) {
      case FlowResult.Finished finished ->
          work.ended(new StepOutcome.Finished(finished.outputs(), finished.comments()));
      case FlowResult.Failed failed ->
          work.ended(
              new StepOutcome.Failed(failed.element() + ": " + failed.fault(), failed.retryable()));
      case FlowResult.Waiting waiting when work.index() != null ->
          work.ended(
              StepOutcome.failed(
                  waiting.element()
                      + ": the flow of a step that fans out over a collection cannot wait"));
      case FlowResult.Waiting waiting ->
          new Run.StepWaits(
              work.step(),
              work.visit(),
              work.attempt(),
              waiting.number(),
              waiting.element(),
              waiting.until());
    };
  }
}
