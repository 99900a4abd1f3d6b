package baton.definition;

import baton.definition.AssigneeCatalog.Standing;
import baton.document.Document;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Asks for the flows, orchestrations and people that a definition names. */
record Inquiry(FlowCatalog flows, OrchestrationCatalog orchestrations, AssigneeCatalog assignees) {

  CompletionStage<Known> about(Document document) {
    var facts = new ConcurrentHashMap<String, FlowCatalog.Facts>();
    var others = new ConcurrentHashMap<String, OrchestrationCatalog.Facts>();
    var standings = new ConcurrentHashMap<Assignee, Standing>();
    CompletionStage<Void> all = CompletableFuture.completedStage(null);
    for (var name : Outline.flows(document.root())) {
      all =
          all.thenAcceptBoth(
              flows.flow(name), (nothing, found) -> found.ifPresent(flow -> facts.put(name, flow)));
    }
    for (var name : Outline.orchestrations(document.root())) {
      all =
          all.thenAcceptBoth(
              orchestrations.orchestration(name),
              (nothing, found) -> found.ifPresent(other -> others.put(name, other)));
    }
    for (var assignee : Outline.assignees(document.root())) {
      all =
          all.thenAcceptBoth(
              assignees.standing(assignee),
              (nothing, standing) -> standings.put(assignee, standing));
    }
    return all.thenApply(
        nothing -> new Known(Map.copyOf(facts), Map.copyOf(others), Map.copyOf(standings), true));
  }
}
