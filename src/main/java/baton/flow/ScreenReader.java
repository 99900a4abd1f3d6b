package baton.flow;

import baton.document.Fields;
import baton.document.Node;
import baton.document.Spelling;
import baton.flow.FlowGraph.Written;
import baton.flow.ScreenField.Kind;
import baton.flow.ScreenField.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one screen, with the sections of its fields. */
final class ScreenReader {
  private static final List<String> KINDS =
      Arrays.stream(Kind.values()).map(Kind::spelled).toList();

  private final Reading reading;
  private final FlowGraph graph;
  private final List<ScreenField> read = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

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
            "next",
            "fault");
    if (fields == null) {
      return null;
    }
    FlowGraph.refuseFault(
        fields,
        "A screen cannot fail, so it has no fault path: what is typed is checked before it is left",
        "Write `fault` at the element that may fail");
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
    nodes.forEach(node -> field(node, null));
    if (read.size() > FlowLimits.MAX_FIELDS) {
      fields.error(
          fields.placeOf("fields"),
          "A screen has at most %,d fields".formatted(FlowLimits.MAX_FIELDS),
          "Spread them over several screens");
    }
    var label = fields.text("label");
    return new Element.Screen(
        written.name(),
        label == null ? written.name() : label,
        read,
        fields.flag("back", true),
        graph.next(fields, "next", graph.following(written)));
  }

  private void field(Node node, @Nullable Position position) {
    if (!(node instanceof Node.Mapping mapping)) {
      reading.error(
          node.place(),
          "Here should be a field, but it is " + node.kind(),
          "Begin it with one of " + Spelling.list(KINDS));
      return;
    }
    var kind = kindOf(mapping);
    if (kind == null) {
      reading.error(
          mapping.place(),
          "This is no field that a screen can have",
          "Begin it with one of " + Spelling.list(KINDS));
      return;
    }
    var reader = new FieldReader(reading, kind);
    var fields = reader.fields(mapping);
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
    read.add(reader.field(name, fields, position));
    if (kind == Kind.SECTION) {
      section(name, fields, position);
    }
  }

  /** A section stands before its fields, column by column. */
  private void section(String name, Fields section, @Nullable Position within) {
    if (within != null) {
      section.error(
          section.nameOf("section"),
          "A section cannot stand in another one",
          "Put it beside `" + within.section() + "`");
      return;
    }
    var columns = section.list("columns");
    if (columns.isEmpty()) {
      section.missing("columns", "Write a list of columns, each a list of fields");
    }
    if (columns.size() > FlowLimits.MAX_COLUMNS) {
      section.error(
          section.placeOf("columns"),
          "A section has at most %,d columns".formatted(FlowLimits.MAX_COLUMNS),
          "Put more fields into each");
    }
    for (var at = 0; at < columns.size(); at++) {
      if (columns.get(at) instanceof Node.Items items) {
        var position = new Position(name, at + 1);
        items.nodes().forEach(node -> field(node, position));
      } else {
        reading.error(
            columns.get(at).place(),
            "Here should be a column, but it is " + columns.get(at).kind(),
            "Write a list of fields");
      }
    }
  }
}
