package baton.step;

import baton.flow.FlowContext;
import baton.flow.FlowResult;
import baton.run.Run;
import baton.run.RunSurroundings;
import baton.run.RunWork.RunFlow;
import baton.run.StepMode;
import baton.run.StepOutcome;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/**
 * Runs the flow of a background step once, from its beginning, and reports how it ended. After a
 * crash it is started anew: the calls of its flow carry the same idempotency keys again.
 */
final class BackgroundStep {
  private BackgroundStep() {}

  static Behavior<?> create(
      RunSurroundings.RunFacts run,
      RunFlow work,
      ActorRef<Run.Command> reportTo,
      StepActors around) {
    var context =
        new FlowContext(
            around.clock(),
            run.runId(),
            run.runId() + "/" + work.step() + "." + work.visit(),
            StepActors.SYSTEM,
            work.mode() != StepMode.SYNCHRONOUS);
    return Attempt.of(
        "step " + work.step() + " of run " + run.runId(),
        () -> around.run(work.flow(), work.flowVersion(), work.inputs(), context),
        result -> new Run.StepReported(work.step(), work.visit(), work.attempt(), outcome(result)),
        reportTo);
  }

  private static StepOutcome outcome(FlowResult result) {
    return switch (result) {
      case FlowResult.Finished finished ->
          new StepOutcome.Finished(finished.outputs(), finished.comments());
      case FlowResult.Waiting waiting ->
          StepOutcome.failed(waiting.element() + ": this step cannot wait");
      case FlowResult.Failed failed ->
          new StepOutcome.Failed(failed.element() + ": " + failed.fault(), failed.retryable());
    };
  }
}
