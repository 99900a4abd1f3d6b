package baton.flow;

import static baton.flow.FlowsForTests.MOMENT;
import static baton.flow.FlowsForTests.flow;
import static baton.flow.FlowsForTests.values;
import static org.assertj.core.api.Assertions.assertThat;

import baton.expression.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waiting for a time, and going on from there; it is half past nine on the first of March. */
class WaitElementTest {
  private static Flow waiting(String wait) {
    return flow(
        """
        flow: f
        kind: autolaunched
        variables:
          n: { type: number, default: 1.25, output: true }
          fault: { type: text, output: true }
          late: { type: date_time, default: "2026-03-01T10:00:00Z" }
        elements:
          - { assignment: a, set: [ { variable: n, add: 1 } ] }
          - { wait: w, %s, fault: told }
          - { assignment: b, set: [ { variable: n, add: 1 } ], next: end }
          - { assignment: told, set: [ { variable: fault, value: =$Flow.FaultMessage } ] }
        """
            .formatted(wait));
  }

  @ParameterizedTest
  @CsvSource({
    "for: 30s, 2026-03-01T09:30:30Z",
    "for: 5m, 2026-03-01T09:35:00Z",
    "for: 4h, 2026-03-01T13:30:00Z",
    "for: 2d, 2026-03-03T09:30:00Z",
    "for: 90, 2026-03-01T09:31:30Z",
    "for: '=n * 4', 2026-03-01T09:30:09Z",
    "for: 3660d, 2036-03-08T09:30:00Z",
    "until: 2026-03-02, 2026-03-02T00:00:00Z",
    "until: '=late', 2026-03-01T10:00:00Z",
    "until: '2026-03-01T12:00:00+02:00', 2026-03-01T10:00:00Z"
  })
  void aWaitLastsUntilItsTime(String wait, Instant until) {
    var interpreter = new Interpreter(waiting(wait));
    var outcome = (Outcome.Wait) interpreter.start(Map.of(), MOMENT);
    assertThat(outcome.until()).isEqualTo(until);
    assertThat(outcome.element()).isEqualTo("w");
    assertThat(interpreter.waited(outcome.progress(), MOMENT))
        .isEqualTo(new Outcome.Finished(values("{n: 3.25, fault: null}")));
  }

  @ParameterizedTest
  @CsvSource({"for: 0s", "for: 0", "until: 2026-02-28", "until: 2026-03-01T09:30:00Z"})
  void aTimeThatHasComeIsNotWaitedFor(String wait) {
    assertThat(new Interpreter(waiting(wait)).start(Map.of(), MOMENT))
        .isEqualTo(new Outcome.Finished(values("{n: 3.25, fault: null}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          for: 3661d        | A wait lasts at most 3,660 days; it would end at 2036-03-09T09:30:00Z.
          for: '=fault'     | A wait needs a length of time such as 30s, 5m, 4h or 2d, not nothing.
          for: '=0 - n'     | A wait needs a length of time such as 30s, 5m, 4h or 2d, not `-2.25`.
          until: '=fault'   | A wait needs a time such as 2026-01-31T10:00:00Z, not nothing.
          until: '="x" + TEXT(n)' | A wait needs a time such as 2026-01-31T10:00:00Z, not `x2.25`.
          """)
  void whatIsNoTimeIsAFault(String wait, String fault) {
    var end = (Outcome.Finished) new Interpreter(waiting(wait)).start(Map.of(), MOMENT);
    assertThat(end.outputs().get("fault").asText()).isEqualTo(fault);
  }

  @Test
  void aFlowThatIsRunWaitsAndGoesOnAlsoFromWhatIsStored() {
    var flow = waiting("for: 2h");
    var runner = new FlowRunner(FlowsForTests.ACTIONS);
    var waits =
        (FlowResult.Waiting)
            runner.run(flow, Map.of(), FlowRunnerTest.ASYNCHRONOUS).toCompletableFuture().join();
    var stored = FlowWaits.read(FlowWaits.written(new FlowWaits.Kept(2, waits, Map.of("g", 2))));
    assertThat(stored).isEqualTo(new FlowWaits.Kept(2, waits, Map.of("g", 2)));
    var later =
        new FlowContext(
            InstantSource.fixed(MOMENT.now().plus(Duration.ofHours(2))), "r1", "k", "system", true);
    assertThat(runner.resume(flow, stored.waiting(), later).toCompletableFuture().join())
        .isEqualTo(new FlowResult.Finished(values("{n: 3.25, fault: null}")));
  }

  @Test
  void onlyAnAsynchronousStepMayWait() {
    var runner = new FlowRunner(FlowsForTests.ACTIONS);
    var result =
        runner
            .run(waiting("for: 2h"), Map.of(), FlowRunnerTest.SYNCHRONOUS)
            .toCompletableFuture()
            .join();
    assertThat(result)
        .isEqualTo(
            new FlowResult.Failed("Only an asynchronous background step may wait.", "w", false));
    var surroundings = new Surroundings(FlowsForTests.ACTIONS, null);
    assertThat(surroundings.callsOut(waiting("for: 2h"))).isTrue();
  }

  @Test
  void aFlowThatHoldsTooMuchCannotWait() {
    var flow =
        flow(
            """
            flow: f
            kind: autolaunched
            variables: { t: { type: text, input: true }, u: { type: text } }
            elements:
              - { assignment: a, set: [ { variable: u, value: =t } ] }
              - { wait: w, for: 1h }
            """);
    var runner = new FlowRunner(FlowsForTests.ACTIONS);
    var half = FlowLimits.MAX_EXCHANGED_BYTES / 2 - 2;
    for (var more = 0; more <= 1; more++) {
      var text = "x".repeat(half + more);
      var result =
          runner
              .run(
                  flow,
                  Map.of("t", com.fasterxml.jackson.databind.node.TextNode.valueOf(text)),
                  FlowRunnerTest.ASYNCHRONOUS)
              .toCompletableFuture()
              .join();
      assertThat(result)
          .isInstanceOf(more == 0 ? FlowResult.Waiting.class : FlowResult.Failed.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "screen, A screen flow cannot wait: a person would have to wait with it",
    "evaluation, An evaluation flow must not wait"
  })
  void otherFlowsCannotWait(String kind, String message) {
    assertThat(
            FlowsForTests.problems(
                "{flow: f, kind: %s, elements: [{wait: w, for: 1h}]}".formatted(kind)))
        .extracting(Problem::message)
        .containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource({
    "screen, '`f` waits, and a person would have to wait with it'",
    "evaluation, 'An evaluation flow must not call out or wait, as `f` does'"
  })
  void norCallOneThatWaits(String kind, String message) {
    var surroundings = new Surroundings(FlowsForTests.ACTIONS, Map.of("f", waiting("for: 1h")));
    assertThat(
            FlowsForTests.problems(
                "{flow: g, kind: %s, elements: [{subflow: s, flow: f}]}".formatted(kind),
                surroundings))
        .extracting(Problem::message)
        .containsExactly(message);
  }
}
