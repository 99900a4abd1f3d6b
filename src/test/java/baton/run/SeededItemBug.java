package baton.run;

import static baton.run.SeededBugs.altered;
import static baton.run.SeededBugs.without;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A mistake in steps that fan out, which the simulation must notice. */
enum SeededItemBug implements Conduct {
  ORDER_OF_RESULTS_IS_LOST {
    @Override
    public RunDecision decided(RunDecision decision) {
      return altered(
          decision,
          event ->
              event instanceof RunEvent.StepCompleted e
                      && e.outputs().get("results") instanceof ArrayNode results
                  ? Stream.of(
                      new RunEvent.StepCompleted(
                          e.step(), e.visit(), reversed(e.outputs(), results), null, e.at()))
                  : Stream.of(event));
    }
  },
  MORE_ITEMS_AT_ONCE_THAN_ALLOWED {
    @Override
    public Map<String, RunWork> wanted(RunState state) {
      var wanted = new LinkedHashMap<>(RunWork.wantedBy(state));
      for (var work : RunWork.wantedBy(state).values()) {
        if (work instanceof RunWork.RunFlow flow && flow.index() != null) {
          var next =
              new RunWork.RunFlow(
                  flow.step(),
                  flow.visit(),
                  flow.attempt(),
                  flow.mode(),
                  flow.flow(),
                  flow.flowVersion(),
                  flow.inputs(),
                  0,
                  flow.index() + 1);
          wanted.putIfAbsent(next.key(), next);
        }
      }
      return wanted;
    }
  },
  ITEM_IS_REPEATED_AFTER_SUCCESS {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return altered(
          RunDecider.decide(state, command, context),
          event ->
              event instanceof RunEvent.StepStarted e
                      && e.items() != null
                      && e.items().inputs() == null
                  ? Stream.of(anew(e, (StartedRun) state))
                  : Stream.of(event));
    }
  },
  REPORT_OF_AN_OLDER_ATTEMPT_OF_AN_ITEM_COUNTS {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      if (command instanceof Run.StepReported c
          && c.item() != null
          && state instanceof StartedRun run
          && run.step(c.step(), c.visit()) instanceof StepRun step
          && step.items() != null
          && step.items().active().get(c.item()) instanceof ItemRun item) {
        return RunDecider.decide(
            state,
            new Run.StepReported(
                c.step(), c.visit(), item.attempt(), c.outcome(), c.replyTo(), c.item()),
            context);
      }
      return RunDecider.decide(state, command, context);
    }
  },
  OUTCOME_OF_AN_ITEM_IS_LOST_DURING_A_SUSPENSION {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      var decision = RunDecider.decide(state, command, context);
      return state instanceof StartedRun run && run.status() == RunStatus.Suspended
          ? without(decision, RunEvent.ItemEnded.class)
          : decision;
    }
  },
  FAILED_ITEM_IS_TAKEN_FOR_DONE {
    @Override
    public RunDecision decided(RunDecision decision) {
      return altered(
          decision,
          event ->
              event instanceof RunEvent.ItemRetryPlanned e
                  ? Stream.of(
                      new RunEvent.ItemEnded(
                          e.step(),
                          e.visit(),
                          e.index(),
                          e.attempt(),
                          new StepOutcome.Finished(Map.of(), null),
                          false,
                          e.at()))
                  : Stream.of(event));
    }
  };

  private static Map<String, JsonNode> reversed(Map<String, JsonNode> outputs, ArrayNode results) {
    var reversed = JsonNodeFactory.instance.arrayNode();
    for (var i = results.size() - 1; i >= 0; i--) {
      reversed.add(results.get(i));
    }
    var changed = new LinkedHashMap<>(outputs);
    changed.put("results", reversed);
    return changed;
  }

  private static RunEvent anew(RunEvent.StepStarted e, StartedRun run) {
    var before = run.step(e.step(), e.visit());
    return before == null || before.items() == null
        ? e
        : new RunEvent.StepStarted(
            e.step(),
            e.visit(),
            e.attempt(),
            e.firstAttempt(),
            e.mode(),
            e.flow(),
            e.flowVersion(),
            e.inputs(),
            e.timeoutAt(),
            e.at(),
            before.items().plan(),
            e.subRun());
  }
}
