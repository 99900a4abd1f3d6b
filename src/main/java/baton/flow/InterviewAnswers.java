package baton.flow;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Those who wait for an interview to come to rest, and what they are told when it has. */
final class InterviewAnswers {
  /** Beyond this the eldest must ask again. */
  private static final int MAX_WAITING = 50;

  static final InterviewReply STILL_WORKING =
      new InterviewReply.Refused(
          InterviewReply.Reason.STILL_WORKING,
          "What you answered is kept, and the flow is still at work on it; look again in a moment.");

  private final List<ActorRef<InterviewReply>> waiting = new ArrayList<>();

  void await(ActorRef<InterviewReply> replyTo) {
    if (waiting.size() >= MAX_WAITING) {
      waiting.remove(0);
    }
    waiting.add(replyTo);
  }

  void tell(InterviewReply reply) {
    waiting.forEach(each -> each.tell(reply));
    waiting.clear();
  }

  /** What there is to say of an interview that is over; null while it is not. */
  static @Nullable InterviewReply ofEnd(InterviewState state) {
    return switch (state) {
      case InterviewState.NotStarted ignored -> null;
      case InterviewState.Open ignored -> null;
      case InterviewState.Finished end -> new InterviewReply.Finished(end.outputs());
      case InterviewState.Overtaken end -> {
        var by = end.by();
        yield new InterviewReply.Overtaken(
            by.reason(), by.by(), by.when(), InterviewDraft.of(end).values());
      }
    };
  }
}
