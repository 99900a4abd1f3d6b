package baton.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is remembered of the interview of a work item: the fold of its events. */
public sealed interface InterviewState {
  /** Nobody has opened it. */
  record NotStarted() implements InterviewState {}

  /**
   * @param round how often it began, from 1
   * @param facts what happened since it began, without drafts that a later one replaced
   */
  record Open(InterviewEvent.Started started, int round, List<InterviewEvent> facts)
      implements InterviewState {
    public Open {
      facts = List.copyOf(facts);
    }

    /** What the person answered, by field; of a field answered twice the latest. */
    Map<String, JsonNode> typed() {
      var typed = new LinkedHashMap<String, JsonNode>();
      for (var fact : facts) {
        if (fact instanceof InterviewEvent.ScreenAnswered answered) {
          typed.putAll(answered.values());
          typed.values().removeIf(Secrets::isSealed);
        }
      }
      return typed;
    }

    private Open with(InterviewEvent fact) {
      var all = new ArrayList<>(facts);
      if (!all.isEmpty() && all.get(all.size() - 1) instanceof InterviewEvent.ScreenDrafted) {
        all.remove(all.size() - 1);
      }
      all.add(fact);
      return new Open(started, round, all);
    }
  }

  record Finished(Open before, Map<String, JsonNode> outputs) implements InterviewState {}

  record Overtaken(Open before, InterviewEvent.Overtaken by) implements InterviewState {}

  default InterviewState apply(InterviewEvent event) {
    return switch (event) {
      case InterviewEvent.Started e -> new Open(e, 1, List.of());
      case InterviewEvent.ScreenAnswered e -> open(e).with(e);
      case InterviewEvent.ScreenDrafted e -> open(e).with(e);
      case InterviewEvent.WentBack e -> open(e).with(e);
      case InterviewEvent.ActionCompleted e -> open(e).with(e);
      case InterviewEvent.ActionFailed e -> open(e).with(e);
      case InterviewEvent.Restarted e -> {
        var open = this instanceof Overtaken overtaken ? overtaken.before() : open(e);
        yield new Open(open.started(), open.round() + 1, List.of(e));
      }
      case InterviewEvent.Finished e -> new Finished(open(e), e.outputs());
      case InterviewEvent.Overtaken e -> new Overtaken(open(e), e);
    };
  }

  private Open open(InterviewEvent event) {
    if (this instanceof Open open) {
      return open;
    }
    throw new IllegalStateException(event + " cannot follow " + this);
  }
}
