package baton.work;

/** What a run says to a command about one of its work items. */
public sealed interface ItemReply {
  /** Done; this is the item now. */
  record Done(WorkItem item) implements ItemReply {}

  /** Nothing changed; the detail says who and when, for people. */
  record Refused(Reason reason, String detail) implements ItemReply {}

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
