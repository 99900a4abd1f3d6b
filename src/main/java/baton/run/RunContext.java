package baton.run;

import baton.definition.Orchestration;
import baton.expression.Type;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a decision may know besides the state: the run's id and definition, which flow versions are
 * active, who answers for the orchestration, and the time.
 */
record RunContext(
    String runId,
    Orchestration orchestration,
    ActiveFlows flows,
    String owner,
    Instant now,
    Versions versions) {

  RunContext(
      String runId, Orchestration orchestration, ActiveFlows flows, String owner, Instant now) {
    this(runId, orchestration, flows, owner, now, version -> null);
  }

  /** The same for a run of another version. */
  RunContext with(Orchestration other) {
    return new RunContext(runId, other, flows, owner, now, versions);
  }

  /** The versions of the orchestration that are at hand. */
  @FunctionalInterface
  interface Versions {
    @Nullable Orchestration get(int version);
  }

  /** The versions of flows and orchestrations that a step run created now binds to. */
  @FunctionalInterface
  public interface ActiveFlows {
    /** Null where the flow has no active version. */
    @Nullable Integer activeVersion(String flow);

    /** Null where the orchestration has no active version. */
    default @Nullable Integer activeOrchestration(String orchestration) {
      return null;
    }

    /** What a version of a flow hands back; null where that is not at hand. */
    default @Nullable Map<String, Type> flowOutputs(String flow, int version) {
      return null;
    }

    /** What runs of a version of an orchestration hand back; null where that is not at hand. */
    default @Nullable Map<String, Type> orchestrationOutputs(String orchestration, int version) {
      return null;
    }
  }
}
