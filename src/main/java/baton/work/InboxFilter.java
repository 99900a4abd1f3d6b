package baton.work;

import baton.definition.Assignee;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose items to list; written {@code mine}, {@code me}, {@code user:ada}, {@code group:hr}, {@code
 * queue:it}, {@code record:Employee/E-1001}, {@code orphans}.
 */
public sealed interface InboxFilter {
  Pattern RECORD = Pattern.compile("record:([^/]+)/(.+)", Pattern.DOTALL);

  /** Assigned to the person, or claimed by the person. */
  record Mine() implements InboxFilter {}

  /** What the person may do: mine, and all of the person's groups and queues. */
  record Me() implements InboxFilter {}

  /** Assigned to one user, group or queue; who may look at it is up to the caller. */
  record Of(Assignee assignee) implements InboxFilter {}

  /** About a record; those that concern the person, and those that nobody can take. */
  record OfRecord(String type, String id) implements InboxFilter {}

  /**
   * Assigned to somebody who could not take them, nor could whoever comes after: nobody has them.
   */
  record Orphans() implements InboxFilter {}

  public static Optional<InboxFilter> parse(String text) {
    return switch (text) {
      case "mine" -> Optional.of(new Mine());
      case "me" -> Optional.of(new Me());
      case "orphans" -> Optional.of(new Orphans());
      default -> {
        if (text.matches("(user|group|queue):.+")) {
          yield Optional.of(new Of(Assignee.parse(text)));
        }
        var record = RECORD.matcher(text);
        yield record.matches()
            ? Optional.of(new OfRecord(record.group(1), record.group(2)))
            : Optional.empty();
      }
    };
  }
}
