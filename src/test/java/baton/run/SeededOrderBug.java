package baton.run;

import static baton.run.SeededBugs.altered;
import static baton.run.SeededBugs.but;
import static baton.run.SeededBugs.without;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A mistake about what follows what, who may do it and how it ends, which the simulation must
 * notice.
 */
enum SeededOrderBug implements Conduct {
  CANCEL_IS_IGNORED {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.Cancel && state instanceof StartedRun
          ? RunDecision.unchanged()
          : RunDecider.decide(state, command, context);
    }
  },
  CANCEL_LEAVES_ITEMS_OPEN {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      var decision = RunDecider.decide(state, command, context);
      return command instanceof Run.Cancel
          ? without(decision, RunEvent.WorkItemClosed.class)
          : decision;
    }
  },
  CANCEL_LEAVES_STEPS_IN_PROGRESS {
    @Override
    public RunDecision decided(RunDecision decision) {
      return without(decision, RunEvent.StepCanceled.class);
    }
  },
  WORK_GOES_ON_AFTER_A_CANCEL {
    @Override
    public Map<String, RunWork> wanted(RunState state) {
      var wanted = new HashMap<>(RunWork.wantedBy(state));
      if (state instanceof StartedRun run && run.status() == RunStatus.Canceled) {
        wanted.putAll(SeededBugs.canceledFlows(run));
      }
      return wanted;
    }
  },
  ENDED_RUN_IS_CHANGED_BY_A_LATE_REPORT {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return state instanceof StartedRun run
              && run.status() != RunStatus.InProgress
              && command instanceof Run.StepReported c
              && run.step(c.step(), c.visit()) != null
          ? RunDecision.accept(
              List.of(
                  new RunEvent.StepFailed(
                      c.step(), c.visit(), "it came too late", null, context.now())))
          : RunDecider.decide(state, command, context);
    }
  },
  ITEM_IS_LEFT_OPEN_WHEN_ITS_STAGE_COMPLETES {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      var decision = RunDecider.decide(state, command, context);
      return command instanceof Run.Cancel
          ? decision
          : without(decision, RunEvent.WorkItemClosed.class);
    }
  },
  STEP_IS_LEFT_IN_PROGRESS_WHEN_ITS_STAGE_ENDS {
    @Override
    public RunDecision decided(RunDecision decision) {
      return without(decision, RunEvent.StepDiscontinued.class);
    }
  },
  SECOND_FINISHER_WINS {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return SeededBugs.doneAgain(RunDecider.decide(state, command, context), command, context);
    }
  },
  ANYBODY_MAY_COMPLETE {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.Complete c && SeededBugs.item(state, c.item()) != null
          ? RunDecider.decide(
              state,
              new Run.Complete(
                  c.item(),
                  SeededBugs.whoMay(SeededBugs.item(state, c.item())),
                  c.outputs(),
                  c.replyTo()),
              context)
          : RunDecider.decide(state, command, context);
    }
  },
  EVENT_ID_IS_FORGOTTEN {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return RunDecider.decide(
          command instanceof Run.Publish ? SeededBugs.withoutEvents(state) : state,
          command,
          context);
    }
  },
  SECOND_START_STARTS_AGAIN {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.Start
          ? RunDecider.decide(new RunState.NotStarted(), command, context)
          : RunDecider.decide(state, command, context);
    }
  },
  DECISION_GOES_ANOTHER_WAY_THAN_IT_SAYS {
    @Override
    public RunDecision decided(RunDecision decision) {
      return altered(
          decision,
          event ->
              event instanceof RunEvent.DecisionTaken e
                  ? Stream.of(new RunEvent.DecisionTaken(e.decision(), null, e.at()))
                  : Stream.of(event));
    }
  },
  VISITS_ARE_NOT_COUNTED {
    @Override
    public RunDecision decided(RunDecision decision) {
      return altered(
          decision,
          event ->
              event instanceof RunEvent.StageStarted e
                  ? Stream.of(
                      new RunEvent.StageStarted(e.stage(), 1, e.steps(), e.deadline(), e.at()))
                  : Stream.of(event));
    }
  },
  NEXT_STAGE_IS_NOT_ENTERED {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.Start
          ? RunDecider.decide(state, command, context)
          : but(
              RunDecider.decide(state, command, context),
              events ->
                  events.stream()
                      .takeWhile(event -> !(event instanceof RunEvent.StageStarted))
                      .toList());
    }
  },
  STEP_IS_SKIPPED_TOO_EARLY {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return SeededBugs.skipped(RunDecider.decide(state, command, context), state, context);
    }
  },
  UNREACHABLE_STEP_IS_NEVER_SKIPPED {
    @Override
    public RunDecision decided(RunDecision decision) {
      return but(
          decision,
          events ->
              events.stream()
                  .takeWhile(event -> !(event instanceof RunEvent.StepSkipped))
                  .toList());
    }
  },
  ONLY_THE_FIRST_REVISION_OF_AN_ITEM_IS_SHOWN {
    @Override
    public Map<String, RunWork> wanted(RunState state) {
      var wanted = new HashMap<>(RunWork.wantedBy(state));
      wanted
          .values()
          .removeIf(work -> work instanceof RunWork.RouteItem r && r.item().revision() > 1);
      return wanted;
    }
  },
  STEP_WAITS_FOR_NO_EVENT {
    @Override
    public RunDecision decided(RunDecision decision) {
      return altered(
          decision,
          event ->
              event instanceof RunEvent.StepAwaitsEvent e
                  ? Stream.of(
                      new RunEvent.StepCompleted(e.step(), e.visit(), Map.of(), null, e.at()))
                  : Stream.of(event));
    }
  }
}
