package baton.expression;

import static baton.expression.Example.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "TEXT | \"x\" | ``",
        "TEXT | null | ``",
        "TEXT | 1 | expected a text, got 1",
        "PICKLIST | true | expected a text, got true",
        "NUMBER | 1.5 | ``",
        "NUMBER | \"1.5\" | expected a number such as 12.5, got '1.5'",
        "CURRENCY | [1] | expected a number such as 12.5, got a collection",
        "NUMBER | 1e500 | a number is beyond ten to the power of 400 (or its inverse)",
        "BOOLEAN | false | ``",
        "BOOLEAN | \"false\" | expected true or false, got 'false'",
        "DATE | \"2026-01-31\" | ``",
        "DATE | \"x\" | expected a date such as 2026-01-31, got 'x'",
        "DATE | \"2026-02-30\" | expected a date such as 2026-01-31, got '2026-02-30'",
        "DATE | 20260131 | expected a date such as 2026-01-31, got 20260131",
        "DATE_TIME | \"2026-01-31T10:00:00Z\" | ``",
        "DATE_TIME | \"2026-01-31T10:00:00.5+01:00\" | ``",
        "DATE_TIME | \"2026-01-31\" | expected a date-time such as 2026-01-31T10:00:00Z, got '2026-01-31'",
        "MULTI_PICKLIST | [\"a\"] | ``",
        "MULTI_PICKLIST | \"a\" | expected a collection such as [\"a\", \"b\"], got 'a'",
        "MULTI_PICKLIST | [\"a\",1] | element 2: expected a text, got 1",
        "RECORD | {\"a\":1} | ``",
        "RECORD | \"a\" | expected a record, got 'a'",
        "ANY | [{\"a\":[]}] | ``",
      })
  void tellsWhyAValueIsNotOfAType(Type.Kind kind, String value, String mismatch) {
    assertThat(Values.mismatch(Type.of(kind), json(value)).orElse("")).isEqualTo(mismatch);
  }

  @Test
  void checksTheElementsOfACollection() {
    var dates = Type.collectionOf(Type.Kind.DATE);
    assertThat(Values.mismatch(dates, json("[\"2026-01-31\", null]"))).isEmpty();
    assertThat(Values.mismatch(dates, json("[\"2026-01-31\", 7]")))
        .contains("element 2: expected a date such as 2026-01-31, got 7");
    assertThat(Values.mismatch(dates, json("\"2026-01-31\""))).isPresent();
  }

  @Test
  void thereIsOneFormForEachValue() {
    assertThat(Values.canonical(DoubleNode.valueOf(3))).isEqualTo(IntNode.valueOf(3));
    assertThat(Values.canonical(LongNode.valueOf(3))).isEqualTo(IntNode.valueOf(3));
    assertThat(Values.canonical(json("3e10"))).isEqualTo(LongNode.valueOf(30_000_000_000L));
    assertThat(Values.canonical(json("9223372036854775807")))
        .isEqualTo(LongNode.valueOf(Long.MAX_VALUE));
    assertThat(Values.canonical(json("9223372036854775808")))
        .isEqualTo(DecimalNode.valueOf(new BigDecimal("9223372036854775808")));
    assertThat(Values.canonical(json("1.50"))).hasToString("1.5");
    assertThat(Values.canonical(json("-0.0"))).isEqualTo(IntNode.valueOf(0));
    assertThat(Values.canonical(MissingNode.getInstance())).isEqualTo(NullNode.instance);
    assertThat(Values.canonical(json("{\"a\": [1.0, {\"b\": 2.50}], \"c\": \"x\"}")))
        .isEqualTo(Values.canonical(json("{\"a\": [1, {\"b\": 2.5}], \"c\": \"x\"}")))
        .hasToString("{\"a\":[1,{\"b\":2.5}],\"c\":\"x\"}");
  }
}
