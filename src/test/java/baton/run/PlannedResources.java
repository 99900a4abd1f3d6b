package baton.run;

import baton.definition.Orchestration;
import baton.definition.Orchestration.ResourceDefinition;
import baton.expression.Type;
import baton.expression.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * The constants and formulas that every wide {@link Plan} has: they read steps, the record and each
 * other, so that conditions read all of it by way of them.
 */
final class PlannedResources {
  private static final Map<String, Type> TYPES = new HashMap<>();
  private static final Map<String, ResourceDefinition> ALL = new HashMap<>();

  static {
    TYPES.put("least", Type.NUMBER);
    TYPES.put("rich", Type.BOOLEAN);
    TYPES.put("trusted", Type.BOOLEAN);
    TYPES.put("settled", Type.BOOLEAN);
    for (var name : Plan.names()) {
      TYPES.put("done_" + name, Type.BOOLEAN);
      TYPES.put("worth_" + name, Type.BOOLEAN);
    }
    var sketch = declared(new Sketch().names(Plan.names().toArray(String[]::new)));
    PlannedInputs.declared(sketch.onRecord(RecordOutside.TYPE));
    add(sketch, "least", "1");
    add(sketch, "rich", "$Record.Amount >= least");
    add(sketch, "trusted", "deal.Amount >= least");
    add(sketch, "settled", "late.Stage != 'Open' && twin.Amount >= 0");
    for (var name : Plan.names()) {
      add(sketch, "done_" + name, name + ".Status == 'Completed'");
      add(sketch, "worth_" + name, "done_" + name + " && " + name + ".Outputs.x >= least");
    }
  }

  private PlannedResources() {}

  private static void add(Sketch sketch, String name, String formula) {
    var value = (Value.Computed) sketch.value(formula);
    ALL.put(name, new ResourceDefinition(name, value.expression()));
  }

  /** Makes their names known to conditions. */
  static Sketch declared(Sketch sketch) {
    TYPES.forEach((name, type) -> sketch.input(name, type, false));
    return sketch;
  }

  static Orchestration in(Orchestration made) {
    return new Orchestration(
        made.name(),
        made.version(),
        made.label(),
        made.description(),
        made.start(),
        made.inputs(),
        ALL,
        made.elements(),
        made.first(),
        made.outputs());
  }
}
