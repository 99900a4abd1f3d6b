package baton.definition;

import baton.document.Versions;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The orchestrations that others may run, as their active versions are. */
record ActiveOrchestrations(Versions versions, CompiledOrchestrations compiled)
    implements OrchestrationCatalog {
  @Override
  public CompletionStage<Optional<Facts>> orchestration(String name) {
    return versions
        .active(name)
        .thenCompose(version ->
            version.isEmpty()
                ? CompletableFuture.completedStage(Optional.empty())
                : facts(name, version.get()));
  }

  /** Empty where the version can never run on this node, as if there were none. */
  private CompletionStage<Optional<Facts>> facts(String name, int version) {
    return compiled
        .load(name, version)
        .thenApply(found -> Optional.of(facts(found)))
        .exceptionally(failure -> {
          var cause = failure instanceof CompletionException ? failure.getCause() : failure;
          if (cause instanceof CompiledOrchestrations.CannotRun) {
            return Optional.empty();
          }
          throw new CompletionException(cause);
        });
  }

  private static Facts facts(Orchestration orchestration) {
    var inputs = new LinkedHashMap<String, FlowCatalog.Input>();
    for (var input : orchestration.inputs()) {
      var needed = input.required() && input.defaultValue().isNull();
      inputs.put(input.name(), new FlowCatalog.Input(input.type(), needed));
    }
    return new Facts(
        orchestration.start() instanceof StartDefinition.Autolaunched,
        inputs,
        orchestration.outputTypes());
  }
}
