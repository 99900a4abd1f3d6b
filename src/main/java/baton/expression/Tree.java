package baton.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the nodes that take the place of parsed ones, each standing where those stood. */
final class Tree {
  private final CelSource source;
  private final Map<Long, Integer> positions = new HashMap<>();
  private long last;

  Tree(CelSource source) {
    this.source = source;
    last = 1 + source.getPositionsMap().keySet().stream().mapToLong(id -> id).max().orElse(0);
    // ids of what macros made carry no position, so stay well clear of them
    last += 1_000_000;
  }

  CelSource source() {
    return source.toBuilder().addPositionsMap(positions).build();
  }

  int position(long id) {
    var made = positions.get(id);
    return made == null ? source.getPositionsMap().getOrDefault(id, 0) : made;
  }

  /** The parser places a call at its bracket; a reader looks for its name. */
  void placeAtName(CelExpr call, Dollars written) {
    var name = call.call().function();
    var start = position(call.id()) - name.length();
    if (start >= 0 && written.from(start).startsWith(name)) {
      positions.put(call.id(), start);
    }
  }

  CelExpr call(CelExpr origin, String function, CelExpr... arguments) {
    return call(origin, function, List.of(arguments));
  }

  CelExpr call(CelExpr origin, String function, List<CelExpr> arguments) {
    return CelExpr.ofCall(
        next(origin), Optional.empty(), function, ImmutableList.copyOf(arguments));
  }

  CelExpr name(CelExpr origin, String name) {
    return CelExpr.ofIdent(next(origin), name);
  }

  CelExpr text(CelExpr origin, String text) {
    return CelExpr.ofConstant(next(origin), CelConstant.ofValue(text));
  }

  CelExpr not(CelExpr origin, CelExpr condition) {
    return call(origin, "!_", condition);
  }

  /** The same operation over any number of operands, as a tree of little depth. */
  CelExpr joined(CelExpr origin, String function, List<CelExpr> operands) {
    if (operands.size() == 1) {
      return operands.getFirst();
    }
    var middle = operands.size() / 2;
    return call(
        origin,
        function,
        joined(origin, function, operands.subList(0, middle)),
        joined(origin, function, operands.subList(middle, operands.size())));
  }

  /** Computes a value once and gives it a name within the result. */
  CelExpr bound(CelExpr origin, String name, CelExpr value, CelExpr result) {
    return CelExpr.ofComprehension(
        next(origin),
        "#unused",
        CelExpr.ofList(next(origin), ImmutableList.of(), ImmutableList.of()),
        name,
        value,
        CelExpr.ofConstant(next(origin), CelConstant.ofValue(false)),
        name(origin, name),
        result);
  }

  private long next(CelExpr origin) {
    var id = ++last;
    positions.put(id, position(origin.id()));
    return id;
  }
}
