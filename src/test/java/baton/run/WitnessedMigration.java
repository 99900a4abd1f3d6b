package baton.run;

import static baton.run.Witness.require;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Watches that a run which goes on with another version keeps what it has done and what is being
 * done, and that nothing is done again under a name that it had before.
 */
final class WitnessedMigration {
  private final Set<String> attempts = new HashSet<>();

  /** No attempt of a step has the name of another one, because its work is known by it. */
  void started(RunEvent.StepStarted e) {
    require(
        attempts.add(e.step() + "." + e.visit() + "." + e.attempt()),
        "%s, and there was such an attempt before",
        e);
  }

  /** Each visit of a step that gets another name, as in {@code s1.2}, and how it is called then. */
  static Map<String, String> renamed(RunEvent.RunMigrated e, StartedRun before) {
    var places = new HashMap<String, String>();
    for (var stage : before.stages()) {
      for (var step : stage.steps().values()) {
        var name = e.steps().getOrDefault(step.step(), step.step());
        if (!name.equals(step.step()) && step.attempt() > 0) {
          places.put(step.step() + "." + step.visit(), name + "." + step.visit());
        }
      }
    }
    return places;
  }

  static void migrated(RunEvent.RunMigrated e, RunState from, RunState to) {
    var before = (StartedRun) from;
    var after = (StartedRun) to;
    require(after.version() == e.version(), "%s, but its version is %s", e, after.version());
    require(after.status() == before.status(), "%s makes it %s", e, after.status());
    require(
        after.bytes() - bytes(after) == before.bytes() - bytes(before),
        "%s, and the bytes are not counted anew",
        e);
    for (var i = 0; i < before.stages().size(); i++) {
      var old = before.stages().get(i);
      var now = after.stages().get(i);
      require(
          now.stage().equals(e.stages().getOrDefault(old.stage(), old.stage()))
              && now.visit() == old.visit()
              && now.status() == old.status(),
          "%s makes %s of %s",
          e,
          now,
          old);
      for (var step : old.steps().values()) {
        kept(e, step, now);
      }
    }
  }

  private static int bytes(StartedRun run) {
    return RunValues.bytes(run.start().inputs())
        + run.stages().stream().mapToInt(StageRun::bytes).sum();
  }

  private static void kept(RunEvent.RunMigrated e, StepRun step, StageRun after) {
    var name = e.steps().getOrDefault(step.step(), step.step());
    var now = after.steps().get(name);
    if (step.open() || step.item() != null && step.item().status().open()) {
      require(step.equals(now), "%s, and %s was in progress: %s", e, step, now);
    } else if (step.finished()) {
      require(
          now != null
              && (now.status() == step.status()
                  || step.leftOut() && now.status() == StepStatus.NotStarted)
              && now.visit() == step.visit()
              && now.attempt() == step.attempt()
              && now.outputs().equals(step.outputs()),
          "%s, and %s had ended: %s",
          e,
          step,
          now);
    }
    if (now == null || !name.equals(step.step())) {
      require(step.flowWait() == null, "%s, and nobody forgets where it waited: %s", e, step);
      require(
          step.item() == null || step.item().routedRevision() == step.item().revision(),
          "%s, and lists go on showing %s",
          e,
          step);
    }
  }

  static void asked(RunEvent.RunMigrated e, Run.Decidable command) {
    require(
        command instanceof Run.Migrate c
            && c.migration().equals(new RunMigration(e.version(), e.stages(), e.steps(), false)),
        "%s is not what %s asks for",
        e,
        command);
  }

  /** What a dry run says is what would come of it. */
  static void decided(Run.Migrate command, RunDecision dry, RunDecision real) {
    require(
        switch (dry) {
          case RunDecision.Accepted yes ->
              yes.events().isEmpty() && real instanceof RunDecision.Accepted;
          case RunDecision.Rejected no -> no.equals(real) && !no.detail().isBlank();
          case RunDecision.Postponed ignored -> false;
        },
        "%s: a dry run says %s, and then it is %s",
        command,
        dry,
        real);
  }
}
