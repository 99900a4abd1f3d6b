package baton.flow;

import static baton.flow.FlowsForTests.flow;
import static baton.flow.FlowsForTests.values;
import static org.assertj.core.api.Assertions.assertThat;

import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowRunnerTest {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T09:30:00Z"));
  static final FlowContext ASYNCHRONOUS = new FlowContext(CLOCK, "r1", "r1/step/1", "system", true);
  static final FlowContext SYNCHRONOUS = new FlowContext(CLOCK, "r1", "r1/step/1", "system", false);

  /** Counts, remembers the calls, and answers as it is told. */
  record Counting(
      boolean callsOut,
      List<ActionCall> calls,
      Function<ActionCall, CompletionStage<Map<String, JsonNode>>> answer)
      implements Action {
    static Counting answering(
        boolean callsOut, Function<ActionCall, CompletionStage<Map<String, JsonNode>>> answer) {
      return new Counting(callsOut, new ArrayList<>(), answer);
    }

    @Override
    public String name() {
      return "count";
    }

    @Override
    public List<Parameter> inputs() {
      return List.of(Parameter.required("of", Type.NUMBER), Parameter.optional("unit", Type.TEXT));
    }

    @Override
    public List<Parameter> outputs() {
      return List.of(Parameter.required("total", Type.NUMBER));
    }

    @Override
    public CompletionStage<Map<String, JsonNode>> perform(ActionCall call) {
      calls.add(call);
      return answer.apply(call);
    }
  }

  static CompletionStage<Map<String, JsonNode>> total(int total) {
    return CompletableFuture.completedStage(Map.of("total", IntNode.valueOf(total)));
  }

  static final String COUNTING =
      """
      flow: counting
      kind: autolaunched
      variables:
        n: { type: number, input: true, default: 2 }
        total: { type: number, output: true }
        Comments: { type: text, output: true }
      elements:
        - action: first
          call: count
          inputs: { of: "=n" }
          outputs: { total: total }
        - action: second
          call: count
          inputs: { of: "=total" }
          outputs: { total: total }
        - assignment: say
          set: [ { variable: Comments, value: "='counted ' + TEXT(total)" } ]
      """;

  private static CompletionStage<FlowResult> run(Action action, FlowContext context) {
    var actions = Actions.discovered(action);
    return new FlowRunner(actions).run(flow(actions, COUNTING), Map.of(), context);
  }

  private static FlowResult now(CompletionStage<FlowResult> result) {
    assertThat(result.toCompletableFuture()).isCompleted();
    return result.toCompletableFuture().join();
  }

  @Test
  void aFlowWhoseActionsAnswerAtOnceIsDoneAtOnce() {
    var action = Counting.answering(false, call -> total(call.input("of").asInt() * 10));
    var result = now(run(action, SYNCHRONOUS));
    assertThat(result)
        .isEqualTo(new FlowResult.Finished(values("{total: 200, Comments: counted 200}")));
    assertThat(((FlowResult.Finished) result).comments()).isEqualTo("counted 200");
  }

  @Test
  void everyCallHasAKeyThatIsTheSameWhenTheFlowIsRunAgain() {
    var action = Counting.answering(true, call -> total(1));
    now(run(action, ASYNCHRONOUS));
    now(run(action, ASYNCHRONOUS));
    assertThat(action.calls)
        .extracting(ActionCall::idempotencyKey)
        .containsExactly("r1/step/1/1", "r1/step/1/2", "r1/step/1/1", "r1/step/1/2");
    assertThat(action.calls.get(0).origin()).isEqualTo("r1/first");
  }

  @Test
  void aFlowGoesOnWhenALateActionAnswers() {
    var late = new CompletableFuture<Map<String, JsonNode>>();
    var calls = new ArrayList<String>();
    var action =
        Counting.answering(
            true,
            call -> {
              calls.add(call.idempotencyKey());
              return calls.size() == 1 ? late : total(7);
            });
    var result = run(action, ASYNCHRONOUS);
    assertThat(result.toCompletableFuture()).isNotDone();
    late.complete(Map.of("total", IntNode.valueOf(3)));
    assertThat(result.toCompletableFuture().join())
        .isEqualTo(new FlowResult.Finished(values("{total: 7, Comments: counted 7}")));
  }

  @Test
  void aSynchronousFlowMayNotCallOut() {
    var action = Counting.answering(true, call -> total(1));
    assertThat(now(run(action, SYNCHRONOUS)))
        .isEqualTo(
            new FlowResult.Failed(
                "Action count calls out, which only an asynchronous background step may do.",
                "first",
                false));
    assertThat(action.calls).isEmpty();
  }

  @Test
  void anActionThatIsNotInstalledFailsTheFlow() {
    var actions = Actions.discovered(Counting.answering(false, call -> total(1)));
    var result =
        new FlowRunner(FlowsForTests.ACTIONS).run(flow(actions, COUNTING), Map.of(), ASYNCHRONOUS);
    assertThat(now(result))
        .isEqualTo(new FlowResult.Failed("There is no action count.", "first", false));
  }

  @Test
  void aScreenFlowIsRefused() {
    var flow = flow("{flow: ask, kind: screen, elements: [{screen: s, fields: [{text: t}]}]}");
    var result = new FlowRunner(FlowsForTests.ACTIONS).run(flow, Map.of(), ASYNCHRONOUS);
    assertThat(now(result))
        .isEqualTo(
            new FlowResult.Failed(
                "Flow ask shows screens: only a person can run it.", "start", false));
  }

  private static FlowResult.Failed failure(Throwable cause) {
    var action = Counting.answering(true, call -> CompletableFuture.failedStage(cause));
    return (FlowResult.Failed) now(run(action, ASYNCHRONOUS));
  }

  @Test
  void aFailureSaysWhetherItMayPass() {
    assertThat(failure(ActionFailed.forNow("busy")))
        .isEqualTo(new FlowResult.Failed("busy", "first", true));
    assertThat(failure(ActionFailed.forGood("no such order")))
        .isEqualTo(new FlowResult.Failed("no such order", "first", false));
    assertThat(failure(new IOException("connection reset")).retryable()).isTrue();
    assertThat(failure(new IllegalStateException("a bug")).retryable()).isFalse();
  }

  @Test
  void anActionThatThrowsHasFailed() {
    var action =
        Counting.answering(
            true,
            call -> {
              throw new IllegalStateException("a bug");
            });
    assertThat(((FlowResult.Failed) now(run(action, ASYNCHRONOUS))).fault()).contains("a bug");
  }

  @Test
  void aFlowThatBreaksHasFailedAndNobodyWaitsForEver() {
    var flow = flow("{flow: f, kind: autolaunched, elements: [{assignment: a, set: []}]}");
    var broken =
        new Flow(
            flow.name(), 1, "", flow.kind(), Map.of(), Map.of(), Map.of(), "missing", Map.of());
    var result = new FlowRunner(FlowsForTests.ACTIONS).run(broken, Map.of(), SYNCHRONOUS);
    assertThat(((FlowResult.Failed) now(result)).fault()).startsWith("The flow broke");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{total: null}", "{total: text}"})
  void outputsThatAreNotAsDeclaredAreAFault(String outputs) {
    var action =
        Counting.answering(true, call -> CompletableFuture.completedStage(values(outputs)));
    assertThat(((FlowResult.Failed) now(run(action, ASYNCHRONOUS))).fault())
        .startsWith("Action count: output total");
  }

  @Test
  void manyCallsThatAnswerAtOnceNeedNoDeepStack() {
    var action = Counting.answering(false, call -> total(call.input("of").asInt() + 1));
    var actions = Actions.discovered(action);
    var flow =
        flow(
            actions,
            """
            flow: many
            kind: autolaunched
            variables: { n: { type: number, default: 0, output: true } }
            elements:
              - { action: step, call: count, inputs: { of: "=n" }, outputs: { total: n } }
              - decision: enough
                outcomes: [ { outcome: more, when: "n < 9000", next: step } ]
                otherwise: end
            """);
    assertThat(now(new FlowRunner(actions).run(flow, Map.of(), SYNCHRONOUS)))
        .isEqualTo(new FlowResult.Finished(values("n: 9000")));
  }

  @Test
  void twoActionsCannotHaveOneName() {
    var action = Counting.answering(false, call -> total(1));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Actions.discovered(action, action))
        .hasMessageContaining("two actions are named count");
  }

  @Test
  void theLogActionIsFoundOnTheClassPathAndAnswersAtOnce() {
    var log = FlowsForTests.ACTIONS.find("log");
    assertThat(log).isNotNull();
    assertThat(log.callsOut()).isFalse();
    var call = new ActionCall(Map.of("message", TextNode.valueOf("two\nlines")), "k", "r1/log");
    assertThat(log.perform(call).toCompletableFuture()).isCompletedWithValue(Map.of());
  }
}
