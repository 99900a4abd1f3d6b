package baton.work;

import baton.definition.Assignee;
import java.util.Optional;

/** Whose items to list; written {@code mine}, {@code all}, {@code group:hr}, {@code queue:it}. */
public sealed interface InboxFilter {
  /** Assigned to the person, or claimed by the person. */
  record Mine() implements InboxFilter {}

  /** What the person may do: mine, and all of the person's groups and queues. */
  record All() implements InboxFilter {}

  /** Of one group or queue that the person belongs to. */
  record Of(Assignee assignee) implements InboxFilter {}

  static Optional<InboxFilter> parse(String text) {
    if (text.equals("mine") || text.equals("me")) {
      return Optional.of(new Mine());
    }
    if (text.equals("all")) {
      return Optional.of(new All());
    }
    return (text.startsWith("group:") || text.startsWith("queue:")) && text.length() > 6
        ? Optional.of(new Of(Assignee.parse(text)))
        : Optional.empty();
  }
}
