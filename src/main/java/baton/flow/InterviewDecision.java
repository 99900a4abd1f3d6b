package baton.flow;

/** What is decided on a person's wish: something to record, or only something to say. */
sealed interface InterviewDecision {
  record Accepted(InterviewEvent event) implements InterviewDecision {}

  record Answered(InterviewReply reply) implements InterviewDecision {}

  /** Records are to be searched; nothing changes by it. */
  record Searching(Lookup lookup) implements InterviewDecision {}

  static InterviewDecision refused(InterviewReply.Reason reason, String detail) {
    return new Answered(new InterviewReply.Refused(reason, detail));
  }
}
