package baton.expression;

import static baton.expression.Example.BINDINGS;
import static baton.expression.Example.evaluate;
import static baton.expression.Example.expression;
import static baton.expression.Example.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "IF(amount > 1, 'much', 'little') | \"much\"",
        "IF(noTruth, 1, 2) | 2",
        "IF(ok, null, 2) | null",
        "IF(ok, 1, 1 / 0) | 1",
        "AND(ok) | true",
        "AND(ok, amount > 1, noTruth) | false",
        "OR(noTruth, noNumber > 1, ok) | true",
        "OR(noTruth, noTruth) | false",
        "NOT(noTruth) | true",
        "NOT(ok) | false",
        "CASE(color, 'blue', 1, 'red', 2, 3) | 2",
        "CASE(noText, 'blue', 1, 'red', 2, 3) | 3",
        "CASE(noText, null, 0, 'red', 2, 3) | 0",
        "CASE(CASE(amount, 1, 10, 1.5, 20, 30), 20, 'twenty', 'other') | \"twenty\"",
        "ISBLANK(noText) | true",
        "ISBLANK('  ') | true",
        "ISBLANK(0) | false",
        "ISNULL(noNumber) | true",
        "ISNULL('') | false",
        "ISNULL(null) | true",
        "TEXT(amount) | \"1.5\"",
        "TEXT(100 * 1e3) | \"100000\"",
        "TEXT(due) | \"2026-01-31\"",
        "TEXT(ok) + TEXT(name) | \"trueAda\"",
        "TEXT(tags) | `\"[\\\"a\\\",\\\"b\\\"]\"`",
        "TEXT(noNumber) | null",
        "VALUE('12.50') + 1 | 13.5",
        "VALUE(noText) | null",
        "CONTAINS(name, 'd') | true",
        "CONTAINS(noText, 'd') | false",
        "CONTAINS(name, noText) | false",
        "CONTAINS(tags, 'b') | true",
        "BEGINS(name, 'A') | true",
        "BEGINS(name, noText) | false",
        "ENDS(name, 'da') | true",
        "LEFT(name, 2) | \"Ad\"",
        "LEFT(name, 99) | \"Ada\"",
        "LEFT(name, -1) | \"\"",
        "LEFT(noText, 1) | null",
        "RIGHT(name, 1) | \"a\"",
        "RIGHT(name, noNumber) | null",
        "LEN(name) | 3",
        "LEN('\uD83D\uDE00') | 1",
        "LEN(noText) | null",
        "size(noTags) | null",
        "UPPER(name) + LOWER(name) | \"ADAada\"",
        "TRIM('  x ') | \"x\"",
        "SUBSTITUTE('a-b-c', '-', '+') | \"a+b+c\"",
        "SUBSTITUTE('abc', '', 'x') | \"abc\"",
        "DATE(2026, 2, 28) + 1 | \"2026-03-01\"",
        "DATE(noNumber, 2, 28) | null",
        "DATEVALUE('2026-01-31') == due | true",
        "DATEVALUE(sent) | \"2026-01-31\"",
        "DATEVALUE('2026-01-31T23:30:00-05:00') | \"2026-02-01\"",
        "DATEVALUE(noText) | null",
        "DATETIMEVALUE('2026-01-31T12:00:00+02:00') == sent | true",
        "DATETIMEVALUE(due) | \"2026-01-31T00:00:00Z\"",
        "YEAR(due) * 10000 + MONTH(due) * 100 + DAY(due) | 20260131",
        "YEAR($Record.Hired) | 2026",
        "YEAR(noDate) | null",
        "ABS(-2.5) + ABS(2.5) | 5",
        "ROUND(2.345, 2) | 2.35",
        "ROUND(-2.5, 0) | -3",
        "ROUND(1234, -2) | 1200",
        "ROUND(noNumber, 2) | null",
        "MIN(3, amount, 2) | 1.5",
        "MAX(3) | 3",
        "MAX(due, $Flow.CurrentDate) | \"2026-02-01\"",
        "MIN(1, noNumber) | null",
        "TODAY() | \"2026-02-01\"",
        "NOW() | \"2026-02-01T08:30:00Z\"",
        "TODAY() - due + DAY(NOW()) | 2",
      })
  void computes(String formula, String expected) {
    assertThat(evaluate(formula)).isEqualTo(Values.canonical(json(expected)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DATE(2026, 13, 1)",
        "DATEVALUE(name)",
        "DATETIMEVALUE(name)",
        "YEAR($Record.Status)",
        "VALUE('1e9999')",
        "due + 1e300",
        "due + 3000000",
        "DATE(0, 1, 1)",
        "SUBSTITUTE(name, $Record.Owner, 'x')",
        "LEN($Record.Salary)",
        "MAX($Record.Salary, $Record.Status)",
        "size($Record.Salary)",
      })
  void failsWhereThereIsNoAnswer(String formula) {
    var compiled = expression(formula);
    assertThatThrownBy(() -> compiled.evaluate(BINDINGS)).isInstanceOf(ExpressionFailed.class);
  }

  @Test
  void everyFunctionHasTheSameNumberOfArgumentsInAllItsSignatures() {
    for (var each : Functions.ALL.values()) {
      assertThat(each.signatures().stream().map(s -> s.split(" ").length).distinct())
          .as(each.name())
          .hasSize(1);
    }
  }
}
