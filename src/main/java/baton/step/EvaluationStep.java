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
import org.jspecify.annotations.Nullable;

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
    return switch (result) {
      case FlowResult.Finished finished -> reported(work, finished.conditionMet(), null, false);
      case FlowResult.Waiting waiting ->
          reported(work, false, waiting.element() + ": an evaluation flow must not wait", false);
      case FlowResult.Failed failed ->
          reported(work, false, failed.element() + ": " + failed.fault(), failed.retryable());
    };
  }

  private static Run.EvaluationReported reported(
      Evaluate work, boolean met, @Nullable String fault, boolean passing) {
    return new Run.EvaluationReported(
        work.pass(), work.evaluation().site(), work.attempt(), met, fault, passing);
  }
}
