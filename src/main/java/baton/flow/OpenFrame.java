package baton.flow;

import baton.document.Conformity;
import baton.flow.Progress.Cursor;
import baton.flow.Progress.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link Frame} while a {@link Walk} goes through it, and so may be changed. */
final class OpenFrame {
  static final JsonNode NOTHING = NullNode.instance;

  final Flow flow;
  final Map<String, JsonNode> variables;
  final Map<String, Cursor> cursors;
  @Nullable String position;
  @Nullable String fault;
  long bytes;

  OpenFrame(Flow flow, Frame frame) {
    this.flow = flow;
    this.variables = new LinkedHashMap<>(frame.variables());
    this.cursors = new LinkedHashMap<>(frame.cursors());
    this.position = frame.position();
    this.fault = frame.fault();
    this.bytes = Sizes.bytes(variables.values());
  }

  /** A flow at its beginning; refuses inputs that it does not have. */
  OpenFrame(Flow flow, Map<String, JsonNode> inputs) {
    this.flow = flow;
    this.variables = new LinkedHashMap<>();
    this.cursors = new LinkedHashMap<>();
    this.position = flow.first();
    for (var input : inputs.keySet()) {
      var variable = flow.variables().get(input);
      if (variable == null || !variable.input()) {
        throw new Fault("Flow %s has no input %s.".formatted(flow.name(), input));
      }
    }
    checkExchanged("inputs", inputs);
  }

  Element element() {
    if (position == null) {
      throw new IllegalStateException("flow " + flow.name() + " is at its end");
    }
    return flow.element(position);
  }

  @Nullable String faultPath() {
    return position == null ? null : element().fault();
  }

  JsonNode value(String variable) {
    return variables.getOrDefault(variable, NOTHING);
  }

  void set(String name, JsonNode given) {
    var value = given.isMissingNode() ? NOTHING : given;
    var type = flow.variable(name).type();
    var problem = Conformity.problem(type, value);
    if (problem != null) {
      throw new Fault("Variable %s of flow %s must be %s.".formatted(name, flow.name(), problem));
    }
    if (value.isArray() && value.size() > FlowLimits.MAX_ITEMS) {
      throw new Fault(
          "Variable %s of flow %s would hold more than %,d items."
              .formatted(name, flow.name(), FlowLimits.MAX_ITEMS));
    }
    var before = variables.put(name, value);
    bytes += Sizes.bytes(value) - (before == null ? 0 : Sizes.bytes(before));
  }

  void checkRequired(Variable variable) {
    if (variable.required() && value(variable.name()).isNull()) {
      throw new Fault(
          "Flow %s needs a value for its input %s.".formatted(flow.name(), variable.name()));
    }
  }

  /** Of an evaluation flow only whether its condition is met, and that is never unset. */
  Map<String, JsonNode> outputs() {
    var outputs = new LinkedHashMap<String, JsonNode>();
    if (flow.kind() == Flow.Kind.EVALUATION) {
      outputs.put(
          Flow.CONDITION_MET, BooleanNode.valueOf(value(Flow.CONDITION_MET).asBoolean(false)));
      return outputs;
    }
    for (var variable : flow.variables().values()) {
      if (variable.output()) {
        outputs.put(variable.name(), value(variable.name()));
      }
    }
    checkExchanged("outputs", outputs);
    return outputs;
  }

  private void checkExchanged(String what, Map<String, JsonNode> values) {
    if (Sizes.bytes(values.values()) > FlowLimits.MAX_EXCHANGED_BYTES) {
      throw new Fault(
          "The %s of flow %s take more than %,d bytes."
              .formatted(what, flow.name(), FlowLimits.MAX_EXCHANGED_BYTES));
    }
  }

  /** Ends a loop, and the loops that began inside of it. */
  void dropCursorsFrom(String loop) {
    if (cursors.containsKey(loop)) {
      var names = new ArrayList<>(cursors.keySet());
      names.subList(names.indexOf(loop), names.size()).forEach(cursors::remove);
    }
  }

  Frame frozen() {
    if (position == null) {
      throw new IllegalStateException("flow " + flow.name() + " is at its end");
    }
    return new Frame(flow.name(), position, variables, cursors, fault);
  }
}
