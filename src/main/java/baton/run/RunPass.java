package baton.run;

import baton.definition.CompletionCondition;
import baton.definition.DecisionDefinition;
import baton.definition.InteractiveStepDefinition;
import baton.definition.OutcomeCondition;
import baton.definition.StageDefinition;
import baton.definition.StartCondition;
import baton.definition.StepDefinition;
import baton.expression.ExpressionFailed;
import baton.expression.Value;
import baton.run.RunEvent.EvaluationsWanted;
import baton.run.RunEvent.RunYielded;
import baton.run.RunEvent.StepSkipped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the stage in progress: can it complete, which steps can start, which interactive
 * steps count as complete, again and again until nothing changes. Then it says which evaluation
 * flows it still needs.
 */
final class RunPass {
  private final RunChange change;
  private final RunContext context;

  /** The number under which evaluation flows report; those of an older one tell nothing here. */
  private int number;

  private RunPass(RunChange change, int number) {
    this.change = change;
    this.context = change.context();
    this.number = number;
  }

  /** A pass at a moment that evaluates everything anew. */
  static void settle(RunChange change) {
    new RunPass(change, change.run().evaluations().pass() + 1).settle();
  }

  /** The newest pass goes on, with what an evaluation flow has told. */
  static void goOn(RunChange change) {
    new RunPass(change, change.run().evaluations().pass()).settle();
  }

  private void settle() {
    var progress = !change.run().yielding();
    while (progress && change.inProgress()) {
      if (tooLongAlone()) {
        change.emit(new RunYielded(context.now()));
        break;
      }
      var decision = deciding();
      progress = decision == null ? changed() : decided(decision);
    }
    if (change.inProgress()) {
      wantEvaluations();
    }
  }

  /** Whether the run comes from many synchronous steps, with nothing between, to one more stage. */
  private boolean tooLongAlone() {
    var stage = change.run().current();
    return change.run().inARow() >= RunLimits.SYNCHRONOUS_STEPS
        && stage != null
        && stage.inProgress()
        && stage.steps().values().stream().allMatch(s -> s.status() == StepStatus.NotStarted);
  }

  private @Nullable DecisionDefinition deciding() {
    var name = change.run().deciding();
    return name != null
            && context.orchestration().elements().get(name) instanceof DecisionDefinition decision
        ? decision
        : null;
  }

  private boolean decided(DecisionDefinition decision) {
    var decided = change.decide(decision, this::truth);
    if (decided) {
      moved();
    }
    return decided;
  }

  /** What was learned where the run was does not count where it is now. */
  private void moved() {
    if (change.run().evaluations().pass() == number) {
      number++;
    }
  }

  private boolean changed() {
    var stage = change.run().current();
    var blueprint = stage == null ? null : context.orchestration().stage(stage.stage());
    if (stage == null || blueprint == null || !stage.inProgress()) {
      return false;
    }
    var progress = changed(blueprint, stage);
    if (!change.inStage(stage)) {
      moved();
    }
    return progress;
  }

  private boolean changed(StageDefinition blueprint, StageRun stage) {
    try {
      if (completes(blueprint, stage)) {
        change.complete(blueprint, stage);
        return true;
      }
    } catch (ExpressionFailed failed) {
      change.failStage("completion of stage " + stage.stage() + ": " + failed.getMessage());
      return true;
    }
    for (var step : blueprint.steps()) {
      var run = stage.steps().get(step.name());
      if (run != null && changed(step, run, stage)) {
        return true;
      }
    }
    var skipped =
        Unreachable.next(blueprint, stage, context.orchestration(), change.run().followed());
    if (skipped != null) {
      change.emit(new StepSkipped(skipped.name(), stage.visit(), Map.of(), null, context.now()));
    }
    return skipped != null;
  }

  private boolean changed(StepDefinition step, StepRun run, StageRun stage) {
    try {
      if (run.status() == StepStatus.NotStarted && starts(step, stage)) {
        StepStart.anew(change, step, run, Map.of());
        return true;
      }
      if (run.inProgress()
          && step instanceof InteractiveStepDefinition interactive
          && completes(interactive, run)) {
        change.completeStep(run, run.outputs(), run.comments());
        return true;
      }
      return false;
    } catch (ExpressionFailed failed) {
      change.failStep(step.name(), stage.visit(), String.valueOf(failed.getMessage()));
      return true;
    }
  }

  private boolean completes(StageDefinition blueprint, StageRun stage) {
    return switch (blueprint.completion()) {
      case CompletionCondition.Finished ignored ->
          stage.steps().values().stream().allMatch(StepRun::finished);
      case CompletionCondition.When when -> when.condition().holds(change.bindings());
      case CompletionCondition.Evaluation ignored -> isTrue(completion(blueprint.name()));
    };
  }

  private boolean completes(InteractiveStepDefinition step, StepRun run) {
    return switch (step.completion()) {
      case CompletionCondition.Finished ignored -> run.flowEnded();
      case CompletionCondition.When when -> when.condition().holds(change.bindings());
      case CompletionCondition.Evaluation ignored -> isTrue(completion(step.name()));
    };
  }

  private boolean starts(StepDefinition step, StageRun stage) {
    return switch (step.start()) {
      case StartCondition.WithStage ignored -> true;
      case StartCondition.After after -> {
        var other = stage.steps().get(after.step());
        yield other != null && other.passed();
      }
      case StartCondition.OnFault onFault ->
          onFault.steps().stream()
              .map(stage.steps()::get)
              .anyMatch(other -> other != null && step.name().equals(other.faultPath()));
      case StartCondition.When when -> when.condition().holds(change.bindings());
      case StartCondition.Evaluation ignored -> isTrue(start(step.name()));
    };
  }

  private boolean isTrue(String site) {
    return Boolean.TRUE.equals(truth(site));
  }

  private @Nullable Boolean truth(String site) {
    var known = change.run().evaluations();
    return known.pass() == number ? known.truths().get(site) : null;
  }

  private void wantEvaluations() {
    var known = change.run().evaluations();
    var current = known.pass() == number;
    try {
      var missing = needed().stream().filter(e -> !current || !known.knowsOf(e.site())).toList();
      if (!missing.isEmpty() || (!current && !known.wanted().isEmpty())) {
        change.emit(new EvaluationsWanted(number, missing, context.now()));
      }
    } catch (ExpressionFailed failed) {
      change.failEvaluation("", "inputs of an evaluation flow: " + failed.getMessage());
    }
  }

  private List<Evaluation> needed() {
    var needed = new ArrayList<Evaluation>();
    if (change.run().yielding()) {
      return needed;
    }
    var decision = deciding();
    if (decision != null) {
      if (Choice.of(decision, change.bindings(), this::truth) instanceof Choice.Open open) {
        open.outcomes().forEach(outcome -> add(needed, decision, outcome));
      }
      return needed;
    }
    var stage = change.run().current();
    var blueprint = stage == null ? null : context.orchestration().stage(stage.stage());
    if (stage == null || blueprint == null || !stage.inProgress()) {
      return needed;
    }
    if (blueprint.completion() instanceof CompletionCondition.Evaluation e) {
      needed.add(evaluation(completion(blueprint.name()), e.flow(), e.inputs()));
    }
    for (var step : blueprint.steps()) {
      var run = stage.steps().get(step.name());
      if (run == null) {
        continue;
      }
      if (run.status() == StepStatus.NotStarted
          && step.start() instanceof StartCondition.Evaluation e) {
        needed.add(evaluation(start(step.name()), e.flow(), e.inputs()));
      }
      if (run.inProgress()
          && step instanceof InteractiveStepDefinition interactive
          && interactive.completion() instanceof CompletionCondition.Evaluation e) {
        needed.add(evaluation(completion(step.name()), e.flow(), e.inputs()));
      }
    }
    return needed;
  }

  private void add(
      List<Evaluation> needed, DecisionDefinition decision, DecisionDefinition.Outcome outcome) {
    if (outcome.when() instanceof OutcomeCondition.Evaluation e) {
      needed.add(evaluation(Choice.site(decision.name(), outcome.name()), e.flow(), e.inputs()));
    }
  }

  private Evaluation evaluation(String site, String flow, Map<String, Value> inputs) {
    var version = context.flows().activeVersion(flow);
    return new Evaluation(site, flow, version == null ? 0 : version, change.values(inputs));
  }

  /** The step of the current stage that an evaluation is about; null where it is about a stage. */
  static @Nullable StepRun stepOf(String site, StartedRun run) {
    var stage = run.current();
    return stage == null ? null : stage.steps().get(site.substring(site.indexOf(':') + 1));
  }

  private static String start(String step) {
    return "start:" + step;
  }

  private static String completion(String stageOrStep) {
    return "complete:" + stageOrStep;
  }
}
