package baton.document;

import baton.expression.Condition;
import baton.expression.Operator;
import baton.expression.Place;
import baton.expression.Problem;
import baton.expression.Requirement;
import baton.expression.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads conditions: the field {@code when} is a formula, or a list of requirements that the field
 * {@code logic} beside it joins.
 */
public final class Conditions {
  /** Operators whose right side is true or false, and true where it is absent. */
  private static final Set<Operator> OF_ONE_SIDE =
      EnumSet.of(
          Operator.IsNull,
          Operator.IsBlank,
          Operator.IsEmpty,
          Operator.IsChanged,
          Operator.WasSet,
          Operator.WasVisited,
          Operator.HasError);

  private Conditions() {}

  /** The condition; null where {@code when} is absent, or wrong, which is told. */
  public static @Nullable Condition read(Fields fields, Scope scope) {
    var node = fields.node("when");
    if (node instanceof Node.Items items) {
      return ofRequirements(fields, items, scope);
    }
    if (fields.has("logic")) {
      fields.error(
          fields.nameOf("logic"),
          "`logic` joins requirements, but `when` has no list of them",
          "Remove `logic`, or write `when` as a list");
    }
    if (node == null) {
      return null;
    }
    if (node instanceof Node.Scalar scalar && scalar.isText()) {
      return ofFormula(scalar, scope, fields.problems());
    }
    fields.error(
        node.place(),
        "`when` must be an expression or a list of requirements, but it is " + node.kind(),
        "Write an expression in quotes, or a list of `{left, operator, right}`");
    return null;
  }

  private static @Nullable Condition ofFormula(
      Node.Scalar scalar, Scope scope, Consumer<Problem> problems) {
    var source = scalar.json().textValue();
    if (source.startsWith("=") && !source.startsWith("==")) {
      problems.accept(
          Problem.error(
              scalar.place(),
              "`when` is always an expression and takes no leading `=`",
              "Remove the `=`"));
      return null;
    }
    return Condition.ofFormula(source, scope, scalar.text(), problems);
  }

  private static @Nullable Condition ofRequirements(Fields fields, Node.Items items, Scope scope) {
    var requirements = new ArrayList<Requirement>();
    for (var node : items.nodes()) {
      var requirement = requirement(node, fields.problems());
      if (requirement != null) {
        requirements.add(requirement);
      }
    }
    if (items.nodes().isEmpty()) {
      fields.error(
          items.place(),
          "The list of requirements is empty",
          "Write at least one `{left, operator, right}`, or remove the condition");
    }
    var logic = fields.textNode("logic");
    if (requirements.isEmpty() || requirements.size() < items.nodes().size()) {
      return null;
    }
    return Condition.ofRequirements(
        List.copyOf(requirements),
        logic == null ? "all" : logic.json().textValue(),
        logic == null ? items.place() : logic.text(),
        scope,
        fields.problems());
  }

  private static @Nullable Requirement requirement(Node node, Consumer<Problem> problems) {
    var fields = Fields.of(node, "a requirement", problems, "left", "operator", "right");
    if (fields == null) {
      return null;
    }
    var left = fields.requiredText("left", "Write the name to compare, such as `left: amount`");
    var operator = operator(fields);
    if (left == null || operator == null) {
      return null;
    }
    var right = right(fields, operator);
    return right == null ? null : new Requirement(left, operator, right, fields.place());
  }

  private static @Nullable Operator operator(Fields fields) {
    var written =
        fields.requiredText("operator", "Write how to compare, such as `operator: EqualTo`");
    if (written == null) {
      return null;
    }
    for (var operator : Operator.values()) {
      if (operator.name().equals(written)) {
        return operator;
      }
    }
    var names = Arrays.stream(Operator.values()).map(Operator::name).toList();
    fields.error(
        fields.placeOf("operator"),
        "There is no operator `" + written + "`",
        Spelling.remedy(written, names, ""));
    return null;
  }

  private static @Nullable JsonNode right(Fields fields, Operator operator) {
    var written = fields.json("right");
    if (!OF_ONE_SIDE.contains(operator)) {
      if (written == null) {
        fields.missing("right", "Write what to compare with, such as `right: 100`");
      }
      return written;
    }
    if (written == null) {
      return BooleanNode.TRUE;
    }
    if (!written.isBoolean()) {
      Place place = fields.placeOf("right");
      fields.error(
          place,
          "The right side of `" + operator + "` must be true or false",
          "Write `true` or `false`, or remove `right`, which means true");
      return null;
    }
    return written;
  }
}
