package baton.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compiles one source: parse, resolve the names, check the kinds, plan. Stops where one fails. */
final class Compilation {
  private Compilation() {}

  static @Nullable Expression of(
      String source, Scope scope, Type expected, Place place, Consumer<Problem> problems) {
    if (source.isBlank()) {
      problems.accept(Problem.error(place, "the expression is empty", "write an expression"));
      return null;
    }
    if (source.length() > Limits.MAX_SOURCE_CHARACTERS) {
      problems.accept(
          Problem.error(
              place,
              "the expression has %d characters, at most %d are allowed"
                  .formatted(source.length(), Limits.MAX_SOURCE_CHARACTERS),
              "split it into formulas or requirements"));
      return null;
    }
    var dollars = Dollars.replacedIn(source);
    var celSource = CelSource.newBuilder(dollars.plain()).build();
    var parsed = Language.parse(celSource);
    if (parsed.hasError()) {
      Wording.ofParser(
          parsed.getErrors().getFirst(), new Complaints(new Tree(celSource), place, problems));
      return null;
    }
    return resolved(dollars, ast(parsed), scope, expected, place, problems);
  }

  private static @Nullable Expression resolved(
      Dollars source,
      CelAbstractSyntaxTree parsed,
      Scope scope,
      Type expected,
      Place place,
      Consumer<Problem> problems) {
    var tree = new Tree(parsed.getSource());
    var complaints = new Complaints(tree, place, problems);
    var slots = new Slots();
    CelExpr resolved;
    try {
      resolved = new Resolver(scope, source, tree, slots, complaints).resolve(parsed.getExpr());
    } catch (Resolver.TooDeep tooDeep) {
      Wording.tooDeep(tooDeep.node, complaints);
      return null;
    }
    var checked = Language.check(resolved, tree.source(), slots.kinds());
    checked.getErrors().forEach(each -> Wording.ofChecker(each, complaints));
    if (complaints.any()) {
      return null;
    }
    var ast = ast(checked);
    DateLiterals.check(ast, complaints);
    if (complaints.any()) {
      return null;
    }
    var wanted = Kinds.of(expected);
    if (!Kinds.fits(ast.getResultType(), wanted)) {
      complaints.at(
          1,
          0,
          "the expression gives %s where %s is expected"
              .formatted(Kinds.words(ast.getResultType()), Kinds.words(wanted)),
          Wording.conversionTo(expected));
      return null;
    }
    return new Expression(source.original(), slots, ast.getResultType(), Language.plan(ast));
  }

  private static CelAbstractSyntaxTree ast(CelValidationResult valid) {
    try {
      return valid.getAst();
    } catch (CelValidationException impossible) {
      throw new IllegalStateException("an expression without problems is not valid", impossible);
    }
  }
}
