package baton.definition;

import baton.document.Fields;
import baton.document.Spelling;
import baton.document.Values;
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
   * The flow's name; null where it is missing, which is told, as is a flow of another kind.
   *
   * @param field where the name stands
   */
  @Nullable String name(Fields fields, String field, FlowCatalog.Kind wanted) {
    var name = fields.requiredText(field, "Name the flow, such as `" + field + ": send_contract`");
    if (name == null) {
      return null;
    }
    var place = fields.placeOf(field);
    var facts = reading.known().flow(name);
    if (facts != null) {
      checkKind(name, facts, wanted, place);
    } else if (reading.known().asked()) {
      reading.error(
          place,
          "There is no active flow `" + name + "`",
          Spelling.nearest(name, reading.known().flows().keySet())
                  .map(near -> "Did you mean `" + near + "`? ")
                  .orElse("")
              + "Deploy and activate the flow first");
    }
    return name;
  }

  private void checkKind(
      String name, FlowCatalog.Facts facts, FlowCatalog.Kind wanted, Place place) {
    if (facts.kind() != wanted) {
      reading.error(
          place,
          "`" + name + "` is " + words(facts.kind()) + ", but here goes " + words(wanted),
          switch (facts.kind()) {
            case SCREEN -> "Name another flow, or make this an `interactive` step";
            case AUTOLAUNCHED -> "Name another flow, or make this a `background` step";
            case EVALUATION -> "Name another flow; an evaluation flow goes under `evaluation`";
          });
    } else if (wanted == FlowCatalog.Kind.EVALUATION
        && !Type.BOOLEAN.equals(facts.outputs().get(FlowCatalog.CONDITION_MET))) {
      reading.error(
          place,
          "The evaluation flow `%s` has no boolean output `%s`"
              .formatted(name, FlowCatalog.CONDITION_MET),
          "Add this output to the flow; nothing else is read from it");
    }
  }

  /** The values for the flow's inputs. */
  Map<String, Value> inputs(Fields fields, String flowField) {
    var flow = fields.node(flowField) == null ? null : fields.text(flowField);
    var facts = reading.known().flow(flow);
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
      tellMissing(fields, flowField, facts);
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
