package baton.definition;

import baton.definition.StartDefinition.OnRecord;
import baton.document.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which active orchestrations the change of a record may start. Worked out anew on this node when
 * another version becomes active somewhere, which is seen within about a second.
 */
final class RecordStarts {
  private static final Logger LOG = LoggerFactory.getLogger(RecordStarts.class);

  private record Known(Map<String, Integer> actives, List<Orchestration> starting) {}

  private final Versions versions;
  private final CompiledOrchestrations compiled;
  private volatile Known known = new Known(Map.of(), List.of());

  RecordStarts(Versions versions, CompiledOrchestrations compiled) {
    this.versions = versions;
    this.compiled = compiled;
  }

  CompletionStage<List<Orchestration>> of(String type) {
    var actives = versions.actives();
    var last = known;
    CompletionStage<Known> now =
        last.actives().equals(actives)
            ? CompletableFuture.completedStage(last)
            : loaded(actives)
                .thenApply(starting -> {
                  var fresh = new Known(actives, starting);
                  known = fresh;
                  return fresh;
                });
    return now.thenApply(found ->
        found.starting().stream()
            .filter(o -> o.start() instanceof OnRecord start && start.type().equals(type))
            .toList());
  }

  private CompletionStage<List<Orchestration>> loaded(Map<String, Integer> actives) {
    CompletionStage<List<Orchestration>> all = CompletableFuture.completedStage(new ArrayList<>());
    for (var active : actives.entrySet()) {
      all =
          all.thenCombine(
              loaded(active.getKey(), active.getValue()),
              (found, orchestration) -> {
                orchestration.filter(o -> o.start() instanceof OnRecord).ifPresent(found::add);
                return found;
              });
    }
    return all;
  }

  /** Empty where the version can never run on this node: the others must not wait for it. */
  private CompletionStage<Optional<Orchestration>> loaded(String name, int version) {
    return compiled
        .load(name, version)
        .thenApply(Optional::of)
        .exceptionally(failure -> {
          var cause = failure instanceof CompletionException ? failure.getCause() : failure;
          if (cause instanceof CompiledOrchestrations.CannotRun) {
            LOG.warn("changes of records do not start {}: {}", name, cause.getMessage());
            return Optional.empty();
          }
          throw new CompletionException(cause);
        });
  }
}
