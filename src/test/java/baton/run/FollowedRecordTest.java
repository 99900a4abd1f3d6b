package baton.run;

import static baton.run.Sketch.background;
import static baton.run.Sketch.finished;
import static baton.run.Sketch.withStage;
import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Orchestration;
import baton.definition.StartCondition;
import baton.expression.Type;
import baton.run.RunDecision.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a change of a record that an input is means for a run whose conditions name the input. */
class FollowedRecordTest {
  private static final String FOLLOW = "follow:Order/7";
  private static final Map<String, JsonNode> PAID = status("paid");

  private static Map<String, JsonNode> status(String status) {
    return Map.of("Status", TextNode.valueOf(status));
  }

  private static JsonNode order(String id) {
    return RunRecord.values("Order", id, status("new"));
  }

  private static Sketch sketch(int version) {
    return new Sketch()
        .version(version)
        .names("a", "b", "c")
        .input("order", Type.RECORD, false)
        .input("other", Type.RECORD, false);
  }

  /** Step a starts when the order is paid; b is in progress meanwhile. */
  private static Orchestration orchestration(int version, String formula) {
    var sketch = sketch(version);
    return sketch
        .stage(
            "one",
            null,
            finished(),
            background("a", sketch.startWhen(formula)),
            background("b", withStage()))
        .orchestration();
  }

  private static Told waiting() {
    return Told.of(orchestration(1, "order.Status == 'paid'"))
        .start(Map.of("order", order("7"), "other", order("8")));
  }

  private static Run.NoticeRecord version(long version, Map<String, JsonNode> fields) {
    return new Run.NoticeRecord("Order", "7", version, fields, null);
  }

  private static Run.RecordAnswered answer(long version, Map<String, JsonNode> fields) {
    return new Run.RecordAnswered("Order", "7", version, fields, null);
  }

  private static String status(Told run, String input) {
    return run.run().start().inputs().get(input).path("Status").asText();
  }

  @Test
  void onlyRecordsThatConditionsNameAreFollowed() {
    assertThat(waiting().wanted()).containsExactlyInAnyOrder("flow:b.1.1", FOLLOW);
  }

  @Test
  void itIsFollowedOnceTheRecordHasAnsweredWithWhatItIsNow() {
    var run = waiting().tell(answer(3, PAID));
    assertThat(run.events()).containsExactly("record-followed", "record-noticed", "step-started a");
    assertThat(run.wanted()).doesNotContain(FOLLOW);
    assertThat(status(run, "order")).isEqualTo("paid");
    assertThat(run.run().start().inputs().get("order").path("Id").asText()).isEqualTo("7");
    assertThat(run.tell(answer(3, PAID)).events()).isEmpty();
  }

  @Test
  void oneThatIsYetToBeCreatedIsFollowedFromItsCreation() {
    var run = waiting().tell(answer(0, Map.of()));
    assertThat(run.events()).containsExactly("record-followed");
    assertThat(status(run, "order")).isEqualTo("new");
    assertThat(run.tell(version(1, PAID)).events())
        .containsExactly("record-noticed", "step-started a");
  }

  @Test
  void oneThatThereCannotBeIsFollowedNoLongerSoThatNothingWaitsForIt() {
    var run = waiting().finished("b");
    assertThat(run.steps()).isEqualTo("a=NotStarted b=Completed");
    run.tell(new Run.RecordAnswered("Order", "7", 0, Map.of(), "there can be none"));
    assertThat(run.events())
        .containsExactly(
            "record-followed", "step-skipped a", "stage-completed one", "run-completed");
    assertThat(run.wanted()).isEmpty();
  }

  @Test
  void anAnswerThatIsOlderThanWhatTheRunWasToldIsOnlyCounted() {
    var run = waiting().tell(version(4, PAID));
    assertThat(run.tell(answer(3, status("new"))).events()).containsExactly("record-followed");
    assertThat(status(run, "order")).isEqualTo("paid");
  }

  @ParameterizedTest
  @CsvSource({"2", "3"})
  void aVersionThatIsNotNewerChangesNothing(long version) {
    var run = waiting().tell(answer(3, status("new")));
    assertThat(run.tell(version(version, PAID)).events()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Suspended", "Error", "Canceled"})
  void aRunThatStandsTakesNoticeAndStartsNothing(RunStatus status) {
    var run = waiting();
    switch (status) {
      case Suspended -> run.suspended();
      case Error -> run.failed("b");
      default -> run.tell(new Run.Cancel("ada", null, null));
    }
    run.tell(version(1, PAID));
    if (status == RunStatus.Canceled) {
      assertThat(run.refusal()).isEqualTo(Reason.WRONG_STATE);
      assertThat(run.wanted()).isEmpty();
    } else {
      assertThat(run.events()).containsExactly("record-noticed");
      assertThat(run.wanted()).contains(FOLLOW);
      assertThat(run.tell(answer(1, PAID)).events()).containsExactly("record-followed");
      assertThat(run.resumed().steps()).contains("a=InProgress");
    }
  }

  @Test
  void whyTellsThatAChangeOfTheRecordCounts() {
    var run = waiting();
    var step = RunReasons.of(run.run(), run.context(), 0).stages().getFirst().steps().getFirst();
    assertThat(step.why().words()).contains("order.Status == 'paid'");
    assertThat(step.why().moments())
        .extracting(RunWhy.Moment::occasion)
        .contains(RunWhy.Occasion.RecordChanges);
  }

  @Test
  void aRunIsOnlyToldOfWhatItFollows() {
    var other = new Run.NoticeRecord("Order", "8", 1, PAID, null);
    assertThat(waiting().tell(other).refusal()).isEqualTo(Reason.WRONG_STATE);
  }

  @Test
  void aStepThatWaitsForItIsNotSkipped() {
    assertThat(waiting().finished("b").steps()).isEqualTo("a=NotStarted b=Completed");
  }

  @Test
  void inputsThatAreTheSameRecordChangeTogether() {
    var run =
        Told.of(orchestration(1, "order.Status == 'paid' && other.Status == 'paid'"))
            .start(Map.of("order", order("7"), "other", order("7")));
    assertThat(run.tell(version(1, PAID)).events())
        .containsExactly("record-noticed", "step-started a");
    assertThat(status(run, "other")).isEqualTo("paid");
  }

  @Test
  void whatIsNoRecordKnownByTypeAndIdStaysAsItWasGiven() {
    var nameless = JsonNodeFactory.instance.objectNode().put("Type", "Order").put("Id", 7);
    for (var value : List.of(nameless, NullNode.getInstance())) {
      var run = Told.of(orchestration(1, "order.Status == 'paid'"));
      assertThat(run.start(Map.of("order", value)).wanted()).containsExactly("flow:b.1.1");
      assertThat(run.finished("b").steps()).isEqualTo("a=Skipped b=Completed");
    }
  }

  @Test
  void everyKindOfConditionIsLookedAt() {
    var asked = sketch(1);
    asked.stage(
        "one",
        null,
        finished(),
        background(
            "a", new StartCondition.Evaluation("f", Map.of("x", asked.value("order.Status")))));
    assertThat(Told.of(asked.orchestration()).start(Map.of("order", order("7"))).wanted())
        .contains(FOLLOW);

    var completed = sketch(1);
    completed.stage(
        "one",
        null,
        completed.completeWhen("order.Status == 'paid'"),
        background("a", withStage()));
    assertThat(Told.of(completed.orchestration()).start(Map.of("order", order("7"))).wanted())
        .contains(FOLLOW);

    var decided = sketch(1);
    decided
        .stage("one", "fork", finished(), background("a", withStage()))
        .decision("fork", "yes", "order.Status == 'paid'", null, null);
    assertThat(Told.of(decided.orchestration()).start(Map.of("order", order("7"))).wanted())
        .contains(FOLLOW);
  }

  @Test
  void anotherVersionFollowsWhatItsConditionsName() {
    var run =
        waiting()
            .tell(answer(1, status("new")))
            .knowing(orchestration(2, "other.Status == 'paid'"))
            .knowing(orchestration(3, "order.Status == 'paid' && other.Status == 'paid'"));
    migrate(run, 2);
    assertThat(run.wanted()).contains("follow:Order/8");
    assertThat(run.tell(version(2, PAID)).refusal()).isEqualTo(Reason.WRONG_STATE);
    run.tell(new Run.RecordAnswered("Order", "8", 5, status("new"), null));
    migrate(run, 3);
    assertThat(run.wanted()).contains(FOLLOW).doesNotContain("follow:Order/8");
    assertThat(run.run().followed().get("Order", "8").version()).isEqualTo(5);
  }

  @Test
  void aFurtherInputOfTheSameRecordShowsNothingThatIsOlderThanTheFirst() {
    var run =
        Told.of(orchestration(1, "order.Status == 'paid'"))
            .start(Map.of("order", order("7"), "other", order("7")))
            .tell(answer(4, status("sent")))
            .knowing(orchestration(2, "order.Status == 'paid' && other.Status == 'paid'"));
    migrate(run, 2);
    assertThat(run.wanted()).contains(FOLLOW);
    assertThat(run.tell(version(3, status("new"))).events()).isEmpty();
    assertThat(status(run, "order")).isEqualTo("sent");
    run.tell(answer(4, status("sent")));
    assertThat(run.events()).containsExactly("record-followed", "record-noticed");
    assertThat(status(run, "other")).isEqualTo("sent");
  }

  @Test
  void aLaterAnswerIsHeardAfterOneToAnEarlierQuestion() {
    var run = waiting().tell(answer(3, status("new")));
    assertThat(run.tell(answer(4, PAID)).events())
        .containsExactly("record-noticed", "step-started a");
    assertThat(run.tell(new Run.RecordAnswered("Order", "7", 0, Map.of(), "none")).events())
        .isEmpty();
  }

  private static void migrate(Told run, int version) {
    run.tell(new Run.Migrate(new RunMigration(version, Map.of(), Map.of(), false), "ola", null));
  }

  @Test
  void valuesThatDoNotFitStayOutsideUntilSmallerOnesCome() {
    var run = waiting().tell(answer(1, status("new")));
    var before = run.run().bytes();
    var left = RunLimits.RUN_BYTES - before;
    run.tell(version(2, status("x".repeat(left + "new".length()))));
    assertThat(run.run().bytes()).isEqualTo(RunLimits.RUN_BYTES);
    run.tell(version(3, status("x".repeat(left + "newx".length()))));
    assertThat(run.events()).containsExactly("record-noticed");
    assertThat(run.run().bytes()).isEqualTo(RunLimits.RUN_BYTES);
    assertThat(run.run().followed().get("Order", "7"))
        .extracting(FollowedRecord::version, FollowedRecord::shown)
        .containsExactly(3L, 2L);
    assertThat(RunView.of("r1", run.run(), run.context().orchestration(), 9).followed())
        .containsExactly(new RunView.FollowedView("Order", "7", List.of("order"), 2, 3L));
    run.tell(version(4, status("old")));
    assertThat(run.run().bytes()).isEqualTo(before);
    assertThat(run.tell(version(5, PAID)).steps()).contains("a=InProgress");
  }
}
