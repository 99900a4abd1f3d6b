package baton.flow;

import baton.document.Fields;
import baton.document.Node;
import baton.document.Spelling;
import baton.expression.Type;
import baton.flow.FlowGraph.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the elements of a flow. */
final class ElementReader {
  private final Reading reading;
  private final FlowGraph graph;

  ElementReader(Reading reading, FlowGraph graph) {
    this.reading = reading;
    this.graph = graph;
  }

  /** Those that could be read, by name. */
  Map<String, Element> read() {
    var elements = new LinkedHashMap<String, Element>();
    for (var written : graph.elements()) {
      var element =
          switch (written.kind()) {
            case "screen" -> new ScreenReader(reading, graph).screen(written);
            case "assignment" -> assignment(written);
            case "decision" -> decision(written);
            case "loop" -> loop(written);
            case "subflow" -> new CallReader(reading, graph).subflow(written);
            case "action" -> new CallReader(reading, graph).action(written);
            case "get_records" -> records(RecordAction.Kind.GET_RECORDS, written);
            case "create_records" -> records(RecordAction.Kind.CREATE_RECORDS, written);
            case "update_records" -> records(RecordAction.Kind.UPDATE_RECORDS, written);
            case "delete_records" -> records(RecordAction.Kind.DELETE_RECORDS, written);
            case "sort" -> new CollectionReader(reading, graph).sort(written);
            case "filter" -> new CollectionReader(reading, graph).filter(written);
            case "transform" -> new CollectionReader(reading, graph).transform(written);
            case "wait" -> new StopReader(reading, graph).pause(written);
            case "custom_error" -> new StopReader(reading, graph).error(written);
            default -> throw new IllegalStateException(written.kind());
          };
      if (element != null) {
        elements.put(element.name(), element);
      }
    }
    return elements;
  }

  private @Nullable Element records(RecordAction.Kind kind, Written written) {
    return new RecordReader(reading, graph).element(kind, written);
  }

  private @Nullable Element assignment(Written written) {
    var fields = fields(written, "assignment", "label", "set", "next", "fault");
    if (fields == null) {
      return null;
    }
    var changes = new ArrayList<Element.Change>();
    for (var node : fields.list("set")) {
      var change = change(node);
      if (change != null) {
        changes.add(change);
      }
    }
    if (!fields.has("set")) {
      fields.missing("set", "Write a list such as `set: [{ variable: x, value: 1 }]`");
    }
    return new Element.Assignment(
        written.name(),
        label(fields, written),
        changes,
        next(fields, written),
        graph.next(fields, "fault", null));
  }

  private Element.@Nullable Change change(Node node) {
    var fields =
        Fields.of(node, "a change", reading.problems(), "variable", "value", "add", "subtract");
    var named = fields == null ? null : fields.textNode("variable");
    if (fields == null) {
      return null;
    }
    if (!fields.has("variable")) {
      fields.missing("variable", "Write the variable that changes");
    }
    var operation =
        fields.oneOf(
            "Write what the variable gets, such as `value: 1`", "value", "add", "subtract");
    if (named == null || operation == null) {
      return null;
    }
    var path = named.json().asText().split("\\.", 2);
    var variable = variable(named, path[0]);
    if (variable == null) {
      return null;
    }
    var field = path.length == 1 ? null : path[1];
    if (field != null && variable.type().kind() != Type.Kind.RECORD) {
      fields.error(
          named.place(),
          "`" + variable.name() + "` is no record and has no fields",
          "Name the variable alone");
      return null;
    }
    var expected = expected(operation, field == null ? variable.type() : Type.ANY);
    var written = fields.nodeOrNothing(operation);
    var value = written == null ? null : reading.value(written, expected);
    return value == null
        ? null
        : new Element.Change(variable.name(), field, operation(operation), value);
  }

  private @Nullable Variable variable(Node.Scalar named, String name) {
    var found = reading.variables().get(name);
    if (found == null) {
      reading.error(
          named.place(),
          "There is no variable `" + name + "`",
          Spelling.remedy(name, reading.variables().keySet(), "Declare it under `variables`"));
    }
    return found;
  }

  /** An item or several may be added to a collection: which one is only known when it runs. */
  private static Type expected(String operation, Type type) {
    return operation.equals("value") || !type.collection() ? type : Type.ANY;
  }

  private static Element.Operation operation(String field) {
    return switch (field) {
      case "add" -> Element.Operation.ADD;
      case "subtract" -> Element.Operation.SUBTRACT;
      default -> Element.Operation.SET;
    };
  }

  private @Nullable Element decision(Written written) {
    var fields = fields(written, "decision", "label", "outcomes", "otherwise", "fault");
    if (fields == null) {
      return null;
    }
    var outcomes = new ArrayList<Element.Outcome>();
    for (var node : fields.list("outcomes")) {
      outcome(node, written, outcomes);
    }
    if (!fields.has("outcomes")) {
      fields.missing(
          "outcomes", "Write a list of outcomes, each with `outcome`, `when` and `next`");
    }
    return new Element.Decision(
        written.name(),
        label(fields, written),
        outcomes,
        graph.next(fields, "otherwise", graph.following(written)),
        graph.next(fields, "fault", null));
  }

  private void outcome(Node node, Written decision, List<Element.Outcome> outcomes) {
    var fields =
        Fields.of(
            node, "an outcome", reading.problems(), "outcome", "label", "when", "logic", "next");
    if (fields == null) {
      return;
    }
    var name = fields.requiredText("outcome", "Write the outcome's name");
    if (!fields.has("when")) {
      fields.missing("when", "Write a condition, such as `when: \"total > 100\"`");
    }
    var when = reading.condition(fields);
    var next = graph.next(fields, "next", graph.following(decision));
    if (name == null || when == null || !reading.isName(name, fields.placeOf("outcome"))) {
      return;
    }
    if (outcomes.stream().anyMatch(other -> other.name().equals(name))) {
      fields.error(
          fields.placeOf("outcome"),
          "Two outcomes are named `" + name + "`",
          "Choose another name");
      return;
    }
    var label = fields.text("label");
    outcomes.add(new Element.Outcome(name, label == null ? name : label, when, next));
  }

  private @Nullable Element loop(Written written) {
    var fields = fields(written, "loop", "label", "over", "as", "do", "next", "fault");
    if (fields == null) {
      return null;
    }
    FlowGraph.refuseFault(
        fields,
        "A loop cannot fail, so it has no fault path",
        "Write `fault` at the element of its body that may fail");
    for (var field : List.of("over", "as", "do", "next")) {
      if (!fields.has(field)) {
        fields.missing(
            field, "A loop needs `over` (a collection), `as` (a name), `do` and `next` (elements)");
      }
    }
    var over = fields.node("over");
    var collection = over == null ? null : reading.variable(over);
    if (over != null && collection != null && !isCollection(collection)) {
      fields.error(
          over.place(),
          "`" + collection.name() + "` is no collection",
          "Declare it with `collection: true`, or name another variable");
    }
    var item = fields.text("as");
    var body = graph.next(fields, "do", null);
    var next = graph.next(fields, "next", null);
    if (item != null) {
      reading.isName(item, fields.placeOf("as"));
    }
    if (body == null && FlowGraph.END.equals(fields.text("do"))) {
      fields.error(
          fields.placeOf("do"),
          "A loop cannot begin with the end",
          "Let `do` name the first element of the body");
    }
    if (body != null && (body.equals(next) || body.equals(written.name()))) {
      fields.error(
          fields.placeOf("do"),
          "The loop would lead to `" + body + "` also without an item",
          "Let `do` name the first element of the body, and `next` what comes after the last item");
    }
    return collection == null || item == null || body == null
        ? null
        : new Element.Loop(
            written.name(), label(fields, written), collection.name(), item, body, next);
  }

  private static boolean isCollection(Variable variable) {
    return variable.type().collection() || variable.type().kind() == Type.Kind.ANY;
  }

  private @Nullable Fields fields(Written written, String kind, String... others) {
    var known = new ArrayList<>(List.of(others));
    known.add(0, kind);
    return Fields.of(
        written.node(),
        kind.equals("assignment") || kind.equals("action") ? "an " + kind : "a " + kind,
        reading.problems(),
        known.toArray(String[]::new));
  }

  private static String label(Fields fields, Written written) {
    var label = fields.text("label");
    return label == null ? written.name() : label;
  }

  private @Nullable String next(Fields fields, Written written) {
    return graph.next(fields, "next", graph.following(written));
  }
}
