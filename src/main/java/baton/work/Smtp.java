package baton.work;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.OptionalInt;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Hands one mail to the SMTP server of the settings; blocks until the server answers. */
final class Smtp {
  /** Says that the service closes (RFC 5321 §4.2.3): about the server, not about the mail. */
  private static final int SERVICE_CLOSES = 421;

  private static final int SMALLEST_PERMANENT = 500;

  private final MailSettings settings;
  private final Session session;

  Smtp(MailSettings settings) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings), authenticator(settings));
  }

  Delivery deliver(Mail mail) {
    if (settings.host().isEmpty()) {
      return new Delivery.Unreachable("no mail server is named: set baton.mail.host");
    }
    MimeMessage message;
    try {
      message = message(mail);
    } catch (MessagingException unwritable) {
      return new Delivery.Refused("cannot be written: " + unwritable.getMessage());
    }
    try {
      Transport.send(message);
      return new Delivery.Accepted();
    } catch (MessagingException failure) {
      return answer(failure);
    }
  }

  private MimeMessage message(Mail mail) throws MessagingException {
    var message = new NamedMessage(session, messageId(mail));
    message.setFrom(new InternetAddress(settings.from(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient(), true));
    message.setSubject(Wording.headerSafe(mail.subject()), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(mail.createdAt()));
    message.setHeader("Auto-Submitted", "auto-generated");
    if (mail.html() == null) {
      message.setText(mail.text(), StandardCharsets.UTF_8.name());
    } else {
      message.setContent(alternatives(mail.text(), mail.html()));
    }
    message.saveChanges();
    return message;
  }

  private static MimeMultipart alternatives(String text, String html) throws MessagingException {
    var plain = new MimeBodyPart();
    plain.setText(text, StandardCharsets.UTF_8.name());
    var rich = new MimeBodyPart();
    rich.setText(html, StandardCharsets.UTF_8.name(), "html");
    return new MimeMultipart("alternative", plain, rich);
  }

  /** The same for every attempt, so that a mail that arrives twice can be told to be one. */
  private String messageId(Mail mail) {
    var at = settings.from().lastIndexOf('@');
    var domain = settings.from().substring(at + 1).replaceAll("[^A-Za-z0-9.-]", "");
    return "<" + mail.id() + "@" + (domain.isEmpty() ? "baton" : domain) + ">";
  }

  private static Delivery answer(MessagingException failure) {
    var code = code(failure);
    var said = said(failure);
    if (code.isEmpty() || code.getAsInt() == SERVICE_CLOSES) {
      return new Delivery.Unreachable(said);
    }
    return code.getAsInt() >= SMALLEST_PERMANENT
        ? new Delivery.Refused(said)
        : new Delivery.Delayed(said);
  }

  /** What the server answered to sender, recipient or text; a connection's failure has no code. */
  private static OptionalInt code(MessagingException failure) {
    for (Exception next = failure; next != null; next = nextOf(next)) {
      switch (next) {
        case SMTPAddressFailedException address -> {
          return OptionalInt.of(address.getReturnCode());
        }
        case SMTPSenderFailedException sender -> {
          return OptionalInt.of(sender.getReturnCode());
        }
        case SMTPSendFailedException send when send.getReturnCode() > 0 -> {
          return OptionalInt.of(send.getReturnCode());
        }
        default -> {}
      }
    }
    return OptionalInt.empty();
  }

  private static String said(MessagingException failure) {
    var said = new StringBuilder();
    for (Exception next = failure; next != null; next = nextOf(next)) {
      var message = next.getMessage();
      if (message != null && said.indexOf(message) < 0) {
        said.append(said.isEmpty() ? "" : ": ").append(message.strip());
      }
    }
    return Wording.oneLine(said.toString());
  }

  private static @Nullable Exception nextOf(Exception failure) {
    return failure instanceof MessagingException mail ? mail.getNextException() : null;
  }

  private static Properties properties(MailSettings settings) {
    var properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", settings.host());
    properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
    properties.setProperty("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.startTls()));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.connectiontimeout", millis(settings.connectTimeout()));
    properties.setProperty("mail.smtp.timeout", millis(settings.readTimeout()));
    properties.setProperty("mail.smtp.writetimeout", millis(settings.writeTimeout()));
    return properties;
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private static @Nullable Authenticator authenticator(MailSettings settings) {
    return settings.user().isEmpty()
        ? null
        : new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(settings.user(), settings.password());
          }
        };
  }

  /** A message that keeps its given id when it is saved. */
  private static final class NamedMessage extends MimeMessage {
    private final String messageId;

    NamedMessage(Session session, String messageId) {
      super(session);
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }
}
