package baton.run;

import baton.definition.FanOut;
import baton.definition.StepDefinition;
import baton.expression.Bindings;
import baton.expression.Value;
import baton.run.RunEvent.StepStarted;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts a step that fans out: its collection and the inputs of all items are evaluated now. */
final class FannedOut {
  private final RunChange change;
  private final StepDefinition step;
  private final FanOut fanOut;
  private final StepStarted start;

  private FannedOut(RunChange change, StepDefinition step, FanOut fanOut, StepStarted start) {
    this.change = change;
    this.step = step;
    this.fanOut = fanOut;
    this.start = start;
  }

  /**
   * @param start the event without inputs and items
   * @param edits inputs that all items have, in place of those that the definition computes
   */
  static void start(
      RunChange change,
      StepDefinition step,
      FanOut fanOut,
      StepStarted start,
      StepRun before,
      Map<String, JsonNode> edits) {
    var fannedOut = new FannedOut(change, step, fanOut, start);
    if (before.items() == null) {
      fannedOut.anew(edits);
    } else {
      fannedOut.again(before, edits);
    }
    ItemDecider.goOn(change, start.step(), start.visit());
  }

  private void anew(Map<String, JsonNode> edits) {
    var collection = fanOut.collection().evaluate(change.bindings());
    if (!collection.isArray()) {
      fail(
          "`forEach` gives "
              + (collection.isNull() ? "no value" : RunValues.brief(collection.toString()))
              + ", and no collection; give it one, such as an empty one where there is nothing"
              + " to do");
      return;
    }
    if (collection.size() > RunLimits.FAN_OUT_ITEMS) {
      fail(
          "`forEach` gives %,d items, and a step fans out over at most %,d; divide the collection"
                  .formatted(collection.size(), RunLimits.FAN_OUT_ITEMS)
              + " among several steps");
      return;
    }
    var shared = new LinkedHashMap<String, JsonNode>();
    var each = new LinkedHashMap<String, List<JsonNode>>();
    step.inputs()
        .forEach((name, value) -> {
          if (edits.containsKey(name)) {
            return;
          }
          if (value.names().contains(FanOut.ITEM) || value.names().contains(FanOut.INDEX)) {
            each.put(name, evaluated(value, collection));
          } else {
            shared.put(name, value.evaluate(change.bindings()));
          }
        });
    shared.putAll(edits);
    var excess = RunValues.excess(change.run(), RunValues.bytes(shared) + StepItems.bytes(each), 0);
    if (excess == null) {
      emit(shared, plan(collection.size(), each));
    } else {
      fail("the inputs of its items " + excess);
    }
  }

  private List<JsonNode> evaluated(Value value, JsonNode collection) {
    var all = change.bindings();
    var values = new ArrayList<JsonNode>();
    for (var index = 0; index < collection.size(); index++) {
      values.add(value.evaluate(new OfItem(all, collection.get(index), IntNode.valueOf(index))));
    }
    return List.copyOf(values);
  }

  /** The names of an item, and all others. */
  private record OfItem(Bindings all, JsonNode item, JsonNode index) implements Bindings {
    @Override
    public JsonNode value(String name) {
      return switch (name) {
        case FanOut.ITEM -> item;
        case FanOut.INDEX -> index;
        default -> all.value(name);
      };
    }
  }

  /** With the items that it had: what has succeeded stays, all else is done once more. */
  private void again(StepRun before, Map<String, JsonNode> edits) {
    var shared = new LinkedHashMap<>(before.inputs());
    shared.putAll(edits);
    var excess =
        RunValues.excess(change.run(), RunValues.bytes(shared), RunValues.bytes(before.inputs()));
    if (excess == null) {
      var items = before.items();
      emit(shared, plan(items == null ? 0 : items.plan().count(), null));
    } else {
      fail("its inputs " + excess);
    }
  }

  private ItemPlan plan(int count, @Nullable Map<String, List<JsonNode>> each) {
    var timeout = step.failure().timeout();
    return new ItemPlan(
        count, fanOut.atOnce(), fanOut.goesOn(), timeout == null ? null : timeout.toMillis(), each);
  }

  private void emit(Map<String, JsonNode> shared, ItemPlan plan) {
    change.emit(
        new StepStarted(
            start.step(),
            start.visit(),
            start.attempt(),
            start.firstAttempt(),
            start.mode(),
            start.flow(),
            start.flowVersion(),
            shared,
            null,
            start.at(),
            plan,
            null));
  }

  private void fail(String why) {
    change.failStep(start.step(), start.visit(), why);
  }
}
