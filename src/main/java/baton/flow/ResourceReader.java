package baton.flow;

import baton.document.Fields;
import baton.document.Node;
import baton.expression.Expression;
import baton.expression.Names;
import baton.expression.Place;
import baton.expression.Problem;
import baton.expression.Scope;
import baton.expression.Template;
import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the constants, formulas and text templates of a flow: their names and types first, then,
 * when the scope is known, what they say.
 */
final class ResourceReader {
  private final Consumer<Problem> problems;
  private final Map<String, Type> types = new LinkedHashMap<>();
  private final Map<String, Resource> read = new LinkedHashMap<>();
  private final Map<String, Set<String>> reads = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Node.Scalar> formulas = new LinkedHashMap<>();
  private final Map<String, Node.Scalar> templates = new LinkedHashMap<>();

  ResourceReader(Consumer<Problem> problems) {
    this.problems = problems;
  }

  /** The names, with their types. */
  Map<String, Type> declare(Fields flow) {
    flow.mapping("constants")
        .forEach((name, entry) -> {
          var value = entry.node().json();
          if (isNew(name, entry, typeOf(value))) {
            read.put(name, new Resource.Constant(value));
          }
        });
    flow.mapping("formulas").forEach(this::formula);
    flow.mapping("templates")
        .forEach((name, entry) -> {
          var text = text(entry.node(), "the text of a template");
          if (isNew(name, entry, Type.TEXT) && text != null) {
            templates.put(name, text);
          }
        });
    return types;
  }

  private void formula(String name, Node.Entry entry) {
    Node.@Nullable Scalar source;
    var kind = Type.Kind.ANY;
    if (entry.node() instanceof Node.Mapping) {
      var fields = Fields.of(entry.node(), "a formula", problems, "type", "formula", "description");
      source = fields == null ? null : fields.textNode("formula");
      var given = fields == null ? null : fields.choice("type", Type.Kind.class);
      if (fields != null && !fields.has("formula")) {
        fields.missing("formula", "Write the expression as `formula`");
      }
      kind = given == null ? Type.Kind.ANY : given;
    } else {
      source = text(entry.node(), "an expression");
    }
    if (isNew(name, entry, Type.of(kind)) && source != null) {
      formulas.put(name, source);
    }
  }

  /** What they say; formulas may read each other, but not in a circle. */
  Map<String, Resource> read(Scope scope) {
    formulas.forEach((name, source) -> {
      var type = types.getOrDefault(name, Type.ANY);
      var compiled =
          Expression.compile(
              source.json().asText(), scope, type, source.text(), source.indented(problems));
      if (compiled != null) {
        read.put(name, new Resource.Formula(compiled));
        reads.put(name, compiled.names());
      }
    });
    templates.forEach((name, text) -> {
      var compiled =
          Template.compile(text.json().asText(), scope, text.text(), text.indented(problems));
      if (compiled != null) {
        read.put(name, new Resource.Written(compiled));
        reads.put(name, compiled.names());
      }
    });
    for (var name : reads.keySet()) {
      if (reaches(name, name, new LinkedHashSet<>())) {
        error(
            places.getOrDefault(name, Place.NOWHERE),
            "`" + name + "` is computed from itself",
            "Remove one of the references that lead back to it");
      }
    }
    return read;
  }

  private boolean reaches(String from, String wanted, Set<String> seen) {
    for (var next : reads.getOrDefault(from, Set.of())) {
      if (next.equals(wanted) || seen.add(next) && reaches(next, wanted, seen)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNew(String name, Node.Entry entry, Type type) {
    var problem = Names.problemOf(name);
    problem.ifPresent(text -> error(entry.name(), Reading.capital(text), "Choose another name"));
    if (types.put(name, type) != null) {
      error(entry.name(), "The name `" + name + "` is used twice", "Choose another name");
      return false;
    }
    places.put(name, entry.name());
    return problem.isEmpty();
  }

  private Node.@Nullable Scalar text(Node node, String what) {
    if (node instanceof Node.Scalar scalar && scalar.isText()) {
      return scalar;
    }
    error(node.place(), "Here should be " + what, "Write one text");
    return null;
  }

  private static Type typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> Type.TEXT;
      case NUMBER -> Type.NUMBER;
      case BOOLEAN -> Type.BOOLEAN;
      case OBJECT -> Type.RECORD;
      case ARRAY -> new Type(value.isEmpty() ? Type.Kind.ANY : typeOf(value.get(0)).kind(), true);
      case NULL, MISSING, BINARY, POJO -> Type.ANY;
    };
  }

  private void error(Place place, String message, String remedy) {
    problems.accept(Problem.error(place, message, remedy));
  }
}
