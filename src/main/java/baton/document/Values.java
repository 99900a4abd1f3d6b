package baton.document;

import baton.expression.Problem;
import baton.expression.Scope;
import baton.expression.Type;
import baton.expression.Value;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads values: a leading {@code =} starts an expression, {@code \\=} a literal text that begins
 * with it, and everything else is literal.
 */
public final class Values {
  private Values() {}

  /** Whether the node is text that starts with {@code =}. */
  public static boolean isComputed(Node node) {
    return node instanceof Node.Scalar scalar && isComputed(scalar.json());
  }

  private static boolean isComputed(JsonNode json) {
    return json.isTextual() && json.textValue().startsWith("=");
  }

  /** The value; null, and told, where it is not of the expected type or does not compile. */
  public static @Nullable Value read(
      Node node, Scope scope, Type expected, Consumer<Problem> problems) {
    if (!hidesNoExpression(node, problems)) {
      return null;
    }
    if (node instanceof Node.Scalar scalar && isComputed(node)) {
      return Value.read(node.json(), scope, expected, scalar.text(), scalar.indented(problems));
    }
    return Value.read(node.json(), scope, expected, node.place(), problems);
  }

  private static boolean hidesNoExpression(Node node, Consumer<Problem> problems) {
    return switch (node) {
      case Node.Scalar scalar -> true;
      case Node.Items items ->
          items.nodes().stream().filter(item -> !plain(item, problems)).count() == 0;
      case Node.Mapping mapping ->
          mapping.entries().values().stream()
                  .filter(entry -> !plain(entry.node(), problems))
                  .count()
              == 0;
    };
  }

  private static boolean plain(Node inner, Consumer<Problem> problems) {
    if (!isComputed(inner)) {
      return hidesNoExpression(inner, problems);
    }
    problems.accept(
        Problem.error(
            inner.place(),
            "An expression cannot stand inside a literal list or mapping",
            "Write the whole value as one expression, such as `=[a, b]`"));
    return false;
  }
}
