package baton.run;

import baton.definition.CompletionCondition;
import baton.definition.Orchestration;
import baton.definition.StageDefinition;
import baton.definition.StartCondition;
import baton.definition.StepDefinition;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds steps that can no longer start, so that a stage under "all steps completed" does not wait
 * for them for ever. A start condition counts as lost when all it reads is settled: inputs, other
 * stages, and steps of this stage that have ended or are lost themselves. What the world outside
 * can still change (an evaluation flow, a record, the date) is never lost.
 */
final class Unreachable {
  private final StageRun stage;
  private final Orchestration orchestration;
  private final FollowedRecords followed;
  private final Map<String, Set<String>> readBy = new LinkedHashMap<>();

  private Unreachable(StageRun stage, Orchestration orchestration, FollowedRecords followed) {
    this.stage = stage;
    this.orchestration = orchestration;
    this.followed = followed;
  }

  /**
   * The step to skip next, if there is one. It is skipped before those that wait for it, because a
   * condition may be about the skipping itself.
   */
  static @Nullable StepDefinition next(
      StageDefinition blueprint,
      StageRun stage,
      Orchestration orchestration,
      FollowedRecords followed) {
    if (blueprint.waitsWhenUnreachable()
        || !(blueprint.completion() instanceof CompletionCondition.Finished)) {
      return null;
    }
    var lost = new Unreachable(stage, orchestration, followed).lost(blueprint);
    for (var step : blueprint.steps()) {
      var needs = lost.get(step.name());
      if (needs != null
          && reachable(needs, lost).stream()
              .allMatch(other ->
                  reachable(lost.getOrDefault(other, Set.of()), lost).contains(step.name()))) {
        return step;
      }
    }
    return null;
  }

  /** The lost steps, each with the lost steps it waits for. */
  private Map<String, Set<String>> lost(StageDefinition blueprint) {
    for (var step : blueprint.steps()) {
      var run = stage.steps().get(step.name());
      if (run != null && run.status() == StepStatus.NotStarted) {
        var reads = reads(step);
        if (reads != null) {
          readBy.put(step.name(), reads);
        }
      }
    }
    while (readBy.values().removeIf(this::canChange)) {
      // a step that can still start keeps those that wait for it
    }
    var lost = new LinkedHashMap<String, Set<String>>();
    readBy.forEach((step, reads) -> {
      var waitsFor = new HashSet<>(reads);
      waitsFor.retainAll(readBy.keySet());
      lost.put(step, waitsFor);
    });
    return lost;
  }

  private boolean canChange(Set<String> reads) {
    return reads.stream()
        .map(stage.steps()::get)
        .anyMatch(step ->
            step != null
                && (step.inProgress()
                    || (step.status() == StepStatus.NotStarted
                        && !readBy.containsKey(step.step()))));
  }

  /** The steps of this stage that a start condition reads; null where the world can change it. */
  private @Nullable Set<String> reads(StepDefinition step) {
    return switch (step.start()) {
      case StartCondition.WithStage ignored -> Set.of();
      case StartCondition.After after -> Set.of(after.step());
      case StartCondition.OnFault onFault -> Set.copyOf(onFault.steps());
      case StartCondition.Evaluation ignored -> null;
      case StartCondition.When when -> {
        var steps = new HashSet<String>();
        yield collect(when.condition().names(), steps, new HashSet<>()) ? steps : null;
      }
    };
  }

  private boolean collect(Set<String> names, Set<String> steps, Set<String> seen) {
    for (var name : names) {
      var first = name.split("\\.")[0];
      if (name.startsWith("$Record")
          || name.startsWith("$Flow.Current")
          || followed.follows(first)) {
        return false;
      }
      var resource = orchestration.resources().get(first);
      if (resource != null
          && seen.add(first)
          && !collect(resource.expression().names(), steps, seen)) {
        return false;
      }
      if (stage.steps().containsKey(first)) {
        steps.add(first);
      }
    }
    return true;
  }

  private static Set<String> reachable(Set<String> from, Map<String, Set<String>> edges) {
    var found = new HashSet<String>();
    var open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      var step = open.pop();
      if (found.add(step)) {
        open.addAll(edges.getOrDefault(step, Set.of()));
      }
    }
    return found;
  }
}
