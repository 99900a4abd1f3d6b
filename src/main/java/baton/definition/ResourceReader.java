package baton.definition;

import baton.definition.Orchestration.ResourceDefinition;
import baton.document.Fields;
import baton.document.Node;
import baton.document.Values;
import baton.expression.Expression;
import baton.expression.Place;
import baton.expression.Problem;
import baton.expression.Scope;
import baton.expression.Type;
import baton.expression.Value;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads constants, formulas and text templates: first their names and types, then, when all names
 * are known, what they say.
 */
final class ResourceReader {
  private enum Kind {
    CONSTANT,
    FORMULA,
    TEMPLATE
  }

  private record Declared(Kind kind, Type type, Node node, Place place) {}

  private final Namespace names;
  private final Consumer<Problem> problems;
  private final Map<String, Declared> declared = new LinkedHashMap<>();

  ResourceReader(Namespace names, Consumer<Problem> problems) {
    this.names = names;
    this.problems = problems;
  }

  /** The names with their types. */
  Map<String, Type> declare(Fields orchestration) {
    orchestration
        .mapping("constants")
        .forEach((name, entry) ->
            declare(name, entry, Kind.CONSTANT, typeOf(entry.node().json()), entry.node()));
    orchestration.mapping("formulas").forEach(this::declareFormula);
    orchestration
        .mapping("templates")
        .forEach((name, entry) -> declare(name, entry, Kind.TEMPLATE, Type.TEXT, entry.node()));
    var types = new LinkedHashMap<String, Type>();
    declared.forEach((name, resource) -> types.put(name, resource.type()));
    return types;
  }

  private void declareFormula(String name, Node.Entry entry) {
    if (!(entry.node() instanceof Node.Mapping)) {
      declare(name, entry, Kind.FORMULA, Type.ANY, entry.node());
      return;
    }
    var fields = Fields.of(entry.node(), "a formula", problems, "type", "formula", "description");
    if (fields == null) {
      return;
    }
    fields.text("description");
    if (!fields.has("formula")) {
      fields.missing("formula", "Write the expression as `formula`");
    }
    var given = fields.node("type");
    var type = given == null ? null : TypeReader.read(given, problems);
    declare(name, entry, Kind.FORMULA, type == null ? Type.ANY : type, fields.node("formula"));
  }

  private void declare(String name, Node.Entry entry, Kind kind, Type type, @Nullable Node node) {
    var what = "a " + kind.name().toLowerCase(java.util.Locale.ROOT);
    if (names.declare(name, what, entry.name()) && node != null) {
      declared.put(name, new Declared(kind, type, node, entry.name()));
    }
  }

  /** What they say. They may read each other, but not in a circle. */
  Map<String, ResourceDefinition> read(Scope scope) {
    var read = new LinkedHashMap<String, ResourceDefinition>();
    declared.forEach((name, resource) -> {
      var expression = compile(resource, scope);
      if (expression != null) {
        read.put(name, new ResourceDefinition(name, expression));
      }
    });
    tellCircles(read);
    return Collections.unmodifiableMap(read);
  }

  private @Nullable Expression compile(Declared resource, Scope scope) {
    var node = resource.node();
    if (resource.kind() == Kind.CONSTANT) {
      return constant(node, scope);
    }
    if (!(node instanceof Node.Scalar scalar) || !scalar.isText()) {
      problems.accept(
          Problem.error(
              node.place(),
              "Here should be text, but it is " + node.kind(),
              resource.kind() == Kind.FORMULA
                  ? "Write the expression in quotes"
                  : "Write one text, with `{!expression}` where a value goes"));
      return null;
    }
    return resource.kind() == Kind.FORMULA
        ? Expression.compile(
            scalar.json().textValue(),
            scope,
            resource.type(),
            scalar.text(),
            scalar.indented(problems))
        : TemplateSource.compile(scalar, scope, problems);
  }

  private @Nullable Expression constant(Node node, Scope scope) {
    if (Values.isComputed(node)) {
      problems.accept(
          Problem.error(
              node.place(),
              "A constant is a literal, not an expression",
              "Make it a formula, or write `\\=` for a text that begins with `=`"));
      return null;
    }
    return Values.read(node, scope, Type.ANY, problems) instanceof Value.Literal literal
        ? Expression.compile(
            ConstantSource.of(literal.value()), scope, Type.ANY, node.place(), problems)
        : null;
  }

  private void tellCircles(Map<String, ResourceDefinition> read) {
    var told = new LinkedHashSet<String>();
    for (var name : read.keySet()) {
      var circle = new LinkedHashSet<String>();
      if (!told.contains(name) && reaches(name, name, read, circle)) {
        told.addAll(circle);
        var place = declared.get(name);
        problems.accept(
            Problem.error(
                place == null ? Place.NOWHERE : place.place(),
                "`" + name + "` is computed from itself",
                "Remove one of the references that lead back to it"));
      }
    }
  }

  private static boolean reaches(
      String from, String wanted, Map<String, ResourceDefinition> read, Set<String> seen) {
    var resource = read.get(from);
    if (resource == null) {
      return false;
    }
    for (var next : new ArrayList<>(resource.expression().names())) {
      if (next.equals(wanted) || (seen.add(next) && reaches(next, wanted, read, seen))) {
        seen.add(next);
        return true;
      }
    }
    return false;
  }

  private static Type typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> Type.TEXT;
      case NUMBER -> Type.NUMBER;
      case BOOLEAN -> Type.BOOLEAN;
      case OBJECT -> Type.RECORD;
      case ARRAY -> Type.collectionOf(itemKind(value));
      case NULL, MISSING, BINARY, POJO -> Type.ANY;
    };
  }

  private static Type.Kind itemKind(JsonNode items) {
    Type.Kind kind = null;
    for (var item : items) {
      var one = item.isArray() ? Type.Kind.ANY : typeOf(item).kind();
      if (kind != null && kind != one) {
        return Type.Kind.ANY;
      }
      kind = one;
    }
    return kind == null ? Type.Kind.ANY : kind;
  }
}
