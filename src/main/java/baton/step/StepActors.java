package baton.step;

import baton.flow.FlowContext;
import baton.flow.FlowResult;
import baton.flow.FlowRunner;
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
}
