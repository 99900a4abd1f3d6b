package baton.command;

/** Nobody answers, or the outcome is unknown. */
final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unreachable(String message) {
    super(message);
  }
}
