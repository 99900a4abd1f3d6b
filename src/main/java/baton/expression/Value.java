package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A value in a definition: a literal, or an expression (written with a leading {@code =}). */
public sealed interface Value {
  /**
   * Reads what a definition says: a text that starts with {@code =} is an expression; everything
   * else is literal, and must be of the expected type. The literal text {@code =…} is written
   * {@code \\=…}. Tells every problem and answers null where there is one.
   *
   * @param place where the first character of the value stands
   */
  static @Nullable Value read(
      JsonNode written, Scope scope, Type expected, Place place, Consumer<Problem> problems) {
    var text = written.isTextual() ? written.textValue() : "";
    if (text.startsWith("=")) {
      var expression =
          Expression.compile(text.substring(1), scope, expected, place.plus(0, 1), problems);
      return expression == null ? null : new Computed(expression);
    }
    var literal = text.startsWith("\\=") ? TextNode.valueOf(text.substring(1)) : written;
    var mismatch = Values.mismatch(expected, literal);
    if (mismatch.isPresent()) {
      problems.accept(
          Problem.error(place, mismatch.get(), "correct the value, or start it with = to compute"));
      return null;
    }
    return new Literal(Values.canonical(literal));
  }

  JsonNode evaluate(Bindings bindings);

  /** The declared names this value reads. */
  Set<String> names();

  record Literal(JsonNode value) implements Value {
    @Override
    public JsonNode evaluate(Bindings bindings) {
      return value;
    }

    @Override
    public Set<String> names() {
      return Set.of();
    }
  }

  record Computed(Expression expression) implements Value {
    @Override
    public JsonNode evaluate(Bindings bindings) {
      return expression.evaluate(bindings);
    }

    @Override
    public Set<String> names() {
      return expression.names();
    }
  }
}
