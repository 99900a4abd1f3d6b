package baton.flow;

import baton.expression.Type;
import baton.expression.Value;

/**
 * A value that an interview carries under a name.
 *
 * @param input may be given by whoever starts the flow
 * @param output is handed to whoever started the flow when it ends
 * @param required an input that must be given
 * @param initial what it holds at the start; a literal null where nothing is said
 */
public record Variable(
    String name, Type type, boolean input, boolean output, boolean required, Value initial) {
  /** Whether a flow cannot start without it being given. */
  public boolean mustBeGiven() {
    return required && initial instanceof Value.Literal literal && literal.value().isNull();
  }
}
