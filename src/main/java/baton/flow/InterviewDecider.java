package baton.flow;

import baton.flow.InterviewReply.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides what a person's wish means for an interview, where it stands now. */
final class InterviewDecider {
  /** What may happen in one interview before it must be restarted. */
  static final int MAX_FACTS = 5_000;

  private final Interpreter interpreter;
  private final InterviewState.Open state;
  private final Outcome standing;
  private final Moment moment;

  InterviewDecider(
      Interpreter interpreter, InterviewState.Open state, Outcome standing, Moment moment) {
    this.interpreter = interpreter;
    this.state = state;
    this.standing = standing;
    this.moment = moment;
  }

  /** Null where the person only wants to see where the interview stands. */
  @Nullable InterviewDecision decide(Interview.Wish wish) {
    return switch (wish) {
      case Interview.Open ignored -> null;
      case Interview.View ignored -> null;
      case Interview.Next next -> next(next.screen(), next.values());
      case Interview.Back back -> back(back.screen(), back.values());
      case Interview.Save save -> save(save.screen(), save.values());
      case Interview.Preview preview -> preview(preview.screen(), preview.values());
      case Interview.Restart ignored -> restart();
      case Interview.Search search -> search(search.screen(), search.field());
      case Interview.Draft ignored -> null; // both are answered before anything is decided
      case Interview.Keep ignored -> null;
    };
  }

  private InterviewDecision next(String screen, Map<String, JsonNode> values) {
    return onScreen(
        screen,
        shown ->
            switch (interpreter.answer(shown.progress(), values, moment)) {
              case Answer.Accepted accepted ->
                  recorded(new InterviewEvent.ScreenAnswered(shown.screen(), values, moment.now()));
              case Answer.Rejected rejected ->
                  new InterviewDecision.Answered(
                      new InterviewReply.Invalid(
                          rejected.problems(),
                          interpreter.review(shown.progress(), values, moment)));
            });
  }

  private InterviewDecision back(String screen, Map<String, JsonNode> values) {
    return onScreen(
        screen,
        shown -> {
          var draft = draft(shown, values);
          return shown.progress().canGoBack()
              ? kept(draft, new InterviewEvent.WentBack(shown.screen(), draft, moment.now()))
              : InterviewDecision.refused(Reason.NO_WAY_BACK, "There is no screen to go back to.");
        });
  }

  private InterviewDecision save(String screen, Map<String, JsonNode> values) {
    return onScreen(
        screen,
        shown -> {
          var draft = draft(shown, values);
          return shown.progress().typedHere().equals(draft)
              ? new InterviewDecision.Answered(view(shown))
              : kept(draft, new InterviewEvent.ScreenDrafted(shown.screen(), draft, moment.now()));
        });
  }

  /** Nobody needs a password again that was not sent off. */
  private Map<String, JsonNode> draft(Outcome.ShowScreen shown, Map<String, JsonNode> values) {
    var draft = new LinkedHashMap<>(values);
    draft.keySet().removeAll(interpreter.secrets(shown.progress(), moment));
    return draft;
  }

  private InterviewDecision kept(Map<String, JsonNode> values, InterviewEvent event) {
    return Sizes.bytes(values.values()) <= FlowLimits.MAX_EXCHANGED_BYTES
        ? recorded(event)
        : InterviewDecision.refused(Reason.TOO_LARGE, InterviewDraft.TOO_LARGE);
  }

  private InterviewDecision preview(String screen, Map<String, JsonNode> values) {
    return onScreen(
        screen,
        shown ->
            new InterviewDecision.Answered(
                new InterviewReply.Screen(interpreter.preview(shown.progress(), values, moment))));
  }

  private InterviewDecision search(String screen, String field) {
    return onScreen(
        screen,
        shown -> {
          var lookup = interpreter.lookup(shown.progress(), field, Map.of(), moment);
          return lookup == null
              ? InterviewDecision.refused(
                  Reason.NO_SEARCH, "The screen has no field `%s` to search in.".formatted(field))
              : new InterviewDecision.Searching(lookup);
        });
  }

  private InterviewDecision restart() {
    return switch (standing) {
      case Outcome.ShowScreen ignored -> restarted();
      case Outcome.Failed ignored -> restarted();
      case Outcome.PerformAction ignored -> busy();
      case Outcome.Wait ignored -> restarted();
      case Outcome.Finished ignored -> busy();
    };
  }

  private InterviewDecision restarted() {
    return new InterviewDecision.Accepted(new InterviewEvent.Restarted(moment.now()));
  }

  private InterviewReply view(Outcome.ShowScreen shown) {
    return new InterviewReply.Screen(interpreter.view(shown.progress(), moment));
  }

  private InterviewDecision onScreen(
      String screen, Function<Outcome.ShowScreen, InterviewDecision> decide) {
    return switch (standing) {
      case Outcome.ShowScreen shown ->
          shown.screen().equals(screen) || ScreenView.key(shown).equals(screen)
              ? decide.apply(shown)
              : InterviewDecision.refused(
                  Reason.OTHER_SCREEN,
                  "The screen is now `%s`, not `%s`.".formatted(shown.screen(), screen));
      case Outcome.Failed failed ->
          InterviewDecision.refused(Reason.NOT_NOW, "The flow failed; restart it.");
      case Outcome.PerformAction ignored -> busy();
      case Outcome.Wait ignored ->
          InterviewDecision.refused(Reason.NOT_NOW, "The flow waits; restart it.");
      case Outcome.Finished ignored -> busy();
    };
  }

  private InterviewDecision recorded(InterviewEvent event) {
    return state.facts().size() < MAX_FACTS
        ? new InterviewDecision.Accepted(event)
        : InterviewDecision.refused(
            Reason.TOO_LONG,
            "More than %,d things happened in this interview; restart it.".formatted(MAX_FACTS));
  }

  private static InterviewDecision busy() {
    return InterviewDecision.refused(
        Reason.NOT_NOW, "The last answer is still being worked on; look again in a moment.");
  }
}
