package baton.app;

import baton.flow.Mailer;
import baton.work.MailOutbox;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Puts the mails of flows into the outbox, one for each address. */
record FlowMails(MailOutbox outbox) implements Mailer {
  @Override
  public CompletionStage<?> take(Mail mail) {
    CompletionStage<Void> taken = CompletableFuture.completedStage(null);
    for (var to : mail.to()) {
      taken =
          taken.thenCompose(before ->
              outbox.enqueue(mail.id() + "/" + to, to, mail.subject(), mail.text(), mail.html()));
    }
    return taken;
  }
}
