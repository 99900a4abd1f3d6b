package baton.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.typesafe.config.ConfigFactory;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message that may cross from node to node arrives as it was sent. */
class RecordMessagesTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(ConfigFactory.load("application-test"));
  private static final ActorRef<BusinessRecord.Reply> REPLY_TO =
      KIT.<BusinessRecord.Reply>createTestProbe().getRef();
  private static final Map<String, JsonNode> FIELDS =
      Map.of("price", DecimalNode.valueOf(new BigDecimal("1.50")));
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
  private static final RecordView VIEW =
      new RecordView("Quote", "1", 3, FIELDS, false, "ada", NOW, "bo", NOW);

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  static List<Object> messages() {
    return List.of(
        new BusinessRecord.Create(FIELDS, "key", "ada", REPLY_TO),
        new BusinessRecord.Put(FIELDS, new Expected.Version(3), null, "ada", REPLY_TO),
        new BusinessRecord.Patch(FIELDS, new Expected.Anything(), null, "ada", REPLY_TO),
        new BusinessRecord.Delete(new Expected.Nothing(), "key", "ada", REPLY_TO),
        new BusinessRecord.Look(REPLY_TO),
        new BusinessRecord.Watch("run1", REPLY_TO),
        new BusinessRecord.Wake(),
        new BusinessRecord.Stop(),
        new BusinessRecord.Accepted(VIEW, true, true),
        new BusinessRecord.Rejected(
            RecordDecision.Reason.INVALID_INPUT, "no", List.of(new RecordProblem("a", "b", "c"))),
        new BusinessRecord.Seen(VIEW),
        new BusinessRecord.Missing(),
        new BusinessRecord.Busy());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageArrivesAsItWasSent(Object message) {
    KIT.serializationTestKit().verifySerialization(message, true);
  }

  @Test
  void everyMessageIsTried() {
    var tried = messages().stream().map(Object::getClass).toList();
    assertThat(
            Stream.of(BusinessRecord.Command.class, BusinessRecord.Reply.class)
                .flatMap(RecordMessagesTest::records))
        .isSubsetOf(tried);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RecordMessagesTest::records)
        : Stream.<Class<?>>of(type).filter(t -> !Modifier.isPrivate(t.getModifiers()));
  }
}
