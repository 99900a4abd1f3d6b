package baton.run;

import baton.definition.CompletionCondition;
import baton.definition.FailurePolicy;
import baton.definition.FanOut;
import baton.definition.FaultPath;
import baton.definition.Orchestration;
import baton.definition.OutcomeCondition;
import baton.definition.RetryPolicy;
import baton.definition.StageDefinition;
import baton.definition.StartCondition;
import baton.definition.StepDefinition;
import baton.expression.Value;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes the orchestration of a {@link Plan}: every kind of step and of condition, with loops. */
final class PlannedOrchestration {
  static final String EVALUATION_FLOW = "check";
  private static final String[] ASSIGNEES = {"user:ada", "user:ben", "group:hr", "queue:desk"};

  private final Plan plan;
  private final List<Plan.Stage> stages;
  private final PlannedConditions conditions;
  private final Sketch sketch = new Sketch();

  private PlannedOrchestration(Plan plan, List<Plan.Stage> stages) {
    this.plan = plan;
    this.stages = stages;
    this.conditions = new PlannedConditions(plan);
  }

  static Orchestration of(Plan plan, List<Plan.Stage> stages, int version) {
    return new PlannedOrchestration(plan, stages).orchestration(version);
  }

  private Orchestration orchestration(int version) {
    for (var i = 0; i < stages.size(); i++) {
      stage(i);
    }
    if (plan.onRecord()) {
      sketch.onRecord(RecordOutside.TYPE);
    }
    if (plan.follows()) {
      PlannedInputs.declared(sketch);
    }
    var drawn = sketch.version(version).orchestration();
    var made = plan.startedByFlow() ? PlannedInputs.startedByFlow(drawn) : drawn;
    return plan.wide() ? PlannedResources.in(made) : made;
  }

  private void stage(int index) {
    var stage = stages.get(index);
    var after = index + 1 < stages.size() ? stages.get(index + 1).name() : null;
    var next = stage.fork() ? fork(stage) : after;
    var steps = stage.steps().stream().map(s -> step(stage, s)).toArray(StepDefinition[]::new);
    sketch.stage(
        new StageDefinition(
            stage.name(),
            stage.name(),
            List.of(steps),
            stage.patient() ? Sketch.finished() : completion(stage),
            stage.patient(),
            next,
            fault(stage),
            stage.deadline() % 8 == 0 ? Duration.ofMinutes(1 + stage.deadline()) : null));
    if (stage.fork()) {
      var target = stages.get(stage.target() % stages.size()).name();
      var formula = conditions.formula(stage.forkFormula(), PlannedConditions.other(stage, 0));
      if (stage.forkFormula() % 3 > 0) {
        sketch.decision(fork(stage), "go", formula, target, after);
      } else {
        var when = new OutcomeCondition.When(formula);
        sketch.decision(
            fork(stage),
            after,
            Sketch.outcome("stay", Sketch.outcomeByFlow(EVALUATION_FLOW), after),
            Sketch.outcome("go", when, target),
            Sketch.outcome("leap", Sketch.outcomeByFlow(EVALUATION_FLOW), target));
      }
    }
  }

  private FaultPath fault(Plan.Stage stage) {
    return switch (stage.fault() % 8) {
      case 0 -> new FaultPath(null);
      case 1 -> new FaultPath(stages.get(stage.fault() / 8 % stages.size()).name());
      default -> null;
    };
  }

  private CompletionCondition completion(Plan.Stage stage) {
    var dice = stage.completion() % 10;
    return switch (dice) {
      case 0 -> Sketch.byFlow(EVALUATION_FLOW);
      case 1, 2 -> new CompletionCondition.When(conditions.of(stage, stage.formula()));
      default -> Sketch.finished();
    };
  }

  private StepDefinition step(Plan.Stage stage, Plan.Step step) {
    var failing = stage.steps().stream().filter(s -> step.name().equals(fault(stage, s))).toList();
    var start =
        failing.isEmpty()
            ? start(stage, step)
            : new StartCondition.OnFault(failing.stream().map(Plan.Step::name).toList());
    return Sketch.failing(failure(stage, step), work(stage, step, start));
  }

  private static FailurePolicy failure(Plan.Stage stage, Plan.Step step) {
    var person = step.kind() % 6 < 2;
    var attempts = 1 + step.retry() % 4;
    return new FailurePolicy(
        person
            ? RetryPolicy.NEVER
            : new RetryPolicy(
                attempts,
                Duration.ofSeconds(1 + step.retry()),
                Duration.ofMinutes(5),
                step.retry() % 5 == 0),
        person || step.timeout() % 4 > 0 ? null : Duration.ofSeconds(5 + 10 * step.timeout()),
        fault(stage, step));
  }

  /** Goes on as if nothing was, or with a step that is not one of those before. */
  private static String fault(Plan.Stage stage, Plan.Step step) {
    if (step.fault() % 5 == 0) {
      return FailurePolicy.CONTINUE;
    }
    var next = stage.steps().indexOf(step) + 1;
    return step.fault() % 5 == 1 && next < stage.steps().size()
        ? stage.steps().get(next).name()
        : null;
  }

  private StepDefinition work(Plan.Stage stage, Plan.Step step, StartCondition start) {
    var assignee = ASSIGNEES[step.assignee() % ASSIGNEES.length];
    return switch (step.kind() % 6) {
      case 0, 1 ->
          Sketch.interactive(
              step.name(),
              start,
              assignee,
              step.assignee() % 3 == 0 ? "user:ben" : null,
              completion(stage, step));
      case 2 ->
          plan.wide() && step.kind() % 12 == 2
              ? Sketch.external(step.name(), start)
              : Sketch.byEvent(step.name(), start);
      case 3 ->
          switch (step.kind() % 24) {
            case 3, 15 -> Sketch.subOrchestration(step.name(), start);
            case 9, 21 -> Sketch.fannedOut(step.name(), start, items(step));
            default -> Sketch.asynchronous(step.name(), start);
          };
      default -> Sketch.background(step.name(), start, inputs(step));
    };
  }

  private Map<String, Value> inputs(Plan.Step step) {
    return plan.wide()
        ? Map.of("it", new Value.Literal(IntNode.valueOf(step.formula())))
        : Map.of();
  }

  private static FanOut items(Plan.Step step) {
    var items = JsonNodeFactory.instance.arrayNode();
    for (var i = 0; i < step.completion() % 6; i++) {
      items.add(i);
    }
    return new FanOut(new Value.Literal(items), 1 + step.assignee() % 3, step.formula() % 2 == 0);
  }

  private CompletionCondition completion(Plan.Stage stage, Plan.Step step) {
    return switch (step.completion() % 5) {
      case 0 -> Sketch.byFlow(EVALUATION_FLOW);
      case 1 -> new CompletionCondition.When(conditions.of(stage, step.formula()));
      default -> Sketch.finished();
    };
  }

  private StartCondition start(Plan.Stage stage, Plan.Step step) {
    var other = PlannedConditions.other(stage, step.other());
    return switch (step.start() % 8) {
      case 0, 1 -> other.equals(step.name()) ? Sketch.withStage() : Sketch.after(other);
      case 2, 3 -> new StartCondition.When(conditions.of(stage, step.formula()));
      case 4 -> Sketch.startByFlow(EVALUATION_FLOW);
      default -> Sketch.withStage();
    };
  }

  private static String fork(Plan.Stage stage) {
    return "fork_" + stage.name();
  }
}
