package baton.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "_", "Stage_1", "loops", "IF", "size"})
  void takes(String name) {
    assertThat(Names.problemOf(name)).isEmpty();
  }

  @Test
  void refusesWithAReason() {
    assertThat(Names.problemOf("")).contains("a name must not be empty");
    assertThat(Names.problemOf("loop")).contains("'loop' is a reserved word of expressions");
    assertThat(Names.problemOf("in")).isPresent();
    for (var each : List.of("1a", "a-b", "a b", "ä", "$a", "a.b", "a\n")) {
      assertThat(Names.problemOf(each)).as(each).get().asString().contains("is not a name");
    }
  }

  @Test
  void takesEightyCharactersAndNoMore() {
    assertThat(Names.problemOf("x".repeat(80))).isEmpty();
    assertThat(Names.problemOf("x".repeat(81)))
        .contains("the name has 81 characters, at most 80 are allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
        "loop", "package", "namespace", "return", "var", "void", "while", "in", "true", "null"
      })
  void everyReservedWordIsOneForTheGrammarToo(String word) {
    assertThat(Names.problemOf(word)).isPresent();
    if (!List.of("true", "null").contains(word)) {
      assertThat(
              Example.wrong((place, problems) ->
                  Expression.compile(
                      word + " == 1",
                      new Scope(java.util.Map.of(word, Type.NUMBER)),
                      Type.ANY,
                      place,
                      problems)))
          .hasSize(1);
    }
  }

  @Test
  void findsTheNameThatWasMeant() {
    var known = List.of("amount", "$Record", "prepare.Status", "x");
    assertThat(Names.nearest("amuont", known)).contains("amount");
    assertThat(Names.nearest("record", known)).contains("$Record");
    assertThat(Names.nearest("Prepare.status", known)).contains("prepare.Status");
    assertThat(Names.nearest("y", known)).isEmpty();
    assertThat(Names.nearest("something", known)).isEmpty();
  }
}
