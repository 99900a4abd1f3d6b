package baton.definition;

import baton.expression.Condition;
import baton.expression.Value;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names that the conditions of an orchestration read, those of the inputs of their evaluation
 * flows included; also by way of its constants, formulas and templates.
 */
final class ConditionNames {
  private final Orchestration orchestration;
  private final Set<String> names = new LinkedHashSet<>();

  private ConditionNames(Orchestration orchestration) {
    this.orchestration = orchestration;
  }

  /** Of a dotted name the first part. */
  static Set<String> of(Orchestration orchestration) {
    var found = new ConditionNames(orchestration);
    orchestration.elements().values().forEach(found::of);
    return Set.copyOf(found.names);
  }

  private void of(ElementDefinition element) {
    switch (element) {
      case StageDefinition stage -> {
        of(stage.completion());
        stage.steps().forEach(this::of);
      }
      case DecisionDefinition decision -> decision.outcomes().forEach(o -> of(o.when()));
    }
  }

  private void of(StepDefinition step) {
    switch (step.start()) {
      case StartCondition.WithStage ignored -> {}
      case StartCondition.After ignored -> {}
      case StartCondition.OnFault ignored -> {}
      case StartCondition.When when -> of(when.condition());
      case StartCondition.Evaluation evaluation -> of(evaluation.inputs());
    }
    if (step instanceof InteractiveStepDefinition interactive) {
      of(interactive.completion());
    }
  }

  private void of(CompletionCondition completion) {
    switch (completion) {
      case CompletionCondition.Finished ignored -> {}
      case CompletionCondition.When when -> of(when.condition());
      case CompletionCondition.Evaluation evaluation -> of(evaluation.inputs());
    }
  }

  private void of(OutcomeCondition outcome) {
    switch (outcome) {
      case OutcomeCondition.When when -> of(when.condition());
      case OutcomeCondition.Evaluation evaluation -> of(evaluation.inputs());
    }
  }

  private void of(Condition condition) {
    add(condition.names());
  }

  private void of(Map<String, Value> inputs) {
    inputs.values().forEach(value -> add(value.names()));
  }

  private void add(Collection<String> read) {
    for (var name : read) {
      var first = name.split("\\.")[0];
      var resource = orchestration.resources().get(first);
      if (names.add(first) && resource != null) {
        add(resource.expression().names());
      }
    }
  }
}
