package baton.expression;

import dev.cel.checker.CelChecker;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationResult;
import dev.cel.common.CelVarDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;

/** The library's parser, checker and runtime, set up once for our functions and limits. */
final class Language {
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(Limits.MAX_SOURCE_CHARACTERS)
          .maxParseRecursionDepth(Limits.MAX_DEPTH)
          .comprehensionMaxIterations(Limits.MAX_ITERATIONS)
          .enableReservedIds(true)
          .enableHeterogeneousNumericComparisons(true)
          .enableHiddenAccumulatorVar(true)
          .enableOptionalSyntax(false)
          .populateMacroCalls(false)
          .build();

  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(
              CelStandardMacro.HAS,
              CelStandardMacro.ALL,
              CelStandardMacro.EXISTS,
              CelStandardMacro.EXISTS_ONE,
              CelStandardMacro.MAP,
              CelStandardMacro.MAP_FILTER,
              CelStandardMacro.FILTER)
          .build();

  private static final CelChecker CHECKER =
      CelCompilerFactory.standardCelCheckerBuilder()
          .setOptions(OPTIONS)
          .addFunctionDeclarations(
              Functions.ALL.values().stream().map(Function::declaration).toList())
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .addFunctionBindings(Functions.ALL.values().stream().map(Function::binding).toList())
          .build();

  private Language() {}

  static CelValidationResult parse(CelSource source) {
    return PARSER.parse(source);
  }

  static CelValidationResult check(CelExpr tree, CelSource source, Map<String, CelType> variables) {
    var declared =
        variables.entrySet().stream()
            .map(each -> CelVarDecl.newVarDeclaration(each.getKey(), each.getValue()))
            .toList();
    return CHECKER
        .toCheckerBuilder()
        .addVarDeclarations(declared)
        .build()
        .check(CelAbstractSyntaxTree.newParsedAst(tree, source));
  }

  static CelRuntime.Program plan(CelAbstractSyntaxTree checked) {
    try {
      return RUNTIME.createProgram(checked);
    } catch (CelEvaluationException impossible) {
      throw new IllegalStateException("a checked expression cannot be planned", impossible);
    }
  }
}
