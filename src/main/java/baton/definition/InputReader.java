package baton.definition;

import baton.document.Fields;
import baton.document.Node;
import baton.document.Values;
import baton.expression.Problem;
import baton.expression.Type;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads the input variables: a type alone, or fields that say more. */
final class InputReader {
  private final Namespace names;
  private final Consumer<Problem> problems;

  InputReader(Namespace names, Consumer<Problem> problems) {
    this.names = names;
    this.problems = problems;
  }

  List<InputDefinition> read(Fields orchestration) {
    var inputs = new ArrayList<InputDefinition>();
    orchestration
        .mapping("inputs")
        .forEach((name, entry) -> {
          var input = input(name, entry.node());
          if (names.declare(name, "an input", entry.name())) {
            inputs.add(input);
          }
        });
    return List.copyOf(inputs);
  }

  private InputDefinition input(String name, Node node) {
    if (!(node instanceof Node.Mapping)) {
      var type = TypeReader.read(node, problems);
      return plain(name, type == null ? Type.ANY : type);
    }
    var fields =
        Fields.of(
            node,
            "an input",
            problems,
            "type",
            "collection",
            "required",
            "default",
            "label",
            "description");
    if (fields == null) {
      return plain(name, Type.ANY);
    }
    fields.text("label");
    fields.text("description");
    var type = type(fields);
    var required = fields.flag("required", false);
    var given = fields.nodeOrNothing("default");
    var valid = given == null || isLiteral(fields, given, type);
    return new InputDefinition(
        name, type, required, given != null && valid ? given.json() : NullNode.instance);
  }

  private Type type(Fields fields) {
    if (!fields.has("type")) {
      fields.missing("type", "Write a type such as `type: text`");
    }
    var node = fields.node("type");
    var type = node == null ? null : TypeReader.read(node, problems);
    var collection = fields.flag("collection", false);
    if (type == null) {
      return new Type(Type.Kind.ANY, collection);
    }
    return collection ? Type.collectionOf(type.kind()) : type;
  }

  private boolean isLiteral(Fields fields, Node given, Type type) {
    if (Values.isComputed(given)) {
      fields.error(
          given.place(),
          "A default is a literal, not an expression",
          "Write the value itself, or compute it in a formula that reads the input");
      return false;
    }
    return Values.literal(given, type, problems);
  }

  private static InputDefinition plain(String name, Type type) {
    return new InputDefinition(name, type, false, NullNode.instance);
  }
}
