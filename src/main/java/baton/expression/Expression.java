package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A compiled expression: checked against a {@link Scope}, evaluated against {@link Bindings}. */
public final class Expression {
  private Expression() {}

  /**
   * Compiles; tells every problem with its place and answers null where there is one.
   *
   * @param expected the type the result must have; ANY where all will do
   * @param place where the first character of {@code source} stands
   */
  public static @Nullable Expression compile(
      String source, Scope scope, Type expected, Place place, Consumer<Problem> problems) {
    throw new UnsupportedOperationException();
  }

  /** The value; a null node where an operand has no value. Never throws for missing values. */
  public JsonNode evaluate(Bindings bindings) {
    throw new UnsupportedOperationException();
  }

  /** The declared names it reads. */
  public Set<String> names() {
    throw new UnsupportedOperationException();
  }

  public String source() {
    throw new UnsupportedOperationException();
  }
}
