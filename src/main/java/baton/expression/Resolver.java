package baton.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelMap;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rewrites a parsed tree so that the library's checker and runtime give it our meaning: declared
 * names and numbers become variables, operators become our functions, fields become look-ups.
 */
final class Resolver {
  private static final Pattern NUMBER =
      Pattern.compile("-?\\s*([0-9]*\\.?[0-9]+(?:[eE][+-]?[0-9]+)?)");

  private final Scope scope;
  private final Dollars source;
  private final Tree tree;
  private final Slots slots;
  private final Calls calls;
  private final Complaints complaints;
  private final Deque<String> locals = new ArrayDeque<>();
  private int depth;

  Resolver(Scope scope, Dollars source, Tree tree, Slots slots, Complaints complaints) {
    this.scope = scope;
    this.source = source;
    this.tree = tree;
    this.slots = slots;
    this.complaints = complaints;
    calls = new Calls(scope, tree, slots, complaints);
  }

  CelExpr resolve(CelExpr node) {
    if (++depth > Limits.MAX_DEPTH) {
      throw new TooDeep(node.id());
    }
    var resolved =
        switch (node.getKind()) {
          case CONSTANT -> constant(node);
          case IDENT, SELECT -> path(node);
          case CALL -> call(node);
          case LIST -> CelExpr.ofList(node.id(), all(node.list().elements()), ImmutableList.of());
          case MAP -> map(node);
          case COMPREHENSION -> comprehension(node);
          case STRUCT ->
              wrong(node, "records of a type cannot be made here", "write {'field': value}");
          case NOT_SET -> wrong(node, "something is missing here", "write a value");
        };
    depth--;
    return resolved;
  }

  /** The tree is nested deeper than allowed at this node. */
  static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1;
    final long node;

    TooDeep(long node) {
      super("too deep", null, false, false);
      this.node = node;
    }
  }

  private CelExpr constant(CelExpr node) {
    var constant = node.constant();
    return switch (constant.getKind()) {
      case INT64_VALUE -> number(node, BigDecimal.valueOf(constant.int64Value()));
      case UINT64_VALUE -> number(node, new BigDecimal(constant.uint64Value().bigIntegerValue()));
      case DOUBLE_VALUE -> number(node, exact(node, constant.doubleValue()));
      case NULL_VALUE -> tree.name(node, Slots.NOTHING);
      case STRING_VALUE, BOOLEAN_VALUE -> node;
      case NOT_SET, BYTES_VALUE, DURATION_VALUE, TIMESTAMP_VALUE ->
          wrong(
              node,
              "this kind of literal is not known",
              "write a number, a 'text', true, false or null");
    };
  }

  private CelExpr number(CelExpr node, BigDecimal number) {
    try {
      return tree.name(node, slots.number(Numbers.bounded(number)));
    } catch (NoAnswer tooLarge) {
      return wrong(node, "the number is too large or too small", "write fewer digits");
    }
  }

  /** As written: a double would lose digits beyond the seventeenth. */
  private BigDecimal exact(CelExpr node, double parsed) {
    var written = NUMBER.matcher(source.from(tree.position(node.id())));
    if (written.lookingAt()) {
      var number = new BigDecimal(written.group(1));
      if (Math.abs(number.doubleValue()) == Math.abs(parsed)) {
        return parsed < 0 ? number.negate() : number;
      }
    }
    return BigDecimal.valueOf(parsed);
  }

  /** A declared name with dots, the fields behind it, or a local variable of a macro. */
  private CelExpr path(CelExpr node) {
    if (node.getKind() == CelExpr.ExprKind.Kind.SELECT && node.select().testOnly()) {
      var select = node.select();
      var field = CelExpr.ofSelect(node.id(), select.operand(), select.field(), false);
      return tree.not(node, tree.call(node, "ISNULL", path(field)));
    }
    var fields = new ArrayList<CelExpr>();
    var root = node;
    while (root.getKind() == CelExpr.ExprKind.Kind.SELECT && !root.select().testOnly()) {
      fields.addFirst(root);
      root = root.select().operand();
    }
    if (fields.size() > Limits.MAX_DEPTH) {
      throw new TooDeep(node.id());
    }
    if (root.getKind() != CelExpr.ExprKind.Kind.IDENT) {
      return fields(resolve(root), fields);
    }
    if (locals.contains(root.ident().name())) {
      return fields(root, fields);
    }
    return declared(root, fields);
  }

  private CelExpr declared(CelExpr root, List<CelExpr> fields) {
    var written = root.ident().name();
    var first = source.at(tree.position(root.id())) ? "$" + written.substring(1) : written;
    var parts = new ArrayList<>(List.of(first));
    fields.forEach(each -> parts.add(each.select().field()));
    for (var count = parts.size(); count > 0; count--) {
      var name = String.join(".", parts.subList(0, count));
      var type = scope.names().get(name);
      if (type != null) {
        var slot = tree.name(root, slots.name(name, type));
        return fields(slot, fields.subList(count - 1, fields.size()));
      }
    }
    var known = new HashSet<>(scope.names().keySet());
    locals.stream().filter(each -> !each.startsWith("@")).forEach(known::add);
    return wrong(
        root, "there is no '" + String.join(".", parts) + "' here", Names.remedy(parts, known));
  }

  private CelExpr fields(CelExpr whole, List<CelExpr> selects) {
    var result = whole;
    for (var each : selects) {
      result = tree.call(each, "@field", result, tree.text(each, each.select().field()));
    }
    return result;
  }

  private CelExpr call(CelExpr node) {
    var call = node.call();
    tree.placeAtName(node, source);
    var arguments = new ArrayList<CelExpr>();
    call.target().ifPresent(target -> arguments.add(resolve(target)));
    var accumulates =
        call.function().equals("_+_")
            && isAccumulator(call.args().getFirst())
            && call.args().getLast().getKind() == CelExpr.ExprKind.Kind.LIST;
    arguments.addAll(all(call.args()));
    return accumulates
        ? tree.call(
            node,
            "@collect",
            arguments.getFirst(),
            arguments.getLast().list().elements().getFirst())
        : calls.rewritten(node, call.target().isPresent(), call.function(), arguments);
  }

  /** What map and filter collect into. */
  private static boolean isAccumulator(CelExpr node) {
    return node.getKind() == CelExpr.ExprKind.Kind.IDENT
        && node.ident().name().equals(Calls.ACCUMULATOR);
  }

  private ImmutableList<CelExpr> all(List<CelExpr> nodes) {
    return nodes.stream().map(this::resolve).collect(ImmutableList.toImmutableList());
  }

  private CelExpr map(CelExpr node) {
    var entries = ImmutableList.<CelMap.Entry>builder();
    var keys = new HashSet<CelConstant>();
    for (var each : node.map().entries()) {
      var key = each.key();
      if (key.getKind() != CelExpr.ExprKind.Kind.CONSTANT
          || key.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
        wrong(key, "the key of a field must be a literal text", "write {'field': value}");
      } else if (!keys.add(key.constant())) {
        wrong(key, "this field stands here twice", "remove one");
      }
      entries.add(CelExpr.ofMapEntry(each.id(), key, resolve(each.value()), false));
    }
    return CelExpr.ofMap(node.id(), entries.build());
  }

  private CelExpr comprehension(CelExpr node) {
    var loop = node.comprehension();
    var range = tree.call(loop.iterRange(), "@each", resolve(loop.iterRange()));
    var collects = loop.accuInit().getKind() == CelExpr.ExprKind.Kind.LIST;
    var initial = collects ? tree.call(node, "@collector") : resolve(loop.accuInit());
    locals.push(loop.accuVar());
    locals.push(loop.iterVar());
    var condition = resolve(loop.loopCondition());
    var step = resolve(loop.loopStep());
    locals.pop();
    var result = resolve(loop.result());
    locals.pop();
    return CelExpr.ofComprehension(
        node.id(),
        loop.iterVar(),
        range,
        loop.accuVar(),
        initial,
        condition,
        step,
        collects ? tree.call(node, "@collected", result) : result);
  }

  private CelExpr wrong(CelExpr node, String message, String remedy) {
    complaints.at(node.id(), message, remedy);
    return tree.name(node, Slots.NOTHING);
  }
}
