package baton.flow;

import baton.document.Fields;
import baton.expression.Condition;
import baton.expression.Place;
import baton.expression.Value;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a flow would hand a password to something that keeps or shows it. Only the rules of
 * its own screen, and such inputs of actions as keep secrets, may read one.
 */
final class SecretCheck {
  private final Reading reading;
  private final Fields flow;
  private final FlowGraph graph;
  private final Set<String> secrets = new LinkedHashSet<>();

  SecretCheck(Reading reading, Fields flow, FlowGraph graph) {
    this.reading = reading;
    this.flow = flow;
    this.graph = graph;
  }

  void check(Map<String, Element> elements, Map<String, Resource> resources) {
    for (var element : elements.values()) {
      if (element instanceof Element.Screen screen) {
        screen.fields().stream()
            .filter(field -> field.kind() == ScreenField.Kind.PASSWORD)
            .forEach(field -> secrets.add(field.name()));
      }
    }
    if (secrets.isEmpty()) {
      return;
    }
    elements.values().forEach(element -> told(read(element), graph.place(element.name())));
    resources.forEach((name, resource) -> told(read(resource), place(name)));
  }

  private void told(Collection<String> names, Place place) {
    for (var secret : secrets) {
      if (names.contains(secret)) {
        reading.error(
            place,
            "The password `" + secret + "` would be kept or shown here",
            "Give it to an input of an action that keeps secrets, such as `headers` of `http`");
      }
    }
  }

  private Place place(String resource) {
    for (var kind : new String[] {"formulas", "templates"}) {
      var entry = flow.mapping(kind).get(resource);
      if (entry != null) {
        return entry.name();
      }
    }
    return flow.place();
  }

  private static Set<String> read(Resource resource) {
    return switch (resource) {
      case Resource.Constant ignored -> Set.of();
      case Resource.Formula formula -> formula.expression().names();
      case Resource.Written written -> written.template().names();
    };
  }

  private Set<String> read(Element element) {
    var names = new HashSet<String>();
    switch (element) {
      case Element.Screen screen -> screen.fields().forEach(field -> read(field, names));
      case Element.Assignment assignment ->
          assignment.changes().forEach(change -> add(names, change.value()));
      case Element.Decision decision ->
          decision.outcomes().forEach(outcome -> add(names, outcome.when()));
      case Element.Loop ignored -> {}
      case Element.Subflow subflow -> add(names, subflow.inputs());
      case Element.Action action -> {
        var found = reading.surroundings().actions().find(action.action());
        action
            .inputs()
            .forEach((input, value) -> {
              if (found == null || !found.keepsSecret(input)) {
                add(names, value);
              }
            });
      }
      case Element.RecordCall call -> read(call.terms(), names);
      case Element.Sort sort -> add(names, sort.limit());
      case Element.Filter filter -> add(names, filter.when());
      case Element.Transform transform -> {
        add(names, transform.value());
        add(names, transform.fields());
      }
      case Element.Wait wait -> {
        add(names, wait.duration());
        add(names, wait.until());
      }
      case Element.CustomError error -> add(names, error.message());
    }
    return names;
  }

  /** Rules that hide a field, or say what is wrong with it, show nothing of what they read. */
  private static void read(ScreenField field, Set<String> names) {
    add(names, field.label());
    add(names, field.help());
    add(names, field.initial());
    add(names, field.choices());
    if (field.detail() instanceof ScreenField.LookUp lookUp) {
      read(lookUp.terms(), names);
    }
  }

  private static void read(RecordTerms terms, Set<String> names) {
    terms.where().forEach(where -> add(names, where.value()));
    add(names, terms.limit());
    add(names, terms.id());
    add(names, terms.fields());
  }

  private static void add(Set<String> names, @Nullable Value value) {
    if (value != null) {
      names.addAll(value.names());
    }
  }

  private static void add(Set<String> names, Condition condition) {
    names.addAll(condition.names());
  }

  private static void add(Set<String> names, Map<String, Value> values) {
    values.values().forEach(value -> add(names, value));
  }
}
