package baton.step;

import baton.flow.Flow;
import baton.flow.FlowContext;
import baton.flow.FlowResult;
import baton.flow.FlowRunner;
import baton.flow.FlowWaits;
import baton.flow.Flows;
import baton.run.Run;
import baton.run.RunKin;
import baton.run.RunSurroundings;
import baton.run.RunWork;
import baton.run.StepMode;
import baton.task.TaskOffers;
import baton.work.Routing;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
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
    RunKin.Door runs,
    RunSurroundings.Records records,
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
      case RunWork.ForgetWait past -> BackgroundStep.forget(run, past, reportTo, this);
      case RunWork.Wait wait -> WaitStep.create(run, wait, reportTo, this);
      case RunWork.BeginSubRun sub -> SubOrchestrationStep.begin(run, sub, reportTo, runs);
      case RunWork.AbandonSubRun sub -> SubOrchestrationStep.abandon(run, sub, reportTo, runs);
      case RunWork.TellParent news -> SubOrchestrationStep.tellParent(run, news, reportTo, runs);
      case RunWork.FollowRecord record ->
          Attempt.of(
              "following " + record.type() + "/" + record.id() + " by run " + run.runId(),
              () -> records.follow(run.runId(), record.type(), record.id()),
              answer -> answer,
              reportTo);
      case RunWork.LetOthersIn ignored ->
          Attempt.of(
              "the turn of run " + run.runId(),
              () -> CompletableFuture.completedStage(Done.getInstance()),
              done -> new Run.OthersServed(),
              reportTo);
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
   * Runs a version of a flow to its end or its next wait, which is stored before it is answered:
   * from its beginning, or from the wait of that number in the same attempt.
   */
  CompletionStage<FlowResult> goOn(RunWork.RunFlow work, FlowContext context, String place) {
    var known = flows.loaded(work.flow(), work.flowVersion());
    if (known != null && !known.waits()) {
      return runner.run(known, work.inputs(), context); // at once, in the calling thread
    }
    return flows
        .load(work.flow(), work.flowVersion())
        .thenCompose(loaded ->
            loaded.isPresent() && loaded.get().waits() && context.mayCallOut()
                ? waits
                    .find(place)
                    .thenCompose(kept -> goOn(loaded.get(), work, context, place, kept))
                : run(work.flow(), work.flowVersion(), work.inputs(), context));
  }

  private CompletionStage<FlowResult> goOn(
      Flow flow,
      RunWork.RunFlow work,
      FlowContext context,
      String place,
      Optional<FlowWaits.Kept> found) {
    var kept = found.filter(wait -> wait.attempt() == work.attempt()).orElse(null);
    if (kept != null && kept.waiting().number() > work.waited()) {
      return CompletableFuture.completedStage(kept.waiting());
    }
    if (work.waited() == 0) {
      return runner
          .run(flow, work.inputs(), context)
          .thenCompose(result -> kept(flow, work, result, place));
    }
    return kept == null
        ? CompletableFuture.completedStage(
            new FlowResult.Failed(
                "Nothing is kept any more of where it waited.", work.flow(), false))
        : flows
            .load(work.flow(), work.flowVersion(), kept.subflows())
            .thenCompose(bound -> resume(bound.orElse(flow), work, context, place, kept));
  }

  private CompletionStage<FlowResult> resume(
      Flow flow, RunWork.RunFlow work, FlowContext context, String place, FlowWaits.Kept wait) {
    return runner
        .resume(flow, wait.waiting(), context)
        .thenCompose(result -> kept(flow, work, result, place));
  }

  private CompletionStage<FlowResult> kept(
      Flow flow, RunWork.RunFlow work, FlowResult result, String place) {
    return result instanceof FlowResult.Waiting waiting
        ? waits
            .keep(place, new FlowWaits.Kept(work.attempt(), waiting, flow.subflowVersions()))
            .thenApply(stored -> result)
        : CompletableFuture.completedStage(result);
  }
}
