package baton.run;

import static baton.run.RunDecision.unchanged;

import baton.definition.FailurePolicy;
import baton.run.RunEvent.ItemEnded;
import baton.run.RunEvent.ItemRetryPlanned;
import baton.run.RunEvent.ItemsDue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what it means that an attempt of one item of a step has ended. Pure. */
final class ItemDecider {
  private ItemDecider() {}

  /** A report about an older visit or attempt, or a repeated one, changes nothing. */
  static RunDecision reported(
      RunState state, Run.StepReported report, int index, RunContext context) {
    var step = state instanceof StartedRun run ? run.step(report.step(), report.visit()) : null;
    if (step != null && step.ended(report.attempt(), report.lease(), report.outcome())) {
      return RunDecision.repeated();
    }
    var items = step == null ? null : step.items();
    var item = items == null ? null : items.active().get(index);
    if (!(state instanceof StartedRun run)
        || step == null
        || items == null
        || item == null
        || items.fatal() != null && step.inProgress()
        || item.attempt() != report.attempt()
        || item.awaitsRetry()) {
      return unchanged();
    }
    var change = new RunChange(context, state);
    switch (run.status()) {
      case InProgress -> {
        if (!step.inProgress()) {
          return unchanged();
        }
        StepReports.taskEnded(change, report);
        ended(change, step, item, report.outcome());
        goOn(change, step.step(), step.visit());
        RunPass.settle(change);
      }
      case Suspended -> {
        if (!step.inProgress()) {
          return unchanged();
        }
        StepReports.taskEnded(change, report);
        ended(change, step, item, report.outcome());
      }
      case Error -> {
        // what has been done need not be done again when the run is resumed
        if (step.broken()
            && report.outcome() instanceof StepOutcome.Finished finished
            && excess(change, items, canonical(finished)) == null) {
          StepReports.taskEnded(change, report);
          end(change, step, item, canonical(finished), false);
        }
      }
      case Completed, Canceled -> {
        return StepReports.late(change, step, report, item.reportedLate());
      }
    }
    return change.accepted();
  }

  private static StepOutcome.Finished canonical(StepOutcome.Finished finished) {
    return new StepOutcome.Finished(RunValues.canonical(finished.outputs()), null);
  }

  private static void ended(RunChange change, StepRun step, ItemRun item, StepOutcome outcome) {
    switch (outcome) {
      case StepOutcome.Failed failed -> failed(change, step, item, failed);
      case StepOutcome.Finished finished -> {
        var kept = canonical(finished);
        var excess = excess(change, items(change, step), kept);
        if (excess == null) {
          end(change, step, item, kept, false);
        } else {
          end(change, step, item, StepOutcome.failed(excess), true);
        }
      }
    }
  }

  /** Why the step cannot keep this outcome with those before; null if it can. */
  private static @Nullable String excess(RunChange change, StepItems items, StepOutcome outcome) {
    var size = StepItems.bytes(outcome);
    var excess = RunValues.excess(change.run(), items.outputBytes() + size, items.outputBytes());
    return excess == null ? null : "with it the outputs of the items so far " + excess;
  }

  /** Another attempt follows, as far as the step's policy goes. */
  private static void failed(
      RunChange change, StepRun step, ItemRun item, StepOutcome.Failed failed) {
    var blueprint = change.blueprint(step);
    var policy = (blueprint == null ? FailurePolicy.USUAL : blueprint.failure()).retry();
    var tries = item.attempt() - item.firstAttempt() + 1;
    var fault = RunValues.brief(failed.fault());
    if ((!failed.passing() && !policy.anyError()) || tries >= policy.attempts()) {
      var items = items(change, step);
      var outcome = new StepOutcome.Failed(fault, failed.passing());
      var excess = items.plan().goesOn() ? excess(change, items, outcome) : null;
      end(
          change,
          step,
          item,
          excess == null ? outcome : StepOutcome.failed(excess),
          excess != null || !items.plan().goesOn());
      return;
    }
    var context = change.context();
    var what =
        "%s/%s.%d/%d.%d"
            .formatted(context.runId(), step.step(), step.visit(), item.index(), item.attempt());
    change.emit(
        new ItemRetryPlanned(
            step.step(),
            step.visit(),
            item.index(),
            item.attempt(),
            fault,
            context.now().plus(Backoff.pause(policy, tries, what)),
            context.now()));
  }

  private static void end(
      RunChange change, StepRun step, ItemRun item, StepOutcome outcome, boolean fatal) {
    change.emit(
        new ItemEnded(
            step.step(),
            step.visit(),
            item.index(),
            item.attempt(),
            outcome,
            fatal,
            change.context().now()));
  }

  /** Attempts that have taken too long have failed; those whose time has come begin. */
  static void due(RunChange change, StepRun step) {
    var now = change.context().now();
    for (var item : List.copyOf(items(change, step).active().values())) {
      if (!item.awaitsRetry()
          && item.due() != null
          && !now.isBefore(item.due())
          && items(change, step).fatal() == null) {
        failed(
            change,
            step,
            item,
            new StepOutcome.Failed("attempt " + item.attempt() + " took longer than it may", true));
      }
    }
    change.emit(new ItemsDue(step.step(), step.visit(), now));
    if (change.inProgress()) {
      goOn(change, step.step(), step.visit());
    }
  }

  /** The step is done when its last item is, and fails with an item it does not go on without. */
  static void goOn(RunChange change, String name, int visit) {
    var step = change.run().step(name, visit);
    var items = step == null ? null : step.items();
    if (step == null || items == null || !step.inProgress()) {
      return;
    }
    if (items.fatal() != null) {
      var fault =
          items.outcomes().get(items.fatal()) instanceof StepOutcome.Failed failed
              ? failed.fault()
              : "";
      change.failStep(
          name, visit, "item %d of %d: %s".formatted(items.fatal(), items.plan().count(), fault));
    } else if (items.done()) {
      change.completeStep(step, items.outputs(), null);
    }
  }

  private static StepItems items(RunChange change, StepRun step) {
    var now = change.run().step(step.step(), step.visit());
    if (now == null || now.items() == null) {
      throw new IllegalStateException("step " + step.step() + " has no items");
    }
    return now.items();
  }
}
