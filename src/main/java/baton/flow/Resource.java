package baton.flow;

import baton.expression.Bindings;
import baton.expression.Expression;
import baton.expression.Template;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

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

  /** Text with expressions between {@code {!} and {@code }}. */
  record Written(Template template) implements Resource {
    @Override
    public JsonNode evaluate(Bindings bindings) {
      return TextNode.valueOf(template.render(bindings));
    }
  }
}
