package baton.timer;

/**
 * A place in the order of one slot: behind the timer that stands there, or, without names, before
 * everything of its moment.
 *
 * @param at milliseconds since 1970
 */
record Position(long at, String target, String key) {
  static final long MINUTE = 60_000;

  static Position before(long at) {
    return new Position(at, "", "");
  }

  static long minute(long at) {
    return Math.floorDiv(at, MINUTE);
  }

  static long startOf(long minute) {
    return minute * MINUTE;
  }

  long minute() {
    return minute(at);
  }
}
