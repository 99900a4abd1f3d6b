package baton.definition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the stages and decisions of a definition lead to one another, and whether each leads out. It
 * is made of what is written, so that a mistake inside an element is not told as a missing way too.
 */
final class ElementGraph {
  private final Map<String, Outline.Element> elements = new LinkedHashMap<>();
  private final Map<String, List<String>> ways = new LinkedHashMap<>();
  private final Reading reading;

  /** Whether a connector leads to something unknown, so that it may be meant to lead anywhere. */
  private boolean uncertain;

  ElementGraph(Reading reading) {
    this.reading = reading;
    var list = reading.outline().elements;
    for (var i = 0; i < list.size(); i++) {
      var element = list.get(i);
      if (element == null) {
        uncertain = true;
        continue;
      }
      elements.put(element.name(), element);
      var last = i + 1 == list.size();
      var following = last ? null : list.get(i + 1);
      var next = last ? Namespace.END : following == null ? "" : following.name();
      ways.put(element.name(), element.connectors().stream().map(way -> way.orElse(next)).toList());
    }
    for (var nexts : ways.values()) {
      uncertain |=
          nexts.stream().anyMatch(next -> !ways.containsKey(next) && !next.equals(Namespace.END));
    }
  }

  /** Warns of elements that no run comes to; tells where a run that comes there never ends. */
  void check(String first) {
    var reached = reachable(first);
    for (var element : elements.values()) {
      if (!reached.contains(element.name()) && !uncertain) {
        reading.warning(
            element.place(),
            "No run comes to `" + element.name() + "`",
            "Lead a connector to it, or remove it");
      }
    }
    var trapped = new LinkedHashSet<>(reached);
    trapped.removeAll(leadingOut());
    var loop = ways.keySet().stream().filter(trapped::contains).filter(this::comesBack).toList();
    var place = loop.isEmpty() ? null : elements.get(loop.get(0));
    if (place != null) {
      reading.error(
          place.place(),
          "A run that comes to `"
              + String.join("`, `", loop)
              + "` goes round for ever: no connector leads out",
          "Lead a connector of one of them to another element, or to `end`");
    }
  }

  private boolean comesBack(String name) {
    return ways.getOrDefault(name, List.of()).stream()
        .anyMatch(next -> reachable(next).contains(name));
  }

  private Set<String> reachable(String first) {
    var found = new LinkedHashSet<String>();
    var open = new ArrayDeque<>(List.of(first));
    while (!open.isEmpty()) {
      var name = open.pop();
      if (found.add(name)) {
        open.addAll(ways.getOrDefault(name, List.of()));
      }
    }
    return found;
  }

  /** The elements from which the end, or something unknown, can be reached. */
  private Set<String> leadingOut() {
    var from = new HashMap<String, List<String>>();
    var open = new ArrayDeque<String>();
    ways.forEach((name, nexts) -> {
      for (var next : nexts) {
        from.computeIfAbsent(next, n -> new ArrayList<>()).add(name);
        if (!ways.containsKey(next)) {
          open.add(next);
        }
      }
    });
    var found = new LinkedHashSet<String>();
    while (!open.isEmpty()) {
      var name = open.pop();
      if (found.add(name)) {
        open.addAll(from.getOrDefault(name, List.of()));
      }
    }
    return found;
  }
}
