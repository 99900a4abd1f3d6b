package baton.run;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Assignee;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.typesafe.config.ConfigFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.jackson.JacksonCborSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message that may cross from node to node arrives as it was sent. */
class RunMessagesTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(ConfigFactory.load("application-test"));
  private static final ActorRef<Run.Reply> REPLY_TO = KIT.<Run.Reply>createTestProbe().getRef();
  private static final WorkItemId ITEM = new WorkItemId("r1", "ask", 2);
  private static final Map<String, JsonNode> VALUES =
      Map.of(
          "price", DecimalNode.valueOf(new BigDecimal("1.50")),
          "large", DecimalNode.valueOf(new BigDecimal("123456789012345678901234567890.125")),
          "count", IntNode.valueOf(3),
          "none", NullNode.getInstance(),
          "words", words("a", "ü"));

  private static ArrayNode words(String... words) {
    var array = new ObjectMapper().createArrayNode();
    Stream.of(words).forEach(array::add);
    return array;
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  static List<Object> messages() {
    var run =
        Told.started(
            new Sketch()
                .stage(
                    "one",
                    null,
                    Sketch.finished(),
                    Sketch.background("a", Sketch.withStage()),
                    Sketch.interactive("ask", Sketch.withStage(), "group:hr", Sketch.finished()))
                .decision("fork", "yes", "true", null, null)
                .orchestration());
    run.finished("a", VALUES);
    return List.of(
        new Run.Start("sketch", 1, VALUES, "hash", "key", "ada", null, null, REPLY_TO),
        new Run.Start("sketch", 1, Map.of(), "hash", null, "ada", null, null, REPLY_TO),
        new Run.Start(
            "sketch",
            1,
            Map.of(),
            "hash",
            null,
            "ada",
            new RunRecord("Quote", "1", 3, VALUES, null),
            new RunParent("r0", "order", 1, 2, null, 1),
            REPLY_TO),
        new RunKin.Abandon("sketch", 1, new RunParent("r0", "order", 1, 2, 7, 1), REPLY_TO),
        new RunKin.Ended(new RunKin.SubRunEnd("r2", RunStatus.Completed, VALUES, null), REPLY_TO),
        new RunKin.Ended(new RunKin.SubRunEnd("r2", RunStatus.Error, Map.of(), "broken"), REPLY_TO),
        new RunKin.SubRunAnswered("r2", true),
        new RunKin.ParentAnswered(2),
        new Run.NoticeRecord("Quote", "1", 4, VALUES, REPLY_TO),
        new Run.RecordAnswered("Quote", "1", 4, VALUES, null),
        new Run.RecordAnswered("Quote", "a:b", 0, Map.of(), "a colon"),
        new Run.Cancel("ada", "because", REPLY_TO),
        new Run.Publish(new Runs.Event("r1", "e1", "a", "Completed", VALUES), REPLY_TO),
        new Run.Publish(new Runs.Event("r1", "e1", null, null, Map.of()), REPLY_TO),
        new Run.Claim(ITEM, Told.ADA, REPLY_TO),
        new Run.Release(ITEM, Told.BEN, REPLY_TO),
        new Run.Reassign(ITEM, Told.ADA, Assignee.parse("queue:desk"), "because", REPLY_TO),
        new Run.Complete(ITEM, Told.ADA, VALUES, REPLY_TO),
        new Run.Operate(new RunOperation.Suspend("audit"), "ada", REPLY_TO),
        new Run.Operate(new RunOperation.Resume(), "ada", REPLY_TO),
        new Run.Operate(new RunOperation.Retry("a", VALUES), "ada", REPLY_TO),
        new Run.Operate(new RunOperation.Skip("a", VALUES), "ada", REPLY_TO),
        new Run.Operate(new RunOperation.Jump("one", null), "ada", REPLY_TO),
        new Run.Migrate(
            new RunMigration(2, Map.of("a", "b"), Map.of("c", "d"), true), "ada", REPLY_TO),
        new Run.TimePassed("timeout:a.1.1"),
        new Run.StepWaits("a", 1, 2, 3, "nap", Told.START),
        new Run.WaitForgotten("a", 1, 2),
        new Run.TimerStored("timeout:a.1.1"),
        new Run.TimerFired("timeout:a.1.1", REPLY_TO),
        new Run.StepReported("a", 1, 2, new StepOutcome.Finished(VALUES, "fine")),
        new Run.StepReported("a", 1, 2, new StepOutcome.Failed("broken", true)),
        new Run.StepReported(
            "a", 1, 2, new StepOutcome.Finished(VALUES, "fine"), REPLY_TO, 3, "1-2"),
        new Run.OthersServed(),
        new RunQuestion.AskLease("a", 1, 2, StepOutcome.failed("busy"), "1-2", REPLY_TO),
        new Run.ItemRouted("ask", 1, 2, "nobody there"),
        new Run.EvaluationReported(3, "start:a", 1, true, null, false),
        new RunQuestion.Look(true, REPLY_TO),
        new RunQuestion.Observe(REPLY_TO, 7),
        new Run.Wake(),
        new Run.Stop(),
        new Run.Accepted("r1", RunStatus.InProgress, true),
        new Run.Rejected(
            RunDecision.Reason.CLAIMED_BY_OTHER,
            "claimed by ada",
            "ada",
            Instant.parse("2026-03-01T09:00:00Z"),
            Map.of()),
        new Run.Seen(RunView.of("r1", run.run(), run.context().orchestration(), 9)),
        new RunQuestion.Explain(REPLY_TO),
        new Run.Explained(RunReasons.of(run.run(), run.context(), 9)),
        new Run.Absent(),
        new Run.Busy());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageArrivesAsItWasSent(Object message) {
    KIT.serializationTestKit().verifySerialization(message, true);
    assertThat(
            SerializationExtension.get(Adapter.toClassic(KIT.system())).findSerializerFor(message))
        .isInstanceOf(JacksonCborSerializer.class);
  }

  @Test
  void everyMessageIsTried() {
    var tried = messages().stream().map(Object::getClass).toList();
    assertThat(Stream.of(Run.Command.class, Run.Reply.class).flatMap(RunMessagesTest::records))
        .as("messages of Run, but those of the run to itself")
        .isSubsetOf(tried);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RunMessagesTest::records)
        : Stream.<Class<?>>of(type).filter(t -> !Run.Internal.class.isAssignableFrom(t));
  }
}
