package baton.run;

/** Something that must never happen to a run has happened in a simulation. */
final class Violation extends RuntimeException {
  Violation(String message) {
    super(message);
  }
}
