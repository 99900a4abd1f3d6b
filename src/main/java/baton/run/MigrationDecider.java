package baton.run;

import static baton.run.RunDecision.reject;
import static baton.run.RunDecision.unchanged;

import baton.definition.DecisionDefinition;
import baton.definition.ExternalStepDefinition;
import baton.definition.InteractiveStepDefinition;
import baton.definition.Orchestration;
import baton.definition.StageDefinition;
import baton.definition.StepDefinition;
import baton.definition.SubOrchestrationStepDefinition;
import baton.expression.Values;
import baton.run.RunDecision.Reason;
import baton.run.RunEvent.RunMigrated;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a run can go on with another version of its orchestration, by the names of stages
 * and steps. What is in progress must be there under its name, because its work is known by it;
 * else the run waits until it is past. What no waiting changes blocks it. Pure.
 */
final class MigrationDecider {
  private final StartedRun run;
  private final RunContext context;
  private final RunMigration migration;
  private final Orchestration target;

  private MigrationDecider(
      StartedRun run, RunContext context, RunMigration migration, Orchestration target) {
    this.run = run;
    this.context = context;
    this.migration = migration;
    this.target = target;
  }

  static RunDecision decide(RunState state, Run.Migrate command, RunContext context) {
    if (!(state instanceof StartedRun run)) {
      return RunDecider.notFound(context);
    }
    if (run.status().ended()) {
      return RunDecider.wrongState(run, context, "goes on with no other version");
    }
    var migration = command.migration();
    var target = context.versions().get(migration.version());
    if (target == null) {
      return reject(Reason.NOT_FOUND, "there is no version " + migration.version());
    }
    return run.version() == migration.version()
        ? unchanged()
        : new MigrationDecider(run, context, migration, target).decide(command.by());
  }

  private RunDecision decide(String by) {
    var wrong = wrongMapping();
    if (wrong != null) {
      return reject(Reason.INVALID_INPUT, wrong);
    }
    var steps = new MigratedSteps(run, migration.steps(), goesOnIn());
    var blocked = blocked() instanceof String words ? words : steps.taken();
    if (blocked != null) {
      return reject(Reason.MIGRATION_BLOCKED, blocked);
    }
    var waits = waits();
    waits = waits == null ? steps.untold() : waits;
    waits = waits == null ? steps.again() : waits;
    if (waits != null) {
      return reject(Reason.MIGRATION_WAITS, waits);
    }
    if (migration.dryRun()) {
      return unchanged();
    }
    var change = new RunChange(context.with(target), run);
    var inputs = inputs();
    change.emit(
        new RunMigrated(
            target.version(),
            migration.stages(),
            migration.steps(),
            currentSteps(),
            inputs,
            by,
            context.now(),
            FollowedRecords.names(target, inputs)));
    return RunDecider.settled(change);
  }

  private @Nullable String wrongMapping() {
    for (var stage : migration.stages().entrySet()) {
      if (context.orchestration().stage(stage.getKey()) == null) {
        return "version " + run.version() + " has no stage " + stage.getKey();
      }
      if (target.stage(stage.getValue()) == null) {
        return "version " + target.version() + " has no stage " + stage.getValue();
      }
    }
    for (var step : migration.steps().entrySet()) {
      if (context.orchestration().step(step.getKey()) == null) {
        return "version " + run.version() + " has no step " + step.getKey();
      }
      if (target.step(step.getValue()) == null) {
        return "version " + target.version() + " has no step " + step.getValue();
      }
    }
    var elements = new LinkedHashSet<>(context.orchestration().elements().keySet());
    run.stages().forEach(stage -> elements.add(stage.stage()));
    return twice(migration.stages(), elements)
            || twice(
                migration.steps(),
                run.stages().stream().flatMap(s -> s.steps().keySet().stream()).distinct().toList())
        ? "two stages, or two steps, would have the same name"
        : null;
  }

  private static boolean twice(Map<String, String> mapping, Iterable<String> names) {
    var seen = new HashSet<String>();
    for (var name : names) {
      if (!seen.add(mapping.getOrDefault(name, name)) && !mapping.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String blocked() {
    for (var input : target.inputs()) {
      var value = inputs().get(input.name());
      if (value == null || value.isNull()) {
        if (input.required()) {
          return "version "
              + target.version()
              + " requires the input "
              + input.name()
              + ", which the run has no value for";
        }
      } else {
        var mismatch = Values.mismatch(input.type(), value);
        if (mismatch.isPresent()) {
          return "input " + input.name() + ": " + mismatch.get();
        }
      }
    }
    return null;
  }

  private @Nullable String waits() {
    var stage = run.current();
    if (run.failedAt() != null
        && !run.failedAt().equals(Orchestration.END)
        && !target.elements().containsKey(stageName(run.failedAt()))) {
      return "it failed at "
          + run.failedAt()
          + ", which version "
          + target.version()
          + " lacks; map it to another, or lead the run to another stage";
    }
    if (run.deciding() != null) {
      return target.elements().get(run.deciding()) instanceof DecisionDefinition
          ? null
          : "it waits at decision "
              + run.deciding()
              + ", which version "
              + target.version()
              + " lacks; wait until the run is past it";
    }
    if (stage == null || run.failedAt() != null) {
      return null;
    }
    var blueprint = target.stage(stageName(stage.stage()));
    if (blueprint == null) {
      return "it is at stage "
          + stage.stage()
          + ", which version "
          + target.version()
          + " lacks; map it to another, or wait until the run is past it";
    }
    for (var step : stage.steps().values()) {
      var item = step.item();
      if ((step.open() || (item != null && item.status().open())) && !stays(step, blueprint)) {
        return unlike(step, blueprint);
      }
    }
    return null;
  }

  /** What differs in the other version about a step whose work goes on. */
  private String unlike(StepRun step, StageDefinition blueprint) {
    var open = "step " + step.step() + " is " + step.status() + ", and ";
    var version = "version " + target.version();
    if (!stepName(step.step()).equals(step.step())) {
      return open
          + "the mapping names it "
          + stepName(step.step())
          + "; a step has its new name only once it has ended: wait until then";
    }
    var other = target.step(step.step());
    if (other == null) {
      return open + version + " lacks it; wait until it has ended";
    }
    return blueprint.steps().contains(other)
        ? open + version + " has one of another kind under its name; wait until it has ended"
        : open + version + " has it in another stage; wait until it has ended";
  }

  private boolean stays(StepRun step, StageDefinition blueprint) {
    return stepName(step.step()).equals(step.step())
        && blueprint.steps().stream()
            .anyMatch(s -> s.name().equals(step.step()) && sameKind(s, step));
  }

  private static boolean sameKind(StepDefinition definition, StepRun step) {
    return definition instanceof InteractiveStepDefinition == (step.mode() == StepMode.INTERACTIVE)
        && definition instanceof ExternalStepDefinition == (step.mode() == StepMode.EXTERNAL)
        && definition instanceof SubOrchestrationStepDefinition
            == (step.mode() == StepMode.ORCHESTRATION)
        && (definition.fanOut() == null) == (step.items() == null);
  }

  /** What the stage where the run is becomes; null where it is between stages. */
  private @Nullable StageDefinition goesOnIn() {
    var stage = run.current();
    return stage == null || run.failedAt() != null || run.deciding() != null
        ? null
        : target.stage(stageName(stage.stage()));
  }

  private List<String> currentSteps() {
    var stage = run.current();
    var blueprint = stage == null ? null : target.stage(stageName(stage.stage()));
    return blueprint == null
        ? List.of()
        : blueprint.steps().stream().map(StepDefinition::name).toList();
  }

  /** The run's inputs, with the defaults of those that are new. */
  private Map<String, JsonNode> inputs() {
    var values = new LinkedHashMap<>(run.start().inputs());
    for (var input : target.inputs()) {
      values.putIfAbsent(input.name(), Values.canonical(input.defaultValue()));
    }
    return values;
  }

  private String stageName(String old) {
    return migration.stages().getOrDefault(old, old);
  }

  private String stepName(String old) {
    return migration.steps().getOrDefault(old, old);
  }
}
