package baton.expression;

import static baton.expression.Example.BINDINGS;
import static baton.expression.Example.SCOPE;
import static baton.expression.Example.evaluate;
import static baton.expression.Example.expression;
import static baton.expression.Example.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        // numbers are of one kind
        "5 > 1.5 | true",
        "amount * 2 == 3.0 | true",
        "amount + 1 | 2.5",
        "1.50 + 1.50 | 3",
        "price / 3 | 66.66666666666666666666666666666667",
        "7 % 4 | 3",
        "-amount | -1.5",
        "0.1 + 0.2 == 0.3 | true",
        "9223372036854775807 + 1 | 9223372036854775808",
        "0.1234567890123456789 | 0.1234567890123456789",
        "[1, 2] == [1.0, 2.00] | true",
        // names with dots and dollars
        "prepare.Status == 'Completed' && collect.Outputs.contract != 'x' | true",
        "$Orchestration.Instance | \"run-1\"",
        "$Record.Owner.Name | \"Bo\"",
        "any.deep.er + 1 | 8",
        "'$5 ' + name | \"$5 Ada\"",
        // what is missing
        "$Record.x.y.z | null",
        "!$Record.x.y | true",
        "$Record.x > 1 | false",
        "!($Record.x > 1) | true",
        "noNumber > 1 || noNumber <= 1 | false",
        "noNumber == noNumber | false",
        "noNumber != 1 | false",
        "noNumber + 1 | null",
        "due + noNumber | null",
        "noTruth | null",
        "noTruth ? 1 : 2 | 2",
        "noTruth && true | false",
        "noNumber == null | true",
        "amount != null | true",
        "noText + 'x' | null",
        "'a' in noTags | false",
        "has($Record.Status) && !has($Record.Nothing) && !has($Record.x) | true",
        "tags[7] | null",
        // dates
        "due < '2026-02-01' | true",
        "due == '2026-01-31' | true",
        "due + 1 == $Flow.CurrentDate | true",
        "due + 3 | \"2026-02-03\"",
        "$Flow.CurrentDate - due | 1",
        "$Record.Hired >= $Flow.CurrentDate | true",
        "sent | \"2026-01-31T10:00:00Z\"",
        "sent + 0.5 | \"2026-01-31T22:00:00Z\"",
        "sent > due | true",
        "sent < '2026-01-31T11:00:00Z' | true",
        // collections
        "lines.all(line, line.n > 0) | true",
        "lines.exists(line, line.sku == 'X') | true",
        "lines.exists_one(line, line.n == 1) | true",
        "lines.filter(line, line.n > 1) | [{\"n\":2,\"sku\":\"X\"}]",
        "lines.map(line, line.n * 1.5) | [1.5,3]",
        "lines.map(line, line.n > 1, line.sku) | [\"X\"]",
        "tags.exists(tag, skills.exists(skill, skill != tag)) | true",
        "noTags.all(tag, tag == 'x') | true",
        "'a' in tags && 'sql' in skills | true",
        "size(tags) + tags.size() + size(name) | 7",
        "tags[1] | \"b\"",
        "tags + ['c'] | [\"a\",\"b\",\"c\"]",
        "{'total': amount, 'list': [2.0]} | {\"total\":1.5,\"list\":[2]}",
        // texts
        "name.startsWith('A') && name.endsWith('a') && name.contains('d') | true",
        "name + ' ' + color | \"Ada red\"",
      })
  void evaluates(String source, String expected) {
    assertThat(evaluate(source)).isEqualTo(Values.canonical(json(expected)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "1 / 0 | division by zero",
        "1 % 0 | division by zero",
        "wrongDate == due | 'soon' is not a date such as 2026-01-31",
        "VALUE(name) | 'Ada' is not a number",
        "$Record.Status > 1 | cannot compare the text 'Hired' with the number 1",
        "$Record.Owner + 1 | cannot add the number 1 to a record",
        "$Record.Status && true | true or false is needed, not the text 'Hired'",
        "$Record.Status.x | the text 'Hired' has no field 'x'",
        "1e300 * 1e300 | a number is beyond ten to the power of 400 (or its inverse)",
      })
  void failsWithTheCauseInWords(String source, String reason) {
    var failing = expression(source);
    assertThatThrownBy(() -> failing.evaluate(BINDINGS))
        .isInstanceOfSatisfying(
            ExpressionFailed.class,
            failed -> {
              assertThat(failed.expression()).isEqualTo(source);
              assertThat(failed.reason()).isEqualTo(reason);
            });
  }

  @Test
  void aFailureIsOutvotedByWhatDecides() {
    assertThat(evaluate("1 / 0 > 1 || ok").booleanValue()).isTrue();
    assertThat(evaluate("1 / 0 > 1 && !ok").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "1 + 1 | ``",
        "amount + price * amount | amount,price",
        "$Record.Owner.Name == name | $Record,name",
        "prepare.Status == 'x' | prepare.Status",
        "lines.all(name, name.n > amount) | lines,amount",
        "lines.map(l, tags.filter(t, t == l.sku && color == t)) | lines,tags,color",
        "TODAY() > due | $Flow.CurrentDate,due",
        "any[name] | any,name",
        "has(any.deep.er) | any",
      })
  void knowsTheNamesItReads(String source, String names) {
    assertThat(expression(source).names())
        .containsExactlyInAnyOrder(names.isEmpty() ? new String[0] : names.split(","));
  }

  @Test
  void aLongerDeclaredNameWinsOverAFieldOfAShorterOne() {
    var scope =
        new Scope(java.util.Map.of("step.Outputs", Type.RECORD, "step.Outputs.total", Type.NUMBER));
    var expression =
        Example.right((place, problems) ->
            Expression.compile(
                "step.Outputs.total + step.Outputs.other", scope, Type.NUMBER, place, problems));
    assertThat(expression.names()).containsExactlyInAnyOrder("step.Outputs", "step.Outputs.total");
  }

  @Test
  void theResultMayBeAskedToBeOfAType() {
    assertThat(
            Example.wrong((place, problems) ->
                Expression.compile("amount + 1", SCOPE, Type.TEXT, place, problems)))
        .containsExactly("10:5 the expression gives a number where a text is expected");
    assertThat(Expression.compile("$Record.x", SCOPE, Type.TEXT, Example.PLACE, problem -> {}))
        .isNotNull();
  }
}
