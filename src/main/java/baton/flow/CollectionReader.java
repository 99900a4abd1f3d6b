package baton.flow;

import baton.document.Fields;
import baton.expression.Condition;
import baton.expression.Names;
import baton.expression.Type;
import baton.expression.Value;
import baton.flow.FlowGraph.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the elements that make a collection of another: sort, filter and transform. */
final class CollectionReader {
  private final Reading reading;
  private final FlowGraph graph;

  CollectionReader(Reading reading, FlowGraph graph) {
    this.reading = reading;
    this.graph = graph;
  }

  @Nullable Element sort(Written written) {
    var fields = fields(written, "a sort", "over", "by", "descending", "limit", "into");
    if (fields == null) {
      return null;
    }
    var over = collection(fields, "over", "A sort needs `over`: the collection to put in order");
    var into = fields.has("into") ? collection(fields, "into", "") : over;
    var ordering = new Ordering(keys(fields, over));
    var limit = reading.value(fields, "limit", Type.NUMBER);
    fits(fields, over, into);
    return over == null || into == null
        ? null
        : new Element.Sort(
            written.name(),
            label(fields, written),
            over.name(),
            ordering,
            limit,
            into.name(),
            graph.next(fields, "next", graph.following(written)),
            graph.next(fields, "fault", null));
  }

  /** {@code by} names fields of records; of other values only {@code descending} can be said. */
  private List<Ordering.Key> keys(Fields fields, @Nullable Variable over) {
    if (!fields.has("by")) {
      if (over != null && over.type().kind() == Type.Kind.RECORD) {
        fields.missing("by", "Write the fields to sort by, such as `by: [ { field: name } ]`");
      }
      return List.of(new Ordering.Key(null, fields.flag("descending", false)));
    }
    if (fields.has("descending")) {
      fields.error(
          fields.nameOf("descending"),
          "`descending` belongs to each field of `by`",
          "Write `by: [ { field: name, descending: true } ]`");
    }
    return keys(fields, reading);
  }

  static List<Ordering.Key> keys(Fields fields, Reading reading) {
    var keys = new ArrayList<Ordering.Key>();
    for (var node : fields.list("by")) {
      var key = Fields.of(node, "a sort key", reading.problems(), "field", "descending");
      var field = key == null ? null : key.requiredText("field", "Write the field to sort by");
      if (key != null && field != null && reading.isName(field, key.placeOf("field"))) {
        keys.add(new Ordering.Key(field, key.flag("descending", false)));
      }
    }
    return keys;
  }

  @Nullable Element filter(Written written) {
    var fields = fields(written, "a filter", "over", "as", "when", "logic", "into");
    if (fields == null) {
      return null;
    }
    var over = collection(fields, "over", "A filter needs `over`: the collection to take from");
    var item = item(fields);
    Condition when = reading.condition(fields);
    if (!fields.has("when")) {
      fields.missing("when", "Write the condition that an item must hold to be taken");
    }
    var into = fields.has("into") ? collection(fields, "into", "") : over;
    fits(fields, over, into);
    return over == null || item == null || when == null || into == null
        ? null
        : new Element.Filter(
            written.name(),
            label(fields, written),
            over.name(),
            item,
            when,
            into.name(),
            graph.next(fields, "next", graph.following(written)),
            graph.next(fields, "fault", null));
  }

  @Nullable Element transform(Written written) {
    var fields = fields(written, "a transform", "over", "as", "value", "fields", "into");
    if (fields == null) {
      return null;
    }
    var over = fields.has("over") ? collection(fields, "over", "") : null;
    var item = fields.has("over") ? item(fields) : null;
    if (!fields.has("over") && fields.has("as")) {
      fields.error(
          fields.nameOf("as"),
          "`as` names the items of a collection, but there is no `over`",
          "Write the collection as `over`, or remove `as`");
    }
    var shape =
        fields.oneOf(
            "Write what comes of it, such as `fields: { name: =order.Id }`", "value", "fields");
    var value = "value".equals(shape) ? reading.value(fields, "value", Type.ANY) : null;
    var made = "fields".equals(shape) ? values(fields, reading) : Map.<String, Value>of();
    var into = target(fields, written);
    if (into != null && over != null && !isCollection(into)) {
      fields.error(
          fields.placeOf("into"),
          "`" + into.name() + "` is no collection",
          "Declare it with `collection: true`, or name another variable");
    }
    var complete = "fields".equals(shape) || value != null;
    return into == null || !complete || fields.has("over") && (over == null || item == null)
        ? null
        : new Element.Transform(
            written.name(),
            label(fields, written),
            over == null ? null : over.name(),
            item,
            value,
            made,
            into.name(),
            graph.next(fields, "next", graph.following(written)),
            graph.next(fields, "fault", null));
  }

  private @Nullable Variable target(Fields fields, Written written) {
    var node = fields.node("into");
    if (!fields.has("into")) {
      fields.missing("into", "Write the variable that takes what `" + written.name() + "` makes");
    }
    return node == null ? null : reading.variable(node);
  }

  /** Values by name, as fields of a record. */
  static Map<String, Value> values(Fields fields, Reading reading) {
    var values = new LinkedHashMap<String, Value>();
    fields
        .mapping("fields")
        .forEach((name, entry) -> {
          var problem = Names.problemOf(name);
          problem.ifPresent(
              text -> reading.error(entry.name(), Reading.capital(text), "Choose another name"));
          var value = reading.value(entry.node(), Type.ANY);
          if (value != null) {
            values.put(name, value);
          }
        });
    return values;
  }

  private @Nullable String item(Fields fields) {
    var item =
        fields.requiredText("as", "Write the name that an item has here, such as `as: order`");
    return item != null && reading.isName(item, fields.placeOf("as")) ? item : null;
  }

  /** The variable, which must be a collection; null where it is not, which is told. */
  private @Nullable Variable collection(Fields fields, String field, String remedy) {
    if (!fields.has(field)) {
      fields.missing(field, remedy);
      return null;
    }
    var node = fields.node(field);
    var found = node == null ? null : reading.variable(node);
    if (node != null && found != null && !isCollection(found)) {
      reading.error(
          node.place(),
          "`" + found.name() + "` is no collection",
          "Declare it with `collection: true`, or name another variable");
      return null;
    }
    return found;
  }

  private static boolean isCollection(Variable variable) {
    return variable.type().collection() || variable.type().kind() == Type.Kind.ANY;
  }

  private static void fits(Fields fields, @Nullable Variable over, @Nullable Variable into) {
    if (over != null && into != null && !Reading.fits(over.type(), into.type())) {
      fields.error(
          fields.placeOf("into"),
          "`%s` cannot hold the items of `%s`".formatted(into.name(), over.name()),
          "Name a variable of type " + VariableReader.described(over.type()));
    }
  }

  private @Nullable Fields fields(Written written, String what, String... others) {
    var known = new ArrayList<>(List.of(written.kind(), "label", "next", "fault"));
    known.addAll(List.of(others));
    return Fields.of(written.node(), what, reading.problems(), known.toArray(String[]::new));
  }

  private static String label(Fields fields, Written written) {
    var label = fields.text("label");
    return label == null ? written.name() : label;
  }
}
