package baton.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.expression.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {
  enum Colour {
    RED,
    DARK_BLUE
  }

  private final List<Problem> problems = new ArrayList<>();

  private Fields fields(String text, String... known) {
    var document = Document.read("a.yaml", text, problems::add);
    return Fields.of(document.root(), "a stage", problems::add, known);
  }

  @Test
  void unknownFieldsAreToldWithWhatWasProbablyMeant() {
    fields("stage: a\nstpes: []\nwholly: 1\n", "stage", "steps");
    assertThat(
            problems.stream()
                .map(p ->
                    p.place().line()
                        + ":"
                        + p.place().column()
                        + " "
                        + p.message()
                        + ". "
                        + p.remedy()))
        .containsExactly(
            "2:1 A stage has no field `stpes`. Did you mean `steps`? One of: `stage`, `steps`",
            "3:1 A stage has no field `wholly`. One of: `stage`, `steps`");
  }

  @Test
  void valuesOfTheRightKindAreRead() {
    var fields =
        fields(
            "t: x\nf: true\nn: 3\nc: dark_blue\nl: [1]\nm: {a: 1}\n",
            "t",
            "f",
            "n",
            "c",
            "l",
            "m",
            "none");
    assertThat(fields.requiredText("t", "")).isEqualTo("x");
    assertThat(fields.flag("f", false)).isTrue();
    assertThat(fields.wholeNumber("n", 1, 3, 0)).isEqualTo(3);
    assertThat(fields.choice("c", Colour.class)).isEqualTo(Colour.DARK_BLUE);
    assertThat(fields.list("l")).hasSize(1);
    assertThat(fields.mapping("m")).containsKey("a");
    assertThat(fields.text("none")).isNull();
    assertThat(fields.list("none")).isEmpty();
    assertThat(fields.flag("none", true)).isTrue();
    assertThat(fields.oneOf("", "none", "t")).isEqualTo("t");
    assertThat(problems).isEmpty();
  }

  @Test
  void valuesOfTheWrongKindAreTold() {
    var fields =
        fields(
            "t: 5\nf: yes\nn: 4\nc: blue\nl: x\nm: [1]\ne:\n",
            "t",
            "f",
            "n",
            "c",
            "l",
            "m",
            "e",
            "none");
    assertThat(fields.text("t")).isNull();
    assertThat(fields.flag("f", false)).isFalse();
    assertThat(fields.wholeNumber("n", 1, 3, 2)).isEqualTo(2);
    assertThat(fields.choice("c", Colour.class)).isNull();
    assertThat(fields.list("l")).isEmpty();
    assertThat(fields.mapping("m")).isEmpty();
    assertThat(fields.text("e")).isNull();
    assertThat(fields.text("e")).isNull();
    assertThat(fields.requiredText("none", "Give it")).isNull();
    assertThat(fields.oneOf("x", "none")).isNull();
    assertThat(fields.oneOf("x", "t", "f")).isEqualTo("t");
    assertThat(
            problems.stream()
                .map(p -> p.place().line() + ":" + p.place().column() + " " + p.message()))
        .containsExactly(
            "1:4 `t` must be text, but it is the value 5",
            "2:4 `f` must be true or false, but it is text",
            "3:4 `n` must be a whole number from 1 to 3",
            "4:4 `c` cannot be `blue`",
            "5:4 `l` must be a list, but it is text",
            "6:4 `m` must be names with values, but it is a list",
            "7:3 `e` has no value",
            "1:1 A stage needs `none`",
            "1:1 A stage needs one of `none`",
            "2:1 A stage cannot have both `t` and `f`");
  }

  @Test
  void whatIsNoMappingHasNoFields() {
    assertThat(fields("- a\n", "x")).isNull();
    assertThat(problems).hasSize(1);
  }

  @Test
  void askingForAFieldThatIsNotKnownIsAProgramError() {
    var fields = fields("a: 1\n", "a");
    assertThatThrownBy(() -> fields.text("b")).isInstanceOf(IllegalArgumentException.class);
  }
}
