package baton.definition;

import baton.document.Fields;
import baton.expression.Names;
import baton.expression.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads which orchestration a step runs, with values for its inputs, and checks them against it.
 */
final class SubOrchestrationReader {
  private final Reading reading;

  SubOrchestrationReader(Reading reading) {
    this.reading = reading;
  }

  /**
   * @param name null where it is missing, which is told
   */
  record Named(@Nullable String name, Map<String, Value> inputs) {}

  Named read(Fields fields) {
    var name = fields.requiredText("run", "Name the orchestration, such as `run: order_parts`");
    var facts = reading.known().orchestration(name);
    if (name != null
        && facts == null
        && reading.known().asked()
        && !name.equals(reading.outline().name)) {
      reading.error(
          fields.placeOf("run"),
          "There is no active orchestration `" + name + "`",
          Names.nearest(name, reading.known().orchestrations().keySet())
                  .map(near -> "Did you mean `" + near + "`? ")
                  .orElse("")
              + "Deploy and activate it first");
    }
    if (facts != null && !facts.autolaunched()) {
      reading.error(
          fields.placeOf("run"),
          "Runs of `" + name + "` begin by a change of a record, so no step can begin one",
          "Name an orchestration that is autolaunched");
    }
    var inputs =
        new InputUse(reading)
            .read(fields, "run", "orchestration", name, facts == null ? null : facts.inputs());
    return new Named(name, inputs);
  }
}
