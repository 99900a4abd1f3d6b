package baton.step;

import baton.flow.FlowContext;
import baton.flow.FlowResult;
import baton.run.Run;
import baton.run.RunSurroundings;
import baton.run.RunWork.Evaluate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/** Runs an evaluation flow for one condition of a pass, and reports whether it is met. */
final class EvaluationStep {
  private EvaluationStep() {}

  static Behavior<?> create(
      RunSurroundings.RunFacts run,
      Evaluate work,
      ActorRef<Run.Command> reportTo,
      StepActors around) {
    return Attempt.of(
        work.evaluation().site() + " of run " + run.runId(),
        () -> result(run, work, around),
        result -> report(work, result),
        reportTo);
  }

  private static CompletionStage<FlowResult> result(
      RunSurroundings.RunFacts run, Evaluate work, StepActors around) {
    var wanted = work.evaluation();
    if (wanted.flowVersion() == 0) {
      return CompletableFuture.completedStage(
          new FlowResult.Failed("it has no active version; activate one", wanted.flow(), false));
    }
    var key = run.runId() + "/" + wanted.site() + "." + work.pass();
    var context = new FlowContext(around.clock(), run.runId(), key, StepActors.SYSTEM, false);
    return around.run(wanted.flow(), wanted.flowVersion(), wanted.inputs(), context);
  }

  private static Run.EvaluationReported report(Evaluate work, FlowResult result) {
    var site = work.evaluation().site();
    return switch (result) {
      case FlowResult.Finished finished ->
          new Run.EvaluationReported(work.pass(), site, finished.conditionMet(), null);
      case FlowResult.Waiting waiting ->
          new Run.EvaluationReported(
              work.pass(), site, false, waiting.element() + ": an evaluation flow must not wait");
      case FlowResult.Failed failed ->
          new Run.EvaluationReported(
              work.pass(), site, false, failed.element() + ": " + failed.fault());
    };
  }
}
