package baton.flow;

import baton.expression.Condition;
import baton.expression.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in the graph of a flow. {@code next} is the element that follows, null at an end. */
public sealed interface Element {
  String name();

  String label();

  @Nullable String next();

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

  record Assignment(String name, String label, List<Change> changes, @Nullable String next)
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
  record Decision(String name, String label, List<Outcome> outcomes, @Nullable String next)
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
}
