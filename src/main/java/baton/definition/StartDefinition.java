package baton.definition;

/** How runs of an orchestration begin. */
public sealed interface StartDefinition {
  /** By HTTP, the command line or another flow. */
  record Autolaunched() implements StartDefinition {}
}
