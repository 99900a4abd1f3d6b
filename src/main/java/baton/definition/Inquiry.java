package baton.definition;

import baton.definition.AssigneeCatalog.Standing;
import baton.document.Document;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the other rooms for the flows and people that a definition names. */
record Inquiry(FlowCatalog flows, AssigneeCatalog assignees) {

  CompletionStage<Known> about(Document document) {
    var facts = new ConcurrentHashMap<String, FlowCatalog.Facts>();
    var standings = new ConcurrentHashMap<Assignee, Standing>();
    CompletionStage<Void> all = CompletableFuture.completedStage(null);
    for (var name : Outline.flows(document.root())) {
      all =
          all.thenAcceptBoth(
              flows.flow(name), (nothing, found) -> found.ifPresent(flow -> facts.put(name, flow)));
    }
    for (var assignee : Outline.assignees(document.root())) {
      all =
          all.thenAcceptBoth(
              assignees.standing(assignee),
              (nothing, standing) -> standings.put(assignee, standing));
    }
    return all.thenApply(nothing -> new Known(Map.copyOf(facts), Map.copyOf(standings), true));
  }
}
