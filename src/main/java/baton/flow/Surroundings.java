package baton.flow;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a flow is read against.
 *
 * @param activeFlows the flows that may be called, bound to their own subflows; null where calls
 *     are not checked yet, as in a draft
 */
record Surroundings(Actions actions, @Nullable Map<String, Flow> activeFlows) {
  /** Whether running the flow can mean waiting for something outside of this process. */
  boolean callsOut(Flow flow) {
    return callsOutItself(flow) || flow.subflows().values().stream().anyMatch(this::callsOutItself);
  }

  private boolean callsOutItself(Flow flow) {
    return flow.elements().values().stream()
        .anyMatch(element -> element instanceof Element.Action call && callsOut(call.action()));
  }

  boolean callsOut(String action) {
    var found = actions.find(action);
    return found != null && found.callsOut();
  }
}
