package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A compiled condition: a formula, or requirements joined by logic. Null counts as false. */
public final class Condition {
  private Condition() {}

  /** One requirement as it stood at one moment. */
  public record Truth(
      int number,
      String left,
      JsonNode leftValue,
      String operator,
      JsonNode rightValue,
      boolean holds) {}

  public static @Nullable Condition ofFormula(
      String source, Scope scope, Place place, Consumer<Problem> problems) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param logic {@code all}, {@code any}, or custom logic over the numbers of the requirements
   *     such as {@code 1 AND (2 OR 3)}
   */
  public static @Nullable Condition ofRequirements(
      List<Requirement> requirements,
      String logic,
      Place logicPlace,
      Scope scope,
      Consumer<Problem> problems) {
    throw new UnsupportedOperationException();
  }

  public boolean holds(Bindings bindings) {
    throw new UnsupportedOperationException();
  }

  /** Each requirement (or the one formula) with both sides' values and its truth. */
  public List<Truth> explain(Bindings bindings) {
    throw new UnsupportedOperationException();
  }

  /** The declared names it reads. */
  public Set<String> names() {
    throw new UnsupportedOperationException();
  }
}
