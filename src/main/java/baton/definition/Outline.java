package baton.definition;

import baton.document.Fields;
import baton.document.Node;
import baton.document.Values;
import baton.expression.Place;
import baton.expression.Problem;
import baton.expression.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a definition, before any of it is read closely: the names of its elements, steps
 * and outcomes, so that they can be referred to before they stand, and who and what it mentions.
 */
final class Outline {
  /** The fields that are expressions without a leading {@code =}. */
  private static final Set<String> CONDITIONS = Set.of("when", "left");

  /** The fields that begin a step, each naming its kind. */
  static final List<String> STEP_KINDS =
      List.of(
          "background",
          "interactive",
          NotYet.MULESOFT.field,
          "external",
          "orchestration",
          NotYet.WAIT.field);

  /**
   * A stage, or a decision with the names of its outcomes.
   *
   * @param connectors what its connectors say; empty where one says nothing
   */
  record Element(
      String name,
      Place place,
      boolean stage,
      List<String> outcomes,
      List<Optional<String>> connectors) {}

  /**
   * @param after the step that it says it starts after
   * @param fault where it says its fault path leads
   * @param fansOut whether it does its work for each item of a collection
   * @param outputs what it declares that it answers with; only an external step does
   */
  record Step(
      String name,
      Place place,
      String stage,
      @Nullable String flow,
      @Nullable String orchestration,
      @Nullable String after,
      @Nullable String fault,
      boolean fansOut,
      Map<String, Type> outputs) {}

  /** The name of the whole, if it has a usable one. */
  final @Nullable String name;

  /** In the order of the list; null where an element has no usable name. */
  final List<@Nullable Element> elements = new ArrayList<>();

  final Map<String, Step> steps = new LinkedHashMap<>();

  private final Namespace names;
  private final Consumer<Problem> problems;
  private int stages;
  private int decisions;
  private int stepCount;

  private Outline(@Nullable String name, Namespace names, Consumer<Problem> problems) {
    this.name = name;
    this.names = names;
    this.problems = problems;
  }

  static Outline of(Fields orchestration, Namespace names, Consumer<Problem> problems) {
    var name =
        orchestration.nodeOrNothing("orchestration") instanceof Node.Scalar scalar
                && scalar.isText()
            ? scalar.json().textValue()
            : null;
    var outline = new Outline(name, names, problems);
    orchestration.list("stages").forEach(outline::element);
    outline.checkSizes(orchestration);
    return outline;
  }

  /** Whether the definition is so large that it is not read further. */
  boolean tooLarge() {
    return stages > DefinitionLimits.MAX_STAGES
        || decisions > DefinitionLimits.MAX_DECISIONS
        || stepCount > DefinitionLimits.MAX_STEPS;
  }

  List<String> elementNames() {
    var found = new ArrayList<String>();
    for (var element : elements) {
      if (element != null) {
        found.add(element.name());
      }
    }
    return found;
  }

  /** The flows that a definition names, wherever it may name one; what is no text is left out. */
  static Set<String> flows(Node root) {
    var found = new LinkedHashSet<String>();
    visit(
        root,
        (name, text) -> {
          if (name.equals("flow") || name.equals("evaluation")) {
            found.add(text.json().textValue());
          }
        });
    return found;
  }

  /** The orchestrations that steps of a definition run. */
  static Set<String> orchestrations(Node root) {
    var found = new LinkedHashSet<String>();
    visit(
        root,
        (name, text) -> {
          if (name.equals("run")) {
            found.add(text.json().textValue());
          }
        });
    return found;
  }

  /** The assignees that a definition names literally. */
  static Set<Assignee> assignees(Node root) {
    var found = new LinkedHashSet<Assignee>();
    visit(
        root,
        (name, text) -> {
          for (var kind : Assignee.Kind.values()) {
            if (name.equals(kind.name().toLowerCase(Locale.ROOT)) && !Values.isComputed(text)) {
              found.add(new Assignee(kind, text.json().textValue()));
            }
          }
        });
    return found;
  }

  /** How many expressions there are to compile. */
  static int expressions(Node root) {
    return switch (root) {
      case Node.Scalar scalar -> Values.isComputed(scalar) ? 1 : 0;
      case Node.Items items -> items.nodes().stream().mapToInt(Outline::expressions).sum();
      case Node.Mapping mapping ->
          mapping.entries().entrySet().stream()
              .mapToInt(entry ->
                  expressions(entry.getValue().node())
                      + (CONDITIONS.contains(entry.getKey()) ? 1 : 0))
              .sum();
    };
  }

  private interface Visitor {
    void visit(String name, Node.Scalar text);
  }

  private static void visit(Node node, Visitor visitor) {
    switch (node) {
      case Node.Scalar scalar -> {}
      case Node.Items items -> items.nodes().forEach(item -> visit(item, visitor));
      case Node.Mapping mapping ->
          mapping
              .entries()
              .forEach((name, entry) -> {
                if (entry.node() instanceof Node.Scalar scalar && scalar.isText()) {
                  visitor.visit(name, scalar);
                }
                visit(entry.node(), visitor);
              });
    }
  }

  private void element(Node node) {
    var stage = text(node, "stage");
    var decision = text(node, "decision");
    if (stage != null) {
      stages++;
      var connectors = new ArrayList<>(List.of(connector(node, "next")));
      connector(node, "fault").ifPresent(way -> connectors.add(Optional.of(way)));
      add(stage, "a stage", List.of(), List.copyOf(connectors));
      items(node, "steps").forEach(step -> step(step, stage.json().textValue()));
    } else if (decision != null) {
      decisions++;
      var outcomes = items(node, "outcomes");
      var connectors = new ArrayList<Optional<String>>();
      outcomes.forEach(outcome -> connectors.add(connector(outcome, "next")));
      connectors.add(connector(node, "otherwise"));
      add(decision, "a decision", names(outcomes), List.copyOf(connectors));
    } else {
      elements.add(null);
    }
  }

  private void add(
      Node.Scalar name, String what, List<String> outcomes, List<Optional<String>> connectors) {
    var element =
        new Element(
            name.json().textValue(), name.place(), what.equals("a stage"), outcomes, connectors);
    elements.add(names.declare(element.name(), what, name.place()) ? element : null);
  }

  private void step(Node node, String stage) {
    stepCount++;
    var name = stepName(node);
    if (name != null && names.declare(name.json().textValue(), "a step", name.place())) {
      var entries =
          node instanceof Node.Mapping mapping ? mapping.entries() : Map.<String, Node.Entry>of();
      var start = entries.get("start");
      var step =
          new Step(
              name.json().textValue(),
              name.place(),
              stage,
              value(text(node, "flow")),
              value(text(node, "run")),
              start == null ? null : value(text(start.node(), "after")),
              value(text(node, "fault")),
              entries.containsKey("forEach"),
              entries.containsKey("external") ? outputs(entries.get("outputs")) : Map.of());
      steps.put(step.name(), step);
    }
  }

  /** What is wrong with them is told when the step is read. */
  private static Map<String, Type> outputs(Node.@Nullable Entry declared) {
    var outputs = new LinkedHashMap<String, Type>();
    if (declared != null && declared.node() instanceof Node.Mapping mapping) {
      mapping
          .entries()
          .forEach((name, entry) -> {
            var type = TypeReader.read(entry.node(), problem -> {});
            outputs.put(name, type == null ? Type.ANY : type);
          });
    }
    return outputs;
  }

  private static @Nullable String value(Node.@Nullable Scalar text) {
    return text == null ? null : text.json().textValue();
  }

  private static Optional<String> connector(Node node, String field) {
    if (!(node instanceof Node.Mapping mapping) || !mapping.entries().containsKey(field)) {
      return Optional.empty();
    }
    var written = text(node, field);
    return Optional.of(written == null ? "" : written.json().textValue());
  }

  static Node.@Nullable Scalar stepName(Node step) {
    for (var kind : STEP_KINDS) {
      var name = text(step, kind);
      if (name != null) {
        return name;
      }
    }
    return null;
  }

  private static List<String> names(List<Node> outcomes) {
    var found = new ArrayList<String>();
    for (var node : outcomes) {
      var name = text(node, "outcome");
      if (name != null) {
        found.add(name.json().textValue());
      }
    }
    return List.copyOf(found);
  }

  private static List<Node> items(Node node, String field) {
    return node instanceof Node.Mapping mapping
            && mapping.entries().get(field) instanceof Node.Entry entry
            && entry.node() instanceof Node.Items items
        ? items.nodes()
        : List.of();
  }

  private static Node.@Nullable Scalar text(Node node, String field) {
    return node instanceof Node.Mapping mapping
            && mapping.entries().get(field) instanceof Node.Entry entry
            && entry.node() instanceof Node.Scalar scalar
            && scalar.isText()
        ? scalar
        : null;
  }

  private void checkSizes(Fields orchestration) {
    atMost(orchestration, DefinitionLimits.MAX_STAGES, stages, "stages");
    atMost(orchestration, DefinitionLimits.MAX_DECISIONS, decisions, "decisions");
    atMost(orchestration, DefinitionLimits.MAX_STEPS, stepCount, "steps");
  }

  private void atMost(Fields orchestration, int most, int found, String what) {
    if (found > most) {
      problems.accept(
          Problem.error(
              orchestration.nameOf("stages"),
              "There are %,d %s; an orchestration has at most %,d".formatted(found, what, most),
              "Split it into several orchestrations"));
    }
  }
}
