package baton.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.Set;

/**
 * A requirement made ready: two sides, and the test between their values.
 *
 * @param prior names that the test reads beside the two sides
 */
record Comparing(
    int number, Requirement requirement, Side left, Side right, Set<String> prior, Test test) {

  @FunctionalInterface
  interface Test {
    boolean holds(Object left, Object right, Bindings bindings);
  }

  Comparing(int number, Requirement requirement, Side left, Side right, Test test) {
    this(number, requirement, left, right, Set.of(), test);
  }

  boolean holds(Bindings bindings) {
    var one = left.value(bindings);
    var other = right.value(bindings);
    try {
      return test.holds(one, other, bindings);
    } catch (NoAnswer failed) {
      throw new ExpressionFailed(words(), String.valueOf(failed.getMessage()));
    }
  }

  Condition.Truth explain(Bindings bindings) {
    return new Condition.Truth(
        number,
        requirement.left(),
        shown(left, bindings),
        requirement.operator().name(),
        shown(right, bindings),
        holdsOrFails(bindings));
  }

  /** Who asks why gets an answer: a side that fails shows its reason, and the test is false. */
  private boolean holdsOrFails(Bindings bindings) {
    try {
      return holds(bindings);
    } catch (ExpressionFailed failed) {
      return false;
    }
  }

  private static JsonNode shown(Side side, Bindings bindings) {
    try {
      return Data.write(side.value(bindings));
    } catch (ExpressionFailed failed) {
      return TextNode.valueOf("failed: " + failed.reason());
    }
  }

  Set<String> names() {
    var names = new HashSet<>(prior);
    names.addAll(left.names());
    names.addAll(right.names());
    return Set.copyOf(names);
  }

  private String words() {
    return "%s %s %s"
        .formatted(
            requirement.left(), requirement.operator(), Texts.brief(requirement.right().asText()))
        .strip();
  }
}
