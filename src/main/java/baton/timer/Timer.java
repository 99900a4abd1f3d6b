package baton.timer;

import java.time.Instant;

/**
 * A wish to be woken: whom, by which key the receiver knows it again, and from when on.
 *
 * @param dueMillis since 1970, rounded up, because a timer must never fire early
 */
record Timer(String target, String key, long dueMillis) {
  static Timer of(String target, String key, Instant due) {
    var millis = due.toEpochMilli();
    return new Timer(target, key, due.getNano() % 1_000_000 == 0 ? millis : millis + 1);
  }

  Instant due() {
    return Instant.ofEpochMilli(dueMillis);
  }
}
