package baton.flow;

import static baton.flow.FlowsForTests.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.testkit.JournalOperation;
import org.apache.pekko.persistence.testkit.ProcessingPolicy;
import org.apache.pekko.persistence.testkit.ProcessingResult;
import org.apache.pekko.persistence.testkit.ProcessingSuccess;
import org.apache.pekko.persistence.testkit.ReadEvents;
import org.apache.pekko.persistence.testkit.javadsl.SnapshotTestKit;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.Test;

/** Hours of typing are not read again on each wake. */
class InterviewSnapshotTest {
  private static final int SAVES = 2_000;
  private static final int AT_ONCE = 500;

  private static final String FLOW =
      """
      flow: onboard
      kind: screen
      variables:
        employee: { type: text, input: true }
      elements:
        - { screen: who, fields: [ { text: note }, { password: pin } ] }
        - { screen: sure, fields: [ { checkbox: sure } ] }
      """;

  /** Counts what is read of journals. */
  private static final class Reading implements ProcessingPolicy<JournalOperation> {
    private final AtomicInteger events = new AtomicInteger();

    @Override
    public ProcessingResult tryProcess(String id, JournalOperation operation) {
      if (operation instanceof ReadEvents read) {
        events.addAndGet(read.batch().size());
      }
      return ProcessingSuccess.getInstance();
    }
  }

  @Test
  void thousandsOfDraftsAreNotReplayedOnAWake() {
    var desk = new InterviewTest().new Desk();
    desk.text = FLOW;
    desk.start().open();
    desk.next("who", "{note: first, pin: hunter22}");
    desk.ask(ref -> new Interview.Back("sure", Map.of(), ref));
    for (var save = 0; save < SAVES; save++) {
      var typed = values("note: n%d".formatted(save));
      desk.interview.tell(new Interview.Save("who", typed, desk.person.getRef()));
      if (save % AT_ONCE == AT_ONCE - 1) {
        desk.person.receiveSeveralMessages(AT_ONCE, Duration.ofMinutes(1));
      }
    }
    assertThat(desk.stored()).hasSize(SAVES + 3);

    var reading = new Reading();
    InterviewTest.STORED.withPolicy(reading);
    try {
      var view = desk.restarted().view();
      assertThat(InterviewTest.value(view, "note").asText()).isEqualTo("n" + (SAVES - 1));
    } finally {
      InterviewTest.STORED.resetPolicy();
    }
    assertThat(reading.events).hasValueLessThan(Interview.SNAPSHOT_EVENTS);

    var snapshots =
        SnapshotTestKit.create(InterviewTest.KIT.system())
            .persistedInStorage(PersistenceId.of("Interview", desk.item).id());
    assertThat(snapshots).isNotEmpty().hasSizeLessThanOrEqualTo(Interview.SNAPSHOTS + 1);
    assertThat(snapshots.toString()).contains("$sealed").doesNotContain("hunter22");
  }

  @Test
  void aSnapshotIsReadAsItWasWritten() throws Exception {
    var serialization = SerializationExtension.get(Adapter.toClassic(InterviewTest.KIT.system()));
    var at = Instant.parse("2026-03-01T09:30:00Z");
    InterviewState state = new InterviewState.NotStarted();
    for (InterviewEvent event :
        new InterviewEvent[] {
          new InterviewEvent.DraftKept("who", values("note: early"), at),
          new InterviewEvent.Started("i", "ada", "f", 1, Map.of(), values("a: 1"), null, at),
          new InterviewEvent.ScreenAnswered("who", values("note: x"), at),
          new InterviewEvent.ActionCompleted(1, values("total: 1.50"), at),
          new InterviewEvent.ScreenDrafted("sure", values("sure: true"), at),
          new InterviewEvent.WentBack("sure", values("sure: true"), at),
          new InterviewEvent.ActionFailed(2, "out of paper", at),
          new InterviewEvent.Overtaken("done", "bob", at, at),
          new InterviewEvent.Restarted(at),
          new InterviewEvent.Finished(values("total: 2"), at)
        }) {
      var serializer = serialization.serializerFor(state.getClass());
      var manifest = ((SerializerWithStringManifest) serializer).manifest(state);
      var read =
          serialization
              .deserialize(serializer.toBinary(state), serializer.identifier(), manifest)
              .get();
      assertThat(read).isEqualTo(state);
      state = state.apply(event);
    }
    assertThat(state).isInstanceOf(InterviewState.Finished.class);
  }
}
