package baton.expression;

import static baton.expression.Example.SCOPE;
import static baton.expression.Example.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
  @Test
  void aSourceHasTenThousandCharactersAtMost() {
    var longest = "'" + "x".repeat(Limits.MAX_SOURCE_CHARACTERS - 2) + "'";
    assertThat(Example.evaluate(longest).textValue()).hasSize(9_998);
    assertThat(problems(longest + " "))
        .containsExactly("10:5 the expression has 10001 characters, at most 10000 are allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "99 | `(` | 1 | `)`",
        "99 | `ABS(` | 1 | `)`",
        "100 | `[` | `` | `]`",
        "99 | `` | 1 | ` + 1`",
        "99 | `ok ? 1 : ` | 2 | ``",
        "99 | `` | `any.a[0]` | `.b`",
        "99 | `` | any | `[0]`",
      })
  void nestsAHundredLevelsAndNoMore(int most, String before, String core, String after) {
    Example.expression(before.repeat(most - 1) + core + after.repeat(most - 1));
    for (var more : List.of(most + 3, most * 5)) {
      assertThat(problems(before.repeat(more) + core + after.repeat(more)))
          .singleElement()
          .asString()
          .endsWith("the expression is nested deeper than 100 levels");
    }
  }

  @Test
  void aLongSourceNeverOverflowsTheStack() {
    var many = Limits.MAX_SOURCE_CHARACTERS;
    for (var each :
        List.of("(", "[", "!", "-", "{'a':", "ABS(", "1+", "a.", "1<", "ok&&", "ok?1:")) {
      var source = each.repeat(many / each.length() - 1);
      Expression.compile(source + "1", SCOPE, Type.ANY, Example.PLACE, problem -> {});
    }
  }

  @Test
  void aFunctionTakesAHundredArgumentsAtMost() {
    assertThat(Example.evaluate("MAX(" + "1,".repeat(99) + "2)").intValue()).isEqualTo(2);
    assertThat(problems("MAX(" + "1,".repeat(100) + "2)"))
        .containsExactly("10:5 a function takes at most 100 arguments");
  }

  @Test
  void macrosVisitAHundredThousandElementsAtMost() {
    var all = collection("tags.all(tag, tag != '')");
    assertThat(all.evaluate(texts(Limits.MAX_ITERATIONS)).booleanValue()).isTrue();
    assertThatThrownBy(() -> all.evaluate(texts(Limits.MAX_ITERATIONS + 1)))
        .isInstanceOf(ExpressionFailed.class)
        .hasMessageEndingWith("it visits more than 100000 elements");
  }

  @Test
  void macrosInsideEachOtherShareThatLimit() {
    var nested = collection("tags.all(one, tags.all(other, one == other || true))");
    assertThat(nested.evaluate(texts(300)).booleanValue()).isTrue();
    assertThatThrownBy(() -> nested.evaluate(texts(400)))
        .hasMessageEndingWith("it visits more than 100000 elements");
  }

  @Test
  void anEvaluationReadsAMillionElementsAtMost() {
    var reading = collection("tags.all(one, !('nothing' in tags))");
    assertThat(reading.evaluate(texts(990)).booleanValue()).isTrue();
    assertThatThrownBy(() -> reading.evaluate(texts(1_010)))
        .hasMessageContaining("it reads more than 1000000 elements");
  }

  @Test
  void largeTextsCountAsReading() {
    var reading = collection("tags.all(one, !CONTAINS(name, 'nothing'))");
    var text = TextNode.valueOf("x".repeat(500_000));
    Bindings bindings =
        name -> name.equals("name") ? text : name.equals("tags") ? array(1_000) : NullNode.instance;
    assertThatThrownBy(() -> reading.evaluate(bindings))
        .hasMessageContaining("it reads more than 1000000 elements");
  }

  @Test
  void aFormulaBehindANameSharesTheWorkOfItsReader() {
    var inner = collection("tags.all(one, !('nothing' in tags))");
    var outer = collection("ok && ok && ok");
    Bindings bindings = name -> name.equals("ok") ? inner.evaluate(texts(600)) : NullNode.instance;
    assertThatThrownBy(() -> outer.evaluate(bindings))
        .hasMessageContaining("it reads more than 1000000 elements");
    assertThat(inner.evaluate(texts(600)).booleanValue()).isTrue();
  }

  @Test
  void aTextHasAMillionCharactersAtMost() {
    var half = TextNode.valueOf("x".repeat(Limits.MAX_TEXT_CHARACTERS / 2));
    Bindings bindings = name -> half;
    assertThat(collection("name + name").evaluate(bindings).textValue()).hasSize(1_000_000);
    for (var each : List.of("name + name + 'x'", "SUBSTITUTE(name, 'x', 'yyy')")) {
      assertThatThrownBy(() -> collection(each).evaluate(bindings))
          .hasMessageEndingWith("a text would have more than 1000000 characters");
    }
  }

  @Test
  void aNumberIsBelowTenToThePowerOfFourHundred() {
    assertThat(Example.evaluate("1e300 * 1e99").decimalValue()).isEqualByComparingTo("1e399");
    assertThatThrownBy(() -> Example.evaluate("1e300 * 1e100"))
        .hasMessageEndingWith("a number is beyond ten to the power of 400 (or its inverse)");
    assertThatThrownBy(() -> Example.evaluate("1e-300 * 1e-300 + 1"))
        .isInstanceOf(ExpressionFailed.class);
    JsonNode huge = Example.json("1e999999999");
    assertThatThrownBy(() -> collection("amount + 1").evaluate(name -> huge))
        .isInstanceOf(ExpressionFailed.class);
    assertThat(Values.mismatch(Type.NUMBER, huge)).isPresent();
  }

  private static Expression collection(String source) {
    return Example.expression(source);
  }

  private static Bindings texts(int count) {
    var array = array(count);
    return name -> array;
  }

  private static JsonNode array(int count) {
    var array = JsonNodeFactory.instance.arrayNode(count);
    for (var each = 0; each < count; each++) {
      array.add("t" + each);
    }
    return array;
  }

  private static List<String> problems(String source) {
    return wrong((place, problems) -> Expression.compile(source, SCOPE, Type.ANY, place, problems));
  }
}
