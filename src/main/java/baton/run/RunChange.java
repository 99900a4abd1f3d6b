package baton.run;

import baton.definition.BackgroundStepDefinition;
import baton.definition.DecisionDefinition;
import baton.definition.InteractiveStepDefinition;
import baton.definition.StageDefinition;
import baton.definition.StepDefinition;
import baton.expression.ExpressionFailed;
import baton.expression.Value;
import baton.run.RunEvent.*;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    while (next != null && entered++ < RunLimits.ELEMENTS_PER_PASS) {
      switch (context.orchestration().elements().get(next)) {
        case StageDefinition stage -> {
          startStage(stage);
          return;
        }
        case DecisionDefinition decision -> {
          try {
            next = take(decision);
          } catch (ExpressionFailed failed) {
            fail("decision " + next + ": " + failed.getMessage());
            return;
          }
        }
        case null -> {
          fail("there is no element " + next);
          return;
        }
      }
    }
    if (next == null) {
      emit(new RunCompleted(context.now()));
      return;
    }
    fail(
        "more than "
            + RunLimits.ELEMENTS_PER_PASS
            + " stages and decisions follow each other without waiting for anything, at "
            + next
            + "; give the circle a way out");
  }

  private void startStage(StageDefinition stage) {
    var before = run().stage(stage.name());
    var visit = before == null ? 1 : before.visit() + 1;
    if (visit > RunLimits.STAGE_VISITS) {
      fail(
          "stage "
              + stage.name()
              + " would be entered more than "
              + RunLimits.STAGE_VISITS
              + " times; give its loop a way out");
      return;
    }
    var steps = stage.steps().stream().map(StepDefinition::name).toList();
    emit(new StageStarted(stage.name(), visit, steps, context.now()));
  }

  private @Nullable String take(DecisionDefinition decision) {
    for (var outcome : decision.outcomes()) {
      if (outcome.when().holds(bindings())) {
        emit(new DecisionTaken(decision.name(), outcome.name(), context.now()));
        return outcome.next();
      }
    }
    emit(new DecisionTaken(decision.name(), null, context.now()));
    return decision.otherwise();
  }

  /** Completes the stage in progress, and enters what follows it. */
  void complete(StageDefinition blueprint, StageRun stage) {
    for (var step : stage.steps().values()) {
      if (step.inProgress()) {
        closeItem(step, WorkItemStatus.Discontinued);
        emit(new StepDiscontinued(step.step(), step.visit(), context.now()));
      }
    }
    emit(new StageCompleted(stage.stage(), stage.visit(), context.now()));
    enter(blueprint.next());
  }

  void start(StepDefinition step, StageRun stage) {
    var version = context.flows().activeVersion(step.flow());
    if (version == null) {
      failStep(
          step.name(),
          stage.visit(),
          "flow " + step.flow() + " has no active version; activate one");
      return;
    }
    var inputs = values(step.inputs());
    var excess = RunValues.excess(run(), inputs);
    if (excess != null) {
      failStep(step.name(), stage.visit(), "its inputs " + excess);
      return;
    }
    switch (step) {
      case BackgroundStepDefinition background ->
          emit(started(step, stage.visit(), mode(background), version, inputs));
      case InteractiveStepDefinition interactive -> {
        var assigned = Assignments.first(interactive, stage.visit(), bindings(), context);
        if (assigned.recordId().isBlank()) {
          failStep(step.name(), stage.visit(), "its related record has no id");
          return;
        }
        if (assigned.recordId().length() > RunLimits.RECORD_ID_CHARACTERS) {
          failStep(
              step.name(),
              stage.visit(),
              "the id of its related record has more than "
                  + RunLimits.RECORD_ID_CHARACTERS
                  + " characters");
          return;
        }
        emit(started(step, stage.visit(), StepMode.INTERACTIVE, version, inputs));
        emit(assigned);
      }
    }
  }

  private StepStarted started(
      StepDefinition step, int visit, StepMode mode, int version, Map<String, JsonNode> inputs) {
    return new StepStarted(
        step.name(), visit, 1, mode, step.flow(), version, inputs, context.now());
  }

  private static StepMode mode(BackgroundStepDefinition step) {
    if (!step.asynchronous()) {
      return StepMode.SYNCHRONOUS;
    }
    return step.completedByEvent() ? StepMode.BY_EVENT : StepMode.ASYNCHRONOUS;
  }

  void completeStep(StepRun step, Map<String, JsonNode> outputs, @Nullable String comments) {
    closeItem(step, WorkItemStatus.Discontinued);
    var kept = comments == null ? null : RunValues.brief(comments);
    emit(new StepCompleted(step.step(), step.visit(), outputs, kept, context.now()));
  }

  /** The step fails for good: the others in progress are discontinued, stage and run in error. */
  void failStep(String step, int visit, String why) {
    var fault = RunValues.brief(why);
    emit(new StepFailed(step, visit, fault, context.now()));
    failStage("step " + step + ": " + fault);
  }

  void failStage(String why) {
    var fault = RunValues.brief(why);
    var stage = run().current();
    if (stage != null && stage.inProgress()) {
      for (var other : stage.steps().values()) {
        if (other.inProgress()) {
          emit(new StepDiscontinued(other.step(), other.visit(), context.now()));
        }
      }
      emit(new StageFailed(stage.stage(), stage.visit(), fault, context.now()));
    }
    fail(fault);
  }

  private void fail(String why) {
    emit(new RunFailed(RunValues.brief(why), context.now()));
  }

  void cancel(String by, @Nullable String reason) {
    for (var stage : run().stages()) {
      for (var step : stage.steps().values()) {
        closeItem(step, WorkItemStatus.Canceled);
        if (step.inProgress()) {
          emit(new StepCanceled(step.step(), step.visit(), context.now()));
        }
      }
      if (stage.inProgress()) {
        emit(new StageCanceled(stage.stage(), stage.visit(), context.now()));
      }
    }
    emit(new RunCanceled(by, reason, context.now()));
  }

  private void closeItem(StepRun step, WorkItemStatus status) {
    var item = step.item();
    if (item != null && item.status().open()) {
      emit(new WorkItemClosed(step.step(), step.visit(), status, context.now()));
    }
  }
}
