package baton.flow;

import baton.document.Fields;
import baton.document.Node;
import baton.expression.Names;
import baton.expression.Place;
import baton.expression.Problem;
import baton.expression.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which variables a flow has: those that it declares, and those that its screens and
 * loops bring along. Their initial values are read later, when all names are known.
 */
final class VariableReader {
  /** One variable as it was declared; {@code initial} is where its default stands. */
  record Declared(Variable variable, @Nullable Node initial, Place place) {}

  /** The elements that go over a collection, each item under a name. */
  private static final List<String> ITEM_BY_ITEM = List.of("loop", "filter", "transform");

  private final Consumer<Problem> problems;
  private final Map<String, Declared> found = new LinkedHashMap<>();

  VariableReader(Consumer<Problem> problems) {
    this.problems = problems;
  }

  Map<String, Declared> read(Fields flow, Flow.Kind kind) {
    flow.mapping("variables").forEach((name, entry) -> declared(name, entry));
    if (kind == Flow.Kind.EVALUATION) {
      conditionMet(flow);
    }
    for (var element : flow.list("elements")) {
      if (element instanceof Node.Mapping mapping) {
        broughtAlong(mapping);
      }
    }
    return found;
  }

  private void declared(String name, Node.Entry entry) {
    Names.problemOf(name)
        .ifPresent(problem -> error(entry.name(), Reading.capital(problem), "Choose another name"));
    if (entry.node() instanceof Node.Scalar written && written.isText()) {
      var kind = Fields.choice(written, "The type", Type.Kind.class, problems);
      put(plain(name, Type.of(kind == null ? Type.Kind.ANY : kind)), entry.name());
      return;
    }
    var fields =
        Fields.of(
            entry.node(),
            "a variable",
            problems,
            "type",
            "collection",
            "input",
            "output",
            "required",
            "default",
            "label",
            "description");
    if (fields == null) {
      found.put(name, new Declared(plain(name, Type.ANY), null, entry.name()));
      return;
    }
    if (!fields.has("type")) {
      fields.missing("type", "Write a type such as `type: text`");
    }
    var type = fields.choice("type", Type.Kind.class);
    var input = fields.flag("input", false);
    var required = fields.flag("required", false);
    if (required && !input) {
      error(
          fields.nameOf("required"),
          "Only an input can be required",
          "Write `input: true`, or remove `required`");
    }
    var variable =
        new Variable(
            name,
            new Type(type == null ? Type.Kind.ANY : type, fields.flag("collection", false)),
            input,
            fields.flag("output", false),
            required && input,
            Reading.NOTHING);
    found.put(name, new Declared(variable, fields.nodeOrNothing("default"), entry.name()));
  }

  private void conditionMet(Fields flow) {
    var declared = found.get(Flow.CONDITION_MET);
    if (declared != null && !declared.variable().type().equals(Type.BOOLEAN)) {
      error(
          declared.place(),
          "`" + Flow.CONDITION_MET + "` must be a boolean",
          "Write `type: boolean`, or remove the variable: it is there by itself");
    }
    found.putIfAbsent(
        Flow.CONDITION_MET,
        new Declared(
            new Variable(Flow.CONDITION_MET, Type.BOOLEAN, false, true, false, Reading.NOTHING),
            null,
            flow.place()));
    for (var other : found.values()) {
      if (other.variable().output() && !other.variable().name().equals(Flow.CONDITION_MET)) {
        problems.accept(
            Problem.warning(
                other.place(),
                "An evaluation flow answers only `" + Flow.CONDITION_MET + "`",
                "Remove `output` from `" + other.variable().name() + "`"));
      }
    }
  }

  private void broughtAlong(Node.Mapping element) {
    if (element.entries().containsKey("screen")
        && element.entries().get("fields") instanceof Node.Entry entry
        && entry.node() instanceof Node.Items items) {
      items.nodes().forEach(this::field);
    }
    if (ITEM_BY_ITEM.stream().anyMatch(element.entries()::containsKey)) {
      loopItem(text(element, "as"), text(element, "over"), element.place());
    }
  }

  private void field(Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      return;
    }
    var kind = ScreenReader.kindOf(mapping);
    var name = kind == null ? null : text(mapping, kind.spelled());
    if (kind == ScreenField.Kind.SECTION
        && mapping.entries().get("columns") instanceof Node.Entry columns
        && columns.node() instanceof Node.Items items) {
      items.nodes().stream()
          .filter(Node.Items.class::isInstance)
          .forEach(column -> ((Node.Items) column).nodes().forEach(this::field));
    }
    if (kind == null || name == null || !kind.hasValue()) {
      return;
    }
    var output =
        mapping.entries().get("output") instanceof Node.Entry entry
            && entry.node().json().asBoolean(false);
    var known = found.get(name);
    if (known == null) {
      put(new Variable(name, kind.type(), false, output, false, Reading.NOTHING), node.place());
    } else if (!Reading.fits(kind.type(), known.variable().type())) {
      error(
          node.place(),
          "A %s field cannot fill the variable `%s`".formatted(kind.spelled(), name),
          "The variable must be of type " + described(kind.type()) + ", or named otherwise");
    } else if (output && !known.variable().output()) {
      found.put(name, asOutput(known));
    }
  }

  private void loopItem(@Nullable String item, @Nullable String over, Place place) {
    if (item == null || over == null) {
      return;
    }
    var collection = found.get(over);
    var type = collection == null ? Type.ANY : Type.of(collection.variable().type().kind());
    var known = found.get(item);
    if (known == null) {
      put(plain(item, type), place);
    } else if (!Reading.fits(type, known.variable().type())) {
      error(
          place,
          "The variable `%s` cannot hold the items of `%s`".formatted(item, over),
          "Give it the type " + described(type) + ", or another name in `as`");
    }
  }

  private void put(Variable variable, Place place) {
    found.put(variable.name(), new Declared(variable, null, place));
  }

  private static Declared asOutput(Declared known) {
    var variable = known.variable();
    return new Declared(
        new Variable(
            variable.name(),
            variable.type(),
            variable.input(),
            true,
            variable.required(),
            Reading.NOTHING),
        known.initial(),
        known.place());
  }

  private static Variable plain(String name, Type type) {
    return new Variable(name, type, false, false, false, Reading.NOTHING);
  }

  static String described(Type type) {
    var kind = type.kind().name().toLowerCase(java.util.Locale.ROOT);
    return type.collection() ? kind + " with `collection: true`" : kind;
  }

  private static @Nullable String text(Node.Mapping mapping, String field) {
    return mapping.entries().get(field) instanceof Node.Entry entry
            && entry.node() instanceof Node.Scalar scalar
            && scalar.isText()
        ? scalar.json().textValue()
        : null;
  }

  private void error(Place place, String message, String remedy) {
    problems.accept(Problem.error(place, message, remedy));
  }
}
