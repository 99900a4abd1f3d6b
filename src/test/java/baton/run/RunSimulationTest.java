package baton.run;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Orchestration;
import baton.definition.StepDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random orchestrations under random reports, commands, repeats and late news. After every action
 * the run is restarted from its stored events: state and wanted work must be the same. The seed is
 * the name of the test. It stands beside {@link SimulationTest}, which tries far more, because that
 * one runs without the coverage agent, and this one shows what such runs reach.
 */
class RunSimulationTest {
  private static final int ACTIONS = 120;
  private static final String[] FORMULAS = {
    "%s.Status == 'Completed'",
    "%s.Status == 'Skipped'",
    "%s.Outputs.x == 1",
    "%s.Outputs.x > 1 && $Orchestration.Instance != ''",
    "!(%s.Outputs.x == 2)"
  };

  static List<Long> seeds() {
    return new Random(20260301).longs(400).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aRestartAtAnyPointChangesNothing(long seed) {
    var random = new Random(seed);
    var run = Told.of(orchestration(random));
    run.start(Map.of());
    var reports = new ArrayList<Run.Decidable>();
    var stored = new ArrayList<RunEvent>();
    check(run, stored);
    for (var action = 0; action < ACTIONS; action++) {
      var command = command(random, run, reports);
      reports.add(command);
      run.tell(command);
      check(run, stored);
    }
    finish(run, stored, random);
  }

  /** Stored events, read back, must lead to the same state, and the state must make sense. */
  private static void check(Told run, List<RunEvent> stored) {
    if (run.last() instanceof RunDecision.Accepted accepted) {
      accepted.events().forEach(e -> stored.add(StoredEvents.roundTrip(e)));
    }
    RunState replayed = new RunState.NotStarted();
    for (var event : stored) {
      replayed = replayed.apply(event);
    }
    assertThat(replayed).isEqualTo(run.state());
    assertThat(RunWork.wantedBy(replayed)).isEqualTo(RunWork.wantedBy(run.state()));
    invariants(run.run());
  }

  private static void invariants(StartedRun run) {
    var inProgress = run.stages().stream().filter(StageRun::inProgress).toList();
    if (run.status() == RunStatus.InProgress) {
      assertThat(inProgress).as("exactly one stage in progress").hasSize(1);
      assertThat(inProgress.getFirst()).isEqualTo(run.current());
    } else {
      assertThat(inProgress).as("no stage outlives its run").isEmpty();
      assertThat(run.evaluations().wanted()).isEmpty();
    }
    for (var stage : run.stages()) {
      for (var step : stage.steps().values()) {
        if (!stage.inProgress()) {
          assertThat(step.inProgress()).as("no step outlives its stage: %s", step).isFalse();
        }
        var item = step.item();
        if (item != null && item.status().open() && run.status() != RunStatus.Error) {
          assertThat(step.inProgress()).as("an open item has a step in progress").isTrue();
        }
      }
    }
  }

  /** Whatever happened, a run that only gets its wanted work done ends or waits for somebody. */
  private static void finish(Told run, List<RunEvent> stored, Random random) {
    for (var round = 0; round < 5_000; round++) {
      var wanted = RunWork.wantedBy(run.state());
      if (wanted.isEmpty()) {
        return;
      }
      var next = wanted.values().iterator().next();
      run.tell(report(random, next, false));
      check(run, stored);
    }
    assertThat(run.run().status()).as("the work never ends").isEqualTo(RunStatus.Error);
  }

  private static Run.Decidable command(Random random, Told run, List<Run.Decidable> earlier) {
    var wanted = List.copyOf(RunWork.wantedBy(run.state()).values());
    var dice = random.nextInt(100);
    if (dice < 60 && !wanted.isEmpty()) {
      return report(random, wanted.get(random.nextInt(wanted.size())), dice < 4);
    }
    if (dice < 75 && !earlier.isEmpty()) {
      return earlier.get(random.nextInt(earlier.size()));
    }
    if (dice < 92) {
      var item = anyItem(random, run);
      if (item != null) {
        return itemCommand(random, item);
      }
    }
    if (dice < 99) {
      var step = random.nextBoolean() ? null : "s" + random.nextInt(6);
      return new Run.Publish(
          new Runs.Event("r1", "e" + random.nextInt(30), step, "Completed", outputs(random)), null);
    }
    return new Run.Cancel("ada", null, null);
  }

  private static Run.Decidable itemCommand(Random random, WorkItemId item) {
    var by = random.nextBoolean() ? Told.ADA : Told.BEN;
    return switch (random.nextInt(4)) {
      case 0 -> new Run.Claim(item, by, null);
      case 1 -> new Run.Release(item, by, null);
      case 2 ->
          new Run.Reassign(
              item,
              by,
              baton.definition.Assignee.parse(random.nextBoolean() ? "user:ben" : "group:hr"),
              "because",
              null);
      default -> new Run.Complete(item, by, outputs(random), null);
    };
  }

  private static WorkItemId anyItem(Random random, Told run) {
    var items = new ArrayList<WorkItemId>();
    for (var stage : run.run().stages()) {
      for (var step : stage.steps().values()) {
        if (step.item() != null) {
          items.add(new WorkItemId("r1", step.step(), step.visit()));
        }
      }
    }
    return items.isEmpty() ? null : items.get(random.nextInt(items.size()));
  }

  private static Run.Decidable report(Random random, RunWork work, boolean fails) {
    return switch (work) {
      case RunWork.RunFlow flow ->
          new Run.StepReported(
              flow.step(),
              flow.visit(),
              flow.attempt(),
              fails
                  ? StepOutcome.failed("broken")
                  : new StepOutcome.Finished(outputs(random), null));
      case RunWork.RouteItem item ->
          new Run.ItemRouted(
              item.step().step(),
              item.step().visit(),
              item.item().revision(),
              random.nextInt(10) == 0 ? "nobody there" : null);
      case RunWork.ForgetWait past ->
          new Run.WaitForgotten(past.step(), past.visit(), past.attempt());
      case RunWork.Wait wait -> new Run.TimePassed(wait.timer().key());
      case RunWork.BeginSubRun sub -> new RunKin.SubRunAnswered(sub.subRun().id(), false);
      case RunWork.AbandonSubRun sub -> new RunKin.SubRunAnswered(sub.subRun().id(), true);
      case RunWork.TellParent news -> new RunKin.ParentAnswered(news.ending());
      case RunWork.LetOthersIn ignored -> new Run.OthersServed();
      case RunWork.FollowRecord record ->
          new Run.RecordAnswered(record.type(), record.id(), 0, Map.of(), null);
      case RunWork.Evaluate e ->
          new Run.EvaluationReported(
              e.pass(),
              e.evaluation().site(),
              e.attempt(),
              random.nextInt(3) > 0,
              fails ? "broken" : null,
              false);
    };
  }

  private static Map<String, JsonNode> outputs(Random random) {
    return Map.of("x", IntNode.valueOf(random.nextInt(3)));
  }

  private static Orchestration orchestration(Random random) {
    var sketch = new Sketch().names("s0", "s1", "s2", "s3", "s4", "s5", "one", "two", "fork");
    var step = 0;
    for (var stage : List.of("one", "two")) {
      var steps = new ArrayList<StepDefinition>();
      var first = step;
      var count = 1 + random.nextInt(3);
      for (var i = 0; i < count; i++) {
        steps.add(step(random, sketch, "s" + step, first, first + count));
        step++;
      }
      var completion =
          switch (random.nextInt(6)) {
            case 0 -> Sketch.byFlow("check");
            case 1 -> sketch.completeWhen(formula(random, "s" + (first + random.nextInt(count))));
            default -> Sketch.finished();
          };
      sketch.stage(
          stage,
          stage.equals("one") ? "fork" : null,
          completion,
          steps.toArray(StepDefinition[]::new));
    }
    return sketch
        .decision(
            "fork", "back", formula(random, "s0"), random.nextInt(3) == 0 ? "one" : "two", "two")
        .orchestration();
  }

  private static StepDefinition step(
      Random random, Sketch sketch, String name, int first, int end) {
    var other = "s" + (first + random.nextInt(end - first));
    var start =
        switch (random.nextInt(6)) {
          case 0 -> other.equals(name) ? Sketch.withStage() : Sketch.after(other);
          case 1 -> sketch.startWhen(formula(random, other));
          case 2 -> Sketch.startByFlow("check");
          default -> Sketch.withStage();
        };
    return switch (random.nextInt(5)) {
      case 0 -> Sketch.interactive(name, start, "group:hr", "user:ben", Sketch.finished());
      case 1 -> Sketch.interactive(name, start, "user:ada", Sketch.byFlow("check"));
      case 2 -> Sketch.byEvent(name, start);
      case 3 -> Sketch.asynchronous(name, start);
      default -> Sketch.background(name, start);
    };
  }

  private static String formula(Random random, String step) {
    return FORMULAS[random.nextInt(FORMULAS.length)].formatted(step);
  }
}
