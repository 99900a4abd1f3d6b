package baton.expression;

import dev.cel.runtime.CelVariableResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables of one evaluation; a collection is read once, however often it is used. */
final class Evaluation implements CelVariableResolver {
  private final Slots slots;
  private final Bindings bindings;
  private final Map<String, Object> collections = new HashMap<>();

  Evaluation(Slots slots, Bindings bindings) {
    this.slots = slots;
    this.bindings = bindings;
  }

  @Override
  public Optional<Object> find(String slot) {
    var known = collections.get(slot);
    if (known != null) {
      return Optional.of(known);
    }
    var value = slots.value(slot, bindings);
    if (value instanceof List<?> list) {
      collections.put(slot, list);
    }
    return Optional.ofNullable(value);
  }
}
