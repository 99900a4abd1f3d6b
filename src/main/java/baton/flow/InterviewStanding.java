package baton.flow;

import java.util.Map;

/** Where the interview stands, known once its flow is loaded. */
record InterviewStanding(InterviewReplay replay, Outcome outcome) {
  /** The records that the answer chooses, if it is one to the screen that is shown. */
  Map<Lookup, String> chosen(Interview.Next next, Moment now) {
    return outcome instanceof Outcome.ShowScreen shown
        ? replay.interpreter().chosen(shown.progress(), next.values(), now)
        : Map.of();
  }

  InterviewReply review(
      Outcome.ShowScreen shown, Interview.Next next, Map<String, String> problems, Moment now) {
    var view = replay.interpreter().review(shown.progress(), next.values(), now);
    return new InterviewReply.Invalid(problems, view.with(problems));
  }
}
