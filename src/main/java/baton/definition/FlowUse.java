package baton.definition;

import baton.document.Fields;
import baton.expression.Names;
import baton.expression.Place;
import baton.expression.Type;
import baton.expression.Value;
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
    var declared = fits && facts != null ? facts.inputs() : null;
    return new Named(name, new InputUse(reading).read(fields, field, "flow", name, declared));
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

  private static String words(FlowCatalog.Kind kind) {
    return switch (kind) {
      case SCREEN -> "a screen flow";
      case AUTOLAUNCHED -> "an autolaunched flow";
      case EVALUATION -> "an evaluation flow";
    };
  }
}
