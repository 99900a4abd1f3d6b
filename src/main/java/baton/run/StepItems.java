package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a step that fans out over a collection has come. Items begin in the order of the
 * collection, as many at once as the plan says; which ones are in progress follows from the events
 * alone.
 *
 * @param firstAttempt of items that begin from now on
 * @param lastAttempt the highest number of any attempt of any item
 * @param next the place of the item that is looked at next to begin; those before have begun
 * @param active the items in progress, by their place
 * @param failures the first items that have failed for good
 * @param fatal the item with which the step fails
 * @param outputBytes of JSON that the outcomes have
 * @param plannedBytes of JSON that the inputs of the items have
 */
public record StepItems(
    ItemPlan plan,
    int firstAttempt,
    int lastAttempt,
    int next,
    SortedMap<Integer, ItemRun> active,
    ItemOutcomes outcomes,
    int succeeded,
    int failed,
    List<Integer> failures,
    @Nullable Integer fatal,
    int outputBytes,
    int plannedBytes) {
  /** What a result takes beside its outputs, at most: a comma or {@code null,}. */
  private static final int RESULT_BYTES = 5;

  /** What an error takes beside its fault. */
  private static final int ERROR_BYTES = 40;

  static StepItems of(ItemPlan plan) {
    return new StepItems(
        plan,
        1,
        1,
        0,
        Collections.emptySortedMap(),
        ItemOutcomes.none(plan.count()),
        0,
        0,
        List.of(),
        null,
        0,
        bytes(Objects.requireNonNullElse(plan.inputs(), Map.of())));
  }

  static int bytes(Map<String, List<JsonNode>> inputs) {
    return inputs.values().stream()
        .flatMap(List::stream)
        .mapToInt(value -> RunValues.bytes(value) + 1)
        .sum();
  }

  /** The step starts again: what has succeeded stays, all else is done once more. */
  StepItems again(ItemPlan newPlan) {
    var draft = new StepItemsDraft(this);
    draft.plan =
        new ItemPlan(
            plan.count(),
            newPlan.atOnce(),
            newPlan.goesOn(),
            newPlan.timeoutMillis(),
            plan.inputs());
    draft.firstAttempt = lastAttempt + 1;
    draft.lastAttempt = lastAttempt + 1;
    draft.next = 0;
    draft.active.clear();
    draft.fatal = null;
    for (var index = 0; failed > 0 && index < plan.count(); index++) {
      if (outcomes.get(index) instanceof StepOutcome.Failed failure) {
        draft.outcomes = draft.outcomes.with(index, null);
        draft.outputBytes -= bytes(failure);
      }
    }
    draft.failed = 0;
    draft.failures = List.of();
    return draft.made();
  }

  /**
   * As many items as may be in progress are.
   *
   * @param shared the inputs that are the same for all items
   */
  StepItems filled(Map<String, JsonNode> shared, Instant now) {
    if (fatal != null || next >= plan.count() || active.size() >= plan.atOnce()) {
      return this;
    }
    var draft = new StepItemsDraft(this);
    for (; draft.next < plan.count() && draft.active.size() < plan.atOnce(); draft.next++) {
      if (outcomes.get(draft.next) == null) {
        draft.active.put(
            draft.next,
            new ItemRun(
                draft.next,
                firstAttempt,
                firstAttempt,
                inputs(draft.next, shared),
                null,
                timeoutAt(now),
                false,
                false));
      }
    }
    return draft.made();
  }

  private Map<String, JsonNode> inputs(int index, Map<String, JsonNode> shared) {
    var values = new LinkedHashMap<String, JsonNode>();
    Objects.requireNonNullElse(plan.inputs(), Map.<String, List<JsonNode>>of())
        .forEach((name, each) -> values.put(name, each.get(index)));
    values.putAll(shared);
    return Collections.unmodifiableMap(values);
  }

  private @Nullable Instant timeoutAt(Instant now) {
    return plan.timeoutMillis() == null ? null : now.plusMillis(plan.timeoutMillis());
  }

  StepItems ended(RunEvent.ItemEnded e) {
    var draft = new StepItemsDraft(this);
    draft.active.remove(e.index());
    draft.outcomes = outcomes.with(e.index(), e.outcome());
    draft.outputBytes += bytes(e.outcome());
    switch (e.outcome()) {
      case StepOutcome.Finished ignored -> draft.succeeded++;
      case StepOutcome.Failed ignored -> {
        draft.failed++;
        if (failures.size() < ItemsView.FAILURES) {
          draft.failures = Stream.concat(failures.stream(), Stream.of(e.index())).toList();
        }
      }
    }
    if (e.fatal() && fatal == null) {
      draft.fatal = e.index();
    }
    return draft.made();
  }

  StepItems reportedLate(int index) {
    var draft = new StepItemsDraft(this);
    draft.active.computeIfPresent(index, (at, item) -> item.late());
    return draft.made();
  }

  StepItems retrying(RunEvent.ItemRetryPlanned e) {
    var draft = new StepItemsDraft(this);
    draft.active.computeIfPresent(e.index(), (index, item) -> item.retrying(e.fault(), e.due()));
    return draft.made();
  }

  /** The next attempts begin of those items whose time has come. */
  StepItems retried(Instant now) {
    var draft = new StepItemsDraft(this);
    for (var item : active.values()) {
      if (item.awaitsRetry() && item.due() != null && !now.isBefore(item.due())) {
        var again = item.again(timeoutAt(now));
        draft.active.put(item.index(), again);
        draft.lastAttempt = Math.max(draft.lastAttempt, again.attempt());
      }
    }
    return draft.made();
  }

  /**
   * When the next item is due; while nothing new may start, retries are not. With a fatal item
   * nothing is: the step only waits for its run to go on, and then fails.
   */
  @Nullable Instant due(boolean retries) {
    if (fatal != null) {
      return null;
    }
    Instant first = null;
    for (var item : active.values()) {
      var due = item.due();
      if (due != null
          && (retries || !item.awaitsRetry())
          && (first == null || due.isBefore(first))) {
        first = due;
      }
    }
    return first;
  }

  boolean done() {
    return succeeded + failed == plan.count();
  }

  int waiting() {
    return plan.count() - succeeded - failed - active.size();
  }

  int bytes() {
    return plannedBytes + outputBytes;
  }

  static int bytes(StepOutcome outcome) {
    return switch (outcome) {
      case StepOutcome.Finished finished -> RunValues.bytes(object(finished)) + RESULT_BYTES;
      case StepOutcome.Failed failure -> bytes(failure);
    };
  }

  private static int bytes(StepOutcome.Failed failure) {
    return RunValues.bytes(JsonNodeFactory.instance.textNode(failure.fault()))
        + ERROR_BYTES
        + RESULT_BYTES;
  }

  /** The outputs of the step: the outputs of its items in the order of the collection. */
  Map<String, JsonNode> outputs() {
    var results = JsonNodeFactory.instance.arrayNode(plan.count());
    var errors = JsonNodeFactory.instance.arrayNode();
    for (var index = 0; index < plan.count(); index++) {
      switch (outcomes.get(index)) {
        case StepOutcome.Finished finished -> results.add(object(finished));
        case StepOutcome.Failed failure -> {
          results.addNull();
          errors.addObject().put("index", index).put("fault", failure.fault());
        }
        case null -> results.addNull();
      }
    }
    var outputs = new LinkedHashMap<String, JsonNode>();
    outputs.put("results", results);
    outputs.put("errors", errors);
    outputs.put("succeeded", IntNode.valueOf(succeeded));
    outputs.put("failed", IntNode.valueOf(failed));
    return outputs;
  }

  private static JsonNode object(StepOutcome.Finished finished) {
    var node = JsonNodeFactory.instance.objectNode();
    finished.outputs().forEach(node::set);
    return node;
  }

  /** What is left of it when it has ended for good: the numbers. */
  StepItems summary() {
    var draft = new StepItemsDraft(this);
    draft.plan =
        new ItemPlan(plan.count(), plan.atOnce(), plan.goesOn(), plan.timeoutMillis(), null);
    draft.active.clear();
    draft.outcomes = ItemOutcomes.none(0);
    draft.outputBytes = 0;
    draft.plannedBytes = 0;
    return draft.made();
  }
}
