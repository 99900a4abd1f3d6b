package baton.flow;

import org.jspecify.annotations.Nullable;

/**
 * Thrown inside of one walk where an element cannot go on; never leaves the {@link Walk}.
 *
 * <p>One that is final is not taken by a fault path: going on is what must not happen.
 */
final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean last;

  Fault(@Nullable String message) {
    this(message, false);
  }

  private Fault(@Nullable String message, boolean last) {
    super(message, null, false, false);
    this.last = last;
  }

  static Fault limit(String message) {
    return new Fault(message, true);
  }

  boolean isLast() {
    return last;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
