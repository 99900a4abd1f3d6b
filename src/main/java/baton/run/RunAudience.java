package baton.run;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Who watches a run: observers, who repeat their wish, and those who wait until it has settled. */
final class RunAudience {
  /** An observer that has not repeated its wish for so long is gone. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Who waits for a settled run longer than any request may take is gone. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final Map<ActorRef<Run.Reply>, Instant> observers = new HashMap<>();
  private final Map<ActorRef<Run.Reply>, Instant> waiting = new HashMap<>();

  /** Answers now, or as soon as there is something to tell. */
  void answer(Run.Question question, RunState state, LoadedVersions versions, long revision) {
    if (state instanceof StartedRun run) {
      var context = versions.contextOf(run);
      var definition = context.orchestration();
      answer(
          question,
          run,
          context,
          () -> RunView.of(context.runId(), run, definition, revision),
          revision);
    } else {
      question.replyTo().tell(new Run.Absent());
    }
  }

  private void answer(
      Run.Question question,
      StartedRun run,
      RunContext context,
      Supplier<RunView> view,
      long revision) {
    switch (question) {
      case RunQuestion.Look look when look.settled() && !run.settled() ->
          awaitSettled(look.replyTo(), context.now());
      case RunQuestion.Look look -> look.replyTo().tell(new Run.Seen(view.get()));
      case RunQuestion.AskLease ask -> {
        var step = run.step(ask.step(), ask.visit());
        var known = step != null && step.ended(ask.attempt(), ask.lease(), ask.outcome());
        ask.replyTo().tell(new Run.Accepted(context.runId(), run.status(), known));
      }
      case RunQuestion.Explain explain ->
          explain.replyTo().tell(new Run.Explained(RunReasons.of(run, context, revision)));
      case RunQuestion.Observe observe -> {
        observers.put(observe.replyTo(), context.now());
        if (observe.seen() < revision) {
          observe.replyTo().tell(new Run.Seen(view.get()));
        }
      }
    }
  }

  private void awaitSettled(ActorRef<Run.Reply> replyTo, Instant now) {
    forget(now);
    waiting.put(replyTo, now);
  }

  void tell(StartedRun run, Instant now, Supplier<RunView> view) {
    forget(now);
    var settled = run.settled();
    if (observers.isEmpty() && (waiting.isEmpty() || !settled)) {
      return;
    }
    var seen = new Run.Seen(view.get());
    observers.keySet().forEach(o -> o.tell(seen));
    if (settled) {
      waiting.keySet().forEach(w -> w.tell(seen));
      waiting.clear();
    }
  }

  /** Nobody watches; those who only wait for a settled run are answered before it can sleep. */
  boolean isEmpty(Instant now) {
    forget(now);
    return observers.isEmpty();
  }

  private void forget(Instant now) {
    observers.values().removeIf(since -> since.plus(PATIENCE).isBefore(now));
    waiting.values().removeIf(since -> since.plus(LONGEST_WAIT).isBefore(now));
  }

  /** Who waits for the answer to a report; nobody does in most cases. */
  static ActorRef<Run.Reply> asking(Run.Report report, ActorContext<?> context) {
    return report instanceof Run.StepReported step && step.replyTo() != null
        ? step.replyTo()
        : context.getSystem().ignoreRef();
  }
}
