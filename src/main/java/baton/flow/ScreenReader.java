package baton.flow;

import baton.document.Conformity;
import baton.document.Fields;
import baton.document.Node;
import baton.document.Spelling;
import baton.expression.Condition;
import baton.expression.Type;
import baton.expression.Value;
import baton.flow.FlowGraph.Written;
import baton.flow.ScreenField.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads screens and their fields. */
final class ScreenReader {
  private static final List<String> KINDS =
      Arrays.stream(Kind.values()).map(Kind::spelled).toList();

  private final Reading reading;
  private final FlowGraph graph;

  ScreenReader(Reading reading, FlowGraph graph) {
    this.reading = reading;
    this.graph = graph;
  }

  /** The first name of a field's mapping that is a kind; null where none is. */
  static @Nullable Kind kindOf(Node.Mapping field) {
    for (var name : field.entries().keySet()) {
      var at = KINDS.indexOf(name);
      if (at >= 0) {
        return Kind.values()[at];
      }
    }
    return null;
  }

  @Nullable Element screen(Written written) {
    var fields =
        Fields.of(
            written.node(),
            "a screen",
            reading.problems(),
            "screen",
            "label",
            "fields",
            "back",
            "next");
    if (fields == null) {
      return null;
    }
    if (reading.kind() != Flow.Kind.SCREEN) {
      fields.error(
          fields.nameOf("screen"),
          "Only a screen flow can show a screen",
          "Write `kind: screen`, or remove the screen");
    }
    var nodes = fields.list("fields");
    if (nodes.isEmpty()) {
      fields.missing("fields", "Write at least one field, such as `- display: hello`");
    }
    if (nodes.size() > FlowLimits.MAX_FIELDS) {
      fields.error(
          fields.placeOf("fields"),
          "A screen has at most %,d fields".formatted(FlowLimits.MAX_FIELDS),
          "Spread them over several screens");
    }
    var read = new ArrayList<ScreenField>();
    var names = new HashSet<String>();
    nodes.forEach(node -> field(node, names, read));
    var label = fields.text("label");
    return new Element.Screen(
        written.name(),
        label == null ? written.name() : label,
        read,
        fields.flag("back", true),
        graph.next(fields, "next", graph.following(written)));
  }

  private void field(Node node, Set<String> names, List<ScreenField> read) {
    if (!(node instanceof Node.Mapping mapping)) {
      reading.error(
          node.place(),
          "Here should be a field, but it is " + node.kind(),
          "Begin it with one of " + Spelling.list(KINDS));
      return;
    }
    var kind = kindOf(mapping);
    if (kind == null) {
      LaterElements.refuseField(mapping, KINDS, reading);
      return;
    }
    var fields = fields(mapping, kind);
    var name = fields == null ? null : fields.text(kind.spelled());
    if (fields == null || name == null) {
      return;
    }
    reading.isName(name, fields.placeOf(kind.spelled()));
    if (!names.add(name)) {
      fields.error(
          fields.placeOf(kind.spelled()),
          "Two fields of this screen are named `" + name + "`",
          "Choose another name");
    }
    read.add(field(name, kind, fields));
  }

  private @Nullable Fields fields(Node.Mapping mapping, Kind kind) {
    var known = new ArrayList<>(List.of(kind.spelled(), "label", "help", "visible"));
    if (kind != Kind.DISPLAY) {
      known.addAll(List.of("required", "default", "validate", "output"));
    }
    if (kind.hasChoices()) {
      known.add("choices");
    }
    return Fields.of(
        mapping,
        "a " + kind.spelled() + " field",
        reading.problems(),
        known.toArray(String[]::new));
  }

  private ScreenField field(String name, Kind kind, Fields fields) {
    var input = kind != Kind.DISPLAY;
    var variable = reading.variables().get(name);
    var type = variable == null ? kind.type() : variable.type();
    if (!input && !fields.has("label")) {
      fields.missing("label", "Write the text to show as `label`");
    }
    var label = reading.value(fields, "label", Type.ANY);
    var choices = kind.hasChoices() ? choices(fields, type) : null;
    return new ScreenField(
        name,
        kind,
        label == null ? new Value.Literal(TextNode.valueOf(name)) : label,
        reading.value(fields, "help", Type.TEXT),
        input && fields.flag("required", false),
        input ? initial(fields, type) : null,
        choices,
        visibility(fields),
        input ? validation(fields) : null);
  }

  private @Nullable Value initial(Fields fields, Type type) {
    return reading.value(fields, "default", type);
  }

  private @Nullable Value choices(Fields fields, Type type) {
    var node = fields.node("choices");
    if (node == null) {
      if (!fields.has("choices")) {
        fields.missing("choices", "Write a list such as `choices: [small, large]`");
      }
      return null;
    }
    if (node instanceof Node.Items items) {
      if (items.nodes().isEmpty()) {
        fields.error(node.place(), "There is nothing to choose from", "Write at least one choice");
      }
      items.nodes().forEach(choice -> check(choice, Type.of(type.kind())));
      return new Value.Literal(node.json());
    }
    return reading.value(node, Type.collectionOf(Type.Kind.ANY));
  }

  private void check(Node choice, Type type) {
    JsonNode value = choice.json();
    if (choice instanceof Node.Mapping) {
      var fields = Fields.of(choice, "a choice", reading.problems(), "value", "label");
      if (fields == null) {
        return;
      }
      fields.text("label");
      var given = fields.json("value");
      if (given == null) {
        fields.missing("value", "Write the value that the choice stands for");
        return;
      }
      value = given;
    }
    var wrong = Conformity.problem(type, value);
    if (wrong != null || value.isNull()) {
      reading.error(
          choice.place(),
          "A choice must be " + Conformity.described(type),
          "Put it in quotes, or give the field another variable");
    }
  }

  private ScreenField.@Nullable Visibility visibility(Fields fields) {
    var written = fields.textNode("visible");
    if (written == null) {
      return null;
    }
    var source = written.json().asText();
    var condition =
        Condition.ofFormula(
            source, reading.scope(), written.text(), written.indented(reading.problems()));
    return condition == null ? null : new ScreenField.Visibility(source, condition);
  }

  private ScreenField.@Nullable Validation validation(Fields fields) {
    var node = fields.node("validate");
    var rule =
        node == null
            ? null
            : Fields.of(node, "a rule", reading.problems(), "when", "logic", "message");
    if (rule == null) {
      return null;
    }
    if (!rule.has("when")) {
      rule.missing("when", "Write the condition that the value must hold");
    }
    var when = reading.condition(rule);
    var message = rule.requiredText("message", "Write what to say when the value does not hold");
    return when == null || message == null ? null : new ScreenField.Validation(when, message);
  }
}
