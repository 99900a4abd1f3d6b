package baton.document;

import baton.expression.Condition;
import baton.expression.Operator;
import baton.expression.Place;
import baton.expression.Problem;
import baton.expression.Requirement;
import baton.expression.Scope;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads conditions: the field {@code when} is a formula, or a list of requirements that the field
 * {@code logic} beside it joins.
 */
public final class Conditions {
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
    return Condition.ofFormula(source, scope, scalar.text(), scalar.indented(problems));
  }

  private static @Nullable Condition ofRequirements(Fields fields, Node.Items items, Scope scope) {
    var requirements = new ArrayList<Requirement>();
    for (var node : items.nodes()) {
      var requirement = requirement(node, fields.problems());
      if (requirement != null) {
        requirements.add(requirement);
      }
    }
    var logic = fields.textNode("logic");
    if (requirements.size() < items.nodes().size()) {
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
    var right = fields.json("right");
    return new Requirement(
        left,
        operator,
        right == null ? MissingNode.getInstance() : right,
        fields.place(),
        textPlace(fields, "left"),
        textPlace(fields, "right"));
  }

  private static Place textPlace(Fields fields, String field) {
    return fields.nodeOrNothing(field) instanceof Node.Scalar scalar
        ? scalar.text()
        : fields.placeOf(field);
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
}
