package baton.flow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out where an interview stands from what happened in it; the same now and after a crash. */
record InterviewReplay(Interpreter interpreter, String person, Secrets secrets) {
  private static final Logger LOG = LoggerFactory.getLogger(InterviewReplay.class);

  static InterviewReplay of(Flow flow, InterviewEvent.Started started, Secrets secrets) {
    var interpreter = new Interpreter(flow, started.knownRecordTypes());
    return new InterviewReplay(interpreter, started.person(), secrets);
  }

  /** What no longer fits together, after a change of this program, can still be restarted. */
  Outcome standing(InterviewState.Open open) {
    try {
      var standing = begin(open.started());
      for (var fact : open.facts()) {
        standing = after(open.started(), standing, fact);
      }
      return standing;
    } catch (IllegalStateException unfit) {
      LOG.error("the interview of {} does not fit its flow", open.started().item(), unfit);
      return new Outcome.Failed(
          "What was answered so far does not fit the flow any more; begin again.", "start");
    }
  }

  Outcome begin(InterviewEvent.Started started) {
    return interpreter.start(started.inputs(), moment(started));
  }

  Outcome after(InterviewEvent.Started started, Outcome standing, InterviewEvent event) {
    return switch (event) {
      case InterviewEvent.Started e -> begin(e);
      case InterviewEvent.Restarted e -> interpreter.start(started.inputs(), moment(e));
      case InterviewEvent.ScreenAnswered e -> answered(screen(standing, e), e);
      case InterviewEvent.ScreenDrafted e -> {
        var shown = screen(standing, e);
        yield new Outcome.ShowScreen(shown.progress().typing(e.values()), shown.screen());
      }
      case InterviewEvent.DraftKept e -> kept(standing, e);
      case InterviewEvent.WentBack e ->
          interpreter.back(screen(standing, e).progress().typing(e.values()));
      case InterviewEvent.ActionCompleted e ->
          interpreter.actionCompleted(action(standing, e).progress(), e.outputs(), moment(e));
      case InterviewEvent.ActionFailed e ->
          interpreter.actionFailed(action(standing, e).progress(), e.fault(), moment(e));
      case InterviewEvent.Finished ignored -> standing;
      case InterviewEvent.Overtaken ignored -> standing;
    };
  }

  private static Outcome kept(Outcome standing, InterviewEvent.DraftKept event) {
    if (standing instanceof Outcome.ShowScreen shown
        && (shown.screen().equals(event.screen())
            || ScreenView.key(shown).equals(event.screen()))) {
      var progress = shown.progress();
      return new Outcome.ShowScreen(
          progress.typing(progress.typedHere(event.values())), shown.screen());
    }
    return standing;
  }

  /** The event as it may be stored. */
  InterviewEvent storable(Outcome standing, InterviewEvent event) {
    return event instanceof InterviewEvent.ScreenAnswered answered
            && standing instanceof Outcome.ShowScreen shown
        ? new InterviewEvent.ScreenAnswered(
            answered.screen(),
            secrets.sealed(answered.values(), interpreter.secrets(shown.progress(), moment(event))),
            answered.at())
        : event;
  }

  private Outcome answered(Outcome.ShowScreen shown, InterviewEvent.ScreenAnswered event) {
    var secret = interpreter.secrets(shown.progress(), moment(event));
    var values = secrets.opened(event.values(), secret);
    return switch (interpreter.answer(shown.progress(), values, moment(event))) {
      case Answer.Accepted accepted -> accepted.outcome();
      case Answer.Rejected rejected ->
          throw new IllegalStateException("recorded, but now rejected: " + rejected.problems());
    };
  }

  Moment moment(InterviewEvent event) {
    return new Moment(event.at(), person);
  }

  private static Outcome.ShowScreen screen(Outcome standing, InterviewEvent event) {
    if (standing instanceof Outcome.ShowScreen shown) {
      return shown;
    }
    throw new IllegalStateException(event + " cannot follow " + standing);
  }

  private static Outcome.PerformAction action(Outcome standing, InterviewEvent event) {
    if (standing instanceof Outcome.PerformAction wanted) {
      return wanted;
    }
    throw new IllegalStateException(event + " cannot follow " + standing);
  }
}
