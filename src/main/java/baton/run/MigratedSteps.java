package baton.run;

import baton.definition.StageDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a run has done keeps its name when steps get others. The work of a step is known by
 * its name, visit and attempt, so no other step may ever have the same. Pure.
 *
 * @param renamed new names of steps, by their old ones
 * @param target what the current stage is from then on; null where the run is between stages
 */
record MigratedSteps(
    StartedRun run, Map<String, String> renamed, @Nullable StageDefinition target) {

  /** Why a step cannot have the name that it would get; null if all can. */
  @Nullable String taken() {
    for (var step : begun()) {
      var name = name(step);
      if (name.equals(step.step())) {
        continue;
      }
      var other = run.formerSteps().now(name);
      if (renamed.containsKey(name) || (other != null && !other.equals(step.step()))) {
        return "step "
            + step.step()
            + " cannot be named "
            + name
            + ", by which the run knows what another step has done; give it a name of its own";
      }
    }
    return null;
  }

  /** What others know by the name of a step, and would not be told under another. */
  @Nullable String untold() {
    for (var step : begun()) {
      if (!step.told() && !name(step).equals(step.step())) {
        return "step "
            + step.step()
            + " has just ended, and others still have to be told under its name; try again";
      }
    }
    return null;
  }

  /** A step that would be new where the run is, though one of its name has run in this visit. */
  @Nullable String again() {
    var current = run.current();
    if (target == null || current == null) {
      return null;
    }
    var former = run.formerSteps().and(renamed);
    for (var stage : run.stages()) {
      for (var step : stage.steps().values()) {
        for (var definition : target.steps()) {
          var name = definition.name();
          var known =
              name.equals(name(step))
                  ? !stage.equals(current) || (step.leftOut() && step.items() != null)
                  : name(step).equals(former.now(name));
          if (known && step.visit() == current.visit() && step.attempt() > 0) {
            return "a step "
                + name
                + " has run in stage "
                + stage.stage()
                + ", and there would be another where the run is; wait until the run is past it";
          }
        }
      }
    }
    return null;
  }

  private List<StepRun> begun() {
    var begun = new ArrayList<StepRun>();
    for (var stage : run.stages()) {
      stage.steps().values().stream().filter(step -> step.attempt() > 0).forEach(begun::add);
    }
    return begun;
  }

  private String name(StepRun step) {
    return renamed.getOrDefault(step.step(), step.step());
  }
}
