package baton.flow;

import static baton.flow.FlowsForTests.MOMENT;
import static baton.flow.FlowsForTests.flow;
import static baton.flow.FlowsForTests.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every wish in every place where an interview can stand. */
class InterviewDeciderTest {
  private static final Interpreter INTERPRETER =
      new Interpreter(
          flow(
              """
              flow: f
              kind: screen
              elements:
                - { screen: one, fields: [ { text: a, required: true } ] }
                - { screen: two, fields: [ { text: b } ] }
                - { action: act, call: log, inputs: { message: hi } }
              """));
  private static final Outcome ONE = INTERPRETER.start(Map.of(), MOMENT);
  private static final Outcome TWO = answered(ONE, "a: x");
  private static final Outcome ACTION = answered(TWO, "{}");
  private static final InterviewEvent.Started STARTED =
      new InterviewEvent.Started("i", "ada", "f", 1, Map.of(), Map.of(), null, MOMENT.now());

  private static Outcome answered(Outcome shown, String values) {
    var progress = ((Outcome.ShowScreen) shown).progress();
    return ((Answer.Accepted) INTERPRETER.answer(progress, values(values), MOMENT)).outcome();
  }

  private static Outcome standing(String where) {
    return switch (where) {
      case "one" -> ONE;
      case "two" -> TWO;
      case "action" -> ACTION;
      case "finished" -> new Outcome.Finished(Map.of());
      default -> new Outcome.Failed("fault", "element");
    };
  }

  private static Interview.Wish wish(String wish, Map<String, JsonNode> values) {
    return switch (wish) {
      case "open" -> new Interview.Open("f", 1, Map.of(), null);
      case "view" -> new Interview.View(null);
      case "next" -> new Interview.Next("two", values, null);
      case "back" -> new Interview.Back("two", values, null);
      case "save" -> new Interview.Save("two", values, null);
      case "preview" -> new Interview.Preview("two", values, null);
      default -> new Interview.Restart(null);
    };
  }

  private static InterviewDecision decide(
      String where, Interview.Wish wish, List<InterviewEvent> facts) {
    var state = new InterviewState.Open(STARTED, 1, facts);
    return new InterviewDecider(INTERPRETER, state, standing(where), MOMENT).decide(wish);
  }

  private static String told(InterviewDecision decision) {
    return switch (decision) {
      case InterviewDecision.Searching ignored -> "searching";
      case null -> "look";
      case InterviewDecision.Accepted accepted -> accepted.event().getClass().getSimpleName();
      case InterviewDecision.Answered answered ->
          answered.reply() instanceof InterviewReply.Refused refused
              ? refused.reason().name()
              : answered.reply().getClass().getSimpleName();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "one,      open,    look",
    "one,      view,    look",
    "one,      next,    OTHER_SCREEN",
    "one,      back,    OTHER_SCREEN",
    "one,      save,    OTHER_SCREEN",
    "one,      preview, OTHER_SCREEN",
    "one,      restart, Restarted",
    "two,      open,    look",
    "two,      view,    look",
    "two,      next,    ScreenAnswered",
    "two,      back,    WentBack",
    "two,      save,    ScreenDrafted",
    "two,      preview, Screen",
    "two,      restart, Restarted",
    "action,   open,    look",
    "action,   view,    look",
    "action,   next,    NOT_NOW",
    "action,   back,    NOT_NOW",
    "action,   save,    NOT_NOW",
    "action,   preview, NOT_NOW",
    "action,   restart, NOT_NOW",
    "finished, open,    look",
    "finished, view,    look",
    "finished, next,    NOT_NOW",
    "finished, back,    NOT_NOW",
    "finished, save,    NOT_NOW",
    "finished, preview, NOT_NOW",
    "finished, restart, NOT_NOW",
    "failed,   open,    look",
    "failed,   view,    look",
    "failed,   next,    NOT_NOW",
    "failed,   back,    NOT_NOW",
    "failed,   save,    NOT_NOW",
    "failed,   preview, NOT_NOW",
    "failed,   restart, Restarted",
  })
  void aWishIsDecidedByWhereTheInterviewStands(String where, String wish, String decision) {
    assertThat(told(decide(where, wish(wish, values("b: x")), List.of()))).isEqualTo(decision);
  }

  @ParameterizedTest
  @CsvSource({"next, ScreenAnswered", "back, WentBack", "save, ScreenDrafted"})
  void fiveThousandThingsMayHappenInAnInterview(String wish, String decision) {
    var fact = new InterviewEvent.WentBack("two", Map.of(), MOMENT.now());
    var most = Collections.<InterviewEvent>nCopies(InterviewDecider.MAX_FACTS, fact);
    var before = most.subList(1, most.size());
    assertThat(told(decide("two", wish(wish, values("b: x")), before))).isEqualTo(decision);
    assertThat(told(decide("two", wish(wish, values("b: x")), most))).isEqualTo("TOO_LONG");
    assertThat(told(decide("two", wish("restart", Map.of()), most))).isEqualTo("Restarted");
  }

  @ParameterizedTest
  @CsvSource({"back, WentBack", "save, ScreenDrafted"})
  void whatIsKeptUncheckedIsBounded(String wish, String decision) {
    var most = "x".repeat(FlowLimits.MAX_EXCHANGED_BYTES - 2);
    Map<String, JsonNode> fits = Map.of("b", TextNode.valueOf(most));
    Map<String, JsonNode> tooMuch = Map.of("b", TextNode.valueOf(most + "x"));
    assertThat(told(decide("two", wish(wish, fits), List.of()))).isEqualTo(decision);
    assertThat(told(decide("two", wish(wish, tooMuch), List.of()))).isEqualTo("TOO_LARGE");
  }

  @Test
  void aReplayThatDoesNotFitTheFlowAnyMoreCanBeRestarted() {
    var replay = new InterviewReplay(INTERPRETER, "ada", Secrets.of(Secrets.newKey()));
    var rejected = new InterviewEvent.ScreenAnswered("one", values("a: ''"), MOMENT.now());
    var misplaced = new InterviewEvent.ActionCompleted(1, Map.of(), MOMENT.now());
    for (InterviewEvent fact : List.of(rejected, misplaced)) {
      var open = new InterviewState.Open(STARTED, 1, List.of(fact));
      assertThat(replay.standing(open)).isInstanceOf(Outcome.Failed.class);
      var restarted = (InterviewState.Open) open.apply(new InterviewEvent.Restarted(MOMENT.now()));
      assertThat(replay.standing(restarted)).isEqualTo(ONE);
    }
  }
}
