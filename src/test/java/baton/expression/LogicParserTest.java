package baton.expression;

import static baton.expression.Example.PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogicParserTest {
  /** Which of requirements 1 to 3 hold, and whether the logic does. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "all | 1,2,3 | true",
        "ALL | 1,2 | false",
        " any | 3 | true",
        "any | `` | false",
        "1 AND (2 OR 3) | 1,3 | true",
        "1 AND (2 OR 3) | 2,3 | false",
        "1 and 2 or 3 | 3 | true",
        "3 OR 1 AND 2 | 1 | false",
        "NOT 1 AND 2 AND 3 | 2,3 | true",
        "NOT (1 AND 2) AND 3 | 1,3 | true",
        "not not 1 and 2 and 3 | 1,2,3 | true",
        "((1)) AND(2)AND 3 | 1,2,3 | true",
        "1 AND 2 AND 3 AND NOT (1 AND 2) | 1,2,3 | false",
      })
  void decides(String logic, String holding, boolean expected) {
    var parsed = LogicParser.parse(logic, 3, PLACE, problem -> {});
    assertThat(parsed).isNotNull();
    assertThat(parsed.holds(number -> holding.contains(String.valueOf(number))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "1 AND | 10:10 the logic ends too early",
        "`` | 10:5 the logic ends too early",
        "1 AND (2 OR 3 | 10:11 this '(' is not closed",
        "1 AND 2) OR 3 | 10:12 there is no open bracket for this ')'",
        "1 AND 2 3 | 10:13 '3' is not expected here",
        "1 XOR 2 AND 3 | 10:7 'XOR' is not expected here",
        "1 & 2 & 3 | 10:7 '&' is not expected here",
        "AND 1 | 10:5 'AND' is not expected here",
        "1 AND (2 3) | 10:14 '3' is not expected here",
        "(1 OR 2 AND 3 OR | 10:21 the logic ends too early",
        "1 AND 2 AND 3 AND 4 | 10:23 there is no requirement 4",
        "0 OR 1 AND 2 AND 3 | 10:5 there is no requirement 0",
        "99999999999 OR 1 AND 2 AND 3 | 10:5 there is no requirement 99999999999",
        "1 AND 3 | 10:5 requirement 2 is not used in the logic",
      })
  void tellsWhatIsWrongAndWhere(String logic, String problem) {
    assertThat(problems(logic, 3)).containsExactly(problem);
  }

  @Test
  void countsLines() {
    assertThat(problems("1 AND\n 2 AND\n  4", 2)).containsExactly("12:3 there is no requirement 4");
  }

  @Test
  void takesAThousandCharactersAndNoMore() {
    var logic = "1" + " ".repeat(Limits.MAX_LOGIC_CHARACTERS - 1);
    assertThat(problems(logic, 1)).isEmpty();
    assertThat(problems(logic + " ", 1))
        .containsExactly("10:5 the logic has 1001 characters, at most 1000 are allowed");
  }

  @Test
  void takesAHundredLevelsAndNoMore() {
    var deepest = "(".repeat(99) + "1" + ")".repeat(99);
    assertThat(problems(deepest, 1)).isEmpty();
    assertThat(problems("(" + deepest + ")", 1))
        .containsExactly("10:105 the logic is nested deeper than 100 levels");
  }

  @Test
  void aFailureIsOutvotedByWhatDecides() {
    var logic = LogicParser.parse("(1 OR 2) AND NOT (1 AND 3)", 3, PLACE, problem -> {});
    assertThat(logic).isNotNull();
    assertThat(
            logic.holds(number -> {
              if (number == 1) {
                throw new ExpressionFailed("x", "no answer");
              }
              return number == 2;
            }))
        .isTrue();
  }

  @Test
  void allAndAnyTakeAnyNumber() {
    var many = IntStream.rangeClosed(1, 50).boxed().toList();
    var all = LogicParser.parse("all", 50, PLACE, problem -> {});
    assertThat(all).isNotNull();
    assertThat(all.holds(many::contains)).isTrue();
    assertThat(all.holds(number -> number != 50)).isFalse();
  }

  private static List<String> problems(String logic, int requirements) {
    var problems = new ArrayList<String>();
    LogicParser.parse(
        logic,
        requirements,
        PLACE,
        each ->
            problems.add(each.place().line() + ":" + each.place().column() + " " + each.message()));
    return problems;
  }
}
