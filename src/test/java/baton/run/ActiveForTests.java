package baton.run;

import baton.expression.Type;
import java.util.Map;

/**
 * Flows whose version 3 is active, and orchestrations whose version 5 is; or none of them.
 *
 * @param outputs what a {@code name/version} of either hands back
 */
record ActiveForTests(boolean active, Map<String, Map<String, Type>> outputs)
    implements RunContext.ActiveFlows {
  static final int FLOW = 3;
  static final int ORCHESTRATION = 5;

  ActiveForTests(boolean active) {
    this(active, Map.of());
  }

  @Override
  public Map<String, Type> flowOutputs(String flow, int version) {
    return outputs.get(flow + "/" + version);
  }

  @Override
  public Map<String, Type> orchestrationOutputs(String orchestration, int version) {
    return outputs.get(orchestration + "/" + version);
  }

  @Override
  public Integer activeVersion(String flow) {
    return active ? (Integer) FLOW : null;
  }

  @Override
  public Integer activeOrchestration(String orchestration) {
    return active ? (Integer) ORCHESTRATION : null;
  }
}
