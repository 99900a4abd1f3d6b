package baton.run;

import static baton.run.Witness.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Watches the items of the steps that fan out: each ends well once, and results keep order. */
final class WitnessedItems {
  /** By step, visit and place, as in {@code s1.2/3}: what the item that succeeded handed back. */
  private final Map<String, JsonNode> succeeded = new HashMap<>();

  /** An outcome is of an item in progress, of its newest attempt, and what was reported. */
  void ended(RunEvent.ItemEnded e, RunState before) {
    var step = Objects.requireNonNull(((StartedRun) before).step(e.step(), e.visit()));
    var item = Objects.requireNonNull(step.items()).active().get(e.index());
    require(
        item != null && item.attempt() == e.attempt() && !item.awaitsRetry(),
        "%s, but the item stands at %s",
        e,
        item);
    if (e.outcome() instanceof StepOutcome.Finished finished) {
      var place = e.step() + "." + e.visit() + "/" + e.index();
      var from = Outside.origin(finished.outputs());
      require(
          from != null && from.startsWith("flow:" + place + "." + e.attempt() + "#"),
          "%s has outputs of another attempt",
          e);
      var object = JsonNodeFactory.instance.objectNode();
      finished.outputs().forEach(object::set);
      require(succeeded.put(place, object) == null, "%s, and it had succeeded before", e);
    }
  }

  /** What has succeeded under the name that a step had counts under the one that it has. */
  void renamed(RunEvent.RunMigrated e, StartedRun before) {
    var places = WitnessedMigration.renamed(e, before);
    var moved = new HashMap<String, JsonNode>();
    succeeded
        .entrySet()
        .removeIf(entry -> {
          var end = entry.getKey().lastIndexOf('/');
          var place = places.get(entry.getKey().substring(0, end));
          if (place != null) {
            moved.put(place + entry.getKey().substring(end), entry.getValue());
          }
          return place != null;
        });
    succeeded.putAll(moved);
  }

  static void retries(RunEvent.ItemRetryPlanned e, RunState before, int attempts) {
    var step = Objects.requireNonNull(((StartedRun) before).step(e.step(), e.visit()));
    var item = Objects.requireNonNull(step.items()).active().get(e.index());
    require(
        item != null
            && item.attempt() == e.attempt()
            && e.attempt() - item.firstAttempt() + 1 < attempts
            && e.due().isAfter(e.at()),
        "%s of %s",
        e,
        item);
  }

  /** The results are those that were reported, each at its place. */
  void completed(RunEvent.StepCompleted e, StepItems items) {
    var results = e.outputs().get("results");
    require(results.size() == items.plan().count(), "%s has not every result", e);
    for (var index = 0; index < results.size(); index++) {
      var expected = succeeded.get(e.step() + "." + e.visit() + "/" + index);
      require(
          expected == null
              ? results.get(index).isNull() && items.plan().goesOn()
              : expected.equals(results.get(index)),
          "result %s of %s should be %s",
          index,
          e,
          expected);
    }
  }

  /** What has succeeded is not done again. */
  void attempted(RunWork work) {
    if (work instanceof RunWork.RunFlow flow && flow.index() != null) {
      require(!succeeded.containsKey(flow.place()), "%s is done again", work);
    }
  }

  /** Never more in progress than the step says. */
  static void check(RunState state) {
    if (state instanceof StartedRun run) {
      var inProgress = new HashMap<String, Integer>();
      for (var work : RunWork.wantedBy(run).values()) {
        if (work instanceof RunWork.RunFlow flow && flow.index() != null) {
          var step = Objects.requireNonNull(run.step(flow.step(), flow.visit()));
          require(
              inProgress.merge(flow.step(), 1, Integer::sum)
                  <= Objects.requireNonNull(step.items()).plan().atOnce(),
              "too many items in progress: %s",
              step);
        }
      }
    }
  }
}
