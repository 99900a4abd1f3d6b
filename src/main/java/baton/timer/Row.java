package baton.timer;

/** A timer at its place in a slot, which is never before it is due unless that is years ahead. */
record Row(long at, Timer timer) {
  Position position() {
    return new Position(at, timer.target(), timer.key());
  }
}
