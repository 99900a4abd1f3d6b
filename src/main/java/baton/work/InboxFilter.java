package baton.work;

import baton.definition.Assignee;
import java.util.Optional;

/**
 * Whose items to list; written {@code mine}, {@code me}, {@code user:ada}, {@code group:hr}, {@code
 * queue:it}.
 */
public sealed interface InboxFilter {
  /** Assigned to the person, or claimed by the person. */
  record Mine() implements InboxFilter {}

  /** What the person may do: mine, and all of the person's groups and queues. */
  record Me() implements InboxFilter {}

  /** Assigned to one user, group or queue; who may look at it is up to the caller. */
  record Of(Assignee assignee) implements InboxFilter {}

  public static Optional<InboxFilter> parse(String text) {
    return switch (text) {
      case "mine" -> Optional.of(new Mine());
      case "me" -> Optional.of(new Me());
      default ->
          text.matches("(user|group|queue):.+")
              ? Optional.of(new Of(Assignee.parse(text)))
              : Optional.empty();
    };
  }
}
