package baton.definition;

import baton.expression.Expression;
import baton.expression.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One version of an orchestration, read and compiled: all that a run needs to decide. */
public record Orchestration(
    String name,
    int version,
    String label,
    @Nullable String description,
    StartDefinition start,
    List<InputDefinition> inputs,
    Map<String, ResourceDefinition> resources,
    Map<String, ElementDefinition> elements,
    String first,
    List<OutputDefinition> outputs) {

  /** What a connector leads to that ends the run. */
  public static final String END = "end";

  /** A constant, formula or text template of the orchestration. */
  public record ResourceDefinition(String name, Expression expression) {}

  public @Nullable StageDefinition stage(String stage) {
    return elements.get(stage) instanceof StageDefinition found ? found : null;
  }

  /** Steps have names of their own in the whole orchestration. */
  public @Nullable StepDefinition step(String step) {
    return elements.values().stream()
        .flatMap(e -> e instanceof StageDefinition stage ? stage.steps().stream() : Stream.of())
        .filter(s -> s.name().equals(step))
        .findFirst()
        .orElse(null);
  }

  /** What its runs hand back. */
  public Map<String, Type> outputTypes() {
    return outputs.stream()
        .collect(Collectors.toMap(OutputDefinition::name, OutputDefinition::type));
  }

  /**
   * The names that its conditions read, also by way of its resources; of a dotted one the first
   * part.
   */
  public Set<String> namesInConditions() {
    return ConditionNames.of(this);
  }

  public static final String RUN_ID = "$Orchestration.Instance";
}
