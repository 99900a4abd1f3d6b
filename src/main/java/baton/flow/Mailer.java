package baton.flow;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes mails that flows want sent; a mail it took will be sent sooner or later. */
public interface Mailer {
  /** Fails only where the mail could not be taken; the same id again is the same mail. */
  CompletionStage<?> take(Mail mail);

  record Mail(String id, List<String> to, String subject, String text, @Nullable String html) {}
}
