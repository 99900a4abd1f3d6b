package baton.run;

import static baton.run.Sketch.after;
import static baton.run.Sketch.asynchronous;
import static baton.run.Sketch.background;
import static baton.run.Sketch.byEvent;
import static baton.run.Sketch.external;
import static baton.run.Sketch.finished;
import static baton.run.Sketch.interactive;
import static baton.run.Sketch.outcome;
import static baton.run.Sketch.outcomeByFlow;
import static baton.run.Sketch.subOrchestration;
import static baton.run.Sketch.withStage;
import static org.awaitility.Awaitility.await;

import baton.definition.Orchestration;
import baton.definition.StepDefinition;
import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One way of a run to its end, told by those around it, who repeat what they say until they see
 * that it was heard. Together they make a run store every event that there is.
 */
final class JournalScenario {
  private static final Duration AGAIN = Duration.ofMillis(60);

  /** Longer than a run takes to come back: for what has its effect each time that it is said. */
  private static final Duration PATIENTLY = Duration.ofSeconds(2);

  private static final Principal ADA = Told.ADA;
  private static final StepOutcome DONE = new StepOutcome.Finished(Map.of(), null);
  private static final StepOutcome BUSY = new StepOutcome.Failed("busy", true);

  private interface Words {
    Run.Command of(AwakeRun run, ActorRef<Run.Reply> replyTo);
  }

  /**
   * What is said until the run has stored so many events of a kind, this time later than before.
   */
  private record Act(Words words, Class<? extends RunEvent> stored, int times, Duration later) {}

  private final String name;
  private final Orchestration orchestration;
  private final List<Act> acts = new ArrayList<>();
  private @Nullable Orchestration other;

  private JournalScenario(String name, Orchestration orchestration) {
    this.name = name;
    this.orchestration = orchestration;
  }

  @Override
  public String toString() {
    return name;
  }

  Orchestration orchestration() {
    return orchestration;
  }

  /** What needs no saying is done at once: showing items, keeping timers, letting others in. */
  void play(AwakeRun run, ActorRef<Run.Reply> nobody) {
    run.hands.atOnce(work ->
        work instanceof RunWork.RouteItem
            || work instanceof RunWork.Wait
            || work instanceof RunWork.ForgetWait
            || work instanceof RunWork.LetOthersIn);
    if (other != null) {
      run.around.add(other);
    }
    for (var act : acts) {
      run.around.now = run.around.now.plus(act.later);
      try {
        heard(run, act, nobody);
      } catch (ConditionTimeoutException late) {
        throw new AssertionError(name + " stands still after " + run.events(), late);
      }
    }
  }

  private static void heard(AwakeRun run, Act act, ActorRef<Run.Reply> nobody) {
    await(act.stored.getSimpleName())
        .pollDelay(Duration.ZERO)
        .pollInterval(act.stored == RunEvent.RunJumped.class ? PATIENTLY : AGAIN)
        .until(() -> {
          var heard = run.events(act.stored).size() >= act.times;
          if (!heard) {
            run.tell(act.words.of(run, nobody));
          }
          return heard;
        });
  }

  private JournalScenario says(Class<? extends RunEvent> stored, Words words) {
    return says(stored, 1, Duration.ZERO, words);
  }

  private JournalScenario says(
      Class<? extends RunEvent> stored, int times, Duration later, Words words) {
    acts.add(new Act(words, stored, times, later));
    return this;
  }

  private JournalScenario starts() {
    return starts(Map.of());
  }

  private JournalScenario starts(Map<String, JsonNode> inputs) {
    return says(RunEvent.RunStarted.class, (run, replyTo) -> run.start(1, inputs, replyTo));
  }

  private JournalScenario starts(@Nullable RunRecord record, @Nullable RunParent parent) {
    return says(
        RunEvent.RunStarted.class,
        (run, replyTo) ->
            new Run.Start("sketch", 1, Map.of(), "hash", null, "ada", record, parent, replyTo));
  }

  private JournalScenario operates(Class<? extends RunEvent> stored, RunOperation operation) {
    return says(stored, (run, replyTo) -> new Run.Operate(operation, "ola", replyTo));
  }

  private JournalScenario reports(
      Class<? extends RunEvent> stored, int times, String step, int attempt, StepOutcome outcome) {
    return says(
        stored,
        times,
        Duration.ZERO,
        (run, replyTo) -> new Run.StepReported(step, 1, attempt, outcome));
  }

  private JournalScenario completes(int times, String step) {
    return reports(RunEvent.StepCompleted.class, times, step, 1, DONE);
  }

  /** The run is awake until its timer is kept. */
  private JournalScenario keeps(int times) {
    return says(RunEvent.TimerKept.class, times, Duration.ZERO, (run, replyTo) -> new Run.Wake());
  }

  private JournalScenario anHourLater(Class<? extends RunEvent> stored, int times) {
    return says(
        stored,
        times,
        Duration.ofHours(1),
        (run, replyTo) -> new Run.TimerFired(timer(run), replyTo));
  }

  /** The timer that the run waits for, as it stands in its journal. */
  private static String timer(AwakeRun run) {
    RunState state = new RunState.NotStarted();
    for (var event : run.events()) {
      state = state.apply(event);
    }
    var started = (StartedRun) state;
    return Stream.concat(
            started.current() == null
                ? Stream.of()
                : started.current().steps().values().stream()
                    .flatMap(step -> step.timers().stream()),
            started.evaluations().retries().values().stream()
                .flatMap(retry -> Stream.ofNullable(retry.timer())))
        .map(RunTimer::key)
        .findFirst()
        .orElse("none");
  }

  static List<JournalScenario> all() {
    return List.of(
        workItem(),
        failure(),
        suspension(),
        decision(),
        fanOut(),
        runsInsideRuns(),
        waits(),
        record(),
        followed(),
        manySynchronousSteps(),
        migration());
  }

  private static JournalScenario workItem() {
    var scenario =
        new JournalScenario(
            "a work item",
            new Sketch()
                .stage(
                    "one",
                    null,
                    finished(),
                    interactive("ask", withStage(), "user:ada", finished()))
                .orchestration());
    return scenario
        .starts()
        .says(RunEvent.WorkItemRouted.class, (run, replyTo) -> new Run.Wake())
        .says(
            RunEvent.WorkItemClaimed.class,
            (run, replyTo) -> new Run.Claim(item(run), ADA, replyTo))
        .says(
            RunEvent.WorkItemReleased.class,
            (run, replyTo) -> new Run.Release(item(run), ADA, replyTo))
        .operates(RunEvent.RunSuspended.class, new RunOperation.Suspend("audit"))
        .operates(RunEvent.RunResumed.class, new RunOperation.Resume())
        .says(
            RunEvent.WorkItemCompleted.class,
            (run, replyTo) -> new Run.Complete(item(run), ADA, Map.of(), replyTo));
  }

  private static WorkItemId item(AwakeRun run) {
    return new WorkItemId(run.id, "ask", 1);
  }

  private static JournalScenario failure() {
    var scenario =
        new JournalScenario(
            "a failure, and what operators do",
            new Sketch()
                .stage(
                    "one",
                    "two",
                    finished(),
                    asynchronous("a", withStage()),
                    interactive("ask", withStage(), "user:ada", finished()))
                .stage("two", null, finished(), asynchronous("b", withStage()))
                .orchestration());
    return scenario
        .starts()
        .reports(RunEvent.StepRetryPlanned.class, 1, "a", 1, BUSY)
        .keeps(1)
        .anHourLater(RunEvent.StepStarted.class, 3)
        .reports(RunEvent.RunFailed.class, 1, "a", 2, StepOutcome.failed("broken"))
        .operates(RunEvent.RunResumed.class, new RunOperation.Resume())
        .operates(RunEvent.StepSkipped.class, new RunOperation.Skip("a", Map.of()))
        .operates(RunEvent.RunJumped.class, new RunOperation.Jump("two", "enough"))
        .says(RunEvent.RunCanceled.class, (run, replyTo) -> new Run.Cancel("ada", null, replyTo))
        .reports(RunEvent.StepReportedLate.class, 1, "b", 1, DONE);
  }

  private static JournalScenario suspension() {
    var scenario =
        new JournalScenario(
            "a worker, and a report while the run is suspended",
            new Sketch()
                .stage(
                    "one",
                    null,
                    finished(),
                    external("w", withStage()),
                    asynchronous("a", withStage()))
                .orchestration());
    return scenario
        .starts()
        .says(
            RunEvent.TaskEnded.class,
            (run, replyTo) -> new Run.StepReported("w", 1, 1, DONE, replyTo, null, "lease"))
        .operates(RunEvent.RunSuspended.class, new RunOperation.Suspend(null))
        .reports(RunEvent.StepOutcomeKept.class, 1, "a", 1, DONE)
        .operates(RunEvent.RunCompleted.class, new RunOperation.Resume());
  }

  private static JournalScenario decision() {
    var scenario =
        new JournalScenario(
            "a decision by an evaluation flow that has to be asked twice",
            new Sketch()
                .stage("one", "fork", finished(), asynchronous("a", withStage()))
                .decision("fork", "end", outcome("rich", outcomeByFlow("judge"), "two"))
                .stage("two", null, finished(), asynchronous("b", withStage()))
                .orchestration());
    return scenario
        .starts()
        .completes(1, "a")
        .says(
            RunEvent.EvaluationRetryPlanned.class,
            (run, replyTo) -> judged(run, 1, "the store is away"))
        .keeps(1)
        .anHourLater(RunEvent.EvaluationRetried.class, 1)
        .says(RunEvent.EvaluationReported.class, (run, replyTo) -> judged(run, 2, null))
        .completes(2, "b");
  }

  private static Run.Command judged(AwakeRun run, int attempt, @Nullable String fault) {
    var wanted = run.events(RunEvent.EvaluationsWanted.class);
    var pass = wanted.isEmpty() ? 0 : wanted.getLast().pass();
    return new Run.EvaluationReported(
        pass, "outcome:fork.rich", attempt, fault == null, fault, fault != null);
  }

  private static JournalScenario fanOut() {
    var sketch = new Sketch().input("orders", Type.collectionOf(Type.Kind.NUMBER), false);
    var scenario =
        new JournalScenario(
            "a fan-out with an item that has to be tried twice",
            sketch
                .stage("one", null, finished(), sketch.fannedOut("a", "orders", 2, false))
                .orchestration());
    return scenario
        .starts(Map.of("orders", JsonNodeFactory.instance.arrayNode().add(1).add(2).add(3)))
        .item(RunEvent.ItemRetryPlanned.class, 1, 0, 1, BUSY)
        .keeps(1)
        .item(RunEvent.ItemEnded.class, 1, 1, 1, DONE)
        .anHourLater(RunEvent.ItemsDue.class, 1)
        .item(RunEvent.ItemEnded.class, 2, 0, 2, DONE)
        .item(RunEvent.RunCompleted.class, 1, 2, 1, DONE);
  }

  private JournalScenario item(
      Class<? extends RunEvent> stored, int times, int index, int attempt, StepOutcome outcome) {
    return says(
        stored,
        times,
        Duration.ZERO,
        (run, replyTo) -> new Run.StepReported("a", 1, attempt, outcome, null, index));
  }

  private static JournalScenario runsInsideRuns() {
    var scenario =
        new JournalScenario(
            "a run inside a run inside a run",
            new Sketch()
                .stage("one", null, finished(), subOrchestration("sub", withStage()))
                .orchestration());
    return scenario
        .starts(null, new RunParent("r0", "step", 1, 1, null, 1))
        .says(
            RunEvent.SubRunBegun.class,
            (run, replyTo) -> new RunKin.SubRunAnswered(subRun(run), false))
        .says(
            RunEvent.RunCompleted.class,
            (run, replyTo) ->
                new RunKin.Ended(
                    new RunKin.SubRunEnd(subRun(run), RunStatus.Completed, Map.of(), null),
                    replyTo))
        .says(RunEvent.ParentTold.class, (run, replyTo) -> new RunKin.ParentAnswered(1));
  }

  private static String subRun(AwakeRun run) {
    return RunIds.ofStep(run.id, "sub", 1, 1);
  }

  private static JournalScenario waits() {
    var scenario =
        new JournalScenario(
            "a flow that waits, and a step that an event finishes",
            new Sketch()
                .stage(
                    "one",
                    null,
                    finished(),
                    asynchronous("w", withStage()),
                    byEvent("e", after("w")))
                .orchestration());
    return scenario
        .starts()
        .says(
            RunEvent.StepWaits.class,
            (run, replyTo) ->
                new Run.StepWaits("w", 1, 1, 1, "pause", Told.START.plus(Duration.ofMinutes(90))))
        .keeps(1)
        .anHourLater(RunEvent.TimerReturned.class, 1)
        .keeps(2)
        .anHourLater(RunEvent.StepWaitEnded.class, 1)
        .completes(1, "w")
        .says(RunEvent.StepWaitForgotten.class, (run, replyTo) -> new Run.Wake())
        .reports(RunEvent.StepAwaitsEvent.class, 1, "e", 1, DONE)
        .says(
            RunEvent.EventReceived.class,
            (run, replyTo) ->
                new Run.Publish(
                    new Runs.Event(run.id, "event", "e", "Completed", Map.of()), replyTo));
  }

  private static JournalScenario record() {
    var scenario =
        new JournalScenario(
            "a change of the record",
            new Sketch()
                .onRecord("Quote")
                .stage("one", null, finished(), asynchronous("a", withStage()))
                .orchestration());
    Map<String, JsonNode> fields = Map.of("amount", IntNode.valueOf(2));
    return scenario
        .starts(new RunRecord("Quote", "q", 1, Map.of(), null), null)
        .says(
            RunEvent.RecordNoticed.class,
            (run, replyTo) -> new Run.NoticeRecord("Quote", "q", 2, fields, replyTo))
        .completes(1, "a");
  }

  private static JournalScenario followed() {
    var sketch = new Sketch().input("order", Type.RECORD, false);
    var scenario =
        new JournalScenario(
            "a record that a condition names",
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    asynchronous("a", sketch.startWhen("order.Status == 'open'")))
                .orchestration());
    Map<String, JsonNode> open = Map.of("Status", TextNode.valueOf("open"));
    return scenario
        .starts(Map.of("order", RunRecord.values("Order", "7", Map.of())))
        .says(
            RunEvent.RecordFollowed.class,
            (run, replyTo) -> new Run.RecordAnswered("Order", "7", 1, open, null))
        .completes(1, "a");
  }

  /** The stage is complete with its first step, so that the others need no report. */
  private static JournalScenario manySynchronousSteps() {
    var sketch = new Sketch().names("s0");
    var steps =
        IntStream.range(0, RunLimits.SYNCHRONOUS_STEPS)
            .mapToObj(i -> background("s" + i, withStage()))
            .toArray(StepDefinition[]::new);
    var scenario =
        new JournalScenario(
            "many synchronous steps",
            sketch
                .stage("one", "two", sketch.completeWhen("s0.Status == 'Completed'"), steps)
                .stage("two", null, finished(), background("t", withStage()))
                .orchestration());
    return scenario
        .starts()
        .completes(1, "s0")
        .says(RunEvent.RunWentOn.class, (run, replyTo) -> new Run.Wake())
        .completes(2, "t");
  }

  private static JournalScenario migration() {
    var scenario = new JournalScenario("a migration", version(1));
    scenario.other = version(2);
    return scenario
        .starts()
        .says(
            RunEvent.RunMigrated.class,
            (run, replyTo) ->
                new Run.Migrate(new RunMigration(2, Map.of(), Map.of(), false), "ola", replyTo))
        .completes(1, "a");
  }

  private static Orchestration version(int number) {
    return new Sketch()
        .version(number)
        .stage("one", null, finished(), asynchronous("a", withStage()))
        .orchestration();
  }
}
