package baton.directory;

import java.time.Instant;

/**
 * One entry of the directory as it stands, and how it came about.
 *
 * @param version 1 when it was made, and one more with each change; 0 for one that is not stored
 */
public record Entry<T>(T value, long version, Instant created, Instant changed) {
  /** One that is not stored. */
  static <T> Entry<T> unstored(T value) {
    return new Entry<>(value, 0, Instant.EPOCH, Instant.EPOCH);
  }
}
