package baton.run;

import static baton.run.SeededBugs.altered;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A mistake about runs that go on with another version, which the simulation must notice. */
enum SeededMigrationBug implements Conduct {
  DRY_RUN_MIGRATES {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return RunDecider.decide(
          state,
          command instanceof Run.Migrate c
              ? new Run.Migrate(SeededMigrationBug.real(c.migration()), c.by(), c.replyTo())
              : command,
          context);
    }
  },
  DRY_RUN_SAYS_YES_TO_ALL {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.Migrate c && c.migration().dryRun()
          ? RunDecision.unchanged()
          : RunDecider.decide(state, command, context);
    }
  },
  MIGRATION_DROPS_AN_OPEN_STEP {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return altered(
          RunDecider.decide(state, command, context),
          event ->
              event instanceof RunEvent.RunMigrated e
                  ? Stream.of(SeededMigrationBug.without(e, (StartedRun) state))
                  : Stream.of(event));
    }
  },
  MIGRATION_WAITS_FOR_NOTHING {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.Migrate c
              && RunDecider.decide(state, command, context) instanceof RunDecision.Rejected no
              && no.reason() == RunDecision.Reason.MIGRATION_WAITS
          ? SeededMigrationBug.forced(c, (StartedRun) state, context)
          : RunDecider.decide(state, command, context);
    }
  },
  NEW_NAMES_OF_STEPS_ARE_FORGOTTEN {
    @Override
    public RunDecision decided(RunDecision decision) {
      return altered(
          decision,
          event ->
              event instanceof RunEvent.RunMigrated e
                  ? Stream.of(
                      new RunEvent.RunMigrated(
                          e.version(),
                          e.stages(),
                          Map.of(),
                          e.currentSteps(),
                          e.inputs(),
                          e.by(),
                          e.at(),
                          e.follows()))
                  : Stream.of(event));
    }
  },
  MIGRATED_RUN_GOES_ON_BY_ITS_FIRST_VERSION {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      var first = Objects.requireNonNull(context.versions().get(1));
      return RunDecider.decide(
          state, command, command instanceof Run.Migrate ? context : context.with(first));
    }
  };

  private static RunMigration real(RunMigration asked) {
    return new RunMigration(asked.version(), asked.stages(), asked.steps(), false);
  }

  private static RunEvent without(RunEvent.RunMigrated e, StartedRun before) {
    var open =
        e.currentSteps().stream()
            .filter(name -> before.step(name) instanceof StepRun step && step.open())
            .findFirst()
            .orElse("");
    return with(e, e.currentSteps().stream().filter(name -> !name.equals(open)).toList());
  }

  private static RunEvent with(RunEvent.RunMigrated e, List<String> currentSteps) {
    return new RunEvent.RunMigrated(
        e.version(), e.stages(), e.steps(), currentSteps, e.inputs(), e.by(), e.at(), e.follows());
  }

  private static RunDecision forced(Run.Migrate command, StartedRun run, RunContext context) {
    var asked = command.migration();
    var stage = run.current();
    var target =
        stage == null
            ? null
            : Objects.requireNonNull(context.versions().get(asked.version()))
                .stage(asked.stages().getOrDefault(stage.stage(), stage.stage()));
    return asked.dryRun() || target == null
        ? RunDecision.unchanged()
        : RunDecision.accept(
            List.of(
                new RunEvent.RunMigrated(
                    asked.version(),
                    asked.stages(),
                    asked.steps(),
                    target.steps().stream().map(step -> step.name()).toList(),
                    run.start().inputs(),
                    command.by(),
                    context.now(),
                    List.of())));
  }
}
