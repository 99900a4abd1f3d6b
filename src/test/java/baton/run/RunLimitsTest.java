package baton.run;

import static baton.run.Sketch.asynchronous;
import static baton.run.Sketch.background;
import static baton.run.Sketch.byEvent;
import static baton.run.Sketch.finished;
import static baton.run.Sketch.interactive;
import static baton.run.Sketch.withStage;
import static baton.run.Told.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Assignee;
import baton.definition.StepDefinition;
import baton.expression.Type;
import baton.run.RunDecision.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every limit of a run, at it and past it. */
class RunLimitsTest {
  private static final int OVERHEAD = "x\"\"".length();

  private final Sketch sketch = new Sketch();

  private Told one(StepDefinition... steps) {
    return Told.of(sketch.stage("one", null, finished(), steps).orchestration());
  }

  private static String text(int characters) {
    return "u".repeat(characters);
  }

  /** Values that have so many bytes as they are counted. */
  private static Map<String, JsonNode> bytes(int count) {
    return Map.of("x", TextNode.valueOf(text(count - OVERHEAD)));
  }

  @Test
  void outputsOfAStep() {
    var run = one(background("a", withStage()), background("b", withStage())).start(Map.of());
    assertThat(run.finished("a", bytes(RunLimits.STEP_BYTES)).steps())
        .isEqualTo("a=Completed b=InProgress");
    assertThat(run.finished("b", bytes(RunLimits.STEP_BYTES + 1)).steps())
        .isEqualTo("a=Completed b=Error");
    assertThat(run.run().fault()).contains("its outputs have 262145 bytes", "at most 262144");
  }

  @Test
  void inputsOfARun() {
    sketch.input("x", Type.TEXT, true);
    var run = one(background("a", withStage()));
    run.start(bytes(RunLimits.RUN_BYTES + 1));
    assertThat(run.refusal()).isEqualTo(Reason.INVALID_INPUT);
    assertThat(run.detail()).contains("at most 1048576");
    assertThat(run.start(bytes(RunLimits.RUN_BYTES)).run().bytes()).isEqualTo(RunLimits.RUN_BYTES);
  }

  @Test
  void inputsOfAStep() {
    sketch.input("x", Type.TEXT, true);
    var step = background("a", withStage(), Map.of("y", sketch.value("x")));
    var orchestration = sketch.stage("one", null, finished(), step).orchestration();
    assertThat(Told.of(orchestration).start(bytes(RunLimits.STEP_BYTES)).steps())
        .isEqualTo("a=InProgress");
    var past = Told.of(orchestration).start(bytes(RunLimits.STEP_BYTES + 1));
    assertThat(past.steps()).isEqualTo("a=Error");
    assertThat(past.run().fault()).contains("its inputs have 262145 bytes");
  }

  @Test
  void inputsAndOutputsOfARunTogether() {
    sketch.input("x", Type.TEXT, true);
    var half = RunLimits.RUN_BYTES - RunLimits.STEP_BYTES;
    var run = one(asynchronous("a", withStage()), byEvent("b", withStage()));
    run.start(bytes(half)).finished("a", bytes(RunLimits.STEP_BYTES));
    assertThat(run.run().bytes()).isEqualTo(RunLimits.RUN_BYTES);
    run.event("e1", "b", "Completed", bytes(4));
    assertThat(run.refusal()).isEqualTo(Reason.INVALID_INPUT);
    assertThat(run.detail()).contains("the values of the payload make 1048580 bytes");
    run.tell(new Run.StepReported("b", 1, 1, StepOutcome.failed("past the limit nothing is kept")));
    assertThat(run.run().bytes()).isEqualTo(RunLimits.RUN_BYTES);
  }

  @Test
  void outputsThatAreReplacedCountOnce() {
    var run = one(interactive("ask", withStage(), "user:ada", finished())).start(Map.of());
    run.completed("ask", ADA, bytes(1_000));
    assertThat(run.run().step("ask").status()).isEqualTo(StepStatus.Completed);
    assertThat(run.run().bytes()).isEqualTo(1_000);
  }

  @Test
  void outputsOfAPerson() {
    var run = one(interactive("ask", withStage(), "user:ada", finished())).start(Map.of());
    run.completed("ask", ADA, bytes(RunLimits.STEP_BYTES + 1));
    assertThat(run.refusal()).isEqualTo(Reason.INVALID_INPUT);
    assertThat(run.completed("ask", ADA, bytes(RunLimits.STEP_BYTES)).run().status())
        .isEqualTo(RunStatus.Completed);
  }

  @Test
  void payloadOfAnEvent() {
    var run = one(byEvent("a", withStage())).start(Map.of());
    run.event("e1", "a", null, bytes(RunLimits.STEP_BYTES + 1));
    assertThat(run.refusal()).isEqualTo(Reason.INVALID_INPUT);
    assertThat(run.event("e1", "a", null, bytes(RunLimits.STEP_BYTES)).run().status())
        .isEqualTo(RunStatus.Completed);
  }

  @Test
  void idOfAnEvent() {
    var run = one(byEvent("a", withStage())).start(Map.of());
    assertThat(run.event(text(RunLimits.EVENT_ID_CHARACTERS + 1), null, null).refusal())
        .isEqualTo(Reason.INVALID_INPUT);
    assertThat(run.event(text(RunLimits.EVENT_ID_CHARACTERS), null, null).events())
        .containsExactly("event-received");
  }

  @Test
  void eventsThatAreRemembered() {
    var run = one(byEvent("a", withStage())).start(Map.of());
    for (var i = 0; i <= RunLimits.REMEMBERED_EVENTS; i++) {
      run.event("e" + i, null, null);
    }
    assertThat(run.run().events()).hasSize(RunLimits.REMEMBERED_EVENTS).doesNotContain("e0");
    assertThat(run.event("e1", null, null).events()).as("still known").isEmpty();
  }

  @Test
  void businessKey() {
    var run = one(background("a", withStage()));
    run.tell(start(text(RunLimits.TEXT_CHARACTERS + 1)));
    assertThat(run.refusal()).isEqualTo(Reason.INVALID_INPUT);
    assertThat(run.tell(start(text(RunLimits.TEXT_CHARACTERS))).run().status())
        .isEqualTo(RunStatus.InProgress);
  }

  private static Run.Start start(String businessKey) {
    return new Run.Start("sketch", 1, Map.of(), "hash", businessKey, "ada", null, null, null);
  }

  @Test
  void reasonOfACancelAndOfAReassignment() {
    var run = one(interactive("ask", withStage(), "user:ada", finished())).start(Map.of());
    var hr = Assignee.parse("group:hr");
    run.tell(new Run.Reassign(run.item("ask"), ADA, hr, text(RunLimits.TEXT_CHARACTERS + 1), null));
    assertThat(run.refusal()).isEqualTo(Reason.INVALID_INPUT);
    run.tell(new Run.Reassign(run.item("ask"), ADA, hr, text(RunLimits.TEXT_CHARACTERS), null));
    assertThat(run.events()).containsExactly("work-item-assigned group:hr");
    run.tell(new Run.Cancel("ada", text(RunLimits.TEXT_CHARACTERS + 1), null));
    assertThat(run.refusal()).isEqualTo(Reason.INVALID_INPUT);
    run.tell(new Run.Cancel("ada", text(RunLimits.TEXT_CHARACTERS), null));
    assertThat(run.run().status()).isEqualTo(RunStatus.Canceled);
  }

  @Test
  void commentsAndFaultsAreCutShort() {
    var run = one(asynchronous("a", withStage()), asynchronous("b", withStage())).start(Map.of());
    var comments = text(RunLimits.TEXT_CHARACTERS + 1);
    run.tell(new Run.StepReported("a", 1, 1, new StepOutcome.Finished(Map.of(), comments)));
    assertThat(run.run().step("a").comments()).hasSize(RunLimits.TEXT_CHARACTERS).endsWith("u…");
    run.tell(new Run.StepReported("b", 1, 1, StepOutcome.failed(text(100_000))));
    assertThat(run.run().step("b").fault()).hasSize(RunLimits.TEXT_CHARACTERS).endsWith("u…");
    assertThat(run.run().fault()).hasSize(RunLimits.TEXT_CHARACTERS).startsWith("step b: ");
  }

  @Test
  void idOfARelatedRecord() {
    sketch.input("x", Type.TEXT, true);
    var step = interactive("ask", withStage(), "user:ada", sketch.value("x"));
    var orchestration = sketch.stage("one", null, finished(), step).orchestration();
    var id = text(RunLimits.RECORD_ID_CHARACTERS);
    assertThat(Told.of(orchestration).start(Map.of("x", TextNode.valueOf(id))).steps())
        .isEqualTo("ask=InProgress");
    var past = Told.of(orchestration).start(Map.of("x", TextNode.valueOf(id + "u")));
    assertThat(past.run().fault()).contains("more than 400 characters");
    var blank = Told.of(orchestration).start(Map.of("x", TextNode.valueOf(" ")));
    assertThat(blank.run().fault()).contains("its related record has no id");
  }

  @Test
  void stagesAndDecisionsThatFollowEachOtherWithoutWaiting() {
    var chain = new Sketch();
    for (var i = 1; i < RunLimits.ELEMENTS_PER_PASS; i++) {
      chain.stage("s" + i, "s" + (i + 1), finished());
    }
    chain.stage("s" + RunLimits.ELEMENTS_PER_PASS, null, finished());
    assertThat(Told.started(chain.orchestration()).run().status()).isEqualTo(RunStatus.Completed);

    sketch
        .stage("one", "two", sketch.completeWhen("true"), background("a", withStage()))
        .stage("two", "one", sketch.completeWhen("true"), background("b", withStage()));
    var run = Told.started(sketch.orchestration());
    assertThat(run.run().status()).isEqualTo(RunStatus.Error);
    assertThat(run.run().fault()).contains("more than 1000 stages and decisions");
    assertThat(run.run().stages()).hasSize(RunLimits.ELEMENTS_PER_PASS);
  }
}
