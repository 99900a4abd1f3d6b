package baton.work;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail to one recipient, and where it stands.
 *
 * @param attempts how often a server was asked to take it
 * @param nextAttempt not before; null when it is sent or given up
 * @param reason what the server said to the last attempt that did not succeed
 */
public record Mail(
    UUID id,
    String recipient,
    String subject,
    String text,
    @Nullable String html,
    Instant createdAt,
    State state,
    int attempts,
    @Nullable Instant nextAttempt,
    @Nullable String reason,
    Instant changedAt) {

  /** Where it stands. */
  public enum State {
    PENDING,
    SENT,
    FAILED
  }

  static final int LONGEST_REASON_CHARACTERS = 500;

  static Mail pending(
      UUID id,
      String recipient,
      String subject,
      String text,
      @Nullable String html,
      Instant createdAt) {
    return new Mail(
        id, recipient, subject, text, html, createdAt, State.PENDING, 0, null, null, createdAt);
  }

  Mail sent(Instant at) {
    return attempted(State.SENT, null, null, at);
  }

  Mail failed(String why, Instant at) {
    return attempted(State.FAILED, null, why, at);
  }

  Mail delayed(String why, Instant next, Instant at) {
    return attempted(State.PENDING, next, why, at);
  }

  private Mail attempted(State newState, @Nullable Instant next, @Nullable String why, Instant at) {
    var shortWhy =
        why == null || why.length() <= LONGEST_REASON_CHARACTERS
            ? why
            : why.substring(0, LONGEST_REASON_CHARACTERS);
    return new Mail(
        id, recipient, subject, text, html, createdAt, newState, attempts + 1, next, shortWhy, at);
  }
}
