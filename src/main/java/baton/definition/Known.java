package baton.definition;

import baton.definition.AssigneeCatalog.Standing;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the flows, orchestrations and people that a definition names, at the moment it
 * is checked.
 */
record Known(
    Map<String, FlowCatalog.Facts> flows,
    Map<String, OrchestrationCatalog.Facts> orchestrations,
    Map<Assignee, Standing> assignees,
    boolean asked) {
  /** Nobody was asked: a flow may be any flow, and its outputs may be anything. */
  static final Known NOTHING = new Known(Map.of(), Map.of(), Map.of(), false);

  FlowCatalog.@Nullable Facts flow(@Nullable String name) {
    return name == null ? null : flows.get(name);
  }

  OrchestrationCatalog.@Nullable Facts orchestration(@Nullable String name) {
    return name == null ? null : orchestrations.get(name);
  }
}
