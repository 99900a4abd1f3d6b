package baton.expression;

import static baton.expression.Example.json;
import static baton.expression.Example.requirement;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which kinds each operator takes on its two sides, and what it says when a side has no value. */
class OperatorKindsTest {
  private static final Map<String, Type> KINDS =
      Map.of(
          "text", Type.TEXT,
          "picklist", Type.of(Type.Kind.PICKLIST),
          "number", Type.NUMBER,
          "currency", Type.of(Type.Kind.CURRENCY),
          "truth", Type.BOOLEAN,
          "date", Type.DATE,
          "datetime", Type.DATE_TIME,
          "multi", Type.of(Type.Kind.MULTI_PICKLIST),
          "numbers", Type.collectionOf(Type.Kind.NUMBER),
          "any", Type.ANY);

  private static final Map<String, JsonNode> VALUES =
      Map.of(
          "text", json("\"2026-01-31\""),
          "picklist", json("\"2026-01-31\""),
          "number", json("1"),
          "currency", json("1.0"),
          "truth", json("true"),
          "date", json("\"2026-01-31\""),
          "datetime", json("\"2026-01-31T00:00:00Z\""),
          "multi", json("[\"2026-01-31\"]"),
          "numbers", json("[1]"),
          "any", NullNode.instance);

  private static final Scope SCOPE = new Scope(KINDS);

  /**
   * Columns: operator, the groups of kinds that it compares, each group as left:right, and whether
   * it holds for the values above, which are all alike.
   */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      value = {
        "EqualTo | T:T N:N B:B D:D D:T T:D M:M L:L | true",
        "NotEqualTo | T:T N:N B:B D:D D:T T:D M:M L:L | false",
        "GreaterThan | T:T N:N D:D D:T T:D | false",
        "GreaterThanOrEqualTo | T:T N:N D:D D:T T:D | true",
        "LessThan | T:T N:N D:D D:T T:D | false",
        "LessThanOrEqualTo | T:T N:N D:D D:T T:D | true",
        "StartsWith | T:T | true",
        "EndsWith | T:T | true",
        "Contains | T:T M:T L:N | true",
        "In | T:M D:M N:L | true",
        "NotIn | T:M D:M N:L | false",
      })
  void takesTheseKindsAndNoOthers(Operator operator, String groups, boolean holds) {
    var taken = Arrays.asList(groups.split(" "));
    for (var left : KINDS.keySet()) {
      for (var right : KINDS.keySet()) {
        var problems = new ArrayList<Problem>();
        var condition = condition(left, operator, "\"=" + right + "\"", problems);
        var dynamic = left.equals("any") || right.equals("any");
        var fits = taken.contains(group(left) + ":" + group(right));
        var pair = left + " " + operator + " " + right;
        if (!dynamic) {
          assertThat(problems.isEmpty()).as(pair + problems).isEqualTo(fits);
        }
        if (condition != null && !dynamic) {
          assertThat(condition.holds(VALUES::get)).as(pair).isEqualTo(holds);
        }
        if (condition != null) {
          assertThat(condition.holds(without(left))).as("no left: " + pair).isFalse();
          assertThat(condition.holds(without(right))).as("no right: " + pair).isFalse();
          assertThat(condition.holds(name -> MissingNode.getInstance())).as(pair).isFalse();
        }
      }
    }
  }

  @Test
  void eachKindCanBeAskedWhetherItHasAValue() {
    for (var each : KINDS.keySet()) {
      for (var operator : List.of(Operator.IsNull, Operator.IsBlank)) {
        var condition = condition(each, operator, "true", new ArrayList<>());
        assertThat(condition).isNotNull();
        assertThat(condition.holds(without(each))).isTrue();
        assertThat(condition.holds(VALUES::get)).as(each).isEqualTo(each.equals("any"));
      }
      var set = condition(each, Operator.WasSet, "true", new ArrayList<>());
      assertThat(set).isNotNull();
      assertThat(set.holds(without(each))).isFalse();
      assertThat(set.holds(VALUES::get)).as(each).isEqualTo(!each.equals("any"));
    }
  }

  @Test
  void onlyTextsAndCollectionsCanBeEmpty() {
    for (var each : KINDS.keySet()) {
      var problems = new ArrayList<Problem>();
      var condition = condition(each, Operator.IsEmpty, "true", problems);
      assertThat(problems.isEmpty())
          .as(each)
          .isEqualTo(List.of("T", "M", "L", "any").contains(group(each)));
      if (condition != null) {
        assertThat(condition.holds(without(each))).isTrue();
      }
    }
  }

  private static Condition condition(
      String left, Operator operator, String right, List<Problem> problems) {
    return Condition.ofRequirements(
        List.of(requirement(left, operator, right)), "all", Example.PLACE, SCOPE, problems::add);
  }

  /** Kinds that behave alike: T texts, N numbers, D dates, M collection of texts, L of numbers. */
  private static String group(String kind) {
    return switch (kind) {
      case "text", "picklist" -> "T";
      case "number", "currency" -> "N";
      case "truth" -> "B";
      case "date", "datetime" -> "D";
      case "multi" -> "M";
      case "numbers" -> "L";
      default -> kind;
    };
  }

  private static Bindings without(String name) {
    var values = new HashMap<>(VALUES);
    values.put(name, NullNode.instance);
    return values::get;
  }
}
