package baton.work;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run says to a command about one of its work items. */
public sealed interface ItemReply {
  /** Done; this is the item now. */
  record Done(WorkItem item) implements ItemReply {}

  /**
   * Nothing changed; the detail says who and when, for people.
   *
   * @param by who was first, or has it now; null where nobody stands in the way
   * @param at when what stands in the way came to be; null where nothing of that kind does
   * @param problems what is wrong with the outputs, by name
   */
  record Refused(
      Reason reason,
      String detail,
      @Nullable String by,
      @Nullable Instant at,
      Map<String, String> problems)
      implements ItemReply {
    public Refused(Reason reason, String detail) {
      this(reason, detail, null, null, Map.of());
    }
  }

  /** Why a command about a work item is refused. */
  enum Reason {
    NOT_FOUND,
    NOT_ASSIGNED_TO_YOU,
    ALREADY_COMPLETED,
    CLAIMED_BY_OTHER,
    UNKNOWN_ASSIGNEE,
    WRONG_STATE,
    /** The outputs are not what the step can take, or are too large. */
    BAD_INPUT
  }

  static ItemReply refused(Reason reason, String detail) {
    return new Refused(reason, detail);
  }
}
