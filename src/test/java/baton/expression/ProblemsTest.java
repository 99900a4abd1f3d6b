package baton.expression;

import static baton.expression.Example.PLACE;
import static baton.expression.Example.SCOPE;
import static baton.expression.Example.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The source starts at line 10, column 5 of its document. */
class ProblemsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        // grammar
        "amount > | 10:13 the expression ends too early",
        "(amount | 10:12 the expression ends too early",
        "amount = 1 | 10:12 '= ' is not expected here",
        "ok and ok | 10:8 'and' is not expected here",
        "name + 'x | 10:12 ''x' is not expected here",
        "amount # 2 | 10:12 '#' is not expected here",
        "$ + 1 | 10:5 '$' is not expected here",
        "any.$x | 10:9 '$' is not expected here",
        "1 + loop | 10:9 'loop' is a reserved word",
        "1 + 99999999999999999999 | 10:9 the number has too many digits",
        "1e999 | 10:5 the number is too large or too small",
        "lines.all(1, true) | 10:15 the variable of a macro must be a simple name",
        "has(name) | 10:8 has(…) needs a field of a record",
        "b'x' | 10:5 this kind of literal is not known",
        "Order{} | 10:10 records of a type cannot be made here",
        "{'a': 1, 'a': 2} | 10:14 this field stands here twice",
        "{1: 2} | 10:6 the key of a field must be a literal text",
        // names
        "amuont + 1 | 10:5 there is no 'amuont' here",
        "1 + $Recrd.Status | 10:9 there is no '$Recrd.Status' here",
        "'$x' + prepare | 10:12 there is no 'prepare' here",
        "'\uD83D\uDE00' + nobody | 10:11 there is no 'nobody' here",
        "lines.all(line, lin.n > 1) | 10:21 there is no 'lin.n' here",
        "name.first | 10:9 a text has no fields",
        "ABSS(1) | 10:5 there is no function 'ABSS'",
        "name.upper() | 10:10 there is no function 'upper'",
        "1 + ABS(1, 2) | 10:9 'ABS' takes 1 argument, not 2",
        "IF(ok, 1) | 10:5 'IF' takes 3 arguments: IF(condition, value, otherwise), not 2",
        // kinds
        "amount + name | 10:12 '+' cannot be used with a number and a text",
        "amount == 'x' | 10:12 '==' cannot be used with a number and a text",
        "ok < true | 10:8 '<' cannot be used with true or false and true or false",
        "1 + YEAR(amount) | 10:9 'YEAR' cannot be used with a number",
        "ok && amount | 10:11 a condition must be true or false, not a number",
        "!name | 10:6 a condition must be true or false, not a text",
        "name ? 1 : 2 | 10:5 a condition must be true or false, not a text",
        "IF(ok, 1, 'x') | 10:5 both results of a choice must be of one kind, not a number and a text",
        "name.all(c, true) | 10:5 all, exists, filter and map need a collection, not a text",
        "'x' in days | 10:5 'x' is not a date such as 2026-01-31",
        "due in ['2026-01-31', 'x'] | 10:27 'x' is not a date such as 2026-01-31",
        "'a' in name | 10:9 'in' cannot be used with a text and a text",
        "1 in tags | 10:7 'in' cannot be used with a number and a collection of texts",
        "due > 'soon' | 10:11 'soon' is not a date such as 2026-01-31",
        "sent > '2026-01-31 10:00' | 10:12 '2026-01-31 10:00' is not a date-time such as 2026-01-31T10:00:00Z",
        "tags + 'x' | 10:10 '+' cannot be used with a collection of texts and a text",
        "tags['x'] | 10:9 '[ ]' cannot be used with a collection of texts and a text",
      })
  void tellsWhatIsWrongAndWhere(String source, String problem) {
    assertThat(
            wrong(
                (place, problems) -> Expression.compile(source, SCOPE, Type.ANY, place, problems)))
        .containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "amuont | did you mean 'amount'?",
        "PREPARE.status | did you mean 'prepare.Status'?",
        "Record.Status | did you mean '$Record'?",
        "collect | write one of: collect.Outputs.contract",
        "collect.Outputs.contrakt | did you mean 'collect.Outputs.contract'?",
        "abs(1) | did you mean 'ABS'?",
        "name.startswith('x') | did you mean 'startsWith'?",
        "amount = 1 | write == to compare",
        "amount <> 1 | write != to compare for being different",
        "ok and ok | write && or AND(…)",
        "1 + name | convert one side: TEXT(…), VALUE(…), DATEVALUE(…), DATETIMEVALUE(…)",
      })
  void tellsWhatToDo(String source, String remedy) {
    var problems = new ArrayList<Problem>();
    Expression.compile(source, SCOPE, Type.ANY, PLACE, problems::add);
    assertThat(problems).singleElement().extracting(Problem::remedy).isEqualTo(remedy);
  }

  @Test
  void countsLinesOfASourceOfSeveral() {
    assertThat(
            wrong((place, problems) ->
                Expression.compile(
                    "amount > 1 // with a $comment's quote\n  && nobody\n && nothing",
                    SCOPE,
                    Type.ANY,
                    place,
                    problems)))
        .containsExactly("11:6 there is no 'nobody' here", "12:5 there is no 'nothing' here");
  }

  @Test
  void tellsAllUnknownNamesAndWrongKindsAtOnce() {
    assertThat(
            wrong((place, problems) ->
                Expression.compile(
                    "x1 + y1 > 1 && name + 1 > 2", SCOPE, Type.ANY, place, problems)))
        .containsExactly(
            "10:5 there is no 'x1' here",
            "10:10 there is no 'y1' here",
            "10:25 '+' cannot be used with a text and a number");
  }

  @Test
  void refusesAnEmptyExpression() {
    assertThat(
            wrong((place, problems) -> Expression.compile(" ", SCOPE, Type.ANY, place, problems)))
        .containsExactly("10:5 the expression is empty");
  }

  @Test
  void todayNeedsTheDateInScope() {
    var scope = new Scope(java.util.Map.of());
    assertThat(
            wrong((place, problems) ->
                Expression.compile("TODAY()", scope, Type.ANY, place, problems)))
        .containsExactly("10:5 there is no $Flow.CurrentDate here");
  }
}
