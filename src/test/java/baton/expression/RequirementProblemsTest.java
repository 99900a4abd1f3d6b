package baton.expression;

import static baton.expression.Example.SCOPE;
import static baton.expression.Example.json;
import static baton.expression.Example.requirement;
import static baton.expression.Example.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementProblemsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "amount + 1 | EqualTo | 1 | the left side must be a name, not 'amount + 1'",
        "amuont | EqualTo | 1 | there is no 'amuont' here",
        "amount | EqualTo | \"x\" | EqualTo cannot compare a number with a text",
        "amount | EqualTo | `` | EqualTo needs a right side",
        "amount | In | 1 | In cannot compare a number with a number",
        "amount | In | [1,\"x\"] | In cannot compare a number with a collection of texts",
        "amount | StartsWith | \"1\" | StartsWith cannot compare a number with a text",
        "amount | StartsWith | 1 | StartsWith cannot compare a number with a number",
        "ok | GreaterThan | true | GreaterThan cannot compare true or false with true or false",
        "tags | Contains | 1 | Contains cannot compare a collection of texts with a number",
        "due | LessThan | \"soon\" | 'soon' is not a date such as 2026-01-31",
        "due | LessThan | 5 | LessThan cannot compare a date with a number",
        "amount | EqualTo | \"=nobody\" | there is no 'nobody' here",
        "amount | EqualTo | \"=name\" | EqualTo cannot compare a number with a text",
        "amount | IsNull | \"true\" | the right side of IsNull must be true or false",
        "amount | IsEmpty | true | IsEmpty cannot be asked of a number",
        "amount | IsChanged | true | IsChanged needs a field of $Record, not 'amount'",
        "nobody | WasVisited | true | there is no 'nobody.Visited' here",
        "nobody | HasError | true | there is no 'nobody.Status' here",
      })
  void tellsWhatIsWrong(String left, Operator operator, String right, String message) {
    assertThat(problems(List.of(requirement(left, operator, right)), "all"))
        .containsExactly("10:5 " + message);
  }

  @Test
  void placesTheProblemAtTheSideThatHasIt() {
    var requirement =
        new Requirement(
            "nobody",
            Operator.EqualTo,
            json("\"=1 + somebody\""),
            Example.PLACE,
            new Place("f", "", 3, 9),
            new Place("f", "", 4, 10));
    assertThat(problems(List.of(requirement), "all"))
        .containsExactly("3:9 there is no 'nobody' here");
    var right =
        new Requirement(
            "amount",
            Operator.EqualTo,
            json("\"=1 + somebody\""),
            Example.PLACE,
            new Place("f", "", 3, 9),
            new Place("f", "", 4, 10));
    assertThat(problems(List.of(right), "all")).containsExactly("4:15 there is no 'somebody' here");
  }

  @Test
  void tellsTheProblemsOfAllRequirementsAndOfTheLogic() {
    assertThat(
            problems(
                List.of(
                    requirement("nobody", Operator.EqualTo, "1"),
                    requirement("name", Operator.GreaterThan, "1")),
                "1 AND 3"))
        .containsExactly(
            "10:5 there is no 'nobody' here",
            "10:5 GreaterThan cannot compare a text with a number",
            "10:11 there is no requirement 3",
            "10:5 requirement 2 is not used in the logic");
  }

  @Test
  void needsARequirement() {
    assertThat(problems(List.of(), "all")).containsExactly("10:5 there are no requirements");
  }

  @Test
  void takesFiftyRequirementsAndNoMore() {
    var one = requirement("amount", Operator.EqualTo, "1");
    Example.condition("all", Collections.nCopies(50, one).toArray(new Requirement[0]));
    assertThat(problems(Collections.nCopies(51, one), "all"))
        .containsExactly("10:5 there are 51 requirements, at most 50 are allowed");
  }

  private static List<String> problems(List<Requirement> requirements, String logic) {
    return wrong(
        (place, problems) -> Condition.ofRequirements(requirements, logic, place, SCOPE, problems));
  }
}
