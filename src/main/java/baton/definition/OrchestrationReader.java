package baton.definition;

import baton.document.Document;
import baton.document.Fields;
import baton.document.Problems;
import baton.expression.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an orchestration from YAML or JSON, and tells all that is wrong with it at once. */
final class OrchestrationReader {
  private static final String NAME_REMEDY =
      "Write the orchestration's name, such as `orchestration: employee_onboarding`";

  private OrchestrationReader() {}

  private static @Nullable Fields fields(Document document, Problems problems) {
    return Fields.of(
        document.root(),
        "an orchestration",
        problems,
        "$schema",
        "orchestration",
        "label",
        "description",
        "start",
        "first",
        "inputs",
        "constants",
        "formulas",
        "templates",
        "stages",
        "outputs");
  }

  /** The name and label of a text; null, and told, where it has not the expected name. */
  static @Nullable Title title(Document document, String expected, Problems problems) {
    var fields = fields(document, problems);
    var name = fields == null ? null : fields.requiredText("orchestration", NAME_REMEDY);
    if (fields == null || name == null) {
      return null;
    }
    var place = fields.placeOf("orchestration");
    if (!Namespace.valid(name, place, problems)) {
      return null;
    }
    if (!name.equals(expected)) {
      problems.accept(
          Problem.error(
              place,
              "The text names the orchestration `" + name + "`, not `" + expected + "`",
              "Deploy it under its own name, or change the name here"));
      return null;
    }
    return new Title(name, Labels.of(fields, name));
  }

  record Title(String name, String label) {}

  /** Answers null where there is an error. */
  static @Nullable Orchestration read(
      Document document, int version, Known known, Problems problems) {
    var fields = fields(document, problems);
    if (fields == null) {
      return null;
    }
    var name = fields.requiredText("orchestration", NAME_REMEDY);
    if (name != null) {
      Namespace.valid(name, fields.placeOf("orchestration"), problems);
    }
    fields.text("$schema");
    Labels.check(fields);
    var names = new Namespace(problems);
    var inputs = new InputReader(names, problems).read(fields);
    var resources = new ResourceReader(names, problems);
    var types = resources.declare(fields);
    var outline = Outline.of(fields, names, problems);
    if (outline.tooLarge() || tooMany(document, fields, problems)) {
      return null;
    }
    var scope = ScopeOf.definition(inputs, types, outline, known);
    var reading = new Reading(scope, outline, names, known, problems);
    var start = new StartReader(reading).read(fields, inputs);
    var read = resources.read(scope);
    var elements = elements(fields, reading);
    var outputs = new OutputReader(reading).read(fields);
    var first = first(fields, reading);
    if (first != null) {
      new ElementGraph(reading).check(first);
    }
    return name == null || first == null || problems.hasErrors()
        ? null
        : new Orchestration(
            name,
            version,
            Labels.of(fields, name),
            fields.text("description"),
            start,
            inputs,
            read,
            elements,
            first,
            outputs);
  }

  /** Told before anything is compiled, because compiling takes time. */
  private static boolean tooMany(Document document, Fields fields, Problems problems) {
    var resources =
        fields.mapping("inputs").size()
            + fields.mapping("constants").size()
            + fields.mapping("formulas").size()
            + fields.mapping("templates").size()
            + fields.mapping("outputs").size();
    var expressions = Outline.expressions(document.root());
    return tooMany(
            resources,
            DefinitionLimits.MAX_RESOURCES,
            "inputs, outputs, constants, formulas and templates",
            fields)
        || tooMany(expressions, DefinitionLimits.MAX_EXPRESSIONS, "expressions", fields);
  }

  private static boolean tooMany(int count, int most, String what, Fields fields) {
    if (count > most) {
      fields.error(
          fields.place(),
          "There are %,d %s; there can be %,d".formatted(count, what, most),
          "Split it into several orchestrations");
    }
    return count > most;
  }

  private static Map<String, ElementDefinition> elements(Fields fields, Reading reading) {
    var nodes = fields.list("stages");
    var outlines = reading.outline().elements;
    var elements = new LinkedHashMap<String, ElementDefinition>();
    if (!fields.has("stages")) {
      fields.missing("stages", "Write at least one stage under `stages`");
    }
    for (var i = 0; i < nodes.size(); i++) {
      var outline = outlines.get(i);
      var element = new ElementReader(reading).read(nodes.get(i), following(outlines, i));
      if (element != null && outline != null) {
        elements.put(element.name(), element);
      }
    }
    return Collections.unmodifiableMap(elements);
  }

  private static @Nullable String following(List<Outline.@Nullable Element> outlines, int index) {
    var next = index + 1 < outlines.size() ? outlines.get(index + 1) : null;
    return next == null ? null : next.name();
  }

  private static @Nullable String first(Fields fields, Reading reading) {
    var names = reading.outline().elementNames();
    if (!fields.has("first")) {
      if (names.isEmpty() && fields.nodeOrNothing("stages") != null) {
        reading.error(
            fields.placeOf("stages"),
            "There is no stage to begin with",
            "Write at least one stage");
      }
      return names.isEmpty() ? null : names.get(0);
    }
    var written = fields.text("first");
    if (written != null && written.equals(Namespace.END)) {
      reading.error(
          fields.placeOf("first"), "A run cannot begin with its end", "Name a stage or decision");
      return null;
    }
    return written == null ? null : reading.target(written, fields.placeOf("first"));
  }
}
