package baton.expression;

import static baton.expression.Example.BINDINGS;
import static baton.expression.Example.condition;
import static baton.expression.Example.json;
import static baton.expression.Example.requirement;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "amount | EqualTo | 1.50 | true",
        "amount | EqualTo | \"=price / 100 - 0.5\" | true",
        "noNumber | EqualTo | 1 | false",
        "amount | EqualTo | \"=noNumber\" | false",
        "noNumber | EqualTo | \"=noNumber\" | false",
        "name | EqualTo | \"Ada\" | true",
        "ok | EqualTo | true | true",
        "tags | EqualTo | [\"a\",\"b\"] | true",
        "name | NotEqualTo | \"Bob\" | true",
        "noText | NotEqualTo | \"Bob\" | false",
        "amount | GreaterThan | 1 | true",
        "due | GreaterThan | \"2026-01-30\" | true",
        "due | LessThan | \"=$Flow.CurrentDate\" | true",
        "sent | LessThanOrEqualTo | \"2026-01-31T10:00:00Z\" | true",
        "sent | GreaterThanOrEqualTo | \"2026-02-01\" | false",
        "noDate | LessThan | \"2026-02-01\" | false",
        "name | StartsWith | \"A\" | true",
        "name | EndsWith | \"A\" | false",
        "noText | StartsWith | \"A\" | false",
        "name | Contains | \"d\" | true",
        "tags | Contains | \"b\" | true",
        "skills | Contains | \"cobol\" | false",
        "noTags | Contains | \"b\" | false",
        "name | In | [\"Ada\",\"Bob\"] | true",
        "amount | In | [1, 1.5] | true",
        "due | In | [\"2026-01-31\"] | true",
        "name | In | \"=tags\" | false",
        "noText | In | [\"Ada\"] | false",
        "name | NotIn | [\"Bob\"] | true",
        "noText | NotIn | [\"Bob\"] | false",
        "name | NotIn | \"=noTags\" | false",
        "noNumber | IsNull | `` | true",
        "amount | IsNull | true | false",
        "amount | IsNull | false | true",
        "$Record.Nothing | IsNull | true | true",
        "noText | IsBlank | true | true",
        "name | IsBlank | false | true",
        "empty | IsEmpty | true | true",
        "tags | IsEmpty | true | false",
        "noTags | IsEmpty | true | true",
        "$Record.Status | IsChanged | true | true",
        "$Record.Salary | IsChanged | true | false",
        "$Record.Salary | IsChanged | false | true",
        "$Record.Team | IsChanged | true | true",
        "$Record.x | IsChanged | true | false",
        "$Record.Team | WasSet | true | true",
        "$Record.Status | WasSet | true | false",
        "amount | WasSet | true | true",
        "noNumber | WasSet | true | false",
        "prepare | WasVisited | true | true",
        "review | WasVisited | true | false",
        "review | HasError | true | true",
        "prepare | HasError | `` | false",
        "$Record.Salary | GreaterThan | 4999.5 | true",
      })
  void compares(String left, Operator operator, String right, boolean expected) {
    var condition = condition("all", requirement(left, operator, right));
    assertThat(condition.holds(BINDINGS)).isEqualTo(expected);
    assertThat(condition.explain(BINDINGS))
        .singleElement()
        .satisfies(truth -> {
          assertThat(truth.holds()).isEqualTo(expected);
          assertThat(truth.left()).isEqualTo(left);
          assertThat(truth.operator()).isEqualTo(operator.name());
        });
  }

  @Test
  void aFormulaHoldsOnlyWhenTrue() {
    assertThat(formula("amount > 1").holds(BINDINGS)).isTrue();
    assertThat(formula("noTruth").holds(BINDINGS)).isFalse();
    assertThat(formula("!noTruth").holds(BINDINGS)).isTrue();
    assertThat(formula("$Record.x").holds(BINDINGS)).isFalse();
    assertThat(formula("amount > price").names()).containsExactlyInAnyOrder("amount", "price");
  }

  @Test
  void explainsBothSidesOfEachRequirement() {
    var condition =
        condition(
            "1 OR 2",
            requirement("amount", Operator.GreaterThan, "\"=price / 2\""),
            requirement("noText", Operator.IsNull, ""));
    assertThat(condition.explain(BINDINGS))
        .containsExactly(
            new Condition.Truth(1, "amount", json("1.5"), "GreaterThan", json("100"), false),
            new Condition.Truth(2, "noText", json("null"), "IsNull", json("true"), true));
    assertThat(condition.names()).containsExactlyInAnyOrder("amount", "price", "noText");
  }

  @Test
  void readsThePriorRecordToo() {
    assertThat(condition("all", requirement("$Record.Status", Operator.IsChanged, "")).names())
        .containsExactlyInAnyOrder("$Record", "$Record__Prior");
  }

  private static Condition formula(String source) {
    return Example.right(
        (place, problems) -> Condition.ofFormula(source, Example.SCOPE, place, problems));
  }
}
