package baton.expression;

/**
 * An expression that has no answer for the values it was given: a division by zero, a text that is
 * no date, a limit passed. A value that is merely missing never causes it.
 */
public final class ExpressionFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String expression;
  private final String reason;

  public ExpressionFailed(String expression, String reason) {
    super("The expression `" + expression + "` failed: " + reason);
    this.expression = expression;
    this.reason = reason;
  }

  public String expression() {
    return expression;
  }

  /** The cause in words, without the expression. */
  public String reason() {
    return reason;
  }
}
