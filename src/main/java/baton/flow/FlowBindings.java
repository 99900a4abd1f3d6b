package baton.flow;

import baton.expression.Bindings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the names of a flow stand for at one moment of an interview. Dates are in UTC. */
record FlowBindings(
    Flow flow, Map<String, JsonNode> variables, @Nullable String fault, Moment moment)
    implements Bindings {
  static final String CURRENT_DATE = "$Flow.CurrentDate";
  static final String CURRENT_DATE_TIME = "$Flow.CurrentDateTime";
  static final String FAULT_MESSAGE = "$Flow.FaultMessage";
  static final String USER = "$User";

  @Override
  public JsonNode value(String name) {
    return switch (name) {
      case CURRENT_DATE ->
          TextNode.valueOf(moment.now().atOffset(ZoneOffset.UTC).toLocalDate().toString());
      case CURRENT_DATE_TIME ->
          TextNode.valueOf(moment.now().truncatedTo(ChronoUnit.SECONDS).toString());
      case FAULT_MESSAGE -> fault == null ? NullNode.instance : TextNode.valueOf(fault);
      case USER -> JsonNodeFactory.instance.objectNode().put("name", moment.user());
      default -> named(name);
    };
  }

  private JsonNode named(String name) {
    var resource = flow.resources().get(name);
    return resource == null
        ? variables.getOrDefault(name, NullNode.instance)
        : resource.evaluate(this);
  }
}
