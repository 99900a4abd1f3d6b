package baton.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.work.ScriptedMailServer.Answer;
import baton.work.ScriptedMailServer.At;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailSenderTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final MailBackOff QUICK =
      new MailBackOff(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofDays(5));

  private final MailStoreInMemory store = new MailStoreInMemory();
  private @Nullable ActorRef<MailSender.Command> sender;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void aMailArrivesAsItWasWrittenAtARealServer() throws Exception {
    var mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mailServer.start();
    try {
      start(deliverTo(mailServer.getSmtp().getPort()));
      var id = add("Für dich: Prüfen", "plain – text", "<p>rich – text</p>");

      await().atMost(SOON).until(() -> mail(id).state() == Mail.State.SENT);

      var message = mailServer.getReceivedMessages()[0];
      assertThat(message.getSubject()).isEqualTo("Für dich: Prüfen");
      assertThat(message.getMessageID()).isEqualTo("<" + id + "@example.org>");
      assertThat(message.getAllRecipients()[0]).hasToString("ada@example.org");
      assertThat(message.getFrom()[0]).hasToString("Baton <baton@example.org>");
      assertThat(message.getContentType()).startsWith("multipart/alternative");
      assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    } finally {
      mailServer.stop();
    }
  }

  @ParameterizedTest
  @EnumSource(At.class)
  void aMailThatIsNotTakenNowIsSentAgainUnderTheSameMessageId(At at) {
    try (var server = new ScriptedMailServer(0, new Answer(at, 450), new Answer(at, 421))) {
      start(deliverTo(server.port()));
      var id = add("Subject", "text", null);

      await().atMost(SOON).until(() -> mail(id).state() == Mail.State.SENT);

      assertThat(mail(id).attempts()).isEqualTo(3);
      assertThat(server.seen).last().isEqualTo("<" + id + "@example.org>");
      assertThat(server.seen).containsOnly("<" + id + "@example.org>");
    }
  }

  @ParameterizedTest
  @EnumSource(At.class)
  void aMailThatWillNeverBeTakenFailsWithWhatTheServerSaid(At at) {
    try (var server = new ScriptedMailServer(0, new Answer(at, 550))) {
      start(deliverTo(server.port()));
      var refused = add("Subject", "text", null);
      await().atMost(SOON).until(() -> mail(refused).state() == Mail.State.FAILED);
      var accepted = add("Subject", "text", null);
      await().atMost(SOON).until(() -> mail(accepted).state() == Mail.State.SENT);

      assertThat(mail(refused).attempts()).isEqualTo(1);
      assertThat(mail(refused).reason()).contains("550", "as the script says");
      assertThat(mail(refused).nextAttempt()).isNull();
    }
  }

  @Test
  void mailsWaitForAServerThatIsDownAndGoOutWhenItIsBack() throws IOException {
    var port = freePort();
    start(deliverTo(port));
    var first = add("Subject", "text", null);
    var second = add("Subject", "text", null);
    await().atMost(SOON).until(() -> mail(first).attempts() + mail(second).attempts() > 2);
    assertThat(mail(first).state()).isEqualTo(Mail.State.PENDING);

    try (var server = new ScriptedMailServer(port)) {
      await().atMost(SOON).until(() -> mail(first).state() == Mail.State.SENT);
      await().atMost(SOON).until(() -> mail(second).state() == Mail.State.SENT);
      assertThat(server.seen).hasSize(2);
    }
  }

  @Test
  void aMailWhoseSendingWasNotRecordedIsSentAgainUnderTheSameMessageId() {
    try (var server = new ScriptedMailServer(0)) {
      store.failRecords(1);
      var sender = start(deliverTo(server.port()));
      var id = add("Subject", "text", null);
      await().atMost(SOON).until(() -> !server.seen.isEmpty());
      KIT.stop(sender);

      start(deliverTo(server.port()));
      await().atMost(SOON).until(() -> mail(id).state() == Mail.State.SENT);

      assertThat(server.seen).hasSize(2).containsOnly("<" + id + "@example.org>");
    }
  }

  @Test
  void whatWasAddedWhileNobodySentIsFound() {
    var id = add("Subject", "text", null);
    try (var server = new ScriptedMailServer(0)) {
      start(deliverTo(server.port()));

      await().atMost(SOON).until(() -> mail(id).state() == Mail.State.SENT);
    }
  }

  @Test
  void withoutANudgeAMailIsFoundByTheNextLook() {
    try (var server = new ScriptedMailServer(0)) {
      start(deliverTo(server.port()));
      var first = add("Subject", "text", null);
      await().atMost(SOON).until(() -> mail(first).state() == Mail.State.SENT);
      var id = addWithoutNudge("Subject", "text", null);

      await().atMost(SOON).until(() -> mail(id).state() == Mail.State.SENT);
    }
  }

  @Test
  void aMailIsGivenUpWhenItIsTooOld() throws IOException {
    var old = Instant.now().minus(QUICK.giveUpAfter());
    var id = UUID.randomUUID();
    var minute = MailSender.minute(Instant.now());
    store.add(Mail.pending(id, "ada@example.org", "s", "t", null, old), "x", 0, minute);
    start(deliverTo(freePort()));

    await().atMost(SOON).until(() -> mail(id).state() == Mail.State.FAILED);

    assertThat(mail(id).reason()).startsWith("given up after 120 hours");
  }

  @Test
  void withoutAServerMailsWaitAndSayWhy() {
    start(new Smtp(settings("", 25))::deliver);
    var id = add("Subject", "text", null);

    await().atMost(SOON).until(() -> mail(id).attempts() > 0);

    assertThat(mail(id).state()).isEqualTo(Mail.State.PENDING);
    assertThat(mail(id).reason()).isEqualTo("no mail server is named: set baton.mail.host");
  }

  @Test
  void anAddressThatCannotBeWrittenFailsAtOnce() {
    try (var server = new ScriptedMailServer(0)) {
      var id = UUID.randomUUID();
      var minute = MailSender.minute(Instant.now());
      store.add(Mail.pending(id, "not an address", "s", "t", null, Instant.now()), "x", 0, minute);
      start(deliverTo(server.port()));

      await().atMost(SOON).until(() -> mail(id).state() == Mail.State.FAILED);
      assertThat(server.seen).isEmpty();
    }
  }

  @Test
  void aServerThatHangsIsLeftAfterTheTimeout() throws IOException {
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      start(deliverTo(silent.getLocalPort()));
      var id = add("Subject", "text", null);

      await().atMost(SOON).until(() -> mail(id).attempts() > 0);
      assertThat(mail(id).state()).isEqualTo(Mail.State.PENDING);
    }
  }

  private ActorRef<MailSender.Command> start(Function<Mail, Delivery> server) {
    sender = KIT.spawn(MailSender.create(0, store, server, InstantSource.system(), QUICK, QUICK));
    return sender;
  }

  private UUID add(String subject, String text, @Nullable String html) {
    var id = addWithoutNudge(subject, text, html);
    if (sender != null) {
      sender.tell(new MailSender.Nudge(id));
    }
    return id;
  }

  private UUID addWithoutNudge(String subject, String text, @Nullable String html) {
    var id = UUID.randomUUID();
    var now = Instant.now();
    store.add(
        Mail.pending(id, "ada@example.org", subject, text, html, now),
        "item",
        0,
        MailSender.minute(now));
    return id;
  }

  private Mail mail(UUID id) {
    return store.mail(id).toCompletableFuture().join().orElseThrow();
  }

  private static Function<Mail, Delivery> deliverTo(int port) {
    return new Smtp(settings("127.0.0.1", port))::deliver;
  }

  private static MailSettings settings(String host, int port) {
    return MailSettings.of(
        ConfigFactory.parseString(
                """
                baton.mail {
                  host = "%s", port = %d, from = "Baton <baton@example.org>", start-tls = false
                  connect-timeout = 1s, read-timeout = 1s, write-timeout = 1s
                }
                """
                    .formatted(host, port))
            .withFallback(ConfigFactory.load()));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
