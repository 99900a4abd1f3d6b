package baton.flow;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the interview of a work item: the fold of its events. Its snapshots are
 * stored in this form: fields may be added, never renamed or removed.
 */
public sealed interface InterviewState {
  /**
   * Nobody has opened it.
   *
   * @param facts what the person typed although somebody else had the item
   */
  @JsonTypeName("interview-not-started-snapshot")
  record NotStarted(@Facts List<InterviewEvent> facts) implements InterviewState {
    public NotStarted {
      facts = List.copyOf(facts);
    }

    NotStarted() {
      this(List.of());
    }
  }

  /**
   * @param round how often it began, from 1
   * @param facts what happened since it began, without drafts that a later one replaced
   */
  @JsonTypeName("interview-open-snapshot")
  record Open(InterviewEvent.Started started, int round, @Facts List<InterviewEvent> facts)
      implements InterviewState {
    public Open {
      facts = List.copyOf(facts);
    }

    private Open with(InterviewEvent fact) {
      return new Open(started, round, added(facts, fact));
    }
  }

  @JsonTypeName("interview-finished-snapshot")
  record Finished(Open before, Map<String, JsonNode> outputs) implements InterviewState {}

  @JsonTypeName("interview-overtaken-snapshot")
  record Overtaken(Open before, InterviewEvent.Overtaken by) implements InterviewState {}

  /** Stored with the name that an event has in the journal. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
  @JsonSubTypes({
    @JsonSubTypes.Type(InterviewEvent.ScreenAnswered.class),
    @JsonSubTypes.Type(InterviewEvent.ScreenDrafted.class),
    @JsonSubTypes.Type(InterviewEvent.DraftKept.class),
    @JsonSubTypes.Type(InterviewEvent.WentBack.class),
    @JsonSubTypes.Type(InterviewEvent.ActionCompleted.class),
    @JsonSubTypes.Type(InterviewEvent.ActionFailed.class),
    @JsonSubTypes.Type(InterviewEvent.Restarted.class)
  })
  @JacksonAnnotationsInside
  @Retention(RetentionPolicy.RUNTIME)
  @interface Facts {}

  /** What happened since it began; of an interview that is not open, what was typed. */
  default List<InterviewEvent> factsNow() {
    return switch (this) {
      case NotStarted none -> none.facts();
      case Open open -> open.facts();
      case Finished end -> end.before().facts();
      case Overtaken end -> end.before().facts();
    };
  }

  /** How it began; null where it has not. */
  default InterviewEvent.@Nullable Started begun() {
    return switch (this) {
      case NotStarted ignored -> null;
      case Open open -> open.started();
      case Finished end -> end.before().started();
      case Overtaken end -> end.before().started();
    };
  }

  default InterviewState apply(InterviewEvent event) {
    return switch (event) {
      case InterviewEvent.Started e -> new Open(e, 1, factsNow());
      case InterviewEvent.ScreenAnswered e -> open(e).with(e);
      case InterviewEvent.ScreenDrafted e -> open(e).with(e);
      case InterviewEvent.DraftKept e -> kept(e);
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

  private InterviewState kept(InterviewEvent.DraftKept draft) {
    return switch (this) {
      case NotStarted none -> new NotStarted(added(none.facts(), draft));
      case Open open -> open.with(draft);
      case Finished end -> new Finished(end.before().with(draft), end.outputs());
      case Overtaken end -> new Overtaken(end.before().with(draft), end.by());
    };
  }

  /** A draft goes where what comes next has all of it. */
  private static List<InterviewEvent> added(List<InterviewEvent> facts, InterviewEvent fact) {
    var all = new ArrayList<>(facts);
    var last = all.isEmpty() ? null : all.get(all.size() - 1);
    var now = fact;
    if (last instanceof InterviewEvent.DraftKept before
        && fact instanceof InterviewEvent.DraftKept after
        && before.screen().equals(after.screen())) {
      var values = new LinkedHashMap<>(before.values());
      values.putAll(after.values());
      all.remove(all.size() - 1);
      now = new InterviewEvent.DraftKept(after.screen(), values, after.at());
    } else if (last instanceof InterviewEvent.ScreenDrafted draft && replaces(fact, draft)) {
      all.remove(all.size() - 1);
    }
    all.add(now);
    return all;
  }

  /** An answer leaves out what counts as it was drafted. */
  private static boolean replaces(InterviewEvent fact, InterviewEvent.ScreenDrafted draft) {
    return switch (fact) {
      case InterviewEvent.ScreenAnswered e ->
          e.values().keySet().containsAll(draft.values().keySet());
      case InterviewEvent.DraftKept ignored -> false;
      case InterviewEvent.ScreenDrafted ignored -> true;
      case InterviewEvent.WentBack ignored -> true;
      case InterviewEvent.Started ignored -> false;
      case InterviewEvent.ActionCompleted ignored -> false;
      case InterviewEvent.ActionFailed ignored -> false;
      case InterviewEvent.Restarted ignored -> false;
      case InterviewEvent.Finished ignored -> false;
      case InterviewEvent.Overtaken ignored -> false;
    };
  }

  private Open open(InterviewEvent event) {
    if (this instanceof Open open) {
      return open;
    }
    throw new IllegalStateException(event + " cannot follow " + this);
  }
}
