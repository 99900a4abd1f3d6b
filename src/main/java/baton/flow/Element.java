package baton.flow;

import baton.expression.Condition;
import baton.expression.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in the graph of a flow. {@code next} is the element that follows, null at an end. */
public sealed interface Element {
  String name();

  String label();

  @Nullable String next();

  /**
   * What follows when the element fails; null where the flow fails then. Elements that cannot fail
   * have none: a screen, whose answers are checked before it is left, and a loop.
   */
  default @Nullable String fault() {
    return null;
  }

  /** Shows fields to a person and waits for the answers. */
  record Screen(
      String name,
      String label,
      List<ScreenField> fields,
      boolean allowsBack,
      @Nullable String next)
      implements Element {
    public Screen {
      fields = List.copyOf(fields);
    }
  }

  record Assignment(
      String name,
      String label,
      List<Change> changes,
      @Nullable String next,
      @Nullable String fault)
      implements Element {
    public Assignment {
      changes = List.copyOf(changes);
    }
  }

  /**
   * One change of an assignment.
   *
   * @param field the field of a record variable that changes; null where the whole variable does
   */
  record Change(String variable, @Nullable String field, Operation operation, Value value) {}

  enum Operation {
    SET,
    /** A collection gets the item (or each item); a number the sum; a text is continued. */
    ADD,
    SUBTRACT
  }

  /** A fork: the first outcome that holds is taken, else {@code next}. */
  record Decision(
      String name,
      String label,
      List<Outcome> outcomes,
      @Nullable String next,
      @Nullable String fault)
      implements Element {
    public Decision {
      outcomes = List.copyOf(outcomes);
    }
  }

  record Outcome(String name, String label, Condition when, @Nullable String next) {}

  /**
   * Goes to {@code body} once per item; the body comes back here by its own {@code next}. After the
   * last item it goes to {@code next}.
   */
  record Loop(
      String name, String label, String over, String item, String body, @Nullable String next)
      implements Element {}

  /** Runs another flow; {@code outputs} names the variable that takes each output. */
  record Subflow(
      String name,
      String label,
      String flow,
      Map<String, Value> inputs,
      Map<String, String> outputs,
      @Nullable String next,
      @Nullable String fault)
      implements Element {}

  /** Asks for something to be done outside of the flow, by an {@link baton.flow.Action}. */
  record Action(
      String name,
      String label,
      String action,
      Map<String, Value> inputs,
      Map<String, String> outputs,
      @Nullable String next,
      @Nullable String fault)
      implements Element {}

  /** Reads or changes business records; {@code into} takes the records it read or wrote. */
  record RecordCall(
      String name,
      String label,
      RecordAction.Kind kind,
      RecordTerms terms,
      @Nullable String into,
      @Nullable String next,
      @Nullable String fault)
      implements Element {}

  /** Puts the items of a collection in order, and leaves out what is beyond the limit. */
  record Sort(
      String name,
      String label,
      String over,
      Ordering ordering,
      @Nullable Value limit,
      String into,
      @Nullable String next,
      @Nullable String fault)
      implements Element {}

  /** Takes the items of a collection for which a condition holds. */
  record Filter(
      String name,
      String label,
      String over,
      String item,
      Condition when,
      String into,
      @Nullable String next,
      @Nullable String fault)
      implements Element {}

  /**
   * Makes something new of each item of a collection, or one record where there is no collection.
   *
   * @param over the collection; null where one record is made
   * @param item the variable that holds the item
   * @param value what an item becomes; null where it becomes a record of {@code fields}
   */
  record Transform(
      String name,
      String label,
      @Nullable String over,
      @Nullable String item,
      @Nullable Value value,
      Map<String, Value> fields,
      String into,
      @Nullable String next,
      @Nullable String fault)
      implements Element {
    public Transform {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /** Lets time pass: so long, or until then; one of the two is null. */
  record Wait(
      String name,
      String label,
      @Nullable Value duration,
      @Nullable Value until,
      @Nullable String next,
      @Nullable String fault)
      implements Element {}

  /** Fails the flow with words of its own; the element that called the flow may take the fault. */
  record CustomError(String name, String label, Value message) implements Element {
    @Override
    public @Nullable String next() {
      return null;
    }
  }
}
