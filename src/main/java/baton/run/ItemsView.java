package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a step that fans out has come, as it is shown: numbers, and the first failed items.
 *
 * @param inProgress items that somebody works on, or that are tried again later
 * @param waiting items that have not begun
 */
public record ItemsView(
    int count, int succeeded, int failed, int inProgress, int waiting, List<Failure> failures) {
  /** Failed items that are shown one by one. */
  public static final int FAILURES = 20;

  /** Items whose results are shown with their step; those of more items are not. */
  public static final int RESULTS = 100;

  /** An item that has failed for good. */
  public record Failure(int index, String fault) {}

  static ItemsView of(StepRun step, StepItems items) {
    var active = step.inProgress() ? items.active().size() : 0;
    return new ItemsView(
        items.plan().count(),
        items.succeeded(),
        items.failed(),
        active,
        items.plan().count() - items.succeeded() - items.failed() - active,
        failures(step, items));
  }

  private static List<Failure> failures(StepRun step, StepItems items) {
    var failures = new ArrayList<Failure>();
    if (step.status() == StepStatus.Completed) {
      for (var error : step.outputs().getOrDefault("errors", NullNode.getInstance())) {
        if (failures.size() < FAILURES) {
          failures.add(new Failure(error.path("index").asInt(), error.path("fault").asText()));
        }
      }
      return List.copyOf(failures);
    }
    for (var index : items.failures()) {
      if (items.outcomes().get(index) instanceof StepOutcome.Failed failed) {
        failures.add(new Failure(index, failed.fault()));
      }
    }
    return List.copyOf(failures);
  }

  /** The outputs of a step, without what would list very many items. */
  static Map<String, JsonNode> outputs(StepRun step) {
    if (step.items() == null
        || step.items().plan().count() <= RESULTS
        || step.status() != StepStatus.Completed) {
      return step.outputs();
    }
    var outputs = new LinkedHashMap<>(step.outputs());
    outputs.remove("results");
    outputs.remove("errors");
    return outputs;
  }

  /** In a sentence, as in {@code 3 of 200 items have succeeded, 10 are in progress}. */
  String words() {
    return succeeded
        + " of "
        + count
        + (count == 1 ? " item " : " items ")
        + (succeeded == 1 ? "has" : "have")
        + " succeeded"
        + (failed == 0 ? "" : ", " + failed + (failed == 1 ? " has" : " have") + " failed")
        + ", "
        + inProgress
        + (inProgress == 1 ? " is" : " are")
        + " in progress";
  }
}
