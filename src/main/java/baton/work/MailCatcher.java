package baton.work;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail server for dev: takes every mail on a loopback port, sends none on, and keeps the latest
 * in memory to be looked at.
 */
public final class MailCatcher implements AutoCloseable {
  /** Mails kept; the oldest goes first. */
  public static final int MOST_MAILS = 200;

  static final int LARGEST_MAIL_BYTES = 1_000_000;

  private final InstantSource clock;
  private final Deque<CaughtMail> mails = new ArrayDeque<>();
  private final SMTPServer server;

  private MailCatcher(InstantSource clock) {
    this.clock = clock;
    this.server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .softwareName("Baton mail catcher")
            .maxMessageSize(LARGEST_MAIL_BYTES)
            .messageHandler((context, from, to, data) -> take(from, to, data))
            .build();
  }

  /** Listens on a free port. */
  public static MailCatcher start(InstantSource clock) {
    var catcher = new MailCatcher(clock);
    catcher.server.start();
    return catcher;
  }

  public String host() {
    return InetAddress.getLoopbackAddress().getHostAddress();
  }

  public int port() {
    return server.getPortAllocated();
  }

  /** The mails kept, the newest first. */
  public synchronized List<CaughtMail> mails() {
    return List.copyOf(mails);
  }

  /** The mails kept for one address, the newest first; case is ignored. */
  public List<CaughtMail> mailsTo(String address) {
    return mails().stream()
        .filter(mail -> mail.to().stream().anyMatch(address::equalsIgnoreCase))
        .toList();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void take(String from, String to, byte[] data) throws RejectException {
    try {
      keep(parsed(from, to, data));
    } catch (MessagingException | IOException unreadable) {
      throw new RejectException(554, "cannot be read: " + unreadable.getMessage());
    }
  }

  private synchronized void keep(CaughtMail mail) {
    mails.addFirst(mail);
    if (mails.size() > MOST_MAILS) {
      mails.removeLast();
    }
  }

  private CaughtMail parsed(String from, String to, byte[] data)
      throws MessagingException, IOException {
    var message =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data));
    var text = part(message, "text/plain");
    var subject = message.getSubject();
    var messageId = message.getMessageID();
    return new CaughtMail(
        UUID.randomUUID().toString(),
        from,
        List.of(to),
        subject == null ? "" : subject,
        text == null ? "" : text,
        part(message, "text/html"),
        messageId == null ? "" : messageId.replaceAll("[<>]", ""),
        clock.instant());
  }

  /** The first part of a type, wherever it is in the mail. */
  private static @Nullable String part(Part part, String type)
      throws MessagingException, IOException {
    if (part.getContentType().toLowerCase(Locale.ROOT).startsWith(type)) {
      // the last line of a mail always ends; the sender's text may not have
      return String.valueOf(part.getContent()).stripTrailing();
    }
    if (part.getContent() instanceof Multipart parts) {
      for (var i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        var found = part(inner, type);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
