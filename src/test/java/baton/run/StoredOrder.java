package baton.run;

import static baton.run.Witness.require;

import baton.definition.CompletionCondition;
import baton.definition.DecisionDefinition;
import baton.definition.Orchestration;
import baton.definition.OutcomeCondition;
import baton.definition.StageDefinition;
import baton.definition.StartCondition;
import baton.definition.StepDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That stored events follow each other as the definition says: stage after stage along the
 * connectors, steps only where their condition holds, one end for everything.
 */
final class StoredOrder {
  private static final Set<Class<? extends RunEvent>> AFTER_AN_ERROR =
      Set.of(
          RunEvent.RunResumed.class,
          RunEvent.RunJumped.class,
          RunEvent.RunCanceled.class,
          RunEvent.StepOutcomeKept.class,
          RunEvent.ItemEnded.class,
          RunEvent.StepWaitForgotten.class,
          RunEvent.SubRunEnded.class,
          RunEvent.ParentTold.class,
          RunEvent.RecordNoticed.class,
          RunEvent.RecordFollowed.class,
          RunEvent.TaskEnded.class,
          RunEvent.RunMigrated.class,
          RunEvent.WorkItemRouted.class,
          RunEvent.WorkItemAssigned.class,
          RunEvent.WorkItemClosed.class);

  private static final Set<Class<? extends RunEvent>> AFTER_THE_END =
      Set.of(
          RunEvent.SubRunEnded.class,
          RunEvent.ParentTold.class,
          RunEvent.StepWaitForgotten.class,
          RunEvent.WorkItemRouted.class,
          RunEvent.StepReportedLate.class);

  private final RunContext.Versions versions;
  private final WitnessedMigration migration = new WitnessedMigration();
  private final Map<String, Integer> visits = new HashMap<>();
  private final Set<String> eventIds = new HashSet<>();
  private final Set<String> done = new HashSet<>();
  private final Set<String> late = new HashSet<>();

  /** The element that comes next, while no stage is in progress; null where the run ends. */
  private @Nullable String next;

  private boolean betweenStages = true;
  private boolean migrated;
  private Orchestration orchestration;

  StoredOrder(RunContext.Versions versions) {
    this.versions = versions;
    this.orchestration = Objects.requireNonNull(versions.get(1));
    this.next = orchestration.first();
  }

  void next(RunEvent event, RunState before, Run.Decidable command) {
    if (event instanceof RunEvent.RunStarted) {
      require(before instanceof RunState.NotStarted, "a second start: %s", event);
      return;
    }
    require(before instanceof StartedRun, "%s before the start", event);
    var run = (StartedRun) before;
    require(
        !run.status().ended() || AFTER_THE_END.contains(event.getClass()),
        "%s in a run that is %s",
        event,
        run.status());
    require(
        run.status() != RunStatus.Error || AFTER_AN_ERROR.contains(event.getClass()),
        "%s in a run that is in error",
        event);
    var timer =
        switch (command) {
          case Run.TimePassed c -> Timers.named(run, c.timer());
          case Run.TimerFired c -> Timers.named(run, c.timer());
          default -> null;
        };
    require(
        timer == null
            || !event.at().isBefore(timer.due())
            || event instanceof RunEvent.TimerReturned,
        "%s before %s is due",
        event,
        timer);
    switch (event) {
      case RunEvent.StageStarted e -> started(e);
      case RunEvent.StageFailed e -> failed(e);
      case RunEvent.StageResumed ignored -> betweenStages = false;
      case RunEvent.RunMigrated e -> migrated(e, command);
      case RunEvent.RunJumped e -> {
        betweenStages = true;
        next = e.stage();
      }
      case RunEvent.StepWaits e -> waits(e, run);
      case RunEvent.StepWaitEnded e -> waited(e, run);
      case RunEvent.StepRetryPlanned e -> planned(e, run);
      case RunEvent.ItemRetryPlanned e ->
          WitnessedItems.retries(
              e,
              run,
              blueprint(orchestration, run.current(), e.step()).failure().retry().attempts());
      case RunEvent.ItemEnded e -> {
        if (e.outcome() instanceof StepOutcome.Finished) {
          done.add("flow:" + e.step() + "." + e.visit() + "/" + e.index() + "." + e.attempt());
        }
      }
      case RunEvent.StepFailed e ->
          require(
              Objects.equals(
                  e.path(), blueprint(orchestration, run.current(), e.step()).failure().fault()),
              "%s takes another path than it should",
              e);
      case RunEvent.StageCompleted e -> completed(e, run);
      case RunEvent.DecisionAwaited e ->
          require(betweenStages && e.decision().equals(next), "%s, but %s is next", e, next);
      case RunEvent.DecisionTaken e -> taken(e, run);
      case RunEvent.RunCompleted e ->
          require(betweenStages && next == null, "%s, but %s is next", e, next);
      case RunEvent.StepStarted e -> {
        migration.started(e);
        started(e, run, command);
      }
      case RunEvent.StepSkipped e -> {
        if (e.by() == null) {
          skipped(e, run);
        } else {
          require(command instanceof Run.Operate, "%s, and nobody asked", e);
        }
      }
      case RunEvent.StepCompleted e -> completed(e, run);
      case RunEvent.StepOutcomeKept e -> {
        if (e.outcome() instanceof StepOutcome.Finished) {
          done(Objects.requireNonNull(run.step(e.step(), e.visit())));
        }
      }
      case RunEvent.EvaluationReported e ->
          require(run.evaluations().waitsFor(e.pass(), e.site()), "nobody waits for %s", e);
      case RunEvent.EvaluationsWanted e ->
          require(e.pass() >= run.evaluations().pass(), "%s is of an older pass", e);
      case RunEvent.StepReportedLate e ->
          require(
              run.status().ended() && late.add(e.step() + "." + e.visit() + "/" + e.item()),
              "%s in a run that is %s, or again",
              e,
              run.status());
      case RunEvent.EventReceived e ->
          require(eventIds.add(e.eventId()), "%s was received before", e);
      case RunEvent.WorkItemAssigned e -> assigned(e, run, command);
      default -> {}
    }
  }

  private void started(RunEvent.StageStarted e) {
    require(betweenStages && e.stage().equals(next), "%s, but %s is next", e, next);
    var before = Objects.requireNonNullElse(visits.put(e.stage(), e.visit()), 0);
    require(migrated ? e.visit() > before : e.visit() == before + 1, "%s follows %s", e, before);
    betweenStages = false;
  }

  /** From now on the other version says what comes next. */
  private void migrated(RunEvent.RunMigrated e, Run.Decidable command) {
    WitnessedMigration.asked(e, command);
    migrated = true;
    orchestration = Objects.requireNonNull(versions.get(e.version()));
    var before = Map.copyOf(visits);
    visits.keySet().removeAll(e.stages().keySet());
    e.stages()
        .forEach((old, now) -> {
          if (before.containsKey(old)) {
            visits.merge(now, before.get(old), Math::max);
          }
        });
    next = next == null ? null : e.stages().getOrDefault(next, next);
  }

  private void failed(RunEvent.StageFailed e) {
    var path = Objects.requireNonNull(orchestration.stage(e.stage())).fault();
    if (path != null) {
      betweenStages = true;
      next = path.next();
    }
  }

  private void waits(RunEvent.StepWaits e, StartedRun run) {
    var step = Objects.requireNonNull(run.step(e.step(), e.visit()));
    require(
        step.inProgress() && step.attempt() == e.attempt() && e.number() > step.waited(),
        "%s, but the step stands at %s",
        e,
        step);
  }

  private void waited(RunEvent.StepWaitEnded e, StartedRun run) {
    var step = Objects.requireNonNull(run.step(e.step(), e.visit()));
    require(
        step.waitsFor() != null && !e.at().isBefore(step.waitsFor().due()),
        "%s, but the step stands at %s",
        e,
        step);
  }

  private void planned(RunEvent.StepRetryPlanned e, StartedRun run) {
    var step = Objects.requireNonNull(run.step(e.step(), e.visit()));
    var policy = blueprint(orchestration, run.current(), e.step()).failure().retry();
    require(
        step.inProgress()
            && step.attempt() == e.attempt()
            && e.attempt() - step.firstAttempt() + 1 < policy.attempts()
            && e.due().isAfter(e.at()),
        "%s of %s, its policy is %s",
        e,
        step,
        policy);
  }

  private void completed(RunEvent.StageCompleted e, StartedRun run) {
    var stage = Objects.requireNonNull(run.current());
    require(
        stage.stage().equals(e.stage()) && stage.visit() == e.visit() && stage.inProgress(),
        "%s, but in progress is %s",
        e,
        stage);
    var blueprint = Objects.requireNonNull(orchestration.stage(e.stage()));
    var right =
        switch (blueprint.completion()) {
          case CompletionCondition.Finished ignored ->
              stage.steps().values().stream().allMatch(Waiting::isFinished);
          case CompletionCondition.Evaluation ignored ->
              Boolean.TRUE.equals(run.evaluations().truths().get("complete:" + e.stage()));
          case CompletionCondition.When when ->
              stage.steps().values().stream().anyMatch(s -> s.status() == StepStatus.Discontinued)
                  || when.condition().holds(bindings(run, e));
        };
    require(right, "%s, and its completion condition does not hold: %s", e, stage);
    betweenStages = true;
    next = blueprint.next();
  }

  private void taken(RunEvent.DecisionTaken e, StartedRun run) {
    require(betweenStages && e.decision().equals(next), "%s, but %s is next", e, next);
    var decision = (DecisionDefinition) orchestration.elements().get(e.decision());
    var outcome =
        decision.outcomes().stream().filter(o -> holds(o, e, run)).findFirst().orElse(null);
    require(
        Objects.equals(e.outcome(), outcome == null ? null : outcome.name()),
        "%s, but %s holds",
        e,
        outcome);
    next = outcome == null ? decision.otherwise() : outcome.next();
  }

  /** Whether it holds; an evaluation flow must have answered at this decision. */
  private boolean holds(
      DecisionDefinition.Outcome outcome, RunEvent.DecisionTaken e, StartedRun run) {
    return switch (outcome.when()) {
      case OutcomeCondition.When when -> when.condition().holds(bindings(run, e));
      case OutcomeCondition.Evaluation ignored -> {
        var site = "outcome:" + e.decision() + "." + outcome.name();
        var known = run.evaluations().truths().get(site);
        require(e.decision().equals(run.deciding()) && known != null, "%s, but %s?", e, site);
        yield known;
      }
    };
  }

  private void started(RunEvent.StepStarted e, StartedRun run, Run.Decidable command) {
    require(run.status() == RunStatus.InProgress, "%s in a run that is %s", e, run.status());
    var stage = Objects.requireNonNull(run.current());
    var step = stage.steps().get(e.step());
    require(
        stage.inProgress() && step != null && step.visit() == e.visit(),
        "%s is not of the stage in progress",
        e);
    require(e.attempt() == step.attempt() + 1, "%s follows %s", e, step);
    if (step.status() != StepStatus.NotStarted) {
      var asked =
          command instanceof Run.Operate
              && (step.status() == StepStatus.Error
                  || step.status() == StepStatus.Discontinued
                  || step.awaitsRetry());
      require(
          asked || step.awaitsRetry() && !e.at().isBefore(step.timer().due()),
          "%s, but it is %s",
          e,
          step);
      return;
    }
    require(starts(e, run, stage), "%s, and its start condition does not hold: %s", e, stage);
  }

  private boolean starts(RunEvent.StepStarted e, StartedRun run, StageRun stage) {
    return switch (blueprint(orchestration, stage, e.step()).start()) {
      case StartCondition.WithStage ignored -> true;
      case StartCondition.After after -> Waiting.hasPassed(stage.steps().get(after.step()));
      case StartCondition.OnFault onFault -> Waiting.leadsTo(stage, onFault, e.step());
      case StartCondition.When when -> when.condition().holds(bindings(run, e));
      case StartCondition.Evaluation ignored ->
          Boolean.TRUE.equals(run.evaluations().truths().get("start:" + e.step()));
    };
  }

  private void skipped(RunEvent.StepSkipped e, StartedRun run) {
    var stage = Objects.requireNonNull(run.current());
    require(
        stage.steps().get(e.step()).status() == StepStatus.NotStarted,
        "%s, but it has started: %s",
        e,
        stage);
    require(
        !Waiting.canStill(orchestration, stage).contains(e.step()),
        "%s, but it can still start: %s",
        e,
        stage);
  }

  private void completed(RunEvent.StepCompleted e, StartedRun run) {
    var step = Objects.requireNonNull(run.step(e.step(), e.visit()));
    if (step.mode() != StepMode.INTERACTIVE && step.items() == null && step.kept() == null) {
      done(step);
    }
  }

  private void done(StepRun step) {
    done.add(
        step.subRun() == null
            ? "flow:" + step.step() + "." + step.visit() + "." + step.attempt()
            : "sub-run:" + step.subRun());
  }

  private static void assigned(RunEvent.WorkItemAssigned e, StartedRun run, Run.Decidable command) {
    var step = Objects.requireNonNull(run.step(e.step(), e.visit()));
    require(
        step.open() || run.status() == RunStatus.Error, "%s, but its step is %s", e, step.status());
    var item = step.item();
    require(
        item == null || item.status().open() || command instanceof Run.Operate,
        "%s, but the item is %s",
        e,
        item);
    require(
        e.assignment() == (item == null ? 1 : item.assignment() + 1), "%s comes after %s", e, item);
  }

  private RunBindings bindings(StartedRun run, RunEvent event) {
    return new RunBindings(
        run,
        new RunContext(
            SimulatedRun.ID, orchestration, new ActiveForTests(true), "owner", event.at()));
  }

  /** At the end: what was recorded as done had been begun. */
  void end(Set<String> begun) {
    require(begun.containsAll(done), "%s were done, begun only %s", done, begun);
  }

  static StepDefinition blueprint(Orchestration orchestration, StageRun stage, String step) {
    return stage(orchestration, stage).steps().stream()
        .filter(s -> s.name().equals(step))
        .findFirst()
        .orElseThrow();
  }

  static StageDefinition stage(Orchestration orchestration, StageRun stage) {
    return Objects.requireNonNull(orchestration.stage(stage.stage()));
  }
}
