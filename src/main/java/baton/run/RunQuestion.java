package baton.run;

import org.apache.pekko.actor.typed.ActorRef;

/** What can be asked of a run; asking changes nothing. */
final class RunQuestion {
  private RunQuestion() {}

  /** Asks for the run as it is now; with {@code settled}, as soon as it has settled. */
  record Look(boolean settled, ActorRef<Run.Reply> replyTo) implements Run.Question {}

  /** Asks whether an attempt has ended so, under this lease. */
  record AskLease(
      String step,
      int visit,
      int attempt,
      StepOutcome outcome,
      String lease,
      ActorRef<Run.Reply> replyTo)
      implements Run.Question {}

  /** Asks why the run stands where it stands. */
  record Explain(ActorRef<Run.Reply> replyTo) implements Run.Question {}

  /** Asks for each state newer than {@code seen}; to be repeated while the observer lives. */
  record Observe(ActorRef<Run.Reply> replyTo, long seen) implements Run.Question {}
}
