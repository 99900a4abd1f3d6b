package baton.record;

import java.util.List;

/** What the decider says: either an event to store, or none because nothing changes, or why not. */
public sealed interface RecordDecision {
  record Accepted(RecordEvent event) implements RecordDecision {}

  /** A repeat, or a change to what is so already. */
  record Unchanged() implements RecordDecision {}

  record Rejected(Reason reason, String detail, List<RecordProblem> problems)
      implements RecordDecision {}

  /** Why a command is refused; {@code http} has the one table from reason to status. */
  enum Reason {
    NOT_FOUND,
    /** It was deleted, which is final. */
    DELETED,
    /** It exists already, and was to be created. */
    EXISTS,
    /** It has another version than was expected. */
    OTHER_VERSION,
    INVALID_INPUT
  }

  static RecordDecision accept(RecordEvent event) {
    return new Accepted(event);
  }

  static RecordDecision unchanged() {
    return new Unchanged();
  }

  static RecordDecision reject(Reason reason, String detail) {
    return new Rejected(reason, detail, List.of());
  }
}
