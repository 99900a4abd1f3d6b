package baton.work;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail that the catcher took in, parsed.
 *
 * @param id of this arrival; the same mail may arrive twice
 * @param messageId the mail's own id, without its angle brackets
 */
public record CaughtMail(
    String id,
    String from,
    List<String> to,
    String subject,
    String text,
    @Nullable String html,
    String messageId,
    Instant receivedAt) {
  public CaughtMail {
    to = List.copyOf(to);
  }
}
