package baton.flow;

import baton.document.Document;
import baton.document.Fields;
import baton.document.Node;
import baton.document.Problems;
import baton.expression.Names;
import baton.expression.Problem;
import baton.expression.Scope;
import baton.expression.Type;
import baton.expression.Value;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a flow from YAML or JSON, and tells all that is wrong with it at once. */
final class FlowReader {
  /** What an evaluation flow, a screen flow and an autolaunched flow are told apart by. */
  private static final String KINDS = "Write `kind: screen`, `autolaunched` or `evaluation`";

  private FlowReader() {}

  /** Answers null where the flow cannot be used; it has version 0. */
  static @Nullable Flow read(Document document, Surroundings surroundings, Problems problems) {
    var fields =
        Fields.of(
            document.root(),
            "a flow",
            problems,
            "$schema",
            "flow",
            "kind",
            "label",
            "description",
            "variables",
            "constants",
            "formulas",
            "templates",
            "start",
            "elements");
    if (fields == null || FlowSize.isTooLarge(document, fields)) {
      return null;
    }
    var name = fields.requiredText("flow", "Write the flow's name, such as `flow: notify_team`");
    if (!fields.has("kind")) {
      fields.missing("kind", KINDS);
    }
    var kind = fields.choice("kind", Flow.Kind.class);
    var declared =
        new VariableReader(problems).read(fields, kind == null ? Flow.Kind.AUTOLAUNCHED : kind);
    var resources = new ResourceReader(problems);
    var scope = scope(declared, resources.declare(fields), fields, problems);
    var reading = reading(name, kind, declared, scope, surroundings, problems);
    if (name != null) {
      reading.isName(name, fields.placeOf("flow"));
    }
    var readResources = resources.read(scope);
    var variables = variables(declared, reading);
    var graph = new FlowGraph(fields, reading);
    var elements = new ElementReader(reading, graph).read();
    var first = graph.first();
    graph.check(elements, first, problems);
    new SecretCheck(reading, fields, graph).check(elements, readResources);
    if (name == null || kind == null || problems.hasErrors()) {
      return null;
    }
    var label = fields.text("label");
    return new Flow(
        name,
        0,
        label == null ? name : label,
        kind,
        variables,
        readResources,
        elements,
        first,
        Map.of());
  }

  private static Reading reading(
      @Nullable String name,
      Flow.@Nullable Kind kind,
      Map<String, VariableReader.Declared> declared,
      Scope scope,
      Surroundings surroundings,
      Problems problems) {
    var variables = new LinkedHashMap<String, Variable>();
    declared.forEach((each, found) -> variables.put(each, found.variable()));
    return new Reading(
        name == null ? "" : name,
        kind == null ? Flow.Kind.SCREEN : kind,
        variables,
        scope,
        surroundings,
        problems);
  }

  private static Scope scope(
      Map<String, VariableReader.Declared> variables,
      Map<String, Type> resources,
      Fields flow,
      Problems problems) {
    var names = new LinkedHashMap<>(resources);
    variables.forEach((name, declared) -> {
      if (names.put(name, declared.variable().type()) != null) {
        flow.error(
            declared.place(),
            "`" + name + "` is a variable and also a constant, formula or template",
            "Choose another name for one of them");
      }
    });
    names.put(FlowBindings.CURRENT_DATE, Type.DATE);
    names.put(FlowBindings.CURRENT_DATE_TIME, Type.DATE_TIME);
    names.put(FlowBindings.FAULT_MESSAGE, Type.TEXT);
    names.put(FlowBindings.USER, Type.RECORD);
    return new Scope(names);
  }

  private static Map<String, Variable> variables(
      Map<String, VariableReader.Declared> declared, Reading reading) {
    var variables = new LinkedHashMap<String, Variable>();
    declared.forEach((name, found) -> {
      var variable = found.variable();
      var initial = initial(found.initial(), variable.type(), reading);
      variables.put(
          name,
          new Variable(
              name,
              variable.type(),
              variable.input(),
              variable.output(),
              variable.required(),
              initial));
    });
    return variables;
  }

  private static Value initial(@Nullable Node written, Type type, Reading reading) {
    var value = written == null ? null : reading.value(written, type);
    return value == null ? Reading.NOTHING : value;
  }

  /** The flows that a text calls, as far as it can be read: what must be loaded to check it. */
  static List<String> calledFlows(Document document) {
    if (document.root() instanceof Node.Mapping flow
        && flow.entries().get("elements") instanceof Node.Entry entry
        && entry.node() instanceof Node.Items elements) {
      return elements.nodes().stream()
          .map(Node::json)
          .filter(element -> element.has("subflow") && element.path("flow").isTextual())
          .map(element -> element.path("flow").textValue())
          .distinct()
          .toList();
    }
    return List.of();
  }

  /** The types of records that a text names, as far as it can be read. */
  static Set<String> recordTypes(Document document) {
    var found = new LinkedHashSet<String>();
    document.root().json().findValues("record_type").stream()
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .limit(FlowLimits.MAX_RECORD_TYPES)
        .forEach(found::add);
    return found;
  }

  /** Tells where the text does not define a flow of this name. */
  static void checkName(Document document, String expected, Problems problems) {
    var name = text(document, "flow");
    if (name == null) {
      problems.accept(
          Problem.error(
              document.root().place(),
              "The text does not say which flow it defines",
              "Write `flow: " + expected + "`"));
    } else if (!name.json().textValue().equals(expected)) {
      problems.accept(
          Problem.error(
              name.place(),
              "The text defines `%s`, not `%s`".formatted(name.json().textValue(), expected),
              "Write `flow: " + expected + "`, or deploy it under its own name"));
    } else {
      Names.problemOf(expected)
          .ifPresent(problem ->
              problems.accept(
                  Problem.error(name.place(), Reading.capital(problem), "Choose another name")));
    }
  }

  /** The name that people see, as far as it can be read. */
  static String label(Document document, String otherwise) {
    var label = text(document, "label");
    return label == null ? otherwise : label.json().textValue();
  }

  private static Node.@Nullable Scalar text(Document document, String field) {
    return document.root() instanceof Node.Mapping flow
            && flow.entries().get(field) instanceof Node.Entry entry
            && entry.node() instanceof Node.Scalar scalar
            && scalar.isText()
        ? scalar
        : null;
  }
}
