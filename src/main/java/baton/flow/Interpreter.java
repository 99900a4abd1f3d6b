package baton.flow;

import baton.flow.Records.RecordType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs interviews of one flow, purely: every function goes from where an interview stands to the
 * next thing that it wants done, and reads no clock, file or network.
 *
 * <p>The flow must be bound to its subflows ({@link Flow#with}).
 */
public final class Interpreter {
  private final Flow flow;
  private final Map<String, RecordType> recordTypes;

  public Interpreter(Flow flow) {
    this(flow, Map.of());
  }

  /**
   * @param recordTypes what is known of the records whose fields are shown
   */
  public Interpreter(Flow flow, Map<String, RecordType> recordTypes) {
    this.flow = flow;
    this.recordTypes = Map.copyOf(recordTypes);
  }

  public Outcome start(Map<String, JsonNode> inputs, Moment moment) {
    var walk = new Walk(flow, moment);
    return walk.guarded(() -> walk.enter(flow, inputs));
  }

  /** The screen at which an interview stands, as a person should see it. */
  public ScreenView view(Progress progress, Moment moment) {
    return form(progress, moment).view(progress.typedHere(), Map.of());
  }

  /** The same, as if the values were typed; tells what is wrong with them and keeps nothing. */
  public ScreenView preview(Progress progress, Map<String, JsonNode> values, Moment moment) {
    var form = form(progress, moment);
    var problems = new LinkedHashMap<>(form.check(progress.typedHere(values)).problems());
    problems.keySet().retainAll(values.keySet()); // nobody has touched the others yet
    return form.view(progress.typedHere(values), problems);
  }

  /** The same, with all that stands against going on with these values. */
  public ScreenView review(Progress progress, Map<String, JsonNode> values, Moment moment) {
    var form = form(progress, moment);
    var typed = progress.typedHere(values);
    return form.view(typed, form.check(typed).problems());
  }

  /**
   * Goes on from a screen with what a person answered, or says what is wrong with it. A field that
   * is left out counts as it is shown.
   */
  public Answer answer(Progress progress, Map<String, JsonNode> values, Moment moment) {
    var typed = progress.typedHere(values);
    var checked = form(progress, moment).check(typed);
    if (!checked.problems().isEmpty()) {
      return new Answer.Rejected(checked.problems());
    }
    typed.keySet().removeAll(secrets(progress, moment)); // shown to nobody again
    var walk = new Walk(flow, progress.typing(typed), moment);
    return new Answer.Accepted(walk.guarded(() -> walk.leaveScreen(checked.values())));
  }

  /** The fields of the screen whose values are kept from everybody's eyes. */
  Set<String> secrets(Progress progress, Moment moment) {
    return form(progress, moment).secrets();
  }

  /** The search that a field of the screen offers; null where it offers none. */
  @Nullable Lookup lookup(
      Progress progress, String field, Map<String, JsonNode> values, Moment moment) {
    return form(progress, moment).lookup(field, progress.typedHere(values));
  }

  /** The records that were chosen by searching. */
  Map<Lookup, String> chosen(Progress progress, Map<String, JsonNode> values, Moment moment) {
    return form(progress, moment).chosen(progress.typedHere(values));
  }

  private ScreenForm form(Progress progress, Moment moment) {
    return ScreenForm.at(flow, recordTypes, progress, moment);
  }

  /** Goes back to the screen before, with all values as they were then. */
  public Outcome back(Progress progress) {
    if (!progress.canGoBack()) {
      throw new IllegalStateException("there is no screen behind");
    }
    var last = progress.behind().size() - 1;
    List<Progress.Frame> frames = progress.behind().get(last);
    var earlier =
        new Progress(
            frames,
            progress.behind().subList(0, last),
            progress.screen() - 1,
            progress.typed(),
            progress.calls());
    return new Outcome.ShowScreen(earlier, earlier.position());
  }

  /** Goes on from an action that was performed. */
  public Outcome actionCompleted(Progress progress, Map<String, JsonNode> outputs, Moment moment) {
    var walk = new Walk(flow, progress, moment);
    return walk.guarded(() -> walk.leaveAction(new LinkedHashMap<>(outputs)));
  }

  /** Goes on from an action that failed: to its fault path, or to the end. */
  public Outcome actionFailed(Progress progress, String fault, Moment moment) {
    var walk = new Walk(flow, progress, moment);
    return walk.guarded(() -> walk.fail(new Fault(fault)));
  }

  /** Goes on from a wait whose time has come. */
  public Outcome waited(Progress progress, Moment moment) {
    var walk = new Walk(flow, progress, moment);
    return walk.guarded(walk::leaveWait);
  }
}
