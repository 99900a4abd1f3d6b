package baton.flow;

import static baton.flow.FlowsForTests.flow;
import static baton.flow.FlowsForTests.values;
import static org.assertj.core.api.Assertions.assertThat;

import baton.flow.InterviewReply.Draft;
import baton.flow.InterviewReply.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of what a person typed, wherever their interview stands. */
class InterviewDraftTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
  private static final Flow FLOW =
      flow("""
      flow: onboard
      kind: screen
      elements:
        - { screen: one, fields: [ { text: a }, { text: b }, { password: pin } ] }
        - { screen: two, fields: [ { text: c } ] }
      """)
          .with(1);
  private static final Interpreter INTERPRETER = new Interpreter(FLOW);
  private static final InterviewReplay REPLAY =
      new InterviewReplay(INTERPRETER, "ada", Secrets.of(Secrets.newKey()));
  private static final InterviewState NOBODY = new InterviewState.NotStarted();
  private static final InterviewEvent.Started STARTED =
      new InterviewEvent.Started("i", "ada", "onboard", 1, Map.of(), Map.of(), null, NOW);

  private static InterviewState after(InterviewState state, InterviewEvent... events) {
    return Arrays.stream(events).reduce(state, InterviewState::apply, (one, other) -> other);
  }

  private static InterviewDecision keep(InterviewState state, String screen, String typed) {
    return keep(state, screen, values(typed));
  }

  private static InterviewDecision keep(
      InterviewState state, String screen, Map<String, JsonNode> typed) {
    return InterviewDraft.keep(
        state, new Interview.Keep("onboard", 1, screen, typed, null), Optional.of(FLOW), NOW);
  }

  private static InterviewState kept(InterviewState state, String screen, String typed) {
    return state.apply(((InterviewDecision.Accepted) keep(state, screen, typed)).event());
  }

  private static Reason refused(InterviewDecision decision) {
    return ((InterviewReply.Refused) ((InterviewDecision.Answered) decision).reply()).reason();
  }

  private static InterviewEvent drafted(String screen, String typed) {
    return new InterviewEvent.ScreenDrafted(screen, values(typed), NOW);
  }

  private static InterviewEvent answered(String screen, String typed) {
    return new InterviewEvent.ScreenAnswered(screen, values(typed), NOW);
  }

  private static final InterviewEvent OVERTAKEN =
      new InterviewEvent.Overtaken("done by bob", "bob", NOW, NOW);

  @Test
  void whereNobodyTypedThereIsNothing() {
    assertThat(InterviewDraft.of(NOBODY)).isEqualTo(new Draft(Map.of(), null, false));
    assertThat(InterviewDraft.of(after(NOBODY, STARTED)))
        .isEqualTo(new Draft(Map.of(), null, true));
  }

  @Test
  void whatWasTypedIsThereWhateverBecameOfIt() {
    var open = after(NOBODY, STARTED, answered("one", "{a: x, b: y}"), drafted("two", "c: z"));
    var all = new Draft(values("{a: x, b: y, c: z}"), NOW, true);
    assertThat(InterviewDraft.of(open)).isEqualTo(all);
    assertThat(InterviewDraft.of(after(open, answered("two", "c: z"), OVERTAKEN))).isEqualTo(all);
    assertThat(InterviewDraft.of(after(open, new InterviewEvent.Finished(Map.of(), NOW))))
        .isEqualTo(all);
    assertThat(InterviewDraft.of(after(open, new InterviewEvent.Restarted(NOW))).values())
        .isEmpty();
  }

  @Test
  void aSecretIsNeverInADraft() {
    var stored =
        Secrets.of(Secrets.newKey()).sealed(values("{a: x, pin: hunter22}"), List.of("pin"));
    var open = after(NOBODY, STARTED, new InterviewEvent.ScreenAnswered("one", stored, NOW));
    assertThat(InterviewDraft.of(open).values()).isEqualTo(values("a: x"));
    assertThat(InterviewDraft.of(kept(open, "one", "{a: y, pin: hunter22}")).values())
        .isEqualTo(values("a: y"));
  }

  @Test
  void whatComesTooLateIsKeptInAnyState() {
    var open = after(NOBODY, STARTED, answered("one", "{a: x, b: y}"));
    for (var state : List.of(NOBODY, open, after(open, OVERTAKEN))) {
      var typed = InterviewDraft.of(kept(state, "two", "c: late")).values();
      assertThat(typed).containsEntry("c", TextNode.valueOf("late"));
    }
  }

  @Test
  void whatIsKnownIsNotKeptTwice() {
    var state = kept(NOBODY, "one", "{a: x, b: y}");
    assertThat(keep(state, "one", "a: x")).isInstanceOf(InterviewDecision.Answered.class);
    var more = kept(state, "one", "b: z");
    assertThat(InterviewDraft.of(more).values()).isEqualTo(values("{a: x, b: z}"));
    assertThat(more.factsNow()).hasSize(1);
  }

  @Test
  void whatWasKeptStandsInItsScreenWhenThePersonMayGoOn() {
    var later = (InterviewState.Open) after(kept(NOBODY, "one", "a: early"), STARTED);
    var shown = (Outcome.ShowScreen) REPLAY.standing(later);
    assertThat(shown.progress().typedHere()).isEqualTo(values("a: early"));
    var elsewhere = (InterviewState.Open) after(kept(NOBODY, "two", "c: early"), STARTED);
    var first = (Outcome.ShowScreen) REPLAY.standing(elsewhere);
    assertThat(first.progress().typedHere()).isEmpty();
  }

  /** A field that is left out counts as it was drafted, also after a restart. */
  @Test
  void anAnswerThatLeavesOutADraftedFieldMeansTheSameAfterAReplay() {
    var open = (InterviewState.Open) after(NOBODY, STARTED, drafted("one", "{a: x, b: y}"));
    var standing = REPLAY.standing(open);
    var live = REPLAY.after(STARTED, standing, answered("one", "a: z"));
    var stored = (InterviewState.Open) open.apply(answered("one", "a: z"));
    assertThat(REPLAY.standing(stored)).isEqualTo(live);
  }

  @Test
  void whatIsKeptIsBounded() {
    var most = "x".repeat(FlowLimits.MAX_EXCHANGED_BYTES - 6);
    Map<String, JsonNode> fits = Map.of("a", TextNode.valueOf(most));
    Map<String, JsonNode> tooMuch = Map.of("a", TextNode.valueOf(most + "x"));
    assertThat(keep(NOBODY, "one", fits)).isInstanceOf(InterviewDecision.Accepted.class);
    assertThat(refused(keep(NOBODY, "one", tooMuch))).isEqualTo(Reason.TOO_LARGE);
    assertThat(refused(keep(NOBODY, "s".repeat(201), "a: x"))).isEqualTo(Reason.TOO_LARGE);
    var state = NOBODY;
    for (var screen = 1; screen <= 4; screen++) {
      Map<String, JsonNode> typed = Map.of("a" + screen, TextNode.valueOf(most.substring(1)));
      state = state.apply(((InterviewDecision.Accepted) keep(state, "s" + screen, typed)).event());
    }
    assertThat(refused(keep(state, "s5", "a: xxxx"))).isEqualTo(Reason.TOO_LONG);
  }

  @Test
  void withoutItsFlowNothingIsKept() {
    var wish = new Interview.Keep("onboard", 1, "one", values("a: x"), null);
    assertThat(refused(InterviewDraft.keep(NOBODY, wish, Optional.empty(), NOW)))
        .isEqualTo(Reason.NO_FLOW);
  }
}
