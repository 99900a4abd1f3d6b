package baton.flow;

import baton.flow.Actions.Performed;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs autolaunched and evaluation flows to their end.
 *
 * <p>A flow whose actions all answer at once is done when {@link #run} returns. One that is started
 * again goes through the same calls with the same idempotency keys.
 */
public final class FlowRunner {
  private static final Logger LOG = LoggerFactory.getLogger(FlowRunner.class);

  private final Actions actions;

  public FlowRunner(Actions actions) {
    this.actions = actions;
  }

  /** The stage never fails: what goes wrong is a {@link FlowResult.Failed}. */
  public CompletionStage<FlowResult> run(
      Flow flow, Map<String, JsonNode> inputs, FlowContext context) {
    if (flow.kind() == Flow.Kind.SCREEN) {
      return CompletableFuture.completedStage(
          failed("Flow " + flow.name() + " shows screens: only a person can run it.", "start"));
    }
    var passage = new Passage(flow, context);
    passage.begin(inputs);
    return passage.result;
  }

  /** Goes on from a wait whose time has come; the flow is bound as it was when the wait began. */
  public CompletionStage<FlowResult> resume(
      Flow flow, FlowResult.Waiting waiting, FlowContext context) {
    var passage = new Passage(flow, context);
    passage.resume(waiting);
    return passage.result;
  }

  private static FlowResult.Failed failed(String fault, String element) {
    return new FlowResult.Failed(fault, element, false);
  }

  /** One flow on its way to its end. */
  private final class Passage {
    final Interpreter interpreter;
    final FlowContext context;
    final boolean readsOnly;
    final CompletableFuture<FlowResult> result = new CompletableFuture<>();

    Passage(Flow flow, FlowContext context) {
      this.interpreter = new Interpreter(flow);
      this.context = context;
      this.readsOnly = flow.kind() == Flow.Kind.EVALUATION;
    }

    /** A loop over calls that are answered at once, so that many of them need no deep stack. */
    void go(Outcome first, boolean retryable) {
      var outcome = first;
      var passing = retryable;
      while (!result.isDone()) {
        switch (outcome) {
          case Outcome.Finished end -> result.complete(new FlowResult.Finished(end.outputs()));
          case Outcome.Failed end ->
              result.complete(new FlowResult.Failed(end.fault(), end.element(), passing));
          case Outcome.ShowScreen shown ->
              result.complete(failed("Only a person can answer a screen.", shown.screen()));
          case Outcome.Wait wait -> result.complete(waiting(wait));
          case Outcome.PerformAction wanted -> {
            var action = actions.performer(wanted.action());
            var refusal = refusal(wanted, action);
            if (action == null || refusal != null) {
              result.complete(failed(String.valueOf(refusal), wanted.element()));
              return;
            }
            var performed = perform(action, wanted).toCompletableFuture();
            if (!performed.isDone()) {
              // a flow may compute for long, which the threads that bring answers must not
              performed.whenCompleteAsync((answer, never) -> goOn(wanted, answer));
              return;
            }
            var answer = performed.join();
            passing = isRetryable(answer);
            outcome = next(wanted, answer);
          }
        }
      }
    }

    void begin(Map<String, JsonNode> inputs) {
      guarded("start", () -> go(interpreter.start(inputs, context.moment()), false));
    }

    void resume(FlowResult.Waiting waiting) {
      guarded(
          waiting.element(),
          () -> go(interpreter.waited(waiting.progress(), context.moment()), false));
    }

    private FlowResult waiting(Outcome.Wait wait) {
      if (!context.mayCallOut()) {
        return failed("Only an asynchronous background step may wait.", wait.element());
      }
      var bytes = wait.progress().bytes();
      return bytes > FlowLimits.MAX_EXCHANGED_BYTES
          ? failed(
              "The variables of a flow that waits take at most %,d bytes, not %,d."
                  .formatted(FlowLimits.MAX_EXCHANGED_BYTES, bytes),
              wait.element())
          : new FlowResult.Waiting(wait.progress(), wait.element(), wait.until());
    }

    private void goOn(Outcome.PerformAction wanted, Performed answer) {
      guarded(wanted.element(), () -> go(next(wanted, answer), isRetryable(answer)));
    }

    /** Whatever is broken here must not leave the run waiting for ever. */
    private void guarded(String element, Runnable turn) {
      try {
        turn.run();
      } catch (RuntimeException broken) {
        LOG.error("flow of {} broke at {}", context.runId(), element, broken);
        result.complete(failed("The flow broke: " + broken, element));
      }
    }

    private CompletionStage<Performed> perform(Action action, Outcome.PerformAction wanted) {
      return actions.perform(
          action,
          new ActionCall(
              wanted.inputs(),
              context.keyPrefix() + "/" + wanted.call(),
              context.runId() + "/" + wanted.element()));
    }

    private @Nullable String refusal(Outcome.PerformAction wanted, @Nullable Action action) {
      if (action == null) {
        return "There is no action " + wanted.action() + ".";
      }
      if (action.callsOut() && !context.mayCallOut()) {
        return "Action %s calls out, which only an asynchronous background step may do."
            .formatted(wanted.action());
      }
      return readsOnly && action instanceof RecordAction records && records.writes()
          ? "An evaluation flow must not change records."
          : null;
    }

    private Outcome next(Outcome.PerformAction wanted, Performed answer) {
      return switch (answer) {
        case Performed.Done done ->
            interpreter.actionCompleted(wanted.progress(), done.outputs(), context.moment());
        case Performed.NotDone not ->
            interpreter.actionFailed(wanted.progress(), not.fault(), context.moment());
      };
    }

    private static boolean isRetryable(Performed answer) {
      return answer instanceof Performed.NotDone not && not.retryable();
    }
  }
}
