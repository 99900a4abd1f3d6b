package baton.definition;

import baton.document.Fields;
import baton.document.Node;
import baton.expression.Problem;
import baton.expression.Type;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads types: a word such as {@code text}, or {@code [text]} for a collection of it. */
final class TypeReader {
  private TypeReader() {}

  static @Nullable Type read(Node node, Consumer<Problem> problems) {
    if (node instanceof Node.Items items && items.nodes().size() == 1) {
      var inner = kind(items.nodes().get(0), problems);
      return inner == null ? null : Type.collectionOf(inner);
    }
    var kind = kind(node, problems);
    return kind == null ? null : Type.of(kind);
  }

  private static Type.@Nullable Kind kind(Node node, Consumer<Problem> problems) {
    if (node instanceof Node.Scalar scalar && scalar.isText()) {
      return Fields.choice(scalar, "A type", Type.Kind.class, problems);
    }
    problems.accept(
        Problem.error(
            node.place(),
            "A type must be a word, but it is " + node.kind(),
            "Write a type such as `text`, or `[text]` for a collection of texts"));
    return null;
  }
}
