package baton.definition;

import baton.document.Document;
import baton.document.Problems;
import baton.document.Versions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The versions that this node has compiled; a version never changes, so they stay. */
final class CompiledOrchestrations {
  private record Key(String name, int version) {}

  private final Versions versions;
  private final Map<Key, CompletableFuture<Orchestration>> kept = new ConcurrentHashMap<>();

  CompiledOrchestrations(Versions versions) {
    this.versions = versions;
  }

  CompletionStage<Orchestration> load(String name, int version) {
    var key = new Key(name, version);
    var known = kept.get(key);
    if (known != null) {
      return known;
    }
    var loading = new CompletableFuture<Orchestration>();
    var other = kept.putIfAbsent(key, loading);
    if (other != null) {
      return other;
    }
    versions
        .text(name, version)
        .thenApplyAsync(text -> compile(name, version, text.orElse(null)))
        .whenComplete((orchestration, failure) -> {
          if (failure == null) {
            loading.complete(orchestration);
          } else {
            kept.remove(key, loading);
            loading.completeExceptionally(failure);
          }
        });
    return loading;
  }

  @Nullable Orchestration loaded(String name, int version) {
    var known = kept.get(new Key(name, version));
    if (known == null) {
      load(name, version);
      return null;
    }
    return known.isDone() && !known.isCompletedExceptionally() ? known.join() : null;
  }

  /** The text of a version is not there or cannot be read; asking again does not help. */
  static final class CannotRun extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private CannotRun(String message) {
      super(message);
    }
  }

  /**
   * Without asking for flows and people: what they are today must not matter to a version that was
   * activated once.
   */
  private static Orchestration compile(String name, int version, Versions.@Nullable Text text) {
    if (text == null) {
      throw new CannotRun("there is no version " + version + " of " + name);
    }
    var problems = new Problems();
    var document = Document.read(name, text.text(), text.format(), problems);
    var orchestration =
        document == null
            ? null
            : OrchestrationReader.read(document, version, Known.NOTHING, problems);
    if (orchestration == null) {
      throw new CannotRun(
          "version %d of %s cannot run on this node: %s".formatted(version, name, problems.list()));
    }
    return orchestration;
  }
}
