package baton.flow;

import baton.document.Document;
import baton.document.Problems;
import baton.document.Versions;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The versions of flows that this node has compiled; a version never changes, so they stay. */
final class CompiledFlows {
  private record Key(String name, int version) {}

  private final Versions versions;
  private final Actions actions;
  private final Map<Key, CompletableFuture<Optional<Flow>>> flows = new ConcurrentHashMap<>();

  CompiledFlows(Versions versions, Actions actions) {
    this.versions = versions;
    this.actions = actions;
  }

  /** Without its subflows. */
  CompletionStage<Optional<Flow>> load(String name, int version) {
    var key = new Key(name, version);
    var known = flows.get(key);
    if (known != null) {
      return known;
    }
    var loading = new CompletableFuture<Optional<Flow>>();
    var other = flows.putIfAbsent(key, loading);
    if (other != null) {
      return other;
    }
    // compiling takes milliseconds, which the store's own threads must not
    versions
        .text(name, version)
        .thenApplyAsync(text -> text.map(this::compiled))
        .whenComplete((flow, failure) -> {
          if (failure != null || flow.isEmpty()) {
            flows.remove(key, loading);
          }
          if (failure == null) {
            loading.complete(flow);
          } else {
            loading.completeExceptionally(failure);
          }
        });
    return loading;
  }

  private Flow compiled(Versions.Text text) {
    var problems = new Problems();
    var document = Document.read(text.name(), text.text(), text.format(), problems);
    var flow =
        document == null
            ? null
            : FlowReader.read(document, new Surroundings(actions, null), problems);
    if (flow == null) {
      throw new IllegalStateException(
          "version %d of flow %s cannot be used on this node: %s"
              .formatted(text.version(), text.name(), problems.list()));
    }
    return flow.with(text.version());
  }

  @Nullable Flow loaded(String name, int version) {
    var known = flows.get(new Key(name, version));
    return known == null || !known.isDone() || known.isCompletedExceptionally()
        ? null
        : known.join().orElse(null);
  }

  /** The active versions of all flows that a flow calls, directly or not; without inactive ones. */
  CompletionStage<Map<String, Flow>> called(Flow flow) {
    var found = new HashMap<String, Flow>();
    return collect(flow, found).thenApply(nothing -> found);
  }

  private CompletionStage<Void> collect(Flow flow, Map<String, Flow> found) {
    CompletionStage<Void> all = CompletableFuture.completedStage(null);
    for (var name : flow.calledFlows()) {
      all =
          all.thenCompose(nothing ->
              found.containsKey(name)
                  ? CompletableFuture.completedStage(null)
                  : active(name)
                      .thenCompose(called -> {
                        if (called.isEmpty()) {
                          return CompletableFuture.completedStage(null);
                        }
                        found.put(name, called.get());
                        return collect(called.get(), found);
                      }));
    }
    return all;
  }

  private CompletionStage<Optional<Flow>> active(String name) {
    return versions
        .active(name)
        .thenCompose(active ->
            active.isEmpty()
                ? CompletableFuture.completedStage(Optional.empty())
                : load(name, active.get()));
  }

  /** The same from memory; null where a flow is active but not here yet. */
  @Nullable Map<String, Flow> calledLoaded(Flow flow) {
    var found = new HashMap<String, Flow>();
    var open = new ArrayDeque<Flow>();
    open.add(flow);
    while (!open.isEmpty()) {
      for (var name : open.remove().calledFlows()) {
        var active = found.containsKey(name) ? null : versions.activeVersion(name);
        if (active == null) {
          continue;
        }
        var called = loaded(name, active);
        if (called == null) {
          return null;
        }
        found.put(name, called);
        open.add(called);
      }
    }
    return found;
  }
}
