package baton.app;

import baton.definition.CompletionCondition;
import baton.definition.DecisionDefinition;
import baton.definition.ExternalStepDefinition;
import baton.definition.InteractiveStepDefinition;
import baton.definition.Orchestration;
import baton.definition.Orchestrations;
import baton.definition.OutcomeCondition;
import baton.definition.StageDefinition;
import baton.definition.StartCondition;
import baton.definition.StepDefinition;
import baton.definition.SubOrchestrationStepDefinition;
import baton.expression.Type;
import baton.flow.Flows;
import baton.run.RunSurroundings;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Gives runs their definitions, with the flows of these loaded on this node before they start. */
final class RunDefinitions implements RunSurroundings.Definitions {
  private final Orchestrations orchestrations;
  private final Flows flows;
  private final Map<String, String> owners = new ConcurrentHashMap<>();

  RunDefinitions(Orchestrations orchestrations, Flows flows) {
    this.orchestrations = orchestrations;
    this.flows = flows;
  }

  @Override
  public CompletionStage<Orchestration> load(String name, int version) {
    return orchestrations
        .load(name, version)
        .thenCompose(loaded ->
            known(name, version)
                .thenCompose(owner -> flowsOf(loaded))
                .thenCompose(flows -> othersOf(loaded))
                .thenApply(others -> loaded));
  }

  private CompletionStage<?> known(String name, int version) {
    if (owners.containsKey(key(name, version))) {
      return CompletableFuture.completedStage(null);
    }
    return orchestrations
        .versions(name)
        .thenAccept(all -> all.forEach(v -> owners.put(key(name, v.number()), v.by())));
  }

  private CompletionStage<?> flowsOf(Orchestration orchestration) {
    CompletionStage<?> all = CompletableFuture.completedStage(null);
    for (var flow : names(orchestration)) {
      all = all.thenCompose(before -> flows.loadActive(flow));
    }
    return all;
  }

  private CompletionStage<?> othersOf(Orchestration orchestration) {
    CompletionStage<?> all = CompletableFuture.completedStage(null);
    for (var element : orchestration.elements().values()) {
      if (element instanceof StageDefinition stage) {
        for (var step : stage.steps()) {
          if (step instanceof SubOrchestrationStepDefinition sub) {
            all = all.thenCompose(before -> orchestrations.active(sub.orchestration()));
          }
        }
      }
    }
    return all;
  }

  private static Set<String> names(Orchestration orchestration) {
    var names = new LinkedHashSet<String>();
    for (var element : orchestration.elements().values()) {
      switch (element) {
        case StageDefinition stage -> {
          evaluation(stage.completion(), names);
          stage.steps().forEach(step -> names(step, names));
        }
        case DecisionDefinition decision -> names(decision, names);
      }
    }
    return names;
  }

  private static void names(DecisionDefinition decision, Set<String> names) {
    for (var outcome : decision.outcomes()) {
      if (outcome.when() instanceof OutcomeCondition.Evaluation evaluation) {
        names.add(evaluation.flow());
      }
    }
  }

  private static void names(StepDefinition step, Set<String> names) {
    if (!(step instanceof ExternalStepDefinition)
        && !(step instanceof SubOrchestrationStepDefinition)) {
      names.add(step.flow());
    }
    if (step.start() instanceof StartCondition.Evaluation evaluation) {
      names.add(evaluation.flow());
    }
    if (step instanceof InteractiveStepDefinition interactive) {
      evaluation(interactive.completion(), names);
    }
  }

  private static void evaluation(CompletionCondition completion, Set<String> names) {
    if (completion instanceof CompletionCondition.Evaluation evaluation) {
      names.add(evaluation.flow());
    }
  }

  @Override
  public @Nullable Integer activeVersion(String flow) {
    return flows.activeVersion(flow);
  }

  @Override
  public @Nullable Integer activeOrchestration(String orchestration) {
    return orchestrations.activeVersion(orchestration);
  }

  @Override
  public @Nullable Map<String, Type> flowOutputs(String flow, int version) {
    var loaded = flows.loaded(flow, version);
    return loaded == null ? null : loaded.outputs();
  }

  @Override
  public @Nullable Map<String, Type> orchestrationOutputs(String orchestration, int version) {
    var loaded = orchestrations.loaded(orchestration, version);
    return loaded == null ? null : loaded.outputTypes();
  }

  @Override
  public String owner(String orchestration, int version) {
    return owners.getOrDefault(key(orchestration, version), "");
  }

  private static String key(String name, int version) {
    return name + "/" + version;
  }
}
