package baton.run;

import static baton.run.Sketch.background;
import static baton.run.Sketch.finished;
import static baton.run.Sketch.withStage;
import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Orchestration;
import baton.definition.StartDefinition.OnRecord;
import baton.definition.StartDefinition.Trigger;
import baton.run.RunDecision.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a change of its record means for a run, in every state. */
class RecordDeciderTest {
  private static final Map<String, JsonNode> DRAFT = status("Draft");
  private static final Map<String, JsonNode> SIGNED = status("Signed");
  private final Sketch sketch = new Sketch().onRecord("Quote");

  private static Map<String, JsonNode> status(String status) {
    return Map.of("Status", TextNode.valueOf(status));
  }

  private static Run.Start start(RunRecord record) {
    return new Run.Start("sketch", 1, Map.of(), "hash", null, "ada", record, null, null);
  }

  private static Run.NoticeRecord version(long version, Map<String, JsonNode> fields) {
    return new Run.NoticeRecord("Quote", "7", version, fields, null);
  }

  /** One stage of a step that waits for the signature, and one that runs. */
  private Told waiting() {
    return waiting(UnaryOperator.identity());
  }

  private Told waiting(UnaryOperator<Orchestration> started) {
    sketch.names("a", "b");
    return Told.of(
            started.apply(
                sketch
                    .stage(
                        "one",
                        null,
                        finished(),
                        background("a", sketch.startWhen("$Record.Status == 'Signed'")),
                        background("b", withStage()))
                    .orchestration()))
        .tell(start(new RunRecord("Quote", "7", 2, DRAFT, null)));
  }

  private static Orchestration startedByFlow(Orchestration o) {
    var start =
        new OnRecord(
            "Quote",
            Set.of(Trigger.CREATED),
            null,
            new OnRecord.Evaluation("big", Map.of()),
            false);
    return new Orchestration(
        o.name(),
        o.version(),
        o.label(),
        o.description(),
        start,
        o.inputs(),
        o.resources(),
        o.elements(),
        o.first(),
        o.outputs());
  }

  @Test
  void aWaitingStepStartsWhenItsRecordChanges() {
    var run = waiting();
    assertThat(run.finished("b").steps()).isEqualTo("a=NotStarted b=Completed");
    assertThat(run.tell(version(3, SIGNED)).events())
        .containsExactly("record-noticed", "step-started a");
    assertThat(run.run().start().record().version()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void aVersionThatIsNotNewerChangesNothing(long version) {
    assertThat(waiting().tell(version(version, SIGNED)).events()).isEmpty();
  }

  @Test
  void bothTheRecordAndItsValuesBeforeAreRead() {
    sketch.names("a");
    var run =
        Told.of(
                sketch
                    .stage(
                        "one",
                        null,
                        finished(),
                        background(
                            "a",
                            sketch.startWhen(
                                "$Record.Id == '7' && $Record.Status == 'Signed' &&"
                                    + " $Record__Prior.Status == 'Draft'")))
                    .orchestration())
            .tell(start(new RunRecord("Quote", "7", 2, SIGNED, DRAFT)));
    assertThat(run.steps()).isEqualTo("a=InProgress");
  }

  @Test
  void aRunThatAFlowHasStartedAsksItsRecordItself() {
    var run = waiting(RecordDeciderTest::startedByFlow);
    assertThat(run.wanted()).contains("follow:Quote/7");
    run.tell(new Run.RecordAnswered("Quote", "7", 3, SIGNED, null));
    assertThat(run.events()).containsExactly("record-followed", "record-noticed", "step-started a");
    assertThat(run.run().start().record().version()).isEqualTo(3);
    assertThat(run.wanted()).doesNotContain("follow:Quote/7");
    assertThat(run.tell(version(4, DRAFT)).events()).containsExactly("record-noticed");
    assertThat(run.run().start().record().version()).isEqualTo(4);
    assertThat(waiting().wanted()).doesNotContain("follow:Quote/7");
  }

  @Test
  void anEndedRunNoLongerLooks() {
    var run = waiting().tell(new Run.Cancel("ada", null, null));
    assertThat(run.tell(version(3, SIGNED)).refusal()).isEqualTo(Reason.WRONG_STATE);
  }

  @Test
  void aSuspendedRunKeepsWhatItIsToldAndGoesOnFromItWhenResumed() {
    var run = waiting();
    run.tell(new Run.Operate(new RunOperation.Suspend(null), "ada", null));
    assertThat(run.tell(version(3, SIGNED)).events()).containsExactly("record-noticed");
    run.tell(new Run.Operate(new RunOperation.Resume(), "ada", null));
    assertThat(run.steps()).contains("a=InProgress");
  }

  @Test
  void aRunInErrorKeepsWhatItIsTold() {
    var run = waiting().failed("b");
    assertThat(run.run().status()).isEqualTo(RunStatus.Error);
    assertThat(run.tell(version(3, SIGNED)).events()).containsExactly("record-noticed");
  }

  @Test
  void aRunIsOnlyToldOfItsOwnRecord() {
    var run = waiting();
    assertThat(run.tell(new Run.NoticeRecord("Quote", "8", 9, SIGNED, null)).refusal())
        .isEqualTo(Reason.WRONG_STATE);
    assertThat(Told.of(sketch.orchestration()).tell(version(3, SIGNED)).refusal())
        .isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void aSubmissionDoesNotStartWhatARecordStarts() {
    sketch.stage("one", null, finished(), background("a", withStage()));
    assertThat(Told.of(sketch.orchestration()).start(Map.of()).refusal())
        .isEqualTo(Reason.INVALID_INPUT);
  }

  @Test
  void aRecordDoesNotStartWhatIsSubmitted() {
    var other = new Sketch().stage("one", null, finished(), background("a", withStage()));
    assertThat(
            Told.of(other.orchestration())
                .tell(start(new RunRecord("Quote", "7", 1, DRAFT, null)))
                .refusal())
        .isEqualTo(Reason.INVALID_INPUT);
  }
}
