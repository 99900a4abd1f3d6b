package baton.run;

import baton.definition.Orchestration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the orchestration of a {@link Plan}: each edit makes the next one. They are made
 * when they are first asked for.
 */
final class PlannedVersions implements RunContext.Versions {
  /**
   * @param formerly the names of stages and steps in the version before, where those were others
   */
  private record Drawn(List<Plan.Stage> stages, Map<String, String> formerly) {}

  private final Plan plan;
  private final List<Drawn> drawn = new ArrayList<>();
  private final Map<Integer, Orchestration> made = new HashMap<>();

  PlannedVersions(Plan plan) {
    this.plan = plan;
    drawn.add(new Drawn(plan.stages(), Map.of()));
    for (var i = 0; i < plan.edits().size(); i++) {
      drawn.add(edited(drawn.getLast().stages(), plan.edits().get(i), i));
    }
  }

  int newest() {
    return drawn.size();
  }

  @Override
  public @Nullable Orchestration get(int version) {
    return version < 1 || version > newest()
        ? null
        : made.computeIfAbsent(
            version,
            number -> PlannedOrchestration.of(plan, drawn.get(number - 1).stages(), number));
  }

  List<Plan.Stage> stages(int version) {
    return drawn.get(version - 1).stages();
  }

  /** The names that change on the way from a version to another, new by old. */
  Map<String, String> renamed(int from, int to) {
    var names = new HashMap<String, String>();
    for (var version = Math.min(from, to) + 1; version <= Math.max(from, to); version++) {
      drawn
          .get(version - 1)
          .formerly()
          .forEach((now, before) -> {
            var first = names.remove(before);
            names.put(now, first == null ? before : first);
          });
    }
    var mapping = new HashMap<String, String>();
    names.forEach((now, before) -> {
      if (from < to) {
        mapping.put(before, now);
      } else {
        mapping.put(now, before);
      }
    });
    return mapping;
  }

  private static Drawn edited(List<Plan.Stage> before, Plan.Edit edit, int number) {
    var stages = new ArrayList<>(before);
    var at = edit.pick() % stages.size();
    var stage = stages.get(at);
    var steps = new ArrayList<>(stage.steps());
    var step = edit.pick() / 8 % steps.size();
    var added = Plan.newStep(number, edit.pick());
    switch (edit.kind()) {
      case ADD_STEP -> {
        steps.add(step, added);
        stages.set(at, stage.with(steps));
      }
      case REMOVE_STEP -> {
        if (steps.size() > 1) {
          steps.remove(step);
          stages.set(at, stage.with(steps));
        }
      }
      case CHANGE_STEP -> {
        steps.set(step, added.named(steps.get(step).name()));
        stages.set(at, stage.with(steps));
      }
      case MOVE_STEP -> {
        var other = (at + 1) % stages.size();
        if (steps.size() > 1 && other != at) {
          var moved = steps.remove(step);
          stages.set(at, stage.with(steps));
          stages.set(other, stages.get(other).with(and(stages.get(other).steps(), moved)));
        }
      }
      case RENAME_STEP -> {
        var name = steps.get(step).name();
        steps.set(step, steps.get(step).named("m" + number));
        stages.set(at, stage.with(steps));
        return new Drawn(stages, Map.of("m" + number, name));
      }
      case ADD_STAGE -> stages.add(at, stage.named("u" + number).with(List.of(added)));
      case REMOVE_STAGE -> {
        if (stages.size() > 1) {
          stages.remove(at);
        }
      }
      case RENAME_STAGE -> {
        stages.set(at, stage.named("v" + number));
        return new Drawn(stages, Map.of("v" + number, stage.name()));
      }
      case SWAP_STAGES -> stages.add((at + 1) % stages.size(), stages.remove(at));
    }
    return new Drawn(stages, Map.of());
  }

  private static List<Plan.Step> and(List<Plan.Step> steps, Plan.Step one) {
    var all = new ArrayList<>(steps);
    all.add(one);
    return all;
  }

  /** To a version, with the names that have changed, none, or others. */
  RunMigration migration(int from, int pick) {
    var to = 1 + pick / 64 % (newest() + (pick % 16 == 0 ? 1 : 0));
    var right = to <= newest() ? renamed(from, to) : Map.<String, String>of();
    var dryRun = pick % 4 == 0;
    UnaryOperator<Map<String, String>> seen =
        switch (pick / 4 % 8) {
          case 0 -> names -> Map.of();
          case 1 -> names -> mixed(from, Math.min(to, newest()), pick / 64);
          default -> names -> names;
        };
    return migration(to, seen.apply(right), from, dryRun);
  }

  RunMigration toNewest(int from) {
    return migration(newest(), renamed(from, newest()), from, false);
  }

  private RunMigration migration(int to, Map<String, String> names, int from, boolean dryRun) {
    var stages = new HashMap<String, String>();
    var steps = new HashMap<String, String>();
    var known = stages(from).stream().map(Plan.Stage::name).toList();
    names.forEach((old, now) -> (known.contains(old) ? stages : steps).put(old, now));
    return new RunMigration(to, Map.copyOf(stages), Map.copyOf(steps), dryRun);
  }

  /** Two stages, or two steps, take each other's place, or one another's name. */
  private Map<String, String> mixed(int from, int to, int pick) {
    var before = names(from, pick % 2 == 0);
    var after = names(to, pick % 2 == 0);
    var one = before.get(pick / 2 % before.size());
    var other = after.get(pick / 16 % after.size());
    return pick % 3 == 0 && after.contains(one) && before.contains(other)
        ? one.equals(other) ? Map.of() : Map.of(one, other, other, one)
        : Map.of(one, other);
  }

  private List<String> names(int version, boolean ofStages) {
    return ofStages
        ? stages(version).stream().map(Plan.Stage::name).toList()
        : stages(version).stream().flatMap(s -> s.steps().stream()).map(Plan.Step::name).toList();
  }
}
