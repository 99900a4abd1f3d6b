package baton.definition;

import baton.document.Fields;
import baton.document.Node;
import baton.document.Values;
import baton.expression.Problem;
import baton.expression.Scope;
import baton.expression.Type;
import baton.expression.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the input variables: a type alone, or fields that say more. */
final class InputReader {
  private static final Scope NO_NAMES = new Scope(Map.of());

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
    return new InputDefinition(name, type, required, defaultValue(fields, type));
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

  private JsonNode defaultValue(Fields fields, Type type) {
    var given = fields.nodeOrNothing("default");
    if (given == null) {
      return NullNode.instance;
    }
    if (Values.isComputed(given)) {
      fields.error(
          given.place(),
          "A default is a literal, not an expression",
          "Write the value itself, or compute it in a formula that reads the input");
      return NullNode.instance;
    }
    return Values.read(given, NO_NAMES, type, problems) instanceof Value.Literal literal
        ? literal.value()
        : NullNode.instance;
  }

  private static InputDefinition plain(String name, Type type) {
    return new InputDefinition(name, type, false, NullNode.instance);
  }
}
