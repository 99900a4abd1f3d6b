package baton.expression;

/** The reason, in words, why an operation has no answer for its arguments. */
final class NoAnswer extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoAnswer(String reason) {
    super(reason, null, false, false);
  }

  NoAnswer(String reason, Throwable cause) {
    super(reason, cause, false, false);
  }
}
