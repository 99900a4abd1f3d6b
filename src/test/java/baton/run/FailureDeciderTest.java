package baton.run;

import static baton.run.Sketch.after;
import static baton.run.Sketch.asynchronous;
import static baton.run.Sketch.background;
import static baton.run.Sketch.failing;
import static baton.run.Sketch.faulting;
import static baton.run.Sketch.finished;
import static baton.run.Sketch.interactive;
import static baton.run.Sketch.onFault;
import static baton.run.Sketch.withStage;
import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.FailurePolicy;
import baton.definition.FaultPath;
import baton.definition.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Retries, time-outs, deadlines and fault paths: what becomes of a step that does not succeed. */
class FailureDeciderTest {
  private static final RetryPolicy THREE =
      new RetryPolicy(3, Duration.ofSeconds(10), Duration.ofSeconds(15), false);
  private final Sketch sketch = new Sketch();

  private Told one(FailurePolicy failure) {
    return Told.started(
        sketch
            .stage("one", null, finished(), failing(failure, asynchronous("a", withStage())))
            .orchestration());
  }

  @Test
  void anErrorThatMayPassIsTriedAgainAfterAPauseUntilNoAttemptIsLeft() {
    var run = one(new FailurePolicy(THREE, null, null)).stumbled("a");
    assertThat(run.events()).containsExactly("step-retry-planned a");
    assertThat(run.wanted()).containsExactly("wait:retry:a.1.1");
    assertThat(run.finished("a").events()).as("a late report").isEmpty();
    var timer = run.run().step("a").timer();
    assertThat(Duration.between(run.run().changedAt(), timer.due()))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));

    assertThat(run.fired("retry:a.1.1").last())
        .as("too early, and nobody else knows of it")
        .isEqualTo(new RunDecision.Postponed());
    assertThat(run.tell(new Run.TimerStored("retry:a.1.1")).fired("retry:a.1.1").events())
        .as("too early, and nobody else knows of it any more")
        .containsExactly("timer-returned");
    run.later(Duration.ofSeconds(10)).fired("retry:a.1.1");
    assertThat(run.events()).containsExactly("step-started a");
    assertThat(run.fired("retry:a.1.1").events()).as("fired again").isEmpty();
    assertThat(run.wanted()).containsExactly("flow:a.1.2");

    run.stumbled("a").later(Duration.ofSeconds(15)).fired("retry:a.1.2").stumbled("a");
    assertThat(run.run().status()).isEqualTo(RunStatus.Error);
    assertThat(run.run().step("a").attempt()).isEqualTo(3);

    run.resumed().stumbled("a");
    assertThat(run.events()).as("counted anew").containsExactly("step-retry-planned a");
  }

  @Test
  void aRefusalIsFinalUnlessThePolicySaysAnyError() {
    assertThat(one(FailurePolicy.USUAL).failed("a").run().status()).isEqualTo(RunStatus.Error);
    var any = new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofSeconds(1), true);
    assertThat(new FailureDeciderTest().one(new FailurePolicy(any, null, null)).failed("a").steps())
        .isEqualTo("a=InProgress");
  }

  @Test
  void pausesGrowToTheLongestAndAreSpread() {
    var policy = new RetryPolicy(9, Duration.ofSeconds(1), Duration.ofSeconds(60), false);
    for (var tries = 1; tries < 9; tries++) {
      var most = Duration.ofSeconds(Math.min(60, 1L << (tries - 1)));
      for (var run = 0; run < 50; run++) {
        assertThat(Backoff.pause(policy, tries, "run" + run + "/a.1." + tries))
            .isBetween(most.dividedBy(2), most);
      }
    }
    assertThat(IntStream.range(0, 50).mapToObj(run -> Backoff.pause(policy, 7, "run" + run)))
        .as("not all at once")
        .hasSizeGreaterThan(45)
        .doesNotHaveDuplicates();
  }

  @Test
  void anAttemptThatTakesTooLongIsTriedAgain() {
    var run = one(new FailurePolicy(THREE, Duration.ofSeconds(30), null));
    assertThat(run.wanted()).containsExactly("wait:timeout:a.1.1", "flow:a.1.1");
    run.later(Duration.ofSeconds(30)).fired("timeout:a.1.1");
    assertThat(run.events()).containsExactly("step-retry-planned a");
    assertThat(run.run().step("a").fault()).contains("took longer");
    run.later(Duration.ofSeconds(10)).fired("retry:a.1.1");
    assertThat(run.wanted()).containsExactly("wait:timeout:a.1.2", "flow:a.1.2");
    assertThat(run.finished("a").run().status()).isEqualTo(RunStatus.Completed);
    assertThat(run.fired("timeout:a.1.2").events()).isEmpty();
  }

  @Test
  void aKeptTimerLetsTheRunSleepAndATooEarlyOneIsKeptAgain() {
    var run = one(new FailurePolicy(THREE, Duration.ofMinutes(5), null));
    run.tell(new Run.TimerStored("timeout:a.1.1"));
    assertThat(run.wanted()).containsExactly("flow:a.1.1");
    assertThat(run.tell(new Run.TimerStored("timeout:a.1.1")).events()).isEmpty();
    assertThat(run.fired("timeout:a.1.1").events()).containsExactly("timer-returned");
    assertThat(run.wanted()).contains("wait:timeout:a.1.1");
  }

  @Test
  void aRetryThatIsDueDuringASuspensionBeginsWhenTheRunGoesOn() {
    var run = one(new FailurePolicy(THREE, null, null)).stumbled("a").suspended();
    assertThat(run.wanted()).isEmpty();
    assertThat(run.later(Duration.ofMinutes(1)).fired("retry:a.1.1").events()).isEmpty();
    assertThat(run.resumed().wanted()).containsExactly("flow:a.1.2");
  }

  @Test
  void aTimeoutDuringASuspensionCountsWhenTheRunGoesOn() {
    var run = one(new FailurePolicy(RetryPolicy.NEVER, Duration.ofSeconds(5), null)).suspended();
    run.later(Duration.ofSeconds(5)).fired("timeout:a.1.1");
    assertThat(run.events()).containsExactly("step-outcome-kept a");
    assertThat(run.resumed().run().status()).isEqualTo(RunStatus.Error);
  }

  @Test
  void aStageThatMissesItsDeadlineIsInError() {
    var run =
        Told.started(
            sketch
                .faultingStage(
                    "one",
                    null,
                    new FaultPath(null),
                    Duration.ofHours(1),
                    interactive("ask", withStage(), "user:ada", finished()))
                .orchestration());
    var key = run.run().current().timer().key();
    assertThat(run.run().settled()).isFalse();
    run.tell(new Run.TimerStored(key)).later(Duration.ofHours(1)).fired(key);
    assertThat(run.stages()).isEqualTo("one#1=Error");
    assertThat(run.run().status()).as("its fault path ends the run").isEqualTo(RunStatus.Completed);
    assertThat(run.run().step("ask").item().status()).isEqualTo(WorkItemStatus.Discontinued);
    assertThat(run.run().faultMessage()).contains("deadline");
  }

  @Test
  void aStepInErrorWhoseFaultPathIsToContinueCountsAsFinished() {
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    faulting(FailurePolicy.CONTINUE, background("a", withStage())),
                    background("b", after("a")))
                .orchestration());
    assertThat(run.failed("a").steps()).isEqualTo("a=Error b=InProgress");
    assertThat(run.finished("b").run().status()).isEqualTo(RunStatus.Completed);
    assertThat(run.run().faultMessage()).isEqualTo("step a: broken");
  }

  @Test
  void aFaultPathStartsItsStepWhichIsSkippedOtherwise() {
    sketch.names("a", "b", "mend");
    sketch.stage(
        "one",
        null,
        finished(),
        faulting("mend", background("a", withStage())),
        background("b", after("a")),
        background("mend", onFault("a")));
    var run = Told.started(sketch.orchestration());
    assertThat(run.steps()).isEqualTo("a=InProgress b=NotStarted mend=NotStarted");
    assertThat(run.failed("a").steps()).isEqualTo("a=Error b=Skipped mend=InProgress");
    assertThat(run.finished("mend").run().status()).isEqualTo(RunStatus.Completed);

    var good = Told.started(sketch.orchestration()).finished("a").finished("b");
    assertThat(good.steps()).isEqualTo("a=Completed b=Completed mend=Skipped");
  }

  @Test
  void aStepThatCannotStartTakesItsFaultPathAsWell() {
    var run =
        Told.of(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    faulting(FailurePolicy.CONTINUE, background("a", withStage())))
                .orchestration());
    run.flowsActive = false;
    assertThat(run.start(Map.of()).run().status()).isEqualTo(RunStatus.Completed);
    assertThat(run.run().step("a").fault()).contains("no active version");
  }

  @Test
  void aStageWhoseFaultPathLeadsBackToItselfEndsInErrorAtLast() {
    var run =
        Told.of(
            sketch
                .faultingStage(
                    "one", null, new FaultPath("one"), null, background("a", withStage()))
                .orchestration());
    run.flowsActive = false;
    assertThat(run.start(Map.of()).run().status()).isEqualTo(RunStatus.Error);
    assertThat(run.run().fault()).contains("one");
  }

  @Test
  void aTimeIsWaitedForOnlyWhileItMatters() {
    var run = one(new FailurePolicy(THREE, Duration.ofSeconds(30), null));
    run.tell(new Run.Cancel("ada", null, null));
    assertThat(run.wanted()).isEmpty();
    assertThat(run.later(Duration.ofDays(1)).fired("timeout:a.1.1").events()).isEmpty();
    assertThat(run.run().changedAt()).isAfter(Instant.EPOCH);
  }
}
