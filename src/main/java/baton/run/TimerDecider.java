package baton.run;

import static baton.run.RunDecision.unchanged;

import baton.run.RunEvent.StepOutcomeKept;
import baton.run.RunEvent.StepWaitEnded;
import baton.run.RunEvent.TimerKept;
import baton.run.RunEvent.TimerReturned;
import org.jspecify.annotations.Nullable;

/** Decides what the passing of time means for a run: retries, time-outs, waits, deadlines. Pure. */
final class TimerDecider {
  private TimerDecider() {}

  static RunDecision stored(RunState state, Run.TimerStored report, RunContext context) {
    var timer = timer(state, report.timer());
    if (timer == null || timer.kept()) {
      return unchanged();
    }
    var change = new RunChange(context, state);
    change.emit(new TimerKept(timer.key(), context.now()));
    return change.accepted();
  }

  /**
   * Who has kept a timer forgets it with the answer. One that comes too early, and before the run
   * knows that it is kept, must be remembered: the run is about to rely on it.
   */
  static RunDecision keptFired(RunState state, String key, RunContext context) {
    var timer = timer(state, key);
    return timer != null && !timer.kept() && context.now().isBefore(timer.due())
        ? new RunDecision.Postponed()
        : fired(state, key, context);
  }

  /** A timer that is no longer awaited changes nothing; one that comes too early is kept again. */
  static RunDecision fired(RunState state, String key, RunContext context) {
    var timer = timer(state, key);
    if (timer == null) {
      return unchanged();
    }
    var change = new RunChange(context, state);
    if (context.now().isBefore(timer.due())) {
      if (timer.kept()) {
        change.emit(new TimerReturned(key, context.now()));
      }
      return change.accepted();
    }
    due(change, timer);
    return timer.kind() == RunTimer.Kind.EVALUATION || timer.kind() == RunTimer.Kind.WAIT
        ? change.accepted()
        : RunDecider.settled(change);
  }

  /** What was due while the run was suspended. */
  static void catchUp(RunChange change) {
    var stage = change.run().current();
    if (stage == null) {
      return;
    }
    for (var step : stage.steps().keySet()) {
      var timer = change.inStage(stage) ? timerOf(change.run().step(step)) : null;
      if (timer != null && !change.context().now().isBefore(timer.due())) {
        due(change, timer);
      }
    }
  }

  private static @Nullable RunTimer timerOf(@Nullable StepRun step) {
    return step == null ? null : step.timer();
  }

  private static void due(RunChange change, RunTimer timer) {
    switch (timer.kind()) {
      case DEADLINE -> {
        if (change.inProgress()) {
          change.failStage("its deadline has passed, at " + timer.due());
        }
      }
      case EVALUATION -> EvaluationDecider.again(change, timer);
      case RETRY -> {
        var step = of(change, timer);
        var blueprint = step == null ? null : change.blueprint(step);
        if (change.inProgress() && step != null && blueprint != null) {
          StepStart.again(change, blueprint, step);
        } else if (!change.inProgress() && timer.kept()) {
          // whoever kept it forgets it now, and the clock may be behind when the run is resumed
          change.emit(new TimerReturned(timer.key(), change.context().now()));
        }
      }
      case ITEMS -> {
        var step = of(change, timer);
        if (step != null) {
          ItemDecider.due(change, step);
        }
      }
      case TIMEOUT -> {
        var step = of(change, timer);
        if (step != null) {
          timeOut(change, step);
        }
      }
      case WAIT -> {
        var step = of(change, timer);
        if (step != null && step.flowWait() != null) {
          change.emit(
              new StepWaitEnded(
                  step.step(), step.visit(), step.flowWait().number(), change.context().now()));
        }
      }
    }
  }

  private static void timeOut(RunChange change, StepRun step) {
    var failed =
        new StepOutcome.Failed("attempt " + step.attempt() + " took longer than it may", true);
    if (change.inProgress()) {
      StepReports.failed(change, step, failed);
    } else {
      change.emit(new StepOutcomeKept(step.step(), step.visit(), failed, change.context().now()));
    }
  }

  private static @Nullable StepRun of(RunChange change, RunTimer timer) {
    var stage = change.run().current();
    return stage == null
        ? null
        : stage.steps().values().stream()
            .filter(step -> step.timers().contains(timer))
            .findFirst()
            .orElse(null);
  }

  /** The awaited timer of that name. */
  private static @Nullable RunTimer timer(RunState state, String key) {
    if (!(state instanceof StartedRun run)
        || (run.status() != RunStatus.InProgress && run.status() != RunStatus.Suspended)) {
      return null;
    }
    var again = run.evaluations().timer(key);
    var stage = run.current();
    if (again != null || stage == null) {
      return again;
    }
    if (stage.timer() != null && stage.timer().key().equals(key)) {
      return stage.timer();
    }
    for (var step : stage.steps().values()) {
      for (var timer : step.timers()) {
        if (timer.key().equals(key)) {
          return timer;
        }
      }
    }
    return null;
  }
}
