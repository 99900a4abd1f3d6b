package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** A value in a definition: a literal, or an expression (written with a leading {@code =}). */
public sealed interface Value {
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
