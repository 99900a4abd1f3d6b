package baton.run;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.FailurePolicy;
import baton.definition.Orchestration;
import baton.definition.RetryPolicy;
import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FanOutDeciderTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Orchestration fanOut(int atOnce, boolean goesOn) {
    var sketch = new Sketch().input("orders", Type.collectionOf(Type.Kind.TEXT), false);
    return sketch
        .stage("one", null, Sketch.finished(), sketch.fannedOut("a", "orders", atOnce, goesOn))
        .orchestration();
  }

  private static Map<String, JsonNode> orders(int count) {
    var orders = JsonNodeFactory.instance.arrayNode();
    for (var i = 0; i < count; i++) {
      orders.add("O-" + i);
    }
    return Map.of("orders", orders);
  }

  private static Told started(int count, int atOnce, boolean goesOn) {
    return Told.of(fanOut(atOnce, goesOn)).start(orders(count));
  }

  private static Map<String, JsonNode> x(int value) {
    return Map.of("x", IntNode.valueOf(value));
  }

  private static String outputs(Told run) {
    return run.run().step("a").outputs().toString().replace('"', '\'');
  }

  @Test
  void onlySoManyItemsAreInProgressAndTheNextFollowsTheOneThatEnds() {
    var run = started(4, 2, false);
    assertThat(run.wanted()).containsExactly("flow:a.1/0.1", "flow:a.1/1.1");
    run.itemFinished("a", 1, x(1));
    assertThat(run.events()).containsExactly("item-ended 1");
    assertThat(run.wanted()).containsExactly("flow:a.1/0.1", "flow:a.1/2.1");
  }

  @Test
  void anItemHasItsOwnInputsAndThoseOfAll() {
    var work = (RunWork.RunFlow) RunWork.wantedBy(started(2, 1, false).state()).get("flow:a.1/0.1");
    assertThat(work.inputs())
        .containsOnly(
            Map.entry("it", TextNode.valueOf("O-0")),
            Map.entry("at", IntNode.valueOf(0)),
            Map.entry("run", TextNode.valueOf("r1")));
  }

  @Test
  void resultsAreInTheOrderOfTheCollection() {
    var run = started(3, 3, false);
    run.itemFinished("a", 2, x(2)).itemFinished("a", 0, x(0)).itemFinished("a", 1, x(1));
    assertThat(run.events())
        .containsExactly(
            "item-ended 1", "step-completed a", "stage-completed one", "run-completed");
    assertThat(run.run().step("a").outputs().get("results").toString())
        .isEqualTo("[{\"x\":0},{\"x\":1},{\"x\":2}]");
    assertThat(run.run().step("a").outputs().get("succeeded").intValue()).isEqualTo(3);
  }

  @Test
  void aFanOutOfNothingCompletesAtOnce() throws Exception {
    var run = started(0, 3, false);
    assertThat(run.steps()).isEqualTo("a=Completed");
    assertThat(JSON.valueToTree(run.run().step("a").outputs()).toString())
        .isEqualTo("{\"results\":[],\"errors\":[],\"succeeded\":0,\"failed\":0}");
  }

  @Test
  void whatIsNoCollectionFailsTheStep() {
    var run = Told.of(fanOut(2, false)).start(Map.of());
    assertThat(run.steps()).isEqualTo("a=Error");
    assertThat(run.run().step("a").fault()).startsWith("`forEach` gives no value");
  }

  @Test
  void asManyItemsAsAllowedAndOneMore() {
    assertThat(started(RunLimits.FAN_OUT_ITEMS, 2, false).steps()).isEqualTo("a=InProgress");
    var more = started(RunLimits.FAN_OUT_ITEMS + 1, 2, false);
    assertThat(more.run().step("a").fault())
        .startsWith("`forEach` gives 10,001 items, and a step fans out over at most 10,000");
  }

  @Test
  void aReportOfAnOlderAttemptAndARepeatedOneChangeNothing() {
    var run = started(2, 2, false).itemStumbled("a", 0);
    assertThat(run.events()).containsExactly("item-retry-planned 0");
    var first = new Run.StepReported("a", 1, 1, new StepOutcome.Finished(Map.of(), null), null, 0);
    assertThat(run.tell(first).last()).isEqualTo(RunDecision.unchanged());
    run.later(Duration.ofMinutes(2)).fired(run.run().step("a").timer().key());
    assertThat(run.wanted()).containsExactly("flow:a.1/0.2", "flow:a.1/1.1");
    assertThat(run.tell(first).last()).isEqualTo(RunDecision.unchanged());
    run.itemFinished("a", 1, Map.of());
    assertThat(run.tell(new Run.StepReported("a", 1, 1, first.outcome(), null, 1)).last())
        .isEqualTo(RunDecision.unchanged());
    assertThat(run.tell(new Run.StepReported("a", 1, 1, first.outcome())).last())
        .isEqualTo(RunDecision.unchanged());
  }

  @Test
  void aFailedItemFailsTheStep() {
    var run = started(4, 2, false).itemFailed("a", 1);
    assertThat(run.steps()).isEqualTo("a=Error");
    assertThat(run.run().step("a").fault()).isEqualTo("item 1 of 4: broken");
    assertThat(run.wanted()).isEmpty();
  }

  @Test
  void aStepThatGoesOnTellsWhichItemsFailed() {
    var run = started(3, 1, true);
    run.itemFinished("a", 0, x(0)).itemFailed("a", 1).itemFinished("a", 2, x(2));
    assertThat(outputs(run))
        .isEqualTo(
            "{results=[{'x':0},null,{'x':2}], errors=[{'index':1,'fault':'broken'}], succeeded=2,"
                + " failed=1}");
  }

  @Test
  void afterAnErrorOnlyWhatHadNotSucceededIsDoneAgain() {
    var run = started(4, 2, false).itemFinished("a", 0, x(0)).itemFailed("a", 1).resumed();
    assertThat(run.wanted()).containsExactly("flow:a.1/1.2", "flow:a.1/2.2");
    run.itemFinished("a", 1, x(1)).itemFinished("a", 2, x(2)).itemFinished("a", 3, x(3));
    assertThat(run.stages()).isEqualTo("one#1=Completed");
    assertThat(outputs(run)).startsWith("{results=[{'x':0},{'x':1},{'x':2},{'x':3}], errors=[]");
  }

  @Test
  void whatSucceedsAfterTheErrorIsNotDoneAgain() {
    var run = started(3, 3, false).itemFailed("a", 0).itemFinished("a", 2, x(2));
    assertThat(run.events()).containsExactly("item-ended 2");
    assertThat(run.resumed().wanted()).containsExactly("flow:a.1/0.2", "flow:a.1/1.2");
  }

  @Test
  void aSuspendedRunKeepsWhatItsItemsDoAndBeginsNone() {
    var run = started(4, 2, false).suspended().itemFinished("a", 0, x(0));
    assertThat(run.wanted()).containsExactly("flow:a.1/1.1");
    run.itemFinished("a", 1, x(1));
    assertThat(run.wanted()).isEmpty();
    assertThat(run.resumed().wanted()).containsExactly("flow:a.1/2.1", "flow:a.1/3.1");
  }

  @Test
  void whatFailedForGoodDuringASuspensionFailsTheStepWhenTheRunGoesOn() {
    var run = started(4, 2, false).suspended().itemFailed("a", 0);
    assertThat(run.steps()).isEqualTo("a=InProgress");
    assertThat(run.wanted()).isEmpty();
    assertThat(run.resumed().run().status()).isEqualTo(RunStatus.Error);
  }

  /** Else the step would write for ever that items are due, and none could be done. */
  @Test
  void whatFailedForGoodDuringASuspensionIsNotDueAgain() {
    var sketch = new Sketch().input("orders", Type.collectionOf(Type.Kind.TEXT), false);
    var hurried =
        Sketch.failing(
            new FailurePolicy(RetryPolicy.USUAL, Duration.ofMinutes(1), null),
            sketch.fannedOut("a", "orders", 2, false));
    var run =
        Told.of(sketch.stage("one", null, Sketch.finished(), hurried).orchestration())
            .start(orders(2))
            .suspended()
            .itemFailed("a", 0);
    assertThat(run.wanted()).isEmpty();
    run.later(Duration.ofMinutes(2));
    assertThat(run.wanted()).isEmpty();
    assertThat(run.resumed().run().status()).isEqualTo(RunStatus.Error);
  }

  @Test
  void theLastItemDuringASuspensionCompletesTheStepWhenTheRunGoesOn() {
    var run = started(1, 2, false).suspended().itemFinished("a", 0, x(0));
    assertThat(run.steps()).isEqualTo("a=InProgress");
    assertThat(run.resumed().run().status()).isEqualTo(RunStatus.Completed);
  }

  @Test
  void theOutputsOfAllItemsTogetherHaveALimit() {
    var half =
        Map.<String, JsonNode>of("t", TextNode.valueOf("x".repeat(RunLimits.STEP_BYTES / 2 - 50)));
    var run = started(2, 2, true).itemFinished("a", 0, half).itemFinished("a", 1, half);
    assertThat(run.steps()).isEqualTo("a=Completed");
    var over = started(3, 2, true).itemFinished("a", 0, half).itemFinished("a", 1, half);
    assertThat(over.itemFinished("a", 2, half).run().step("a").fault())
        .matches(
            "item 2 of 3: with it the outputs of the items so far have \\d+ bytes; a step keeps at most 262144");
  }

  @Test
  void anAttemptThatTakesTooLongIsTriedAgainAndOneTimerServesAll() {
    var sketch = new Sketch().input("orders", Type.collectionOf(Type.Kind.TEXT), false);
    var hurried =
        Sketch.failing(
            new FailurePolicy(RetryPolicy.USUAL, Duration.ofMinutes(1), null),
            sketch.fannedOut("a", "orders", 2, false));
    var run =
        Told.of(sketch.stage("one", null, Sketch.finished(), hurried).orchestration())
            .start(orders(3))
            .later(Duration.ofSeconds(30))
            .itemFinished("a", 0, x(0));
    assertThat(run.wanted()).filteredOn(key -> key.startsWith("wait:")).hasSize(1);
    run.later(Duration.ofSeconds(35)).fired(run.run().step("a").timer().key());
    assertThat(run.events()).containsExactly("item-retry-planned 1", "items-due");
    assertThat(run.wanted()).contains("flow:a.1/2.1").doesNotContain("flow:a.1/1.1");
    run.later(Duration.ofSeconds(10)).fired(run.run().step("a").timer().key());
    assertThat(run.wanted()).contains("flow:a.1/1.2", "flow:a.1/2.1");
  }

  @Test
  void editedInputsAreThoseOfTheItemsThatAreDoneAgain() {
    var run = started(2, 2, false).itemFinished("a", 0, x(0)).itemFailed("a", 1);
    run.retried("a", Map.of("it", TextNode.valueOf("other")));
    var work = (RunWork.RunFlow) RunWork.wantedBy(run.state()).get("flow:a.1/1.2");
    assertThat(work.inputs())
        .containsEntry("it", TextNode.valueOf("other"))
        .containsEntry("at", IntNode.valueOf(1));
  }

  @Test
  void itIsSaidHowFarTheItemsHaveCome() {
    var run = started(4, 2, true).itemFinished("a", 0, x(0)).itemFailed("a", 1);
    var why = RunReasons.of(run.run(), run.context(), 1);
    assertThat(why.stages().getFirst().steps().getFirst().why().words())
        .isEqualTo(
            "1 of 4 items has succeeded, 1 has failed, 2 are in progress; item 1 failed first:"
                + " broken.");
  }

  @Test
  void whatItemsSayAfterTheRunHasEndedIsWrittenDownOnce() {
    var run = started(4, 2, true).itemFinished("a", 0, x(0)).tell(new Run.Cancel("o", null, null));
    var before = run.run().step("a").items();
    assertThat(run.itemFinished("a", 1, x(1)).events()).containsExactly("step-reported-late");
    assertThat(((RunDecision.Accepted) run.last()).counts()).isFalse();
    assertThat(run.itemFinished("a", 1, x(1)).events()).as("again").isEmpty();
    assertThat(run.itemFinished("a", 3, x(1)).events()).as("of one that never began").isEmpty();
    assertThat(run.itemFailed("a", 2).events()).containsExactly("step-reported-late");
    var after = run.run().step("a").items();
    assertThat(after.succeeded()).isEqualTo(before.succeeded());
    assertThat(after.failed()).isEqualTo(before.failed());
    assertThat(after.waiting()).isEqualTo(before.waiting());
  }

  @Test
  void noEventFinishesAStepThatFansOut() {
    var run = started(2, 2, false).event("e1", "a", null);
    assertThat(run.detail()).contains("fans out over a collection");
  }

  /** Not quadratic: each of ten thousand reports costs about as much as the first. */
  @Test
  void tenThousandItemsTakeSeconds() {
    var count = RunLimits.FAN_OUT_ITEMS;
    var begun = System.nanoTime();
    var run = started(count, 100, true);
    for (var index = 0; index < count; index++) {
      run.itemFinished("a", index, index % 1_000 == 7 ? Map.of() : x(index));
      if (index % 100 == 0) {
        assertThat(run.wanted()).hasSizeLessThanOrEqualTo(100);
        assertThat(RunWork.synchronous(run.state())).isFalse();
      }
    }
    var took = Duration.ofNanos(System.nanoTime() - begun);
    System.out.printf("fan-out: %,d items decided and applied in %s ms%n", count, took.toMillis());
    assertThat(run.steps()).isEqualTo("a=Completed");
    assertThat(run.run().step("a").outputs().get("results")).hasSize(count);
    assertThat(took).isLessThan(Duration.ofSeconds(30));
    var view = RunView.view("r1", run.context().orchestration().step("a"), run.run().step("a"));
    assertThat(view.outputs()).containsOnlyKeys("succeeded", "failed");
    assertThat(view.items().succeeded()).isEqualTo(count);
  }
}
