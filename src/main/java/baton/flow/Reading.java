package baton.flow;

import baton.document.Conditions;
import baton.document.Fields;
import baton.document.Node;
import baton.document.Spelling;
import baton.document.Values;
import baton.expression.Condition;
import baton.expression.Names;
import baton.expression.Place;
import baton.expression.Problem;
import baton.expression.Scope;
import baton.expression.Type;
import baton.expression.Value;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The reading of one flow: what all its parts are read with. */
record Reading(
    String flow,
    Flow.Kind kind,
    Map<String, Variable> variables,
    Scope scope,
    Surroundings surroundings,
    Consumer<Problem> problems) {
  static final Value NOTHING = new Value.Literal(NullNode.instance);

  /** The value of a field; null where it is absent or wrong, which is told. */
  @Nullable Value value(Fields fields, String field, Type expected) {
    var node = fields.node(field);
    return node == null ? null : value(node, expected);
  }

  @Nullable Value value(Node node, Type expected) {
    return Values.read(node, scope, expected, problems);
  }

  /** A condition under {@code when}; null where it is absent or wrong, which is told. */
  @Nullable Condition condition(Fields fields) {
    return Conditions.read(fields, scope);
  }

  /** Whether the text may be a name; told where it may not. */
  boolean isName(String name, Place place) {
    var problem = Names.problemOf(name);
    problem.ifPresent(text -> error(place, capital(text), "Choose another name"));
    return problem.isEmpty();
  }

  /** The variable that a text names; null where there is none, which is told. */
  @Nullable Variable variable(Node node) {
    if (node instanceof Node.Scalar scalar && scalar.isText()) {
      var name = scalar.json().textValue();
      var found = variables.get(name);
      if (found == null) {
        error(
            node.place(),
            "There is no variable `" + name + "`",
            Spelling.remedy(name, variables.keySet(), "Declare it under `variables`"));
      }
      return found;
    }
    error(node.place(), "Here should be the name of a variable", "Write one name");
    return null;
  }

  void error(Place place, String message, String remedy) {
    problems.accept(Problem.error(place, message, remedy));
  }

  static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Whether a value of one type can be put where the other is wanted. */
  static boolean fits(Type value, Type wanted) {
    return value.kind() == Type.Kind.ANY
        || wanted.equals(Type.ANY)
        || value.collection() == wanted.collection() && general(value) == general(wanted)
        || wanted.kind() == Type.Kind.ANY && value.collection() == wanted.collection();
  }

  private static Type.Kind general(Type type) {
    return switch (type.kind()) {
      case PICKLIST -> Type.Kind.TEXT;
      case CURRENCY -> Type.Kind.NUMBER;
      case TEXT, NUMBER, BOOLEAN, DATE, DATE_TIME, MULTI_PICKLIST, RECORD, ANY -> type.kind();
    };
  }
}
