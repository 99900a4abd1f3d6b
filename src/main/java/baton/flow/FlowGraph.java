package baton.flow;

import baton.document.Fields;
import baton.document.Node;
import baton.document.Problems;
import baton.document.Spelling;
import baton.expression.Place;
import baton.expression.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the elements of a flow lead to each other, and whether every way has an end. */
final class FlowGraph {
  static final String END = "end";

  /** The fields that begin an element, one per kind. */
  static final List<String> KINDS =
      List.of(
          "screen",
          "assignment",
          "decision",
          "loop",
          "subflow",
          "action",
          "get_records",
          "create_records",
          "update_records",
          "delete_records",
          "sort",
          "filter",
          "transform",
          "wait",
          "custom_error");

  /** An element as it stands in the text. */
  record Written(String name, String kind, Node.Mapping node, int index) {}

  private final Fields flow;
  private final Reading reading;
  private final Map<String, Written> written = new LinkedHashMap<>();
  private final List<String> order = new ArrayList<>();

  FlowGraph(Fields flow, Reading reading) {
    this.flow = flow;
    this.reading = reading;
    for (var node : flow.list("elements")) {
      collect(node);
    }
  }

  private void collect(Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      reading.error(
          node.place(),
          "Here should be an element with named fields, but it is " + node.kind(),
          "Begin it with one of " + Spelling.list(KINDS));
      return;
    }
    var kind = mapping.entries().keySet().stream().filter(KINDS::contains).findFirst();
    if (kind.isEmpty()) {
      reading.error(
          mapping.place(),
          "This is no element that a flow can have",
          "Begin it with one of " + Spelling.list(KINDS));
      return;
    }
    var entry = mapping.entries().get(kind.get());
    if (entry == null
        || !(entry.node() instanceof Node.Scalar scalar)
        || !scalar.isText()
        || !reading.isName(scalar.json().textValue(), scalar.place())) {
      reading.error(
          mapping.place(), "This element has no name", "Write `%s: a_name`".formatted(kind.get()));
      return;
    }
    var name = scalar.json().textValue();
    if (name.equals(END) || written.containsKey(name)) {
      reading.error(
          scalar.place(),
          name.equals(END)
              ? "`end` is where a flow ends, and no name"
              : "Two elements are named `" + name + "`",
          "Choose another name");
      return;
    }
    written.put(name, new Written(name, kind.get(), mapping, order.size()));
    order.add(name);
  }

  Iterable<Written> elements() {
    return written.values();
  }

  /** Where the flow begins; null where it has no elements. */
  @Nullable String first() {
    var start = flow.textNode("start");
    return start == null ? order.isEmpty() ? null : order.get(0) : target(start, null);
  }

  /** The element behind this one in the text; null behind the last. */
  @Nullable String following(Written element) {
    return element.index() + 1 < order.size() ? order.get(element.index() + 1) : null;
  }

  /** The element that a field names, or {@code otherwise} where it names none. */
  @Nullable String next(Fields fields, String field, @Nullable String otherwise) {
    var node = fields.textNode(field);
    return node == null ? otherwise : target(node, otherwise);
  }

  /** Refuses a fault path where nothing can take it. */
  static void refuseFault(Fields fields, String why, String remedy) {
    if (fields.has("fault")) {
      fields.error(fields.placeOf("fault"), why, remedy);
    }
  }

  private @Nullable String target(Node.Scalar node, @Nullable String otherwise) {
    var name = node.json().asText();
    if (name.equals(END)) {
      return null;
    }
    if (!written.containsKey(name)) {
      var names = new LinkedHashSet<>(order);
      names.add(END);
      reading.error(
          node.place(),
          "There is no element `" + name + "`",
          Spelling.remedy(name, names, "Write the name of an element, or `end`"));
      return otherwise;
    }
    return name;
  }

  /** Tells of elements that nothing leads to, and of those that never lead to an end. */
  void check(Map<String, Element> elements, @Nullable String first, Problems problems) {
    if (elements.size() < written.size() && !problems.hasErrors()) {
      throw new IllegalStateException("an element was not read, and nobody said why");
    }
    if (elements.size() < written.size() || first == null) {
      return; // what is wrong has been told, and the rest would be guesswork
    }
    var reached = reached(elements, first);
    var ending = ending(elements);
    for (var element : elements.keySet()) {
      if (!reached.contains(element)) {
        reading
            .problems()
            .accept(
                Problem.warning(
                    place(element),
                    "Nothing leads to `" + element + "`",
                    "Name it in a `next`, or remove it"));
      } else if (!ending.contains(element)) {
        reading.error(
            place(element),
            "From `" + element + "` no way leads to an end",
            "Let an element of the circle lead out of it, or write `next: end`");
      }
    }
  }

  Place place(String element) {
    var found = written.get(element);
    return found == null ? flow.place() : found.node().place();
  }

  private static Set<String> reached(Map<String, Element> elements, String first) {
    var reached = new LinkedHashSet<String>(Set.of(first));
    var open = new ArrayDeque<String>(reached);
    while (!open.isEmpty()) {
      for (var next : ways(elements.get(open.remove()))) {
        if (next != null && reached.add(next)) {
          open.add(next);
        }
      }
    }
    return reached;
  }

  private static Set<String> ending(Map<String, Element> elements) {
    var ending = new LinkedHashSet<String>();
    var grew = true;
    while (grew) {
      grew = false;
      for (var element : elements.values()) {
        if (!ending.contains(element.name())
            && ways(element).stream().anyMatch(way -> way == null || ending.contains(way))) {
          grew |= ending.add(element.name());
        }
      }
    }
    return ending;
  }

  /** Everything that may come after an element; a null stands for an end. */
  private static List<@Nullable String> ways(@Nullable Element element) {
    var ways = new ArrayList<@Nullable String>();
    if (element == null) {
      return ways;
    }
    ways.add(element.next());
    if (element instanceof Element.Decision decision) {
      decision.outcomes().forEach(outcome -> ways.add(outcome.next()));
    }
    if (element instanceof Element.Loop loop) {
      ways.add(loop.body());
    }
    if (element.fault() instanceof String fault) {
      ways.add(fault);
    }
    return ways;
  }
}
