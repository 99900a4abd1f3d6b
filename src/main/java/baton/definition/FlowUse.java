package baton.definition;

import baton.document.Fields;
import baton.document.Spelling;
import baton.document.Values;
import baton.expression.Names;
import baton.expression.Place;
import baton.expression.Type;
import baton.expression.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where a flow is named, with values for its inputs, and checks them against the flow. */
final class FlowUse {
  private final Reading reading;

  FlowUse(Reading reading) {
    this.reading = reading;
  }

  /**
   * @param name null where it is missing, which is told
   */
  record Named(@Nullable String name, Map<String, Value> inputs) {}

  /**
   * A flow of the wanted kind.
   *
   * @param field where its name stands
   */
  Named read(Fields fields, String field, FlowCatalog.Kind wanted) {
    var name = fields.requiredText(field, "Name the flow, such as `" + field + ": send_contract`");
    var facts = reading.known().flow(name);
    if (name != null && facts == null && reading.known().asked()) {
      reading.error(
          fields.placeOf(field),
          "There is no active flow `" + name + "`",
          Names.nearest(name, reading.known().flows().keySet())
                  .map(near -> "Did you mean `" + near + "`? ")
                  .orElse("")
              + "Deploy and activate the flow first");
    }
    var fits = name != null && facts != null && fits(name, facts, wanted, fields.placeOf(field));
    return new Named(name, inputs(fields, field, name, fits ? facts : null));
  }

  private boolean fits(String name, FlowCatalog.Facts facts, FlowCatalog.Kind wanted, Place place) {
    if (facts.kind() != wanted) {
      reading.error(
          place,
          "`" + name + "` is " + words(facts.kind()) + ", but here goes " + words(wanted),
          switch (facts.kind()) {
            case SCREEN -> "Name another flow, or make this an `interactive` step";
            case AUTOLAUNCHED -> "Name another flow, or make this a `background` step";
            case EVALUATION -> "Name another flow; an evaluation flow goes under `evaluation`";
          });
      return false;
    }
    if (wanted == FlowCatalog.Kind.EVALUATION
        && !Type.BOOLEAN.equals(facts.outputs().get(FlowCatalog.CONDITION_MET))) {
      reading.error(
          place,
          "The evaluation flow `%s` has no boolean output `%s`"
              .formatted(name, FlowCatalog.CONDITION_MET),
          "Add this output to the flow; nothing else is read from it");
    }
    return true;
  }

  private Map<String, Value> inputs(
      Fields fields, String field, @Nullable String flow, FlowCatalog.@Nullable Facts facts) {
    var values = new LinkedHashMap<String, Value>();
    fields
        .mapping("inputs")
        .forEach((name, entry) -> {
          var input = facts == null ? null : facts.inputs().get(name);
          if (facts != null && input == null) {
            reading.error(
                entry.name(),
                "The flow `" + flow + "` has no input `" + name + "`",
                Spelling.remedy(name, facts.inputs().keySet(), "Remove it"));
          }
          var type = input == null ? Type.ANY : input.type();
          var value = Values.read(entry.node(), reading.scope(), type, reading.problems());
          if (value != null) {
            values.put(name, value);
          }
        });
    if (facts != null) {
      tellMissing(fields, field, facts);
    }
    return Collections.unmodifiableMap(values);
  }

  private void tellMissing(Fields fields, String flowField, FlowCatalog.Facts facts) {
    var given = fields.mapping("inputs").keySet();
    facts
        .inputs()
        .forEach((name, input) -> {
          if (input.required() && !given.contains(name)) {
            reading.error(
                fields.has("inputs") ? fields.nameOf("inputs") : fields.placeOf(flowField),
                "The flow needs the input `" + name + "`",
                "Give it a value under `inputs`");
          }
        });
  }

  private static String words(FlowCatalog.Kind kind) {
    return switch (kind) {
      case SCREEN -> "a screen flow";
      case AUTOLAUNCHED -> "an autolaunched flow";
      case EVALUATION -> "an evaluation flow";
    };
  }
}
