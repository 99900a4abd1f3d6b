package baton.run;

import static baton.run.RunDecision.unchanged;

import baton.definition.RetryPolicy;
import baton.run.RunEvent.EvaluationReported;
import baton.run.RunEvent.EvaluationRetried;
import baton.run.RunEvent.EvaluationRetryPlanned;

/** Decides what the answer of an evaluation flow means for a run, or that it has none. Pure. */
final class EvaluationDecider {
  /** As for a step that says nothing: an error that may pass is given two more chances. */
  static final RetryPolicy POLICY = RetryPolicy.USUAL;

  private EvaluationDecider() {}

  /** An answer of an older pass or attempt is dropped. */
  static RunDecision reported(RunState state, Run.EvaluationReported report, RunContext context) {
    if (!(state instanceof StartedRun run)
        || run.status() != RunStatus.InProgress
        || !run.evaluations().waitsFor(report.pass(), report.site())
        || run.evaluations().attempt(report.site()) != report.attempt()
        || run.evaluations().awaited(report.site()) != null) {
      return unchanged();
    }
    var change = new RunChange(context, state);
    if (report.fault() == null) {
      change.emit(
          new EvaluationReported(report.pass(), report.site(), report.met(), context.now()));
      RunPass.goOn(change);
      return change.accepted();
    }
    if (report.passing() && report.attempt() < POLICY.attempts()) {
      change.emit(planned(report, report.fault(), context));
      return change.accepted();
    }
    change.failEvaluation(
        report.site(), "evaluation flow for " + report.site() + ": " + report.fault());
    return RunDecider.settled(change);
  }

  private static EvaluationRetryPlanned planned(
      Run.EvaluationReported report, String fault, RunContext context) {
    var what = context.runId() + "/" + report.site() + "." + report.pass() + "." + report.attempt();
    return new EvaluationRetryPlanned(
        report.pass(),
        report.site(),
        report.attempt(),
        RunValues.brief(fault),
        context.now().plus(Backoff.pause(POLICY, report.attempt(), what)),
        context.now());
  }

  /** The same pass goes on: what it has learned besides still counts. */
  static void again(RunChange change, RunTimer timer) {
    var asked = change.run().evaluations();
    var site = asked.site(timer);
    if (site != null) {
      change.emit(
          new EvaluationRetried(
              asked.pass(), site, asked.attempt(site) + 1, change.context().now()));
    }
  }
}
