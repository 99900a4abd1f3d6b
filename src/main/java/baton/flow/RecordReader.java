package baton.flow;

import baton.document.Fields;
import baton.expression.Type;
import baton.flow.FlowGraph.Written;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the elements that read and change records. */
final class RecordReader {
  private final Reading reading;
  private final FlowGraph graph;

  RecordReader(Reading reading, FlowGraph graph) {
    this.reading = reading;
    this.graph = graph;
  }

  @Nullable Element element(RecordAction.Kind kind, Written written) {
    var fields = fields(kind, written);
    if (fields == null) {
      return null;
    }
    if (kind.writes() && reading.kind() == Flow.Kind.EVALUATION) {
      fields.error(
          fields.nameOf(written.kind()),
          "An evaluation flow must not change records",
          "Do this in a background step, and evaluate what it leaves behind");
    }
    var type = type(fields);
    var terms = new TermsReader(reading, fields, type).terms(kind);
    var into = into(kind, fields);
    return terms == null
        ? null
        : new Element.RecordCall(
            written.name(),
            label(fields, written),
            kind,
            terms,
            into,
            graph.next(fields, "next", graph.following(written)),
            graph.next(fields, "fault", null));
  }

  private @Nullable Fields fields(RecordAction.Kind kind, Written written) {
    var known = new ArrayList<>(List.of(written.kind(), "label", "record_type", "next", "fault"));
    known.addAll(
        switch (kind) {
          case GET_RECORDS -> List.of("id", "where", "logic", "by", "limit", "into");
          case CREATE_RECORDS -> List.of("id", "fields", "from", "into");
          case UPDATE_RECORDS -> List.of("id", "where", "logic", "from", "fields", "into");
          case DELETE_RECORDS -> List.of("id", "where", "logic", "from");
        });
    return Fields.of(
        written.node(),
        "a `" + written.kind() + "`",
        reading.problems(),
        known.toArray(String[]::new));
  }

  /** The type that is named and, where it is known, what there is to know of it. */
  private @Nullable String type(Fields fields) {
    return recordType(fields, reading);
  }

  /** A type that is not known is only warned of: records need none that was declared. */
  static @Nullable String recordType(Fields fields, Reading reading) {
    var name =
        fields.requiredText("record_type", "Write which records, such as `record_type: Order`");
    if (name == null || !reading.isName(name, fields.placeOf("record_type"))) {
      return null;
    }
    var known = reading.surroundings().recordTypes();
    if (known != null && !known.containsKey(name)) {
      fields.warning(
          fields.placeOf("record_type"),
          "Nothing is known of records of the type `" + name + "`",
          "Declare the type, so that fields can be checked");
    }
    return name;
  }

  private @Nullable String into(RecordAction.Kind kind, Fields fields) {
    if (kind == RecordAction.Kind.DELETE_RECORDS) {
      return null;
    }
    if (!fields.has("into")) {
      if (kind == RecordAction.Kind.GET_RECORDS) {
        fields.missing("into", "Write the variable that takes the records, such as `into: orders`");
      }
      return null;
    }
    var node = fields.node("into");
    var variable = node == null ? null : reading.variable(node);
    if (node != null && variable != null && !holdsRecords(variable)) {
      reading.error(
          node.place(),
          "`" + variable.name() + "` cannot hold records",
          "Name a variable of type record, with `collection: true` for more than one");
    }
    return variable == null ? null : variable.name();
  }

  static boolean holdsRecords(Variable variable) {
    return variable.type().kind() == Type.Kind.RECORD || variable.type().kind() == Type.Kind.ANY;
  }

  private static String label(Fields fields, Written written) {
    var label = fields.text("label");
    return label == null ? written.name() : label;
  }
}
