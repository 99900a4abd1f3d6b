package baton.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.stream.Stream;

/** Finds literal texts that stand where a date is read from them and that are none. */
final class DateLiterals {
  private DateLiterals() {}

  static void check(CelAbstractSyntaxTree checked, Complaints complaints) {
    CelNavigableAst.fromAst(checked)
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .filter(each -> each.getKind() == CelExpr.ExprKind.Kind.CALL && reads(checked, each))
        .flatMap(each -> each.call().args().stream())
        .flatMap(DateLiterals::elements)
        .filter(DateLiterals::isText)
        .forEach(each -> check(each, complaints));
  }

  /** Whether the one overload that fits takes a text for a date: {@code @lt/date_text_truth}. */
  private static boolean reads(CelAbstractSyntaxTree checked, CelExpr call) {
    var overloads = checked.getReference(call.id()).map(each -> each.overloadIds());
    return overloads.isPresent()
        && overloads.get().size() == 1
        && overloads.get().getFirst().matches(".*/.*(date.*text|text.*date).*");
  }

  private static Stream<CelExpr> elements(CelExpr node) {
    return node.getKind() == CelExpr.ExprKind.Kind.LIST
        ? node.list().elements().stream()
        : Stream.of(node);
  }

  private static boolean isText(CelExpr node) {
    return node.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && node.constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }

  private static void check(CelExpr literal, Complaints complaints) {
    try {
      var unused = Dates.instant(literal.constant().stringValue());
    } catch (NoAnswer wrong) {
      complaints.at(literal.id(), String.valueOf(wrong.getMessage()), "correct the text");
    }
  }
}
