package baton.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written and whatever the values: a problem, a value, or a failure in words. */
class RandomExpressionsTest {
  private static final int EXPRESSIONS = 1_500;

  private static final List<String> LEAVES =
      List.of(
          "1",
          "2.5",
          "'a'",
          "'2026-01-31'",
          "true",
          "null",
          "[]",
          "['a']",
          "amount",
          "price",
          "name",
          "ok",
          "due",
          "sent",
          "tags",
          "lines",
          "any",
          "noNumber",
          "noText",
          "noTruth",
          "noDate",
          "noTags",
          "noAny",
          "$Record",
          "$Record.Salary",
          "$Record.Status",
          "$Record.x.y",
          "prepare.Status",
          "$Flow.CurrentDate",
          "nobody",
          "x");

  private static final List<String> SHAPES =
      List.of(
          "# + #",
          "# - #",
          "# * #",
          "# / #",
          "# % #",
          "-#",
          "!#",
          "# == #",
          "# != #",
          "# < #",
          "# >= #",
          "# && #",
          "# || #",
          "# ? # : #",
          "# in #",
          "(#)",
          "[#, #]",
          "{'k': #}",
          "#.k",
          "#[#]",
          "IF(#, #, #)",
          "AND(#, #)",
          "OR(#, #)",
          "NOT(#)",
          "CASE(#, #, #, #)",
          "ISBLANK(#)",
          "ISNULL(#)",
          "TEXT(#)",
          "VALUE(#)",
          "CONTAINS(#, #)",
          "BEGINS(#, #)",
          "LEFT(#, #)",
          "LEN(#)",
          "size(#)",
          "UPPER(#)",
          "SUBSTITUTE(#, #, #)",
          "DATE(#, #, #)",
          "DATEVALUE(#)",
          "DATETIMEVALUE(#)",
          "YEAR(#)",
          "ABS(#)",
          "ROUND(#, #)",
          "MIN(#, #)",
          "MAX(#, #, #)",
          "#.all(x, #)",
          "#.exists(x, #)",
          "#.filter(x, #)",
          "#.map(x, #)",
          "#)",
          "# #");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void neverThrowAnythingElse(long seed) {
    var random = new Random(seed);
    var compiled = 0;
    for (var each = 0; each < EXPRESSIONS; each++) {
      var source = source(random, 1 + random.nextInt(4));
      var problems = new ArrayList<Problem>();
      var expression =
          Expression.compile(source, Example.SCOPE, Type.ANY, Example.PLACE, problems::add);
      var situation = "seed %d: %s".formatted(seed, source);
      assertThat(expression == null).as(situation).isEqualTo(!problems.isEmpty());
      for (var problem : problems) {
        assertThat(problem.place().line()).as(situation).isEqualTo(10);
        assertThat(problem.place().column()).as(situation).isBetween(5, 5 + source.length());
        assertThat(problem.message() + problem.remedy()).as(situation).doesNotContain("@");
      }
      if (expression != null) {
        compiled++;
        attempt(expression, Example.BINDINGS);
        attempt(expression, name -> MissingNode.getInstance());
      }
    }
    assertThat(compiled).isGreaterThan(EXPRESSIONS / 20);
  }

  private static void attempt(Expression expression, Bindings bindings) {
    try {
      var value = expression.evaluate(bindings);
      assertThat(Values.canonical(value)).as(expression.source()).isEqualTo(value);
    } catch (ExpressionFailed failed) {
      assertThat(failed.reason())
          .as(expression.source())
          .doesNotContain("@", "overload", "evaluation error", "Exception", "dev.cel");
    }
  }

  private static String source(Random random, int depth) {
    if (depth == 0) {
      return LEAVES.get(random.nextInt(LEAVES.size()));
    }
    var source = new StringBuilder();
    for (var character : SHAPES.get(random.nextInt(SHAPES.size())).toCharArray()) {
      if (character == '#') {
        source.append(source(random, depth - 1));
      } else {
        source.append(character);
      }
    }
    return source.toString();
  }
}
