package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the variables of a compiled tree stand for: a declared name, a number, or nothing at all.
 * Names are replaced by slots because the grammar knows neither {@code $} nor dotted names;
 * numbers, because its own two kinds of number do not mix.
 */
final class Slots {
  static final String NOTHING = "@nothing";

  private sealed interface Slot {
    CelType kind();
  }

  private record Constant(Object value, CelType kind) implements Slot {}

  private record Name(String name, Type type, CelType kind) implements Slot {}

  private final Map<String, Slot> slots = new HashMap<>();
  private final Map<String, String> byName = new HashMap<>();

  Slots() {
    slots.put(NOTHING, new Constant(Data.NOTHING, SimpleType.DYN));
  }

  String name(String name, Type type) {
    return byName.computeIfAbsent(
        name,
        absent -> {
          var slot = "@name" + slots.size();
          slots.put(slot, new Name(name, type, Kinds.of(type)));
          return slot;
        });
  }

  String number(BigDecimal number) {
    var slot = "@number" + number;
    slots.putIfAbsent(slot, new Constant(number, Kinds.NUMBER));
    return slot;
  }

  Set<String> names() {
    return Set.copyOf(new LinkedHashSet<>(byName.keySet()));
  }

  Map<String, CelType> kinds() {
    var kinds = new HashMap<String, CelType>();
    slots.forEach((slot, each) -> kinds.put(slot, each.kind()));
    return kinds;
  }

  /** The value of a variable of the tree; null if it is not one of these. */
  @Nullable Object value(String slot, Bindings bindings) {
    return switch (slots.get(slot)) {
      case null -> null;
      case Constant constant -> constant.value();
      case Name name -> {
        JsonNode value = bindings.value(name.name());
        yield value == null ? Data.NOTHING : Data.read(value, name.type());
      }
    };
  }
}
