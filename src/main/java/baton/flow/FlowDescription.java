package baton.flow;

import baton.expression.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What whoever calls a flow must know of it.
 *
 * @param callsOut running it can mean waiting for something outside, in it or in a flow it calls
 */
public record FlowDescription(
    String name,
    int version,
    String label,
    Flow.Kind kind,
    Map<String, Input> inputs,
    Map<String, Type> outputs,
    boolean callsOut) {

  /** An input; required means that the flow has no value of its own for it. */
  public record Input(Type type, boolean required) {}

  static FlowDescription of(Flow flow, boolean callsOut) {
    var inputs = new LinkedHashMap<String, Input>();
    for (var variable : flow.variables().values()) {
      if (variable.input()) {
        inputs.put(variable.name(), new Input(variable.type(), variable.mustBeGiven()));
      }
    }
    return new FlowDescription(
        flow.name(), flow.version(), flow.label(), flow.kind(), inputs, flow.outputs(), callsOut);
  }
}
