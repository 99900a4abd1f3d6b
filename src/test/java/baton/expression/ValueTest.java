package baton.expression;

import static baton.expression.Example.BINDINGS;
import static baton.expression.Example.SCOPE;
import static baton.expression.Example.json;
import static baton.expression.Example.right;
import static baton.expression.Example.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "\"plain\" | TEXT | \"plain\"",
        "\"=name\" | TEXT | \"Ada\"",
        "\"= amount * 2\" | NUMBER | 3",
        "\"\\\\=name\" | TEXT | \"=name\"",
        "\"\\\\x\" | TEXT | `\"\\\\x\"`",
        "12.50 | NUMBER | 12.5",
        "\"2026-01-31\" | DATE | \"2026-01-31\"",
        "{\"a\":\"=name\"} | RECORD | {\"a\":\"=name\"}",
        "null | NUMBER | null",
      })
  void isLiteralOrComputed(String written, Type.Kind expected, String value) {
    var read =
        right((place, problems) ->
            Value.read(json(written), SCOPE, Type.of(expected), place, problems));
    assertThat(read.evaluate(BINDINGS)).isEqualTo(Values.canonical(json(value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "\"x\" | NUMBER | 10:5 expected a number such as 12.5, got 'x'",
        "\"=name\" | NUMBER | 10:6 the expression gives a text where a number is expected",
        "\"=1 + nobody\" | NUMBER | 10:10 there is no 'nobody' here",
        "\"=\" | TEXT | 10:6 the expression is empty",
      })
  void tellsWhatIsWrongAndWhere(String written, Type.Kind expected, String problem) {
    assertThat(
            wrong((place, problems) ->
                Value.read(json(written), SCOPE, Type.of(expected), place, problems)))
        .containsExactly(problem);
  }

  @Test
  void knowsTheNamesItReads() {
    var computed =
        right((place, problems) -> Value.read(json("\"=name\""), SCOPE, Type.ANY, place, problems));
    assertThat(computed.names()).containsExactly("name");
  }
}
