package baton.flow;

import baton.flow.InterviewReply.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person has typed in an interview, and what more of it is kept. Pure. */
final class InterviewDraft {
  /** Bytes (as JSON) of all that is kept of what was typed while others had the item. */
  static final int MAX_KEPT_BYTES = 4 * FlowLimits.MAX_EXCHANGED_BYTES;

  /** Characters of a screen's name, as a person's page sends it. */
  static final int MAX_SCREEN_CHARACTERS = 200;

  static final InterviewReply NOT_KEPT =
      new InterviewReply.Refused(
          Reason.TRY_AGAIN,
          "What you typed cannot be kept just now, because the flow cannot be read; send it again"
              + " in a moment.");

  private InterviewDraft() {}

  static InterviewReply.Draft of(InterviewState state) {
    var typed = new LinkedHashMap<String, JsonNode>();
    Instant at = null;
    for (var fact : state.factsNow()) {
      var values = typed(fact);
      if (values != null) {
        typed.putAll(values);
        at = fact.at();
      }
    }
    typed.values().removeIf(Secrets::isSealed);
    return new InterviewReply.Draft(typed, at, state.begun() != null);
  }

  private static @Nullable Map<String, JsonNode> typed(InterviewEvent fact) {
    return switch (fact) {
      case InterviewEvent.ScreenAnswered e -> e.values();
      case InterviewEvent.ScreenDrafted e -> e.values();
      case InterviewEvent.DraftKept e -> e.values();
      case InterviewEvent.WentBack e -> e.values();
      case InterviewEvent.Started ignored -> null;
      case InterviewEvent.ActionCompleted ignored -> null;
      case InterviewEvent.ActionFailed ignored -> null;
      case InterviewEvent.Restarted ignored -> null;
      case InterviewEvent.Finished ignored -> null;
      case InterviewEvent.Overtaken ignored -> null;
    };
  }

  /**
   * @param flow says what is secret: without it nothing is kept, for a password might be among it
   */
  static InterviewDecision keep(
      InterviewState state, Interview.Keep wish, Optional<Flow> flow, Instant now) {
    if (flow.isEmpty()) {
      return InterviewDecision.refused(
          Reason.NO_FLOW, "The flow of this item is gone, so nothing more is kept for it.");
    }
    var values = new LinkedHashMap<>(wish.values());
    values.keySet().removeAll(flow.get().secretFields());
    var known = of(state).values();
    if (values.isEmpty() || known.entrySet().containsAll(values.entrySet())) {
      return new InterviewDecision.Answered(of(state));
    }
    if (wish.screen().length() > MAX_SCREEN_CHARACTERS
        || Sizes.bytes(values) > FlowLimits.MAX_EXCHANGED_BYTES) {
      return InterviewDecision.refused(Reason.TOO_LARGE, TOO_LARGE);
    }
    var kept = new InterviewEvent.DraftKept(wish.screen(), values, now);
    var after = state.apply(kept).factsNow();
    return after.size() > InterviewDecider.MAX_FACTS || bytesKept(after) > MAX_KEPT_BYTES
        ? InterviewDecision.refused(
            Reason.TOO_LONG,
            "At most %,d bytes are kept of what is typed while others have the item."
                .formatted(MAX_KEPT_BYTES))
        : new InterviewDecision.Accepted(kept);
  }

  static final String TOO_LARGE =
      "A screen takes at most %,d bytes. Nothing of it was kept: shorten it, and send it again."
          .formatted(FlowLimits.MAX_EXCHANGED_BYTES);

  private static int bytesKept(List<InterviewEvent> facts) {
    return facts.stream()
        .filter(InterviewEvent.DraftKept.class::isInstance)
        .mapToInt(fact -> Sizes.bytes(((InterviewEvent.DraftKept) fact).values()))
        .sum();
  }
}
