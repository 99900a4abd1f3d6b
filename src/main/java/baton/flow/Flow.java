package baton.flow;

import baton.expression.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One version of a flow, read and compiled: all that an interview needs to run.
 *
 * @param first the element an interview begins with; null where the flow does nothing
 * @param subflows every flow that this one calls, directly or through another, by name; empty until
 *     {@link #with} binds them
 */
public record Flow(
    String name,
    int version,
    String label,
    Kind kind,
    Map<String, Variable> variables,
    Map<String, Resource> resources,
    Map<String, Element> elements,
    @Nullable String first,
    Map<String, Flow> subflows) {

  public enum Kind {
    SCREEN,
    AUTOLAUNCHED,
    EVALUATION
  }

  /** The one output of an evaluation flow; unset means false. */
  public static final String CONDITION_MET = "isOrchestrationConditionMet";

  public Flow {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    elements = Collections.unmodifiableMap(new LinkedHashMap<>(elements));
    subflows = Map.copyOf(subflows);
  }

  /** The same flow, bound to the versions of the flows it calls. */
  public Flow with(Map<String, Flow> boundSubflows) {
    return new Flow(
        name, version, label, kind, variables, resources, elements, first, boundSubflows);
  }

  public Flow with(int newVersion) {
    return new Flow(name, newVersion, label, kind, variables, resources, elements, first, subflows);
  }

  /** The versions that {@link #subflows} is bound to. */
  public Map<String, Integer> subflowVersions() {
    return subflows.values().stream().collect(Collectors.toMap(Flow::name, Flow::version));
  }

  /** What it hands back to whoever calls it. */
  public Map<String, Type> outputs() {
    var outputs = new LinkedHashMap<String, Type>();
    for (var variable : variables.values()) {
      if (variable.output() && (kind != Kind.EVALUATION || variable.name().equals(CONDITION_MET))) {
        outputs.put(variable.name(), variable.type());
      }
    }
    return outputs;
  }

  /** The names of the flows that the elements of this one call. */
  public List<String> calledFlows() {
    return elements.values().stream()
        .filter(Element.Subflow.class::isInstance)
        .map(element -> ((Element.Subflow) element).flow())
        .distinct()
        .toList();
  }

  /** Whether it, or a flow that it calls, may wait for a time. */
  public boolean waits() {
    return Surroundings.waits(this);
  }

  /** The types of the records whose fields are shown, here or by a flow that is called. */
  Set<String> shownRecordTypes() {
    var types = new TreeSet<String>();
    for (var flow : Stream.concat(Stream.of(this), subflows.values().stream()).toList()) {
      for (var element : flow.elements().values()) {
        if (element instanceof Element.Screen screen) {
          for (var field : screen.fields()) {
            if (field.detail() instanceof ScreenField.OfRecord of) {
              types.add(of.type());
            }
          }
        }
      }
    }
    return types;
  }

  /**
   * The fields whose values are kept from everybody's eyes, on any screen, here or in what is
   * called.
   */
  Set<String> secretFields() {
    return Stream.concat(Stream.of(this), subflows.values().stream())
        .flatMap(flow -> flow.elements().values().stream())
        .filter(Element.Screen.class::isInstance)
        .flatMap(element -> ((Element.Screen) element).fields().stream())
        .filter(field -> field.kind() == ScreenField.Kind.PASSWORD)
        .map(ScreenField::name)
        .collect(Collectors.toSet());
  }

  Element element(String element) {
    var found = elements.get(element);
    if (found == null) {
      throw new IllegalStateException("flow " + name + " has no element " + element);
    }
    return found;
  }

  Variable variable(String variable) {
    var found = variables.get(variable);
    if (found == null) {
      throw new IllegalStateException("flow " + name + " has no variable " + variable);
    }
    return found;
  }
}
