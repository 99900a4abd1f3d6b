package baton.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which somebody is away, from a moment up to another one.
 *
 * @param id what tells it from other absences of the same person
 * @param substitute the username of who stands in; null where nobody does, and work waits
 */
public record Absence(
    String id, Instant from, Instant to, @Nullable String substitute, @Nullable String reason) {
  public boolean covers(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(to);
  }

  boolean overlaps(Instant otherFrom, Instant otherTo) {
    return from.isBefore(otherTo) && otherFrom.isBefore(to);
  }
}
