package baton.step;

import baton.flow.Flow;
import baton.flow.FlowContext;
import baton.flow.FlowResult;
import baton.flow.FlowRunner;
import baton.flow.FlowWaits;
import baton.flow.Flows;
import baton.run.Run;
import baton.run.RunSurroundings;
import baton.run.RunWork;
import baton.run.StepMode;
import baton.task.TaskOffers;
import baton.work.Routing;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/**
 * Makes the child actors of runs, with what they need of the node: one kind for each kind of work.
 */
public record StepActors(
    Flows flows,
    FlowRunner runner,
    FlowWaits waits,
    Routing routing,
    RunSurroundings.Timers timers,
    TaskOffers tasks,
    InstantSource clock)
    implements RunSurroundings.Steps {
  /** In whose name flows run that no person runs. */
  static final String SYSTEM = "system";

  @Override
  public Behavior<?> perform(
      RunSurroundings.RunFacts run, RunWork work, ActorRef<Run.Command> reportTo) {
    return switch (work) {
      case RunWork.RunFlow flow when flow.mode() == StepMode.EXTERNAL ->
          ExternalStep.create(run, flow, tasks);
      case RunWork.RunFlow flow -> BackgroundStep.create(run, flow, reportTo, this);
      case RunWork.RouteItem item -> InteractiveStep.create(run, item, reportTo, this);
      case RunWork.Wait wait -> WaitStep.create(run, wait, reportTo, this);
      case RunWork.Evaluate evaluation -> EvaluationStep.create(run, evaluation, reportTo, this);
    };
  }

  /** Runs a version of a flow; one that is known here runs at once, in the calling thread. */
  CompletionStage<FlowResult> run(
      String flow, int version, Map<String, JsonNode> inputs, FlowContext context) {
    var known = flows.loaded(flow, version);
    if (known != null) {
      return runner.run(known, inputs, context);
    }
    return flows
        .load(flow, version)
        .thenCompose(loaded ->
            loaded.isPresent()
                ? runner.run(loaded.get(), inputs, context)
                : CompletableFuture.completedStage(
                    new FlowResult.Failed("there is no version " + version, flow, false)));
  }

  /**
   * Runs a version of a flow from where it waits under the key, else from its beginning. A wait is
   * stored before it is answered.
   */
  CompletionStage<FlowResult> begin(
      String flow, int version, Map<String, JsonNode> inputs, FlowContext context, String waitKey) {
    var known = flows.loaded(flow, version);
    if (known != null && !known.waits()) {
      return runner.run(known, inputs, context); // at once, in the calling thread
    }
    return flows
        .load(flow, version)
        .thenCompose(loaded -> {
          if (loaded.isEmpty() || !loaded.get().waits() || !context.mayCallOut()) {
            return run(flow, version, inputs, context);
          }
          return waits
              .find(waitKey)
              .thenCompose(kept ->
                  kept.isPresent()
                      ? CompletableFuture.<FlowResult>completedStage(kept.get().waiting())
                      : runner
                          .run(loaded.get(), inputs, context)
                          .thenCompose(result -> kept(loaded.get(), result, waitKey)));
        });
  }

  /** Goes on from a wait whose time has come, with the versions it had when it began. */
  CompletionStage<FlowResult> resume(
      String flow, int version, FlowResult.Waiting waiting, FlowContext context, String waitKey) {
    return waits
        .find(waitKey)
        .thenCompose(
            kept -> flows.load(flow, version, kept.map(FlowWaits.Kept::subflows).orElse(Map.of())))
        .thenCompose(loaded ->
            loaded.isPresent()
                ? runner
                    .resume(loaded.get(), waiting, context)
                    .thenCompose(result -> kept(loaded.get(), result, waitKey))
                : CompletableFuture.completedStage(
                    new FlowResult.Failed("there is no version " + version, flow, false)));
  }

  private CompletionStage<FlowResult> kept(Flow flow, FlowResult result, String waitKey) {
    return result instanceof FlowResult.Waiting waiting
        ? waits
            .keep(waitKey, new FlowWaits.Kept(waiting, flow.subflowVersions()))
            .thenApply(stored -> result)
        : CompletableFuture.completedStage(result);
  }
}
