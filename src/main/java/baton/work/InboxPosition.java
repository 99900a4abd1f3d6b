package baton.work;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/** A place in a list of items that has the newest first; its text is the cursor of a page. */
public record InboxPosition(Instant createdAt, String itemId) implements Comparable<InboxPosition> {
  /** Before every item. */
  static final InboxPosition OLDEST = new InboxPosition(Instant.EPOCH, "");

  private static final Comparator<InboxPosition> NEWEST_FIRST =
      Comparator.comparing(InboxPosition::createdAt)
          .thenComparing(InboxPosition::itemId)
          .reversed();

  /** Stored times have milliseconds, so places have too. */
  public InboxPosition {
    createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
  }

  static InboxPosition of(WorkItem item) {
    return new InboxPosition(item.createdAt(), item.id());
  }

  /** A place behind an older one and not behind this; a short one if times differ. */
  InboxPosition between(InboxPosition older) {
    return older.createdAt.isBefore(createdAt) ? new InboxPosition(createdAt, "") : this;
  }

  /** Empty for a text that no page ended with. */
  public static Optional<InboxPosition> parse(String cursor) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      var colon = text.indexOf(':');
      return colon < 1
          ? Optional.empty()
          : Optional.of(
              new InboxPosition(
                  Instant.ofEpochMilli(Long.parseLong(text.substring(0, colon))),
                  text.substring(colon + 1)));
    } catch (IllegalArgumentException notACursor) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(InboxPosition other) {
    return NEWEST_FIRST.compare(this, other);
  }

  @Override
  public String toString() {
    var text = createdAt.toEpochMilli() + ":" + itemId;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
