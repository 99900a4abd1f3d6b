package baton.flow;

import baton.expression.Bindings;
import baton.expression.Expression;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** A named value that no interview changes: read from the flow, or computed whenever it is read. */
public sealed interface Resource {
  JsonNode evaluate(Bindings bindings);

  record Constant(JsonNode value) implements Resource {
    @Override
    public JsonNode evaluate(Bindings bindings) {
      return value;
    }
  }

  record Formula(Expression expression) implements Resource {
    @Override
    public JsonNode evaluate(Bindings bindings) {
      return expression.evaluate(bindings);
    }
  }

  /** Text with expressions in double braces: <code>Dear {{name}}</code>. */
  record Template(List<Part> parts) implements Resource {
    public sealed interface Part {}

    public record Words(String text) implements Part {}

    public record Merged(Expression expression) implements Part {}

    public Template {
      parts = List.copyOf(parts);
    }

    @Override
    public JsonNode evaluate(Bindings bindings) {
      var text = new StringBuilder();
      for (var part : parts) {
        switch (part) {
          case Words words -> text.append(words.text());
          case Merged merged -> text.append(merged.expression().evaluate(bindings).asText(""));
        }
      }
      return TextNode.valueOf(text.toString());
    }
  }
}
