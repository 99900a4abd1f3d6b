package baton.definition;

import baton.document.Fields;
import baton.document.Node;
import baton.document.Values;
import baton.expression.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the outputs: a value alone, or fields that say more. */
final class OutputReader {
  private final Reading reading;

  OutputReader(Reading reading) {
    this.reading = reading;
  }

  List<OutputDefinition> read(Fields orchestration) {
    var outputs = new ArrayList<OutputDefinition>();
    orchestration
        .mapping("outputs")
        .forEach((name, entry) -> {
          var output = output(name, entry.node());
          if (Namespace.valid(name, entry.name(), reading.problems()) && output != null) {
            outputs.add(output);
          }
        });
    return List.copyOf(outputs);
  }

  private @Nullable OutputDefinition output(String name, Node node) {
    if (!(node instanceof Node.Mapping)) {
      return output(name, Type.ANY, node);
    }
    var fields = Fields.of(node, "an output", reading.problems(), "type", "value", "description");
    if (fields == null) {
      return null;
    }
    fields.text("description");
    if (!fields.has("value")) {
      fields.missing("value", "Write what it is, such as `value: \"=sum.Outputs.total\"`");
    }
    var given = fields.node("type");
    var type = given == null ? null : TypeReader.read(given, reading.problems());
    var value = fields.nodeOrNothing("value");
    return value == null ? null : output(name, type == null ? Type.ANY : type, value);
  }

  private @Nullable OutputDefinition output(String name, Type type, Node node) {
    var value = Values.read(node, reading.scope(), type, reading.problems());
    return value == null ? null : new OutputDefinition(name, type, value);
  }
}
