package baton.expression;

import dev.cel.common.types.CelType;
import java.util.Set;

/** One side of a requirement: computed, or fixed. */
sealed interface Side {
  CelType kind();

  Object value(Bindings bindings);

  Set<String> names();

  record Computed(Expression expression) implements Side {
    @Override
    public CelType kind() {
      return expression.kind();
    }

    @Override
    public Object value(Bindings bindings) {
      return expression.value(bindings);
    }

    @Override
    public Set<String> names() {
      return expression.names();
    }
  }

  record Fixed(Object value, CelType kind) implements Side {
    @Override
    public Object value(Bindings bindings) {
      return value;
    }

    @Override
    public Set<String> names() {
      return Set.of();
    }
  }
}
