package baton.run;

import java.time.Instant;

/**
 * A due time in a run.
 *
 * @param key names it within its run; a due time that changes is another timer
 * @param kept it is kept elsewhere, so that the run need not stay awake for it
 */
public record RunTimer(Kind kind, String key, Instant due, boolean kept) {
  public enum Kind {
    /** The next attempt of a step begins. */
    RETRY,
    /** An attempt of a step has taken too long. */
    TIMEOUT,
    /** An item of a step has taken too long, or its next attempt begins. */
    ITEMS,
    /** A visit of a stage has taken too long. */
    DEADLINE,
    /** The flow of a step goes on. */
    WAIT,
    /** An evaluation flow is asked again. */
    EVALUATION;

    /** Something goes on when it is due, which is soon as long as the run must remember it. */
    boolean soon() {
      return this == RETRY || this == ITEMS || this == EVALUATION || this == WAIT;
    }
  }

  static RunTimer retry(RunEvent.StepRetryPlanned e) {
    return new RunTimer(
        Kind.RETRY, "retry:" + e.step() + "." + e.visit() + "." + e.attempt(), e.due(), false);
  }

  static RunTimer evaluation(RunEvent.EvaluationRetryPlanned e) {
    return new RunTimer(
        Kind.EVALUATION,
        "evaluation:" + e.site() + "." + e.pass() + "." + e.attempt(),
        e.due(),
        false);
  }

  static RunTimer timeout(RunEvent.StepStarted e, Instant due) {
    return new RunTimer(
        Kind.TIMEOUT, "timeout:" + e.step() + "." + e.visit() + "." + e.attempt(), due, false);
  }

  static RunTimer wait(RunEvent.StepWaits e) {
    return new RunTimer(
        Kind.WAIT,
        "wait:" + e.step() + "." + e.visit() + "." + e.attempt() + "." + e.number(),
        e.due(),
        false);
  }

  static RunTimer items(String step, int visit, Instant due) {
    return new RunTimer(
        Kind.ITEMS, "items:" + step + "." + visit + "@" + due.toEpochMilli(), due, false);
  }

  static RunTimer deadline(String stage, int visit, Instant due) {
    return new RunTimer(
        Kind.DEADLINE, "deadline:" + stage + "." + visit + "@" + due.toEpochMilli(), due, false);
  }

  RunTimer with(boolean nowKept) {
    return new RunTimer(kind, key, due, nowKept);
  }
}
