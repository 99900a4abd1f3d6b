package baton.flow;

import baton.document.Fields;
import baton.document.Node;
import baton.document.Spelling;
import baton.expression.Type;
import baton.expression.Value;
import baton.flow.FlowGraph.Written;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the elements that call something: subflows and actions, with inputs and outputs. */
final class CallReader {
  private final Reading reading;
  private final FlowGraph graph;

  CallReader(Reading reading, FlowGraph graph) {
    this.reading = reading;
    this.graph = graph;
  }

  /** A named value that the called side takes or gives. */
  private record Port(String name, Type type, boolean required) {}

  @Nullable Element action(Written written) {
    var fields =
        Fields.of(
            written.node(),
            "an action",
            reading.problems(),
            "action",
            "label",
            "call",
            "inputs",
            "outputs",
            "next",
            "fault");
    if (fields == null) {
      return null;
    }
    var name = fields.requiredText("call", "Write the action to perform, such as `call: email`");
    var found = name == null ? null : find(name, fields);
    var takes = found == null ? null : ports(found.inputs());
    var gives = found == null ? null : ports(found.outputs());
    var inputs = inputs(fields, "action " + name, takes);
    var outputs = outputs(fields, "action " + name, gives);
    var next = graph.next(fields, "next", graph.following(written));
    var fault = graph.next(fields, "fault", null);
    return name == null
        ? null
        : new Element.Action(
            written.name(), label(fields, written), name, inputs, outputs, next, fault);
  }

  private @Nullable Action find(String name, Fields fields) {
    var actions = reading.surroundings().actions();
    var found = actions.find(name);
    if (found == null) {
      var names = actions.all().stream().map(Action::name).toList();
      fields.error(
          fields.placeOf("call"),
          "There is no action `" + name + "`",
          Spelling.remedy(name, names, "Install it on the nodes"));
    } else if (found.callsOut() && reading.kind() == Flow.Kind.EVALUATION) {
      fields.error(
          fields.placeOf("call"),
          "An evaluation flow must not call out, as `" + name + "` does",
          "Do this in a background step, and evaluate what it leaves behind");
    }
    return found;
  }

  @Nullable Element subflow(Written written) {
    var fields =
        Fields.of(
            written.node(),
            "a subflow",
            reading.problems(),
            "subflow",
            "label",
            "flow",
            "inputs",
            "outputs",
            "next",
            "fault");
    if (fields == null) {
      return null;
    }
    var name = fields.requiredText("flow", "Write the flow to run, such as `flow: notify_team`");
    var found = name == null ? null : findFlow(name, fields);
    var inputs = inputs(fields, "flow " + name, found == null ? null : taken(found));
    var outputs = outputs(fields, "flow " + name, found == null ? null : given(found));
    var next = graph.next(fields, "next", graph.following(written));
    var fault = graph.next(fields, "fault", null);
    return name == null
        ? null
        : new Element.Subflow(
            written.name(), label(fields, written), name, inputs, outputs, next, fault);
  }

  private @Nullable Flow findFlow(String name, Fields fields) {
    if (name.equals(reading.flow())) {
      fields.error(
          fields.placeOf("flow"), "A flow cannot call itself", "Use a loop, or call another flow");
      return null;
    }
    var active = reading.surroundings().activeFlows();
    if (active == null) {
      return null;
    }
    var found = active.get(name);
    if (found == null) {
      fields.error(
          fields.placeOf("flow"),
          "There is no active flow `" + name + "`",
          Spelling.remedy(name, active.keySet(), "Deploy and activate it first"));
      return null;
    }
    if (found.subflows().containsKey(reading.flow())) {
      fields.error(
          fields.placeOf("flow"),
          "`%s` calls `%s`, which would never end".formatted(name, reading.flow()),
          "Let only one of them call the other");
    }
    if (found.kind() == Flow.Kind.SCREEN && reading.kind() != Flow.Kind.SCREEN) {
      fields.error(
          fields.placeOf("flow"),
          "`" + name + "` shows screens, and nobody would answer them here",
          "Call it from a screen flow, or call another flow");
    }
    told(name, found, fields);
    return found;
  }

  /** What the calling flow must not do it must not have done by another. */
  private void told(String name, Flow found, Fields fields) {
    var place = fields.placeOf("flow");
    if (reading.kind() == Flow.Kind.SCREEN && Surroundings.waits(found)) {
      fields.error(
          place,
          "`" + name + "` waits, and a person would have to wait with it",
          "Do this in a background step");
    }
    if (reading.kind() != Flow.Kind.EVALUATION) {
      return;
    }
    if (Surroundings.writesRecords(found)) {
      fields.error(
          place,
          "An evaluation flow must not change records, as `" + name + "` does",
          "Do this in a background step, and evaluate what it leaves behind");
    }
    if (reading.surroundings().callsOut(found)) {
      fields.error(
          place,
          "An evaluation flow must not call out or wait, as `" + name + "` does",
          "Do this in a background step, and evaluate what it leaves behind");
    }
  }

  private Map<String, Value> inputs(
      Fields fields, String callee, @Nullable Map<String, Port> ports) {
    var inputs = new LinkedHashMap<String, Value>();
    fields
        .mapping("inputs")
        .forEach((name, entry) -> {
          var port = port(name, entry, "input", callee, ports);
          var value = reading.value(entry.node(), port == null ? Type.ANY : port.type());
          if (value != null) {
            inputs.put(name, value);
          }
        });
    var written = fields.mapping("inputs").keySet();
    if (ports != null) {
      for (var port : ports.values()) {
        if (port.required() && !written.contains(port.name())) {
          fields.error(
              fields.placeOf("inputs"),
              Reading.capital(callee) + " needs the input `" + port.name() + "`",
              "Give it a value under `inputs`");
        }
      }
    }
    return inputs;
  }

  private Map<String, String> outputs(
      Fields fields, String callee, @Nullable Map<String, Port> ports) {
    var outputs = new LinkedHashMap<String, String>();
    fields
        .mapping("outputs")
        .forEach((name, entry) -> {
          var port = port(name, entry, "output", callee, ports);
          var variable = reading.variable(entry.node());
          if (variable == null) {
            return;
          }
          if (port != null && !Reading.fits(port.type(), variable.type())) {
            fields.error(
                entry.node().place(),
                "`%s` cannot hold the output `%s`".formatted(variable.name(), name),
                "Name a variable of type " + VariableReader.described(port.type()));
          }
          outputs.put(name, variable.name());
        });
    return outputs;
  }

  private @Nullable Port port(
      String name,
      Node.Entry entry,
      String what,
      String callee,
      @Nullable Map<String, Port> ports) {
    if (ports == null) {
      return null;
    }
    var found = ports.get(name);
    if (found == null) {
      reading.error(
          entry.name(),
          "%s has no %s `%s`".formatted(Reading.capital(callee), what, name),
          Spelling.remedy(name, ports.keySet(), "Remove it"));
    }
    return found;
  }

  private static Map<String, Port> ports(Iterable<Action.Parameter> parameters) {
    var ports = new LinkedHashMap<String, Port>();
    parameters.forEach(
        each -> ports.put(each.name(), new Port(each.name(), each.type(), each.required())));
    return ports;
  }

  private static Map<String, Port> taken(Flow flow) {
    var ports = new LinkedHashMap<String, Port>();
    for (var variable : flow.variables().values()) {
      if (variable.input()) {
        ports.put(
            variable.name(), new Port(variable.name(), variable.type(), variable.mustBeGiven()));
      }
    }
    return ports;
  }

  private static Map<String, Port> given(Flow flow) {
    var ports = new LinkedHashMap<String, Port>();
    for (var variable : flow.variables().values()) {
      if (variable.output()) {
        ports.put(variable.name(), new Port(variable.name(), variable.type(), false));
      }
    }
    return ports;
  }

  private static String label(Fields fields, Written written) {
    var label = fields.text("label");
    return label == null ? written.name() : label;
  }
}
