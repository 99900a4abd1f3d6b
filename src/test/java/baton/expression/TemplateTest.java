package baton.expression;

import static baton.expression.Example.BINDINGS;
import static baton.expression.Example.SCOPE;
import static baton.expression.Example.right;
import static baton.expression.Example.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "plain { text } | plain { text }",
        "Dear {!name}, | Dear Ada,",
        "{!name}{!color} | Adared",
        "{!amount * 2} on {!due} | 3 on 2026-01-31",
        "[{!noText}{!$Record.Nothing}{!any.x}] | []",
        "{!IF(ok, '}', \"{\")} | }",
        "{!{'a': 1}.a} | 1",
        "\\{!name} is {!name} | {!name} is Ada",
        "{!ok} {!tags} | true [\"a\",\"b\"]",
      })
  void mergesValues(String source, String expected) {
    assertThat(template(source).render(BINDINGS)).isEqualTo(expected);
  }

  @Test
  void tellsTheProblemsOfAllFieldsWithTheirPlaces() {
    assertThat(
            wrong((place, problems) ->
                Template.compile("Dear {!nmae},\n{!1 +} {!name", SCOPE, place, problems)))
        .containsExactly(
            "10:12 there is no 'nmae' here",
            "11:6 the expression ends too early",
            "11:8 this '{!' is not closed");
  }

  @Test
  void knowsTheNamesItReads() {
    assertThat(template("{!name} {!amount + price} x").names())
        .containsExactlyInAnyOrder("name", "amount", "price");
  }

  @Test
  void failsLikeItsFields() {
    assertThatThrownBy(() -> template("a {!1 / 0}").render(BINDINGS))
        .isInstanceOf(ExpressionFailed.class);
  }

  @Test
  void aRenderedTextHasAMillionCharactersAtMost() {
    var large = Example.json("\"" + "x".repeat(500_000) + "\"");
    assertThat(template("{!name}{!name}").render(name -> large)).hasSize(1_000_000);
    assertThatThrownBy(() -> template("{!name}{!name}.").render(name -> large))
        .hasMessageEndingWith("the text has more than 1000000 characters");
  }

  private static Template template(String source) {
    return right((place, problems) -> Template.compile(source, SCOPE, place, problems));
  }
}
