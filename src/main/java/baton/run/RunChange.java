package baton.run;

import baton.definition.DecisionDefinition;
import baton.definition.Orchestration;
import baton.definition.StageDefinition;
import baton.definition.StepDefinition;
import baton.expression.ExpressionFailed;
import baton.expression.Value;
import baton.expression.Values;
import baton.run.RunEvent.*;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events of one decision while it is made, and the state they lead to: entering stages,
 * starting, completing and failing steps. Whether any of this is due is asked elsewhere.
 */
final class RunChange {
  private final RunContext context;
  private final List<RunEvent> events = new ArrayList<>();
  private RunState state;
  private int entered;

  RunChange(RunContext context, RunState state) {
    this.context = context;
    this.state = state;
  }

  void emit(RunEvent event) {
    state = state.apply(event);
    events.add(event);
  }

  RunDecision accepted() {
    return RunDecision.accept(events);
  }

  /** What is stored besides, though what was told counts for nothing. */
  RunDecision recorded() {
    return new RunDecision.Accepted(List.copyOf(events), false);
  }

  RunContext context() {
    return context;
  }

  StartedRun run() {
    return (StartedRun) state;
  }

  boolean inProgress() {
    return run().status() == RunStatus.InProgress;
  }

  RunBindings bindings() {
    return new RunBindings(run(), context);
  }

  Map<String, JsonNode> values(Map<String, Value> values) {
    var evaluated = new LinkedHashMap<String, JsonNode>();
    values.forEach((name, value) -> evaluated.put(name, value.evaluate(bindings())));
    return evaluated;
  }

  /** Enters an element: a stage starts, a decision is taken, no element ends the run. */
  void enter(@Nullable String first) {
    var next = first;
    while (next != null
        && !next.equals(Orchestration.END)
        && entered++ < RunLimits.ELEMENTS_PER_PASS) {
      switch (context.orchestration().elements().get(next)) {
        case StageDefinition stage -> {
          startStage(stage);
          return;
        }
        case DecisionDefinition decision -> {
          var choice = choose(decision, site -> null);
          if (!(choice instanceof Choice.Taken taken)) {
            if (choice != null) {
              await(decision);
            }
            return;
          }
          next = taken(decision, taken);
        }
        case null -> {
          fail(next, "there is no element " + next);
          return;
        }
      }
    }
    if (next == null || next.equals(Orchestration.END)) {
      completeRun();
      return;
    }
    fail(
        next,
        "more than "
            + RunLimits.ELEMENTS_PER_PASS
            + " stages and decisions follow each other without waiting for anything, at "
            + next
            + "; give the circle a way out");
  }

  /** What it cannot hand back puts it in error at its end, where it goes on when it is resumed. */
  private void completeRun() {
    var outputs = new LinkedHashMap<String, JsonNode>();
    for (var output : context.orchestration().outputs()) {
      var what = "output " + output.name() + ": ";
      try {
        var value = output.value().evaluate(bindings());
        var mismatch = Values.mismatch(output.type(), value);
        if (mismatch.isPresent()) {
          fail(Orchestration.END, what + mismatch.get());
          return;
        }
        outputs.put(output.name(), Values.canonical(value));
      } catch (ExpressionFailed failed) {
        fail(Orchestration.END, what + failed.getMessage());
        return;
      }
    }
    var excess = RunValues.excess(run(), outputs);
    if (excess == null) {
      emit(new RunCompleted(context.now(), outputs));
    } else {
      fail(Orchestration.END, "the outputs of the run " + excess);
    }
  }

  /**
   * The work of a step is known by its name and visit: where a migration has brought steps from
   * another stage, or names that others had, their visits count as well.
   */
  private int visit(StageDefinition stage) {
    var former = run().formerSteps();
    var names =
        stage.steps().stream()
            .map(StepDefinition::name)
            .flatMap(name -> Stream.of(name, Objects.requireNonNullElse(former.now(name), name)))
            .collect(Collectors.toSet());
    return 1
        + run().stages().stream()
            .filter(s ->
                s.stage().equals(stage.name())
                    || s.steps().keySet().stream().anyMatch(names::contains))
            .mapToInt(StageRun::visit)
            .max()
            .orElse(0);
  }

  private void startStage(StageDefinition stage) {
    var visit = visit(stage);
    if (visit > RunLimits.STAGE_VISITS) {
      fail(
          stage.name(),
          "stage "
              + stage.name()
              + " would be entered more than "
              + RunLimits.STAGE_VISITS
              + " times; give its loop a way out");
      return;
    }
    var steps = stage.steps().stream().map(StepDefinition::name).toList();
    var deadline = stage.deadline() == null ? null : context.now().plus(stage.deadline());
    emit(new StageStarted(stage.name(), visit, steps, deadline, context.now()));
  }

  /** Null where a condition has no answer, which puts the run in error. */
  private @Nullable Choice choose(
      DecisionDefinition decision, Function<String, @Nullable Boolean> truths) {
    try {
      return Choice.of(decision, bindings(), truths);
    } catch (ExpressionFailed failed) {
      fail(decision.name(), "decision " + decision.name() + ": " + failed.getMessage());
      return null;
    }
  }

  private @Nullable String taken(DecisionDefinition decision, Choice.Taken taken) {
    var outcome = taken.outcome();
    var name = outcome == null ? null : outcome.name();
    emit(new DecisionTaken(decision.name(), name, context.now()));
    return outcome == null ? decision.otherwise() : outcome.next();
  }

  /** The run stays at a decision until evaluation flows have answered. */
  private void await(DecisionDefinition decision) {
    if (run().awaited() >= RunLimits.ELEMENTS_PER_PASS) {
      fail(
          decision.name(),
          "more than "
              + RunLimits.ELEMENTS_PER_PASS
              + " decisions have followed each other without a stage, at "
              + decision.name()
              + "; give the circle a way out");
    } else {
      emit(new DecisionAwaited(decision.name(), context.now()));
    }
  }

  /** The decision that the run waits at is taken, if that is known by now; else false. */
  boolean decide(DecisionDefinition decision, Function<String, @Nullable Boolean> truths) {
    var choice = choose(decision, truths);
    if (choice instanceof Choice.Taken taken) {
      enter(taken(decision, taken));
    }
    return !(choice instanceof Choice.Open);
  }

  /** An evaluation flow has no answer, or its inputs have none. */
  void failEvaluation(String site, String why) {
    var run = run();
    var step = run.deciding() == null ? RunPass.stepOf(site, run) : null;
    if (run.deciding() != null) {
      fail(run.deciding(), "decision " + run.deciding() + ": " + why);
    } else if (step == null) {
      failStage(why);
    } else {
      failStep(step.step(), step.visit(), why);
    }
  }

  /** Completes the stage in progress, and enters what follows it. */
  void complete(StageDefinition blueprint, StageRun stage) {
    discontinueSteps(stage, true);
    emit(new StageCompleted(stage.stage(), stage.visit(), context.now()));
    enter(blueprint.next());
  }

  /** What the definition says of a step. */
  @Nullable StepDefinition blueprint(StepRun step) {
    return context.orchestration().step(step.step());
  }

  /** Whether the run is still in this visit of a stage. */
  boolean inStage(StageRun stage) {
    var current = run().current();
    return inProgress()
        && current != null
        && current.inProgress()
        && current.stage().equals(stage.stage())
        && current.visit() == stage.visit();
  }

  void completeStep(StepRun step, Map<String, JsonNode> outputs, @Nullable String comments) {
    closeItem(step, WorkItemStatus.Discontinued);
    var kept = comments == null ? null : RunValues.brief(comments);
    emit(new StepCompleted(step.step(), step.visit(), outputs, kept, context.now()));
  }

  /** The step fails for good: its fault path is taken, or its stage is in error as well. */
  void failStep(String step, int visit, String why) {
    var fault = RunValues.brief(why);
    var definition = context.orchestration().step(step);
    var path = definition == null ? null : definition.failure().fault();
    var run = run().step(step, visit);
    if (path != null && run != null) {
      closeItem(run, WorkItemStatus.Discontinued);
    }
    emit(new StepFailed(step, visit, fault, path, context.now()));
    if (path == null) {
      failStage("step " + step + ": " + fault);
    }
  }

  /**
   * The stage is in error, its other steps discontinued: its fault path is taken, or the run is in
   * error as well and open work items stay as they are.
   */
  void failStage(String why) {
    var fault = RunValues.brief(why);
    var stage = run().current();
    if (stage == null || !stage.inProgress()) {
      fail(null, fault);
      return;
    }
    var definition = context.orchestration().stage(stage.stage());
    var path = definition == null ? null : definition.fault();
    discontinueSteps(stage, path != null);
    emit(new StageFailed(stage.stage(), stage.visit(), fault, context.now()));
    if (path == null) {
      fail(null, fault);
    } else {
      enter(path.next());
    }
  }

  /** Ends what is in progress in a stage, and closes its work items with it, if so wanted. */
  void discontinueSteps(StageRun stage, boolean closing) {
    for (var step : stage.steps().values()) {
      if (closing) {
        closeItem(step, WorkItemStatus.Discontinued);
      }
      if (step.open()) {
        emit(new StepDiscontinued(step.step(), step.visit(), context.now()));
      }
    }
  }

  private void fail(@Nullable String element, String why) {
    emit(new RunFailed(RunValues.brief(why), element, context.now()));
  }

  void cancel(String by, @Nullable String reason) {
    for (var stage : run().stages()) {
      for (var step : stage.steps().values()) {
        closeItem(step, WorkItemStatus.Canceled);
        if (step.open()) {
          emit(new StepCanceled(step.step(), step.visit(), context.now()));
        }
      }
      if (stage.open()) {
        emit(new StageCanceled(stage.stage(), stage.visit(), context.now()));
      }
    }
    emit(new RunCanceled(by, reason, context.now()));
  }

  void closeItem(StepRun step, WorkItemStatus status) {
    var item = step.item();
    if (item != null && item.status().open()) {
      emit(new WorkItemClosed(step.step(), step.visit(), status, context.now()));
    }
  }
}
