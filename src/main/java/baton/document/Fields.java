package baton.document;

import baton.expression.Place;
import baton.expression.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The named fields of one mapping, read with all that is wrong told: fields nobody knows, missing
 * ones, and values of the wrong kind. A problem is told once and reading goes on with null, an
 * empty list or the default.
 */
public final class Fields {
  private final Node.Mapping mapping;
  private final String what;
  private final Set<String> known;
  private final Consumer<Problem> problems;
  private final Set<String> toldEmpty = new HashSet<>();

  private Fields(Node.Mapping mapping, String what, Set<String> known, Consumer<Problem> problems) {
    this.mapping = mapping;
    this.what = what;
    this.known = known;
    this.problems = problems;
  }

  /**
   * The fields of a node; null, and told, where it is no mapping.
   *
   * @param what the thing in words, such as {@code a stage}
   * @param known every field it may have
   */
  public static @Nullable Fields of(
      Node node, String what, Consumer<Problem> problems, String... known) {
    var names = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(known)));
    if (!(node instanceof Node.Mapping mapping)) {
      problems.accept(
          Problem.error(
              node.place(),
              "Here should be " + what + " with named fields, but it is " + node.kind(),
              "Write `name: value` fields such as " + Spelling.list(names)));
      return null;
    }
    var fields = new Fields(mapping, what, names, problems);
    mapping
        .entries()
        .forEach((name, entry) -> {
          if (!names.contains(name)) {
            fields.error(
                entry.name(),
                capital(what) + " has no field `" + name + "`",
                Spelling.remedy(name, names, "Remove it"));
          }
        });
    return fields;
  }

  public Place place() {
    return mapping.place();
  }

  /** Where the field's value stands; the whole mapping's place where it is absent. */
  public Place placeOf(String field) {
    var entry = mapping.entries().get(field);
    return entry == null ? mapping.place() : entry.node().place();
  }

  /** Where the field's name stands; the whole mapping's place where it is absent. */
  public Place nameOf(String field) {
    var entry = mapping.entries().get(field);
    return entry == null ? mapping.place() : entry.name();
  }

  public boolean has(String field) {
    return mapping.entries().containsKey(knownField(field));
  }

  /** The value; null where the field is absent, or stands there without a value, which is told. */
  public @Nullable Node node(String field) {
    var node = nodeOrNothing(field);
    if (node instanceof Node.Scalar scalar && scalar.isNull()) {
      if (toldEmpty.add(field)) {
        error(node.place(), "`" + field + "` has no value", "Write a value or remove the field");
      }
      return null;
    }
    return node;
  }

  /** The value, which may be null on purpose; null where the field is absent. */
  public @Nullable Node nodeOrNothing(String field) {
    var entry = mapping.entries().get(knownField(field));
    return entry == null ? null : entry.node();
  }

  /** The value as data, also null on purpose; null where the field is absent. */
  public @Nullable JsonNode json(String field) {
    var node = nodeOrNothing(field);
    return node == null ? null : node.json();
  }

  public Node.@Nullable Scalar textNode(String field) {
    var node = node(field);
    if (node == null) {
      return null;
    }
    if (node instanceof Node.Scalar scalar && scalar.isText()) {
      return scalar;
    }
    error(
        node.place(),
        "`" + field + "` must be text, but it is " + node.kind(),
        node instanceof Node.Scalar ? "Put the value in quotes" : "Write one text");
    return null;
  }

  public @Nullable String text(String field) {
    var node = textNode(field);
    return node == null ? null : node.json().textValue();
  }

  /** The text; null, and told, where it is missing. */
  public @Nullable String requiredText(String field, String remedy) {
    if (!has(field)) {
      missing(field, remedy);
    }
    return text(field);
  }

  public boolean flag(String field, boolean otherwise) {
    var node = node(field);
    if (node == null) {
      return otherwise;
    }
    if (node instanceof Node.Scalar scalar && scalar.json().isBoolean()) {
      return scalar.json().booleanValue();
    }
    error(
        node.place(),
        "`" + field + "` must be true or false, but it is " + node.kind(),
        "Write `true` or `false`");
    return otherwise;
  }

  public int wholeNumber(String field, int least, int most, int otherwise) {
    var node = node(field);
    if (node == null) {
      return otherwise;
    }
    if (node instanceof Node.Scalar scalar
        && scalar.json().isInt()
        && scalar.json().intValue() >= least
        && scalar.json().intValue() <= most) {
      return scalar.json().intValue();
    }
    error(
        node.place(),
        "`" + field + "` must be a whole number from " + least + " to " + most,
        "Write a number in this range");
    return otherwise;
  }

  /**
   * One of an enum's words, written in small letters: {@code MULTI_PICKLIST} as {@code
   * multi_picklist}.
   */
  public <E extends Enum<E>> @Nullable E choice(String field, Class<E> words) {
    var node = textNode(field);
    return node == null ? null : choice(node, "`" + field + "`", words, problems);
  }

  /** The same for a text that stands alone. */
  public static <E extends Enum<E>> @Nullable E choice(
      Node.Scalar node, String what, Class<E> words, Consumer<Problem> problems) {
    var written = node.json().asText();
    var names = new LinkedHashSet<String>();
    for (var word : words.getEnumConstants()) {
      var name = word.name().toLowerCase(Locale.ROOT);
      if (name.equals(written)) {
        return word;
      }
      names.add(name);
    }
    problems.accept(
        Problem.error(
            node.place(),
            what + " cannot be `" + written + "`",
            Spelling.remedy(written, names, "")));
    return null;
  }

  /** The items of a list; empty where the field is absent. */
  public List<Node> list(String field) {
    var node = node(field);
    if (node == null) {
      return List.of();
    }
    if (node instanceof Node.Items items) {
      return items.nodes();
    }
    error(
        node.place(),
        "`" + field + "` must be a list, but it is " + node.kind(),
        "Start each item with `- ` in YAML, or put them in [ ]");
    return List.of();
  }

  /** The entries of a mapping; empty where the field is absent. */
  public Map<String, Node.Entry> mapping(String field) {
    var node = node(field);
    if (node == null) {
      return Map.of();
    }
    if (node instanceof Node.Mapping found) {
      return found.entries();
    }
    error(
        node.place(),
        "`" + field + "` must be names with values, but it is " + node.kind(),
        "Write `name: value` for each");
    return Map.of();
  }

  /**
   * Which of the fields stands here, where exactly one should; null, and told, where none does. Of
   * several the first is answered, and the others are told.
   */
  public @Nullable String oneOf(String remedy, String... fields) {
    var found = List.of(fields).stream().filter(this::has).toList();
    if (found.isEmpty()) {
      error(place(), capital(what) + " needs one of " + Spelling.list(List.of(fields)), remedy);
      return null;
    }
    for (var other : found.subList(1, found.size())) {
      error(
          nameOf(other),
          capital(what) + " cannot have both `" + found.get(0) + "` and `" + other + "`",
          "Keep one of them");
    }
    return found.get(0);
  }

  public void missing(String field, String remedy) {
    error(place(), capital(what) + " needs `" + field + "`", remedy);
  }

  public void error(Place place, String message, String remedy) {
    problems.accept(Problem.error(place, message, remedy));
  }

  public void warning(Place place, String message, String remedy) {
    problems.accept(Problem.warning(place, message, remedy));
  }

  public Consumer<Problem> problems() {
    return problems;
  }

  private String knownField(String field) {
    if (!known.contains(field)) {
      throw new IllegalArgumentException(field + " is not among the known fields of " + what);
    }
    return field;
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
