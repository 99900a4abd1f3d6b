package baton.flow;

import baton.document.Conformity;
import baton.flow.Records.RecordType;
import baton.flow.ScreenField.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The screen at which an interview stands: what it shows, and what it accepts. */
final class ScreenForm {
  private static final JsonNode NOTHING = NullNode.instance;

  private final Flow flow;
  private final Element.Screen screen;
  private final List<FormField> fields;
  private final Progress progress;
  private final Moment moment;

  private ScreenForm(
      Flow flow,
      Element.Screen screen,
      Map<String, RecordType> types,
      Progress progress,
      Moment moment) {
    this.flow = flow;
    this.screen = screen;
    this.fields = screen.fields().stream().map(each -> FormField.of(each, flow, types)).toList();
    this.progress = progress;
    this.moment = moment;
  }

  static ScreenForm at(Flow root, Map<String, RecordType> types, Progress progress, Moment moment) {
    var name = progress.innermost().flow();
    var flow = name.equals(root.name()) ? root : root.subflows().get(name);
    if (flow != null && flow.element(progress.position()) instanceof Element.Screen screen) {
      return new ScreenForm(flow, screen, types, progress, moment);
    }
    throw new IllegalStateException(name + "." + progress.position() + " is no screen");
  }

  /** The fields whose values are kept from everybody's eyes. */
  Set<String> secrets() {
    var secrets = new LinkedHashSet<String>();
    for (var field : fields) {
      if (field.kind() == Kind.PASSWORD) {
        secrets.add(field.name());
      }
    }
    return secrets;
  }

  /** What a lookup searches among now; null where the screen has no such field to see. */
  @Nullable Lookup lookup(String name, Map<String, JsonNode> typed) {
    var values = shown(typed);
    var hidden = hidden(values);
    for (var field : fields) {
      if (field.name().equals(name)
          && !hidden.contains(name)
          && field.field().detail() instanceof ScreenField.LookUp detail) {
        var inputs = detail.terms().inputs(bindings(without(values, hidden)), false);
        return new Lookup(name, detail.terms().type(), detail.shows(), inputs);
      }
    }
    return null;
  }

  /** The records that were chosen, by the lookup that chose them. */
  Map<Lookup, String> chosen(Map<String, JsonNode> typed) {
    var values = shown(typed);
    var chosen = new LinkedHashMap<Lookup, String>();
    for (var field : fields) {
      var value = values.getOrDefault(field.name(), NOTHING);
      var lookup = field.kind() == Kind.LOOKUP ? lookup(field.name(), typed) : null;
      if (lookup != null && value.isTextual()) {
        chosen.put(lookup, value.textValue());
      }
    }
    return chosen;
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
    var views =
        fields.stream()
            .map(field -> {
              var name = field.name();
              var secret = field.kind() == Kind.PASSWORD;
              return new ScreenView.FieldView(
                  name,
                  field.kind().spelled(),
                  field.label(bindings),
                  field.help(bindings),
                  field.required(),
                  field.choices(bindings),
                  !hidden.contains(name),
                  field.visibleWhen(),
                  secret ? NOTHING : values.getOrDefault(name, NOTHING),
                  problems.get(name),
                  field.unit(),
                  field.section(),
                  field.kind() == Kind.SECTION ? Integer.valueOf(columns(name)) : field.column());
            })
            .toList();
    return new ScreenView(
        flow.name(),
        screen.name(),
        screen.label(),
        progress.screen(),
        progress.canGoBack(),
        screen.next() == null && progress.frames().size() == 1,
        views);
  }

  private int columns(String section) {
    return fields.stream()
        .filter(field -> section.equals(field.section()))
        .map(FormField::column)
        .filter(Objects::nonNull)
        .mapToInt(Integer::intValue)
        .max()
        .orElse(1);
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
    for (var field : fields) {
      if (!field.kind().hasValue() || hidden.contains(field.name())) {
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
    return new Checked(problems.isEmpty() ? withRecords(values, hidden) : values, problems);
  }

  /** The values, and the records whose fields were among them. */
  private Map<String, JsonNode> withRecords(Map<String, JsonNode> values, Set<String> hidden) {
    var all = new LinkedHashMap<>(values);
    for (var field : fields) {
      if (field.field().detail() instanceof ScreenField.OfRecord of
          && !hidden.contains(field.name())) {
        var before = all.getOrDefault(of.record(), variable(of.record()));
        ObjectNode record =
            before instanceof ObjectNode object
                ? object.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        record.set(of.field(), values.getOrDefault(field.name(), NOTHING));
        all.put(of.record(), record);
      }
    }
    return all;
  }

  private JsonNode variable(String name) {
    return progress.innermost().variables().getOrDefault(name, NOTHING);
  }

  private @Nullable String problem(FormField field, JsonNode value, FlowBindings bindings) {
    if (FieldValue.isNothing(field.kind(), value)) {
      return field.required() ? FieldValue.missing(field.kind()) : null;
    }
    for (var type : List.of(field.type(), flow.variable(field.name()).type())) {
      var wrong = Conformity.problem(type, value);
      if (wrong != null) {
        return "This must be " + wrong + ".";
      }
    }
    if (Sizes.bytes(value) > FlowLimits.MAX_FIELD_BYTES) {
      return "This is longer than %,d bytes.".formatted(FlowLimits.MAX_FIELD_BYTES);
    }
    if (field.kind().hasChoices() && !FieldValue.areAmong(value, field.choices(bindings))) {
      return "Choose from what is offered.";
    }
    var broken = field.broken(value);
    if (broken != null) {
      return broken;
    }
    var validation = field.field().validation();
    return validation == null || FormField.holds(validation.when(), bindings)
        ? null
        : validation.message();
  }

  /** By field: what was typed, else what its variable holds, else what the field begins with. */
  private Map<String, JsonNode> shown(Map<String, JsonNode> typed) {
    var bindings = bindings(Map.of());
    var values = new LinkedHashMap<String, JsonNode>();
    for (var field : fields) {
      if (field.kind().hasValue()) {
        var value = typed.get(field.name());
        values.put(
            field.name(),
            value == null ? begun(field, bindings) : FieldValue.read(field.kind(), value));
      }
    }
    return values;
  }

  private JsonNode begun(FormField field, FlowBindings bindings) {
    if (field.kind() == Kind.PASSWORD) {
      return NOTHING;
    }
    var initial = field.field().initial();
    var value =
        field.field().detail() instanceof ScreenField.OfRecord of
            ? variable(of.record()).path(of.field())
            : variable(field.name());
    if (value.isMissingNode() || value.isNull()) {
      return initial == null ? NOTHING : FormField.evaluate(initial, bindings);
    }
    return value;
  }

  /**
   * The fields whose rule does not hold. A hidden field counts as empty for the rules of others, so
   * this goes on until nothing changes, or gives up on rules that contradict each other.
   */
  private Set<String> hidden(Map<String, JsonNode> values) {
    Set<String> hidden = Set.of();
    for (var round = 0; round <= fields.size(); round++) {
      var bindings = bindings(without(values, hidden));
      var found = new LinkedHashSet<String>();
      for (var field : fields) {
        var visible = field.field().visible();
        if (field.section() != null && found.contains(field.section())
            || visible != null && !FormField.holds(visible.condition(), bindings)) {
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
}
