package baton.step;

import baton.flow.FlowContext;
import baton.flow.FlowResult;
import baton.run.Run;
import baton.run.RunSurroundings;
import baton.run.RunWork.RunFlow;
import baton.run.StepMode;
import baton.run.StepOutcome;
import baton.step.Attempt.Course;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/**
 * Runs the flow of a background step once and reports how it ended. After a crash it is started
 * anew, where it waited last, else from its beginning: the calls of its flow carry the same
 * idempotency keys again.
 */
final class BackgroundStep {
  private final RunFlow work;
  private final StepActors around;
  private final FlowContext context;
  private final String waitKey;

  private BackgroundStep(RunSurroundings.RunFacts run, RunFlow work, StepActors around) {
    this.work = work;
    this.around = around;
    var place = run.runId() + "/" + work.step() + "." + work.visit();
    this.waitKey = place + "." + work.attempt();
    this.context =
        new FlowContext(
            around.clock(),
            run.runId(),
            place,
            StepActors.SYSTEM,
            work.mode() != StepMode.SYNCHRONOUS);
  }

  static Behavior<?> create(
      RunSurroundings.RunFacts run,
      RunFlow work,
      ActorRef<Run.Command> reportTo,
      StepActors around) {
    var step = new BackgroundStep(run, work, around);
    return Attempt.of(
        "step " + work.step() + " of run " + run.runId(),
        step::begin,
        result -> new Run.StepReported(work.step(), work.visit(), work.attempt(), outcome(result)),
        reportTo,
        around.clock());
  }

  private CompletionStage<Course<FlowResult>> begin() {
    return around
        .begin(work.flow(), work.flowVersion(), work.inputs(), context, waitKey)
        .thenApply(this::course);
  }

  private Course<FlowResult> course(FlowResult result) {
    return result instanceof FlowResult.Waiting waiting
        ? new Course.Later<>(
            waiting.until(),
            () ->
                around
                    .resume(work.flow(), work.flowVersion(), waiting, context, waitKey)
                    .thenApply(this::course))
        : new Course.Ended<>(result);
  }

  private static StepOutcome outcome(FlowResult result) {
    return switch (result) {
      case FlowResult.Finished finished ->
          new StepOutcome.Finished(finished.outputs(), finished.comments());
      case FlowResult.Waiting waiting ->
          throw new IllegalStateException("the flow has not ended at " + waiting.element());
      case FlowResult.Failed failed ->
          new StepOutcome.Failed(failed.element() + ": " + failed.fault(), failed.retryable());
    };
  }
}
