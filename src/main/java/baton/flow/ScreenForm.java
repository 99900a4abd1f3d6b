package baton.flow;

import baton.document.Conformity;
import baton.expression.Condition;
import baton.expression.ExpressionFailed;
import baton.expression.Value;
import baton.flow.ScreenField.Choice;
import baton.flow.ScreenField.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The screen at which an interview stands: what it shows, and what it accepts. */
final class ScreenForm {
  private static final JsonNode NOTHING = NullNode.instance;

  private final Flow flow;
  private final Element.Screen screen;
  private final Progress progress;
  private final Moment moment;

  private ScreenForm(Flow flow, Element.Screen screen, Progress progress, Moment moment) {
    this.flow = flow;
    this.screen = screen;
    this.progress = progress;
    this.moment = moment;
  }

  static ScreenForm at(Flow root, Progress progress, Moment moment) {
    var name = progress.innermost().flow();
    var flow = name.equals(root.name()) ? root : root.subflows().get(name);
    if (flow != null && flow.element(progress.position()) instanceof Element.Screen screen) {
      return new ScreenForm(flow, screen, progress, moment);
    }
    throw new IllegalStateException(name + "." + progress.position() + " is no screen");
  }

  /**
   * What a person gave.
   *
   * @param values of every field's variable; nothing for what is not visible
   * @param problems by field
   */
  record Checked(Map<String, JsonNode> values, Map<String, String> problems) {}

  ScreenView view(Map<String, JsonNode> typed, Map<String, String> problems) {
    var values = shown(typed);
    var hidden = hidden(values);
    var bindings = bindings(without(values, hidden));
    var fields =
        screen.fields().stream()
            .map(field ->
                new ScreenView.FieldView(
                    field.name(),
                    field.kind().spelled(),
                    text(field.label(), bindings),
                    field.help() == null ? null : text(field.help(), bindings),
                    field.required(),
                    choices(field, bindings),
                    !hidden.contains(field.name()),
                    field.visible() == null ? null : field.visible().source(),
                    values.getOrDefault(field.name(), NOTHING),
                    problems.get(field.name())))
            .toList();
    return new ScreenView(
        flow.name(),
        screen.name(),
        screen.label(),
        progress.screen(),
        progress.canGoBack(),
        screen.next() == null && progress.frames().size() == 1,
        fields);
  }

  Checked check(Map<String, JsonNode> given) {
    var problems = new LinkedHashMap<String, String>();
    var typed = shown(given);
    for (var name : given.keySet()) {
      if (!typed.containsKey(name)) {
        problems.put(name, "This screen has no field " + name + ".");
      }
    }
    var hidden = hidden(typed);
    var values = without(typed, hidden);
    var bindings = bindings(values);
    var bytes = 0;
    for (var field : screen.fields()) {
      if (field.kind() == Kind.DISPLAY || hidden.contains(field.name())) {
        continue;
      }
      var value = values.getOrDefault(field.name(), NOTHING);
      bytes += Sizes.bytes(value);
      var problem =
          bytes > FlowLimits.MAX_EXCHANGED_BYTES
              ? "This screen takes at most %,d bytes.".formatted(FlowLimits.MAX_EXCHANGED_BYTES)
              : problem(field, value, bindings);
      if (problem != null) {
        problems.put(field.name(), problem);
      }
    }
    return new Checked(values, problems);
  }

  private @Nullable String problem(ScreenField field, JsonNode value, FlowBindings bindings) {
    if (FieldValue.isNothing(field.kind(), value)) {
      return field.required() ? FieldValue.missing(field.kind()) : null;
    }
    var type = Conformity.problem(flow.variable(field.name()).type(), value);
    if (type != null) {
      return "This must be " + type + ".";
    }
    if (Sizes.bytes(value) > FlowLimits.MAX_FIELD_BYTES) {
      return "This is longer than %,d bytes.".formatted(FlowLimits.MAX_FIELD_BYTES);
    }
    if (field.kind().hasChoices() && !FieldValue.areAmong(value, choices(field, bindings))) {
      return "Choose from what is offered.";
    }
    return field.validation() == null || holds(field.validation().when(), bindings)
        ? null
        : field.validation().message();
  }

  /** By field: what was typed, else what its variable holds, else what the field begins with. */
  private Map<String, JsonNode> shown(Map<String, JsonNode> typed) {
    var variables = progress.innermost().variables();
    var bindings = bindings(Map.of());
    var values = new LinkedHashMap<String, JsonNode>();
    for (var field : screen.fields()) {
      if (field.kind() == Kind.DISPLAY) {
        continue;
      }
      var value = typed.get(field.name());
      if (value != null) {
        value = FieldValue.read(field.kind(), value);
      } else {
        value = variables.getOrDefault(field.name(), NOTHING);
        if (value.isNull() && field.initial() != null) {
          value = evaluate(field.initial(), bindings);
        }
      }
      values.put(field.name(), value);
    }
    return values;
  }

  /**
   * The fields whose rule does not hold. A hidden field counts as empty for the rules of others, so
   * this goes on until nothing changes, or gives up on rules that contradict each other.
   */
  private Set<String> hidden(Map<String, JsonNode> values) {
    Set<String> hidden = Set.of();
    for (var round = 0; round <= screen.fields().size(); round++) {
      var bindings = bindings(without(values, hidden));
      var found = new LinkedHashSet<String>();
      for (var field : screen.fields()) {
        if (field.visible() != null && !holds(field.visible().condition(), bindings)) {
          found.add(field.name());
        }
      }
      if (found.equals(hidden)) {
        break;
      }
      hidden = found;
    }
    return hidden;
  }

  private static Map<String, JsonNode> without(Map<String, JsonNode> values, Set<String> hidden) {
    var rest = new LinkedHashMap<>(values);
    rest.replaceAll((name, value) -> hidden.contains(name) ? NOTHING : value);
    return rest;
  }

  private FlowBindings bindings(Map<String, JsonNode> values) {
    var frame = progress.innermost();
    var all = new LinkedHashMap<>(frame.variables());
    all.putAll(values);
    return new FlowBindings(flow, all, frame.fault(), moment);
  }

  private static List<Choice> choices(ScreenField field, FlowBindings bindings) {
    return field.choices() == null ? List.of() : Choice.of(evaluate(field.choices(), bindings));
  }

  private static String text(Value value, FlowBindings bindings) {
    return evaluate(value, bindings).asText("");
  }

  /** A screen is shown as well as it can be: what cannot be computed is empty, or does not hold. */
  private static JsonNode evaluate(Value value, FlowBindings bindings) {
    try {
      return value.evaluate(bindings);
    } catch (ExpressionFailed failed) {
      return NOTHING;
    }
  }

  private static boolean holds(Condition condition, FlowBindings bindings) {
    try {
      return condition.holds(bindings);
    } catch (ExpressionFailed failed) {
      return false;
    }
  }
}
