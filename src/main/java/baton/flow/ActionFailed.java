package baton.flow;

/** An action could not be performed. Its message becomes {@code $Flow.FaultMessage}. */
public final class ActionFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  private ActionFailed(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  /** A cause that may pass: trying again with the same key may succeed. */
  public static ActionFailed forNow(String message) {
    return new ActionFailed(message, true);
  }

  /** A cause that stays: trying again would fail again. */
  public static ActionFailed forGood(String message) {
    return new ActionFailed(message, false);
  }

  public boolean isRetryable() {
    return retryable;
  }
}
