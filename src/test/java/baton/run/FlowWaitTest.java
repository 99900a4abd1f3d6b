package baton.run;

import static baton.run.Sketch.asynchronous;
import static baton.run.Sketch.background;
import static baton.run.Sketch.byEvent;
import static baton.run.Sketch.failing;
import static baton.run.Sketch.finished;
import static baton.run.Sketch.withStage;
import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.FailurePolicy;
import baton.definition.RetryPolicy;
import baton.definition.StepDefinition;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Flows of steps that wait for a time, while nothing of them is in memory. */
class FlowWaitTest {
  private static final Instant TOMORROW = Told.START.plus(Duration.ofDays(1));
  private static final RetryPolicy TWICE =
      new RetryPolicy(2, Duration.ofSeconds(10), Duration.ofSeconds(10), false);

  private final Sketch sketch = new Sketch();

  private Told one(StepDefinition step) {
    return Told.started(sketch.stage("one", null, finished(), step).orchestration());
  }

  private Told waiting() {
    return one(asynchronous("a", withStage())).tell(waits(1, 1, TOMORROW));
  }

  private static Run.StepWaits waits(int attempt, int number, Instant until) {
    return new Run.StepWaits("a", 1, attempt, number, "nap", until);
  }

  private static RunWork.RunFlow flow(Told run) {
    return (RunWork.RunFlow)
        RunWork.wantedBy(run.state()).values().stream()
            .filter(RunWork.RunFlow.class::isInstance)
            .findAny()
            .orElseThrow();
  }

  @Test
  void aWaitIsATimerAndTheFlowGoesOnWhenItIsDue() {
    var run = waiting();
    assertThat(run.events()).containsExactly("step-waits");
    assertThat(run.wanted()).containsExactly("wait:wait:a.1.1.1");
    assertThat(run.run().settled()).as("near until it is kept").isFalse();

    run.tell(new Run.TimerStored("wait:a.1.1.1"));
    assertThat(run.wanted()).as("it may leave memory").isEmpty();
    assertThat(run.run().settled()).isTrue();

    assertThat(run.fired("wait:a.1.1.1").events()).as("early").containsExactly("timer-returned");
    run.later(Duration.ofDays(1)).fired("wait:a.1.1.1");
    assertThat(run.events()).containsExactly("step-wait-ended");
    assertThat(run.wanted()).containsExactly("flow:a.1.1");
    assertThat(flow(run).waited()).isEqualTo(1);
    assertThat(run.fired("wait:a.1.1.1").events()).as("fired again").isEmpty();
    assertThat(run.tell(waits(1, 1, TOMORROW)).events()).as("told again").isEmpty();

    run.tell(waits(1, 4, TOMORROW.plus(Duration.ofDays(1))));
    assertThat(run.wanted()).containsExactly("wait:wait:a.1.1.4");
    run.later(Duration.ofDays(1)).fired("wait:a.1.1.4").finished("a");
    assertThat(run.run().status()).isEqualTo(RunStatus.Completed);
    assertThat(run.wanted()).containsExactly("forget:a.1.1");
    run.tell(new Run.WaitForgotten("a", 1, 1));
    assertThat(run.wanted()).isEmpty();
    assertThat(run.tell(new Run.WaitForgotten("a", 1, 1)).events()).isEmpty();
  }

  @Test
  void aCanceledWaitIsForgottenAndItsTimerFiresInVain() {
    var run = waiting().tell(new Run.Cancel("ada", null, null));
    assertThat(run.steps()).isEqualTo("a=Canceled");
    assertThat(run.wanted()).containsExactly("forget:a.1.1");
    assertThat(run.later(Duration.ofDays(1)).fired("wait:a.1.1.1").events()).isEmpty();
    assertThat(run.tell(waits(1, 2, TOMORROW)).events()).as("a late report").isEmpty();
  }

  @Test
  void aSuspendedRunLetsTheFlowGoOnAndKeepsItsOutcome() {
    var run = waiting().suspended();
    assertThat(run.wanted()).containsExactly("wait:wait:a.1.1.1");
    run.later(Duration.ofDays(1)).fired("wait:a.1.1.1");
    assertThat(run.wanted()).containsExactly("flow:a.1.1");
    assertThat(run.tell(waits(1, 2, TOMORROW.plus(Duration.ofDays(1)))).events())
        .as("it may wait again")
        .containsExactly("step-waits");
    run.later(Duration.ofDays(1)).fired("wait:a.1.1.2").finished("a");
    assertThat(run.events()).containsExactly("step-outcome-kept a");
    assertThat(run.resumed().run().status()).isEqualTo(RunStatus.Completed);
  }

  @Test
  void anEventFinishesAStepWhoseFlowWaits() {
    var run = waiting().event("e1", "a", null);
    assertThat(run.run().status()).isEqualTo(RunStatus.Completed);
    assertThat(run.wanted()).containsExactly("forget:a.1.1");
  }

  @Test
  void anAttemptTimesOutWhileItWaitsAndTheNextBeginsAnew() {
    var policy = new FailurePolicy(TWICE, Duration.ofHours(1), null);
    var run = one(failing(policy, asynchronous("a", withStage()))).tell(waits(1, 7, TOMORROW));
    assertThat(run.wanted()).containsExactly("wait:timeout:a.1.1", "wait:wait:a.1.1.7");
    run.later(Duration.ofHours(1)).fired("timeout:a.1.1");
    assertThat(run.events()).containsExactly("step-retry-planned a");
    assertThat(run.wanted()).containsExactly("wait:retry:a.1.1");
    run.later(Duration.ofSeconds(10)).fired("retry:a.1.1");
    assertThat(flow(run).waited()).as("from its beginning").isZero();
    assertThat(run.tell(waits(1, 8, TOMORROW)).events()).as("of the first attempt").isEmpty();
    assertThat(run.tell(waits(2, 1, TOMORROW)).events()).containsExactly("step-waits");
    run.tell(new Run.Cancel("ada", null, null));
    assertThat(run.tell(new Run.WaitForgotten("a", 1, 1)).events()).as("an older one").isEmpty();
    assertThat(run.wanted()).containsExactly("forget:a.1.2");
  }

  @Test
  void aStepThatAwaitsAnEventMayWaitForATimeBefore() {
    var run = one(byEvent("a", withStage())).tell(waits(1, 1, TOMORROW));
    run.later(Duration.ofDays(1)).fired("wait:a.1.1.1").finished("a");
    assertThat(run.events()).containsExactly("step-awaits-event");
    assertThat(run.wanted()).as("the step is still open").isEmpty();
    assertThat(run.event("e1", "a", null).wanted()).containsExactly("forget:a.1.1");
  }

  @Test
  void whyNamesTheTimeThatTheFlowWaitsFor() {
    var why = RunReasons.of(waiting().run(), waiting().context(), 7);
    var reason = why.stages().getFirst().steps().getFirst().why();
    assertThat(reason.words())
        .isEqualTo("Flow flow waits until 2026-03-02T10:00:00Z, at its element nap.");
    assertThat(reason.moments())
        .extracting(RunWhy.Moment::words)
        .containsExactly(
            "when the flow goes on, at 2026-03-02T10:00:00Z", "when an event finishes the step");
  }

  @Test
  void aSynchronousStepDoesNotWait() {
    var run = one(background("a", withStage()));
    assertThat(RunWork.mayReport(run.state(), waits(1, 1, TOMORROW))).isFalse();
  }
}
