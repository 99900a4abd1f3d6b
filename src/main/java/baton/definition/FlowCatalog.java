package baton.definition;

import baton.expression.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a definition must know of flows, to be checked against them. */
public interface FlowCatalog {
  /** The flow as its active version is; empty where none is active. */
  CompletionStage<Optional<Facts>> flow(String name);

  /** What a flow is for. */
  enum Kind {
    SCREEN,
    AUTOLAUNCHED,
    EVALUATION
  }

  /**
   * @param inputs the variables that may be given when it starts
   * @param outputs the variables that it hands back
   * @param callsOut whether it waits or calls out, so that a synchronous step cannot run it
   */
  record Facts(Kind kind, Map<String, Input> inputs, Map<String, Type> outputs, boolean callsOut) {}

  record Input(Type type, boolean required) {}

  /** The one output of an evaluation flow. */
  String CONDITION_MET = "isOrchestrationConditionMet";
}
