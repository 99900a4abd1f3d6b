package baton.definition;

/** What stands in the graph of an orchestration. */
public sealed interface ElementDefinition permits StageDefinition, DecisionDefinition {
  String name();

  String label();
}
