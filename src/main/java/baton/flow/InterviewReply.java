package baton.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an interview answers to the person who does it. */
public sealed interface InterviewReply {
  /** This screen is to be answered. */
  record Screen(ScreenView view) implements InterviewReply {}

  /** The values were not taken: what is wrong, by field, and the screen with them in it. */
  record Invalid(Map<String, String> problems, ScreenView view) implements InterviewReply {}

  /** The flow is finished, and the work item is done. */
  record Finished(Map<String, JsonNode> outputs) implements InterviewReply {}

  /** The flow failed at an element; it can be restarted. */
  record Failed(String fault, String element) implements InterviewReply {}

  /** Somebody else was faster; what was typed is not lost. */
  record Overtaken(String reason, String by, Instant at, Map<String, JsonNode> typed)
      implements InterviewReply {}

  /**
   * All that the person has typed, by field, secrets left out; of a field typed twice the latest.
   *
   * @param at when the latest of it came; null where nothing was typed
   * @param begun whether the person has ever opened the interview
   */
  record Draft(Map<String, JsonNode> values, @Nullable Instant at, boolean begun)
      implements InterviewReply {}

  /**
   * What a search found.
   *
   * @param more there are others, which more words would find
   */
  record Found(List<ScreenField.Choice> choices, boolean more) implements InterviewReply {
    public Found {
      choices = List.copyOf(choices);
    }
  }

  record Refused(Reason reason, String detail) implements InterviewReply {}

  enum Reason {
    /** Nobody has opened the interview. */
    NOT_OPEN,
    /** The flow, or that version of it, is not there or cannot be used. */
    NO_FLOW,
    /** The answer is for another screen than the one that is shown. */
    OTHER_SCREEN,
    /** There is no screen to go back to. */
    NO_WAY_BACK,
    /** The screen has no such field to search in. */
    NO_SEARCH,
    /** The interview stands where this cannot be done, such as after its end. */
    NOT_NOW,
    /** An action of the flow takes long; what was answered is kept. */
    STILL_WORKING,
    /** More happened in this interview than is kept. */
    TOO_LONG,
    /** More was typed into one screen than is kept; nothing was changed. */
    TOO_LARGE,
    /** The flow could not be read just now; nothing was changed. */
    TRY_AGAIN
  }
}
