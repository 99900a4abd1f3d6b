package baton.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailCatcherTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

  private final MailCatcher catcher = MailCatcher.start(() -> NOW);
  private final Smtp smtp =
      new Smtp(
          MailSettings.of(
              ConfigFactory.parseString(
                      "baton.mail { start-tls = false, port = %d, host = \"%s\" }"
                          .formatted(catcher.port(), catcher.host()))
                  .withFallback(ConfigFactory.load())));

  @AfterEach
  void stop() {
    catcher.close();
  }

  @Test
  void aCaughtMailShowsBothItsTexts() {
    var id = UUID.randomUUID();
    assertThat(
            smtp.deliver(
                Mail.pending(id, "ada@example.org", "Für Ada: ✓", "plain ✓", "<p>rich ✓</p>", NOW)))
        .isInstanceOf(Delivery.Accepted.class);

    var mail = catcher.mails().getFirst();
    assertThat(mail.subject()).isEqualTo("Für Ada: ✓");
    assertThat(mail.to()).containsExactly("ada@example.org");
    assertThat(mail.from()).isEqualTo("baton@localhost");
    assertThat(mail.text()).isEqualTo("plain ✓");
    assertThat(mail.html()).isEqualTo("<p>rich ✓</p>");
    assertThat(mail.messageId()).isEqualTo(id + "@localhost");
    assertThat(mail.receivedAt()).isEqualTo(NOW);
  }

  @Test
  void aPlainMailHasNoHtml() {
    deliver("ada@example.org", "Subject");

    assertThat(catcher.mails().getFirst().html()).isNull();
    assertThat(catcher.mails().getFirst().text()).isEqualTo("text");
  }

  @Test
  void theNewestAreKeptAndComeFirst() {
    for (var i = 0; i <= MailCatcher.MOST_MAILS; i++) {
      deliver("ada@example.org", "Mail " + i);
    }

    assertThat(catcher.mails()).hasSize(MailCatcher.MOST_MAILS);
    assertThat(catcher.mails().getFirst().subject()).isEqualTo("Mail " + MailCatcher.MOST_MAILS);
    assertThat(catcher.mails().getLast().subject()).isEqualTo("Mail 1");
  }

  @Test
  void mailsCanBeListedByAddress() {
    deliver("ada@example.org", "One");
    deliver("ken@example.org", "Two");

    assertThat(catcher.mailsTo("KEN@example.org"))
        .extracting(CaughtMail::subject)
        .containsExactly("Two");
  }

  @Test
  void aSubjectCannotAddAHeader() {
    deliver("ada@example.org", "Subject\r\nBcc: all@example.org");

    assertThat(catcher.mails())
        .singleElement()
        .returns("Subject Bcc: all@example.org", CaughtMail::subject);
  }

  private void deliver(String to, String subject) {
    smtp.deliver(Mail.pending(UUID.randomUUID(), to, subject, "text", null, NOW));
  }
}
