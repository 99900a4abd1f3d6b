package baton.flow;

import baton.document.Conformity;
import baton.document.Fields;
import baton.document.Node;
import baton.expression.Type;
import baton.expression.Value;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Reads what may be chosen in a field. */
final class ChoicesReader {
  private final Reading reading;

  ChoicesReader(Reading reading) {
    this.reading = reading;
  }

  @Nullable Value choices(Fields fields, Type type) {
    var node = fields.node("choices");
    if (node == null) {
      if (!fields.has("choices")) {
        fields.missing("choices", "Write a list such as `choices: [small, large]`");
      }
      return null;
    }
    if (node instanceof Node.Items items) {
      if (items.nodes().isEmpty()) {
        fields.error(node.place(), "There is nothing to choose from", "Write at least one choice");
      }
      items.nodes().forEach(choice -> check(choice, Type.of(type.kind())));
      return new Value.Literal(node.json());
    }
    return reading.value(node, Type.collectionOf(Type.Kind.ANY));
  }

  private void check(Node choice, Type type) {
    JsonNode value = choice.json();
    if (choice instanceof Node.Mapping) {
      var fields = Fields.of(choice, "a choice", reading.problems(), "value", "label");
      if (fields == null) {
        return;
      }
      fields.text("label");
      var given = fields.json("value");
      if (given == null) {
        fields.missing("value", "Write the value that the choice stands for");
        return;
      }
      value = given;
    }
    var wrong = Conformity.problem(type, value);
    if (wrong != null || value.isNull()) {
      reading.error(
          choice.place(),
          "A choice must be " + Conformity.described(type),
          "Put it in quotes, or give the field another variable");
    }
  }
}
