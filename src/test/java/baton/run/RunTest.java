package baton.run;

import static baton.run.Sketch.asynchronous;
import static baton.run.Sketch.background;
import static baton.run.Sketch.finished;
import static baton.run.Sketch.interactive;
import static baton.run.Sketch.withStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import baton.definition.Orchestration;
import baton.expression.Type;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunTest {
  private static final ActorTestKit KIT = ActorTestKit.create(AwakeRun.config());
  private static final Duration MOMENT = Duration.ofMillis(150);

  private final Sketch sketch = new Sketch();

  @BeforeAll
  static void beQuiet() {
    AwakeRun.logFailures(false);
  }

  @AfterAll
  static void stop() {
    AwakeRun.logFailures(true);
    KIT.shutdownTestKit();
  }

  private AwakeRun run(Orchestration orchestration) {
    return new AwakeRun(KIT, orchestration);
  }

  private Orchestration twoStages() {
    return sketch
        .stage(
            "one", "two", finished(), background("a", withStage()), asynchronous("b", withStage()))
        .stage("two", null, finished(), asynchronous("c", withStage()))
        .orchestration();
  }

  private Orchestration asking() {
    return sketch
        .stage("one", null, finished(), interactive("ask", withStage(), "user:ada", finished()))
        .orchestration();
  }

  private Orchestration version(int number) {
    return new Sketch()
        .version(number)
        .stage("one", null, finished(), interactive("ask", withStage(), "user:ada", finished()))
        .orchestration();
  }

  @Test
  void aRunGoesFromItsStartToItsEndByTheReportsOfItsChildren() {
    var run = run(twoStages()).started();
    run.hands.finish("flow:a.1.1");
    run.hands.finish("flow:b.1.1");
    run.hands.finish("flow:c.1.1");
    run.awaitStatus(RunStatus.Completed);
    assertThat(run.hands.begun())
        .containsExactlyInAnyOrder("flow:a.1.1", "flow:b.1.1", "flow:c.1.1");
  }

  @Test
  void onlyWantedWorkIsTakenUpAgainAfterACrash() {
    var run = run(twoStages()).started();
    run.hands.finish("flow:a.1.1");
    await().until(() -> run.events(RunEvent.StepCompleted.class).size() == 1);
    run.crash();
    run.hands.finish("flow:b.1.1");
    await().until(() -> run.hands.works("flow:c.1.1"));
    assertThat(run.hands.begun())
        .containsExactlyInAnyOrder("flow:a.1.1", "flow:b.1.1", "flow:b.1.1", "flow:c.1.1");
  }

  @Test
  void aChildThatDiesWithoutAReportIsStartedAgainAfterAPause() {
    var run = run(twoStages()).started();
    run.hands.finish("flow:a.1.1");
    run.hands.dropDead("flow:b.1.1");
    run.hands.finish("flow:b.1.1");
    await().until(() -> run.events(RunEvent.StepCompleted.class).size() == 2);
    assertThat(run.hands.begun("flow:b.1.1")).isEqualTo(2);
  }

  @Test
  void workThatIsNoLongerWantedIsStopped() {
    var run = run(twoStages()).started();
    run.hands.finish("flow:a.1.1");
    await().until(() -> run.hands.works("flow:b.1.1"));
    run.ask(replyTo -> new Run.Cancel("ada", null, replyTo));
    await().until(() -> !run.hands.works("flow:b.1.1"));
    assertThat(run.view().status()).isEqualTo(RunStatus.Canceled);
  }

  @Test
  void theReportOfASynchronousStepIsAppliedBeforeAnyOtherCommand() {
    var run = run(twoStages()).started();
    var canceled = run.later(replyTo -> new Run.Cancel("ada", null, replyTo));
    canceled.expectNoMessage(MOMENT);
    run.hands.finish("flow:a.1.1");
    assertThat(canceled.receiveMessage())
        .isEqualTo(new Run.Accepted(run.id, RunStatus.Canceled, true));
    assertThat(run.events().stream().map(RunEvent::getClass).toList())
        .containsSubsequence(List.of(RunEvent.StepCompleted.class, RunEvent.RunCanceled.class));
  }

  @Test
  void aRunCanBeLookedAtWhileASynchronousStepIsInProgress() {
    var run = run(twoStages()).started();
    assertThat(run.view().stages().getFirst().steps().getFirst().status())
        .isEqualTo(StepStatus.InProgress);
  }

  @Test
  void aReportThatWaitsForASynchronousStepIsNotWorkedForAgain() {
    var run = run(twoStages()).started();
    run.hands.finish("flow:b.1.1");
    run.later(replyTo -> new RunQuestion.Look(true, replyTo)).expectNoMessage(MOMENT);
    run.hands.finish("flow:a.1.1");
    await().until(() -> run.hands.works("flow:c.1.1"));
    assertThat(run.hands.begun("flow:b.1.1")).isEqualTo(1);
  }

  @Test
  void commandsDuringTheLoadingOfTheDefinitionWaitAndAreAnswered() {
    var run = run(asking());
    var door = new CompletableFuture<Void>();
    run.around.shelf = door;
    var started = run.later(run::start);
    var again = run.later(run::start);
    started.expectNoMessage(MOMENT);
    door.complete(null);
    assertThat(started.receiveMessage())
        .isEqualTo(new Run.Accepted(run.id, RunStatus.InProgress, true));
    assertThat(again.receiveMessage())
        .isEqualTo(new Run.Accepted(run.id, RunStatus.InProgress, false));

    var second = new CompletableFuture<Void>();
    run.around.shelf = second;
    run.crash();
    var looked = run.later(replyTo -> new RunQuestion.Look(false, replyTo));
    var canceled = run.later(replyTo -> new Run.Cancel("ada", null, replyTo));
    looked.expectNoMessage(MOMENT);
    second.complete(null);
    assertThat(looked.receiveMessage()).isInstanceOf(Run.Seen.class);
    assertThat(canceled.receiveMessage())
        .isEqualTo(new Run.Accepted(run.id, RunStatus.Canceled, true));
  }

  @Test
  void aDefinitionThatCannotBeLoadedIsAskedForAgain() {
    var run = run(asking());
    run.around.shelf = CompletableFuture.failedFuture(new IllegalStateException("away"));
    var started = run.later(run::start);
    started.expectNoMessage(Duration.ofMillis(20));
    run.around.shelf = CompletableFuture.completedFuture(null);
    assertThat(started.receiveMessage()).isInstanceOf(Run.Accepted.class);
    run.around.shelf = CompletableFuture.failedFuture(new IllegalStateException("away"));
    run.crash();
    var looked = run.later(replyTo -> new RunQuestion.Look(false, replyTo));
    looked.expectNoMessage(MOMENT);
    run.around.shelf = CompletableFuture.completedFuture(null);
    assertThat(looked.receiveMessage()).isInstanceOf(Run.Seen.class);
  }

  @Test
  void aStartAfterARefusedOneGetsItsOwnVersion() {
    sketch.input("name", Type.TEXT, true);
    var run = run(asking());
    run.around.add(version(2));
    assertThat(run.ask(replyTo -> run.start(1, Map.of(), replyTo)))
        .isInstanceOf(Run.Rejected.class);
    assertThat(run.ask(replyTo -> run.start(2, Map.of(), replyTo)))
        .isInstanceOf(Run.Accepted.class);
    assertThat(run.view().version()).isEqualTo(2);
  }

  @Test
  void anotherVersionThatComesLateChangesNothing() {
    var run = run(asking());
    run.around.add(version(2));
    var second = new CompletableFuture<Void>();
    run.ask(replyTo -> run.start(1, Map.of("nobody", TextNode.valueOf("knows")), replyTo));
    run.around.shelf = second;
    var other =
        run.later(replyTo -> run.start(2, Map.of("nobody", TextNode.valueOf("knows")), replyTo));
    run.started();
    second.complete(null);
    assertThat(other.receiveMessage())
        .isEqualTo(new Run.Accepted(run.id, RunStatus.InProgress, false));
    assertThat(run.view().version()).isEqualTo(1);
  }

  @Test
  void aRunWhoseStartWaitsInVainForItsDefinitionSleepsInTheEnd() {
    var run = run(asking());
    run.around.shelf = CompletableFuture.failedFuture(new IllegalStateException("away"));
    var started = run.later(run::start);
    await().until(() -> run.awake);
    run.awaitAsleep();
    assertThat(run.around.loads.get()).isEqualTo(RunLimits.LOADS_FOR_A_COMMAND);
    started.expectNoMessage(Duration.ofMillis(10));
  }

  @Test
  void aRunThatHasTooMuchWaitingIsBusy() {
    var run = run(twoStages()).started();
    var canceled = run.later(replyTo -> new Run.Cancel("ada", null, replyTo));
    for (var i = 1; i < RunLimits.WAITING_COMMANDS; i++) {
      run.tell(new Run.Cancel("ada", null, canceled.getRef()));
    }
    assertThat(run.ask(replyTo -> new Run.Cancel("ben", null, replyTo))).isEqualTo(new Run.Busy());
    canceled.expectNoMessage(Duration.ofMillis(10));
    run.hands.finish("flow:a.1.1");
    for (var i = 0; i < RunLimits.WAITING_COMMANDS; i++) {
      assertThat(canceled.receiveMessage()).isInstanceOf(Run.Accepted.class);
    }
    assertThat(run.events(RunEvent.RunCanceled.class)).hasSize(1);
  }

  @Test
  void aRunThatWasNeverStartedIsAbsentAndSleeps() {
    var run = run(asking());
    assertThat(run.ask(replyTo -> new RunQuestion.Look(false, replyTo)))
        .isEqualTo(new Run.Absent());
    assertThat(run.ask(replyTo -> new RunQuestion.Look(true, replyTo))).isEqualTo(new Run.Absent());
    assertThat(run.ask(replyTo -> new RunQuestion.Observe(replyTo, 0))).isEqualTo(new Run.Absent());
    assertThat(run.ask(replyTo -> new Run.Cancel("ada", null, replyTo)))
        .isInstanceOf(Run.Rejected.class);
    run.awaitAsleep();
    assertThat(run.events()).isEmpty();
  }

  @Test
  void aRunSleepsOnlyWhenNothingIsWantedAndItsRowIsWritten() {
    var run = run(asking());
    var written = new CompletableFuture<Done>();
    run.around.store = row -> written;
    run.started();
    await().during(MOMENT).until(() -> run.hands.works("item:ask.1.1") && run.awake);
    run.hands.finish("item:ask.1.1");
    await().during(MOMENT).until(() -> run.awake);
    run.around.store = row -> CompletableFuture.completedFuture(Done.getInstance());
    written.complete(Done.getInstance());
    run.awaitAsleep();
    assertThat(run.shown()).isEqualTo(run.events().size());
    assertThat(run.revived).hasValue(0);
  }

  @Test
  void rowsThatAreStoredOutOfOrderDoNotKeepARunAwake() {
    var run = run(asking());
    var stored = new CopyOnWriteArrayList<CompletableFuture<Done>>();
    run.around.store =
        row -> {
          stored.add(new CompletableFuture<>());
          return stored.getLast();
        };
    run.started();
    await().until(() -> stored.size() == 1);
    run.hands.finish("item:ask.1.1");
    await().until(() -> stored.size() == 2);
    stored.reversed().forEach(row -> row.complete(Done.getInstance()));
    run.awaitAsleep();
  }

  @Test
  void aRowThatCouldNotBeWrittenIsWrittenAgain() {
    var run = run(asking());
    run.hands.atOnce(work -> true);
    run.around.store = row -> CompletableFuture.failedFuture(new IllegalStateException("away"));
    run.started();
    await().during(MOMENT).until(() -> run.awake);
    run.around.store = row -> CompletableFuture.completedFuture(Done.getInstance());
    run.awaitAsleep();
    assertThat(run.shown()).isEqualTo(run.events().size());
  }

  @Test
  void theRowSaysWhenTheRunChangedNotWhenItWasWritten() {
    var run = run(asking());
    run.hands.atOnce(work -> true);
    run.started();
    run.awaitAsleep();
    run.around.now = run.around.now.plusSeconds(3_600);
    var before = run.around.rows.getLast();
    var count = run.around.rows.size();
    run.tell(new Run.Wake());
    await().until(() -> run.around.rows.size() > count);
    assertThat(run.around.rows.getLast()).isEqualTo(before);
  }

  @Test
  void workThatComesWhileTheShardPutsARunToSleepIsTakenUpByTheRunThatIsWokenAfter() {
    var run = run(twoStages()).started();
    run.letSleep();
    await().untilAtomic(run.revived, equalTo(1));
    run.hands.finish("flow:a.1.1");
    await().until(() -> run.events(RunEvent.StepCompleted.class).size() == 1);
  }

  @Test
  void aLookThatWaitsIsAnsweredWhenTheRunHasSettled() {
    var run = run(asking());
    run.started();
    var settled = run.later(replyTo -> new RunQuestion.Look(true, replyTo));
    settled.expectNoMessage(MOMENT);
    run.hands.finish("item:ask.1.1");
    var view = ((Run.Seen) settled.receiveMessage()).view();
    assertThat(view.settled()).isTrue();
    assertThat(view.status()).isEqualTo(RunStatus.InProgress);
    assertThat(run.ask(replyTo -> new RunQuestion.Look(true, replyTo)))
        .isEqualTo(new Run.Seen(view));
  }

  @Test
  void anObserverIsToldWhatItHasNotSeenAndEachChangeAfter() {
    var run = run(twoStages()).started();
    var observer = run.later(replyTo -> new RunQuestion.Observe(replyTo, 0));
    var first = ((Run.Seen) observer.receiveMessage()).view();
    assertThat(first.revision()).isEqualTo(run.events().size());
    run.tell(new RunQuestion.Observe(observer.getRef(), first.revision()));
    observer.expectNoMessage(MOMENT);
    run.hands.finish("flow:a.1.1");
    assertThat(((Run.Seen) observer.receiveMessage()).view().revision())
        .isGreaterThan(first.revision());
  }

  @Test
  void aFailedWriteIsAnsweredByNothingAndLosesNoWantedWork() {
    var run =
        run(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    asynchronous("a", withStage()),
                    asynchronous("b", withStage()))
                .orchestration());
    run.started();
    await().until(() -> run.hands.works("flow:a.1.1") && run.hands.works("flow:b.1.1"));
    run.journal().failNextPersisted("Run|" + run.id);
    var canceled = run.later(replyTo -> new Run.Cancel("ada", null, replyTo));
    await().until(() -> run.hands.begun().size() == 4);
    canceled.expectNoMessage(MOMENT);
    run.hands.finish("flow:a.1.1");
    run.hands.finish("flow:b.1.1");
    run.awaitStatus(RunStatus.Completed);
    assertThat(run.events(RunEvent.StepCompleted.class)).hasSize(2);
  }
}
