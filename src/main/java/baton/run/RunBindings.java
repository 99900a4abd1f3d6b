package baton.run;

import baton.definition.DecisionDefinition;
import baton.expression.Bindings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the names in a run's expressions mean at one moment. */
record RunBindings(StartedRun run, RunContext context) implements Bindings {
  private static final JsonNode NONE = NullNode.getInstance();
  private static final JsonNode SYSTEM = TextNode.valueOf("system");

  @Override
  public JsonNode value(String name) {
    return name.startsWith("$") ? global(name) : local(List.of(name.split("\\.")));
  }

  private JsonNode global(String name) {
    var record = run.start().record();
    return switch (name) {
      case "$Orchestration.Instance" -> TextNode.valueOf(context.runId());
      case "$Flow.CurrentDate" ->
          TextNode.valueOf(LocalDate.ofInstant(context.now(), ZoneOffset.UTC).toString());
      case "$Flow.CurrentDateTime" -> TextNode.valueOf(context.now().toString());
      case "$Flow.FaultMessage" -> text(run.faultMessage());
      case "$Record" -> record == null ? NONE : record.values();
      case "$Record__Prior" -> record == null ? NONE : record.before();
      case "$User" -> SYSTEM;
      default -> NONE;
    };
  }

  private static JsonNode text(@Nullable String value) {
    return value == null ? NONE : TextNode.valueOf(value);
  }

  private JsonNode local(List<String> path) {
    var name = path.getFirst();
    var rest = path.subList(1, path.size());
    var input = run.start().inputs().get(name);
    if (input != null) {
      return inside(input, rest);
    }
    var resource = context.orchestration().resources().get(name);
    if (resource != null) {
      return inside(resource.expression().evaluate(this), rest);
    }
    if (rest.isEmpty()) {
      return NONE;
    }
    var property = rest.getFirst();
    if (context.orchestration().elements().get(name) instanceof DecisionDefinition) {
      return property.equals("Visited")
          ? BooleanNode.valueOf(run.decisions().containsKey(name))
          : BooleanNode.valueOf(run.outcomes().contains(name + "." + property));
    }
    return switch (property) {
      case "Status" -> status(name);
      case "Visited" -> BooleanNode.valueOf(run.stage(name) != null);
      case "Outputs" -> inside(outputs(name), rest.subList(1, rest.size()));
      default -> NONE;
    };
  }

  /** A stage has a status once it has started, a step once its stage has. */
  private JsonNode status(String name) {
    var stage = run.stage(name);
    if (stage != null) {
      return TextNode.valueOf(stage.status().name());
    }
    var step = run.step(name);
    return step == null ? NONE : TextNode.valueOf(step.status().name());
  }

  /** Outputs can be read once the step's flow has ended. */
  private JsonNode outputs(String name) {
    var step = run.step(name);
    return step == null || !(step.passed() || step.flowEnded()) ? NONE : object(step.outputs());
  }

  private static JsonNode object(Map<String, JsonNode> values) {
    var node = JsonNodeFactory.instance.objectNode();
    values.forEach(node::set);
    return node;
  }

  private static JsonNode inside(JsonNode value, List<String> path) {
    var at = value;
    for (var field : path) {
      at = at.path(field);
    }
    return at.isMissingNode() ? NONE : at;
  }
}
