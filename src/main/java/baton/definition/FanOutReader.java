package baton.definition;

import baton.document.Fields;
import baton.document.Values;
import baton.expression.Scope;
import baton.expression.Type;
import baton.expression.Value;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** Reads whether a step fans out over a collection, and the names that its inputs then have. */
final class FanOutReader {
  static final String[] FIELDS = {"forEach", "atOnce", "onItemError"};

  /** What becomes of a step when one of its items has failed for good. */
  private enum OnItemError {
    FAIL,
    CONTINUE
  }

  private final Reading reading;

  FanOutReader(Reading reading) {
    this.reading = reading;
  }

  /** Null where the step does not fan out. */
  @Nullable FanOut read(Fields step) {
    if (!step.has("forEach")) {
      for (var needless : new String[] {"atOnce", "onItemError"}) {
        if (step.has(needless)) {
          step.error(
              step.nameOf(needless),
              "`" + needless + "` says something of the items of a collection, but there is none",
              "Name the collection as `forEach`, or remove `" + needless + "`");
        }
      }
      return null;
    }
    var atOnce = step.wholeNumber("atOnce", 1, FanOut.MAX_AT_ONCE, FanOut.USUAL_AT_ONCE);
    var goesOn = step.choice("onItemError", OnItemError.class) == OnItemError.CONTINUE;
    var node = step.node("forEach");
    var collection =
        node == null
            ? null
            : Values.read(
                node, reading.scope(), Type.collectionOf(Type.Kind.ANY), reading.problems());
    return collection == null ? null : new FanOut(collection, atOnce, goesOn);
  }

  /** With the names of the item; of which none is known of a collection that cannot be read. */
  Reading within(Fields step, @Nullable FanOut fanOut) {
    if (!step.has("forEach")) {
      return reading;
    }
    var names = new HashMap<>(reading.scope().names());
    names.put(FanOut.ITEM, fanOut == null ? Type.ANY : item(fanOut.collection()));
    names.put(FanOut.INDEX, Type.NUMBER);
    return new Reading(
        new Scope(names), reading.outline(), reading.names(), reading.known(), reading.problems());
  }

  private static Type item(Value collection) {
    return collection instanceof Value.Computed computed
        ? computed.expression().element()
        : Type.ANY;
  }

  /** Of a step whose flow the node runs. */
  void checkBackground(Fields step, boolean asynchronous, boolean byEvent) {
    if (step.has("forEach") && !asynchronous) {
      step.error(
          step.nameOf("forEach"),
          "A synchronous step cannot fan out: its run would take no other command before the last"
              + " item has ended",
          "Write `async: true`");
    }
    if (step.has("forEach") && byEvent) {
      step.error(
          step.nameOf("complete"),
          "A step that fans out is done when its last item is, not by an event",
          "Remove `complete`, or `forEach`");
    }
  }

  /** Of a step that a person does. */
  void refuseOfPerson(Fields step) {
    refuse(
        step,
        "The step of a person",
        "show the collection in the screen flow, or fan out a background or external step");
  }

  /** Of a step that another orchestration does. */
  void refuseOfOrchestration(Fields step) {
    refuse(
        step,
        "The step of another orchestration",
        "hand the whole collection over, and fan out background or external steps there");
  }

  private void refuse(Fields step, String what, String remedy) {
    for (var field : FIELDS) {
      if (step.has(field)) {
        step.error(
            step.nameOf(field),
            what + " does not fan out over a collection",
            "Remove `" + field + "`; " + remedy);
      }
    }
  }
}
