package baton.app;

import baton.definition.Orchestration;
import baton.definition.StartDefinition.OnRecord;
import baton.expression.ExpressionFailed;
import baton.flow.FlowContext;
import baton.flow.FlowResult;
import baton.flow.FlowRunner;
import baton.flow.Flows;
import baton.record.RecordChange;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks evaluation flows whether the change of a record starts a run. One that fails for a cause
 * that may pass fails the answer, so that the record tells its change again; one that fails for
 * good lets nothing start, as a condition without an answer does.
 */
final class EntryFlows {
  private static final String SYSTEM = "system";

  /** Runs the active version of a flow; empty where none is active. */
  @FunctionalInterface
  interface ActiveFlows {
    CompletionStage<Optional<FlowResult>> run(
        String flow, Map<String, JsonNode> inputs, FlowContext context);
  }

  private final ActiveFlows flows;
  private final InstantSource clock;

  EntryFlows(ActiveFlows flows, InstantSource clock) {
    this.flows = flows;
    this.clock = clock;
  }

  static EntryFlows of(Flows flows, FlowRunner runner, InstantSource clock) {
    return new EntryFlows(
        (name, inputs, context) ->
            flows
                .loadActive(name)
                .thenCompose(flow ->
                    flow.isPresent()
                        ? runner.run(flow.get(), inputs, context).thenApply(Optional::of)
                        : CompletableFuture.completedStage(Optional.empty())),
        clock);
  }

  /** Whether the record matches now and, if only that counts, did not match before its change. */
  CompletionStage<Boolean> holds(Orchestration orchestration, OnRecord start, RecordChange change) {
    var evaluation = start.evaluation();
    if (evaluation == null) {
      return CompletableFuture.completedStage(true);
    }
    var record = RecordFollowers.record(change);
    var asking = new Asking(orchestration, evaluation, change);
    return asking
        .about(record.values(), record.before(), "now")
        .thenCompose(now ->
            now && start.onlyWhenChangedToMatch() && change.prior() != null
                ? asking
                    .about(record.before(), NullNode.getInstance(), "before")
                    .thenApply(before -> !before)
                : CompletableFuture.completedStage(now));
  }

  private final class Asking {
    private final Orchestration orchestration;
    private final OnRecord.Evaluation evaluation;
    private final RecordChange change;

    Asking(Orchestration orchestration, OnRecord.Evaluation evaluation, RecordChange change) {
      this.orchestration = orchestration;
      this.evaluation = evaluation;
      this.change = change;
    }

    CompletionStage<Boolean> about(JsonNode record, JsonNode prior, String when) {
      Map<String, JsonNode> given;
      try {
        given = evaluation.given(record, prior, change.at());
      } catch (ExpressionFailed failed) {
        return no(String.valueOf(failed.getMessage()));
      }
      var key =
          "record:%s/%s/%s/%s/%s"
              .formatted(change.type(), change.id(), change.version(), orchestration.name(), when);
      var context = new FlowContext(clock, key, key, SYSTEM, false);
      return flows
          .run(evaluation.flow(), given, context)
          .thenCompose(result ->
              result.isPresent()
                  ? truth(result.get())
                  : no("evaluation flow " + evaluation.flow() + " has no active version"));
    }

    private CompletionStage<Boolean> truth(FlowResult result) {
      return switch (result) {
        case FlowResult.Finished finished ->
            CompletableFuture.completedStage(finished.conditionMet());
        case FlowResult.Waiting waiting ->
            no(waiting.element() + ": an evaluation flow must not wait");
        case FlowResult.Failed failed when failed.retryable() ->
            CompletableFuture.failedStage(
                new IllegalStateException(
                    "evaluation flow %s gave no answer for %s at %s: %s"
                        .formatted(
                            evaluation.flow(),
                            orchestration.name(),
                            failed.element(),
                            failed.fault())));
        case FlowResult.Failed failed ->
            no(
                "evaluation flow "
                    + evaluation.flow()
                    + ", "
                    + failed.element()
                    + ": "
                    + failed.fault());
      };
    }

    private CompletionStage<Boolean> no(String why) {
      RecordFollowers.warn(orchestration, change, why);
      return CompletableFuture.completedStage(false);
    }
  }
}
