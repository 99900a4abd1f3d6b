package baton.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random requirements under random logic over random values, many of them missing, decide as a
 * naive evaluator does, and as the same condition written as a formula.
 */
class RandomRequirementsTest {
  private static final int CONDITIONS = 60;
  private static final int VALUES = 20;

  /** Names of each kind; {@code other} ones are what right sides read. */
  private static final Map<String, Type> NAMES =
      Map.of(
          "number", Type.NUMBER,
          "otherNumber", Type.NUMBER,
          "text", Type.TEXT,
          "otherText", Type.TEXT,
          "date", Type.DATE,
          "otherDate", Type.DATE,
          "texts", Type.collectionOf(Type.Kind.TEXT),
          "numbers", Type.collectionOf(Type.Kind.NUMBER));

  private record Shape(Operator operator, String left, List<String> rights) {}

  private static final List<Operator> ORDERED =
      List.of(
          Operator.EqualTo,
          Operator.NotEqualTo,
          Operator.GreaterThan,
          Operator.GreaterThanOrEqualTo,
          Operator.LessThan,
          Operator.LessThanOrEqualTo);

  private static List<Shape> shapes() {
    var shapes = new ArrayList<Shape>();
    for (var operator : ORDERED) {
      shapes.add(new Shape(operator, "number", List.of("1", "2.50", "\"=otherNumber\"")));
      shapes.add(new Shape(operator, "text", List.of("\"a\"", "\"ab\"", "\"=otherText\"")));
      shapes.add(new Shape(operator, "date", List.of("\"2026-01-02\"", "\"=otherDate\"")));
    }
    for (var operator : List.of(Operator.StartsWith, Operator.EndsWith, Operator.Contains)) {
      shapes.add(new Shape(operator, "text", List.of("\"a\"", "\"b\"", "\"=otherText\"")));
    }
    shapes.add(new Shape(Operator.Contains, "texts", List.of("\"a\"", "\"=text\"")));
    for (var operator : List.of(Operator.In, Operator.NotIn)) {
      shapes.add(new Shape(operator, "text", List.of("[\"a\",\"b\"]", "\"=texts\"")));
      shapes.add(new Shape(operator, "number", List.of("[1,2.5]", "\"=numbers\"")));
    }
    for (var left : List.of("number", "text", "date", "texts")) {
      shapes.add(new Shape(Operator.IsNull, left, List.of("true", "false", "null")));
      shapes.add(new Shape(Operator.IsBlank, left, List.of("true", "false")));
      shapes.add(new Shape(Operator.WasSet, left, List.of("true", "false")));
    }
    shapes.add(new Shape(Operator.IsEmpty, "text", List.of("true", "false")));
    shapes.add(new Shape(Operator.IsEmpty, "texts", List.of("true", "false")));
    return shapes;
  }

  static long[] seeds() {
    return new long[] {1, 2, 3, 5, 8, 13, 21, 34};
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decideAsTheNaiveEvaluatorDoes(long seed) {
    var random = new Random(seed);
    for (var each = 0; each < CONDITIONS; each++) {
      var requirements = requirements(random);
      var logic = new RandomLogic(random, requirements.size()).whole();
      var condition = Example.right((p, problems) -> structured(requirements, logic, problems));
      var formula = logic.formula(number -> NaiveRequirement.formula(requirements.get(number - 1)));
      var written = Example.right((p, problems) -> formula(formula, problems));
      for (var values = 0; values < VALUES; values++) {
        var data = data(random);
        Bindings bindings = name -> data.getOrDefault(name, MissingNode.getInstance());
        var expected =
            logic.holds(number -> NaiveRequirement.holds(requirements.get(number - 1), data));
        var situation =
            "seed %d: %s with %s of %s".formatted(seed, logic.text(), data, requirements);
        assertThat(condition.holds(bindings)).as(situation).isEqualTo(expected);
        assertThat(written.holds(bindings)).as(formula + " in " + situation).isEqualTo(expected);
      }
    }
  }

  private static Condition structured(
      List<Requirement> requirements,
      RandomLogic.Part logic,
      java.util.function.Consumer<Problem> problems) {
    return Condition.ofRequirements(
        requirements, logic.text(), Example.PLACE, new Scope(NAMES), problems);
  }

  private static Condition formula(String formula, java.util.function.Consumer<Problem> problems) {
    return Condition.ofFormula(formula, new Scope(NAMES), Example.PLACE, problems);
  }

  private static List<Requirement> requirements(Random random) {
    var shapes = shapes();
    var requirements = new ArrayList<Requirement>();
    var count = 1 + random.nextInt(6);
    for (var each = 0; each < count; each++) {
      var shape = shapes.get(random.nextInt(shapes.size()));
      var right = shape.rights.get(random.nextInt(shape.rights.size()));
      requirements.add(Example.requirement(shape.left, shape.operator, right));
    }
    return requirements;
  }

  private static Map<String, JsonNode> data(Random random) {
    var data = new HashMap<String, JsonNode>();
    NAMES.forEach((name, type) -> {
      var choices = choices(type);
      var choice = random.nextInt(choices.size() + 2);
      if (choice < choices.size()) {
        data.put(name, Example.json(choices.get(choice)));
      } else if (choice == choices.size()) {
        data.put(name, Example.json("null"));
      }
    });
    return data;
  }

  private static List<String> choices(Type type) {
    if (type.collection()) {
      return type.kind() == Type.Kind.TEXT
          ? List.of("[]", "[\"a\"]", "[\"b\",\"ab\"]", "[null]")
          : List.of("[]", "[1.0]", "[2.5,3]");
    }
    return switch (type.kind()) {
      case NUMBER -> List.of("1", "1.00", "2.5", "-3");
      case DATE -> List.of("\"2026-01-01\"", "\"2026-01-02\"", "\"2025-12-31\"");
      default -> List.of("\"\"", "\" \"", "\"a\"", "\"ab\"", "\"ba\"");
    };
  }
}
