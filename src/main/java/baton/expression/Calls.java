package baton.expression;

import static java.util.Map.entry;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Turns the calls of a parsed tree, operators among them, into calls of {@link Functions}. */
final class Calls {
  static final String ACCUMULATOR = "@result";

  private static final int MAX_ARGUMENTS = 100;

  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          entry("_==_", "@eq"),
          entry("_!=_", "@ne"),
          entry("_<_", "@lt"),
          entry("_<=_", "@le"),
          entry("_>_", "@gt"),
          entry("_>=_", "@ge"),
          entry("@in", "@member"),
          entry("_+_", "@add"),
          entry("_-_", "@subtract"),
          entry("_*_", "@multiply"),
          entry("_/_", "@divide"),
          entry("_%_", "@remainder"),
          entry("-_", "@negate"),
          entry("size", "@size"),
          entry("_[_]", "@index"));

  private static final Map<String, String> METHODS =
      Map.of("contains", "CONTAINS", "startsWith", "BEGINS", "endsWith", "ENDS", "size", "@size");

  /** What is not one function but built of others, with how many arguments it needs. */
  private static final Map<String, String> COMPOSED =
      Map.of(
          "IF", "3 arguments: IF(condition, value, otherwise)",
          "AND", "at least 1 argument",
          "OR", "at least 1 argument",
          "NOT", "1 argument",
          "CASE", "an even number of arguments: CASE(value, when, then, …, otherwise)",
          "MIN", "at least 1 argument",
          "MAX", "at least 1 argument",
          "TODAY", "no arguments",
          "NOW", "no arguments");

  /** What answers true or false, never nothing, so needs no guard as a condition. */
  private static final Set<String> CERTAIN =
      Set.of(
          "!_",
          "_&&_",
          "_||_",
          "@eq",
          "@ne",
          "@lt",
          "@le",
          "@gt",
          "@ge",
          "@member",
          "@truth",
          "ISNULL",
          "ISBLANK",
          "CONTAINS",
          "BEGINS",
          "ENDS",
          "@not_strictly_false");

  private final Scope scope;
  private final Tree tree;
  private final Slots slots;
  private final Complaints complaints;

  Calls(Scope scope, Tree tree, Slots slots, Complaints complaints) {
    this.scope = scope;
    this.tree = tree;
    this.slots = slots;
    this.complaints = complaints;
  }

  /** The call with our meaning; a method's target is its first argument. */
  CelExpr rewritten(CelExpr node, boolean method, String function, List<CelExpr> arguments) {
    if (arguments.size() > MAX_ARGUMENTS) {
      return wrong(node, "a function takes at most " + MAX_ARGUMENTS + " arguments", "split it");
    }
    return switch (method ? "." : function) {
      case "." -> method(node, function, arguments);
      case "_&&_", "_||_" -> tree.call(node, function, conditions(arguments));
      case "!_" -> tree.not(node, condition(arguments.getFirst()));
      case "_?_:_" -> choice(node, arguments.get(0), arguments.get(1), arguments.get(2));
      case "@not_strictly_false" -> tree.call(node, function, arguments);
      case "_==_", "_!=_" -> equality(node, function, arguments.get(0), arguments.get(1));
      default ->
          COMPOSED.containsKey(function)
              ? composed(node, function, arguments)
              : named(node, OPERATORS.getOrDefault(function, function), function, arguments);
    };
  }

  private CelExpr method(CelExpr node, String function, List<CelExpr> arguments) {
    var known = METHODS.get(function);
    return known == null
        ? unknown(node, function, METHODS.keySet())
        : named(node, known, function, arguments);
  }

  private CelExpr named(CelExpr node, String name, String shown, List<CelExpr> arguments) {
    var function = Functions.ALL.get(name);
    if (function == null) {
      var known = new TreeSet<>(Functions.ALL.keySet());
      known.addAll(COMPOSED.keySet());
      known.add("size");
      known.removeIf(each -> each.startsWith("@"));
      return unknown(node, shown, known);
    }
    if (!function.takes(arguments.size())) {
      return wrong(
          node,
          "'%s' takes %s, not %d".formatted(shown, function.arity(), arguments.size()),
          "correct the arguments");
    }
    return tree.call(node, name, arguments);
  }

  private CelExpr composed(CelExpr node, String function, List<CelExpr> arguments) {
    var count = arguments.size();
    var enough =
        switch (function) {
          case "IF" -> count == 3;
          case "NOT" -> count == 1;
          case "CASE" -> count >= 4 && count % 2 == 0;
          case "TODAY", "NOW" -> count == 0;
          default -> count >= 1;
        };
    if (!enough) {
      return wrong(
          node,
          "'%s' takes %s, not %d".formatted(function, COMPOSED.get(function), count),
          "correct the arguments");
    }
    return switch (function) {
      case "IF" -> choice(node, arguments.get(0), arguments.get(1), arguments.get(2));
      case "AND" -> tree.joined(node, "_&&_", conditions(arguments));
      case "OR" -> tree.joined(node, "_||_", conditions(arguments));
      case "NOT" -> tree.not(node, condition(arguments.getFirst()));
      case "CASE" -> cases(node, arguments);
      case "TODAY" -> moment(node, "$Flow.CurrentDate");
      case "NOW" -> moment(node, "$Flow.CurrentDateTime");
      default -> tree.joined(node, function, arguments);
    };
  }

  /** Comparing with a literal null asks whether there is a value. */
  private CelExpr equality(CelExpr node, String operator, CelExpr left, CelExpr right) {
    if (!isNothing(left) && !isNothing(right)) {
      return tree.call(node, operator.equals("_==_") ? "@eq" : "@ne", left, right);
    }
    var missing = tree.call(node, "ISNULL", isNothing(left) ? right : left);
    return operator.equals("_==_") ? missing : tree.not(node, missing);
  }

  private CelExpr choice(CelExpr node, CelExpr condition, CelExpr then, CelExpr otherwise) {
    return tree.call(node, "_?_:_", condition(condition), then, otherwise);
  }

  private CelExpr cases(CelExpr node, List<CelExpr> arguments) {
    var subject = "@case" + node.id();
    var result = arguments.getLast();
    for (var at = arguments.size() - 3; at > 0; at -= 2) {
      var matches = equality(node, "_==_", tree.name(node, subject), arguments.get(at));
      result = choice(node, matches, arguments.get(at + 1), result);
    }
    return tree.bound(node, subject, arguments.getFirst(), result);
  }

  private CelExpr moment(CelExpr node, String name) {
    var type = scope.names().get(name);
    return type == null
        ? wrong(node, "there is no " + name + " here", "give the moment by a name of its own")
        : tree.name(node, slots.name(name, type));
  }

  private List<CelExpr> conditions(List<CelExpr> nodes) {
    var conditions = new ArrayList<CelExpr>();
    nodes.forEach(each -> conditions.add(condition(each)));
    return conditions;
  }

  private CelExpr condition(CelExpr node) {
    var certain =
        switch (node.getKind()) {
          case CALL -> CERTAIN.contains(node.call().function());
          case IDENT -> node.ident().name().equals(ACCUMULATOR);
          default -> false;
        };
    return certain ? node : tree.call(node, "@truth", node);
  }

  private static boolean isNothing(CelExpr node) {
    return node.getKind() == CelExpr.ExprKind.Kind.IDENT
        && node.ident().name().equals(Slots.NOTHING);
  }

  private CelExpr unknown(CelExpr node, String function, Set<String> known) {
    return wrong(
        node,
        "there is no function '" + function + "'",
        Names.nearest(function, known)
            .map(near -> "did you mean '" + near + "'?")
            .orElse("use one of: " + String.join(", ", new TreeSet<>(known))));
  }

  private CelExpr wrong(CelExpr node, String message, String remedy) {
    complaints.at(node.id(), message, remedy);
    return tree.name(node, Slots.NOTHING);
  }
}
