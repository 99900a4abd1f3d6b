package baton.definition;

import baton.expression.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a definition must know of the orchestrations that its steps run. */
public interface OrchestrationCatalog {
  /** The orchestration as its active version is; empty where none is active. */
  CompletionStage<Optional<Facts>> orchestration(String name);

  /**
   * @param autolaunched whether runs of it can begin without a change of a record
   * @param inputs the variables that may be given when it starts
   * @param outputs what its runs hand back when they complete
   */
  record Facts(
      boolean autolaunched, Map<String, FlowCatalog.Input> inputs, Map<String, Type> outputs) {}
}
