package baton.work;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server that answers by a script, then accepts; it notes every Message-ID it saw. */
final class ScriptedMailServer implements AutoCloseable {
  /** At which point of the talk to answer which code. */
  record Answer(At at, int code) {}

  enum At {
    SENDER,
    RECIPIENT,
    TEXT
  }

  private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
  final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private final SMTPServer server;

  ScriptedMailServer(int port, Answer... answers) {
    script.addAll(List.of(answers));
    server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(Handler::new)
            .build();
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void answer(At at) throws RejectException {
    var next = script.peek();
    if (next != null && next.at() == at) {
      script.remove();
      throw new RejectException(next.code(), "as the script says");
    }
  }

  private final class Handler implements MessageHandler {
    Handler(MessageContext context) {}

    @Override
    public void from(String from) throws RejectException {
      answer(At.SENDER);
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      answer(At.RECIPIENT);
    }

    @Override
    public String data(InputStream data) throws RejectException, IOException {
      var bytes = data.readAllBytes();
      try {
        seen.add(
            new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes))
                .getMessageID());
      } catch (MessagingException unreadable) {
        throw new IOException(unreadable);
      }
      answer(At.TEXT);
      return "taken";
    }

    @Override
    public void done() {}
  }
}
