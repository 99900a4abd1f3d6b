package baton.run;

import static baton.run.SeededBugs.altered;
import static baton.run.SeededBugs.but;
import static baton.run.SeededBugs.without;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A mistake that the simulation must notice: each conducts a run rightly but for one thing. */
enum SeededBug implements Conduct {
  ACKNOWLEDGES_BEFORE_PERSIST {
    @Override
    public boolean acknowledgesFirst() {
      return true;
    }
  },
  STARTS_WORK_BEFORE_PERSIST {
    @Override
    public boolean startsChildrenFirst() {
      return true;
    }
  },
  EFFECT_FROM_A_CLOSURE {
    @Override
    public boolean startsOnlyWhatItDecided() {
      return true;
    }
  },
  DEAD_CHILD_IS_NOT_REPLACED {
    @Override
    public boolean restartsChildren() {
      return false;
    }
  },
  SLEEPS_OVER_WANTED_WORK {
    @Override
    public boolean mayLeaveMemory(boolean idle, RunState state) {
      return true;
    }
  },
  WAITING_COMMANDS_ARE_FORGOTTEN {
    @Override
    public boolean unstashes() {
      return false;
    }
  },
  SYNCHRONOUS_STEP_IS_OVERTAKEN {
    @Override
    public boolean mayDecide(RunState state, Run.Decidable command) {
      return true;
    }
  },
  A_PASS_IS_SEVERAL_WRITES {
    @Override
    public List<List<RunEvent>> writes(List<RunEvent> events) {
      return events.stream().map(List::of).toList();
    }
  },
  RECOVERY_FORGETS_THE_NEWEST_EVENT {
    @Override
    public RunState recovered(SimulatedJournal journal) {
      RunState state = new RunState.NotStarted();
      for (var event : journal.events().subList(0, Math.max(0, journal.events().size() - 1))) {
        state = state.apply(event);
      }
      return state;
    }
  },
  LIVE_STATE_KNOWS_MORE_THAN_IS_STORED {
    @Override
    public RunState apply(RunState state, RunEvent event) {
      return event instanceof RunEvent.WorkItemClaimed e
          ? ((StartedRun) state.apply(e))
              .changedItem(e.step(), e.visit(), item -> item.routed(item.revision(), null))
          : state.apply(event);
    }
  },
  REPEATED_REPORT_COUNTS_AGAIN {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return SeededBugs.again(state, command, context);
    }
  },
  REPORT_OF_ANOTHER_VISIT_COUNTS {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      if (command instanceof Run.StepReported c
          && state instanceof StartedRun run
          && run.step(c.step()) instanceof StepRun step) {
        return RunDecider.decide(
            state,
            new Run.StepReported(c.step(), step.visit(), step.attempt(), c.outcome()),
            context);
      }
      return RunDecider.decide(state, command, context);
    }
  },
  EVALUATION_OF_AN_OLDER_PASS_COUNTS {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      if (command instanceof Run.EvaluationReported c && state instanceof StartedRun run) {
        return RunDecider.decide(
            state,
            new Run.EvaluationReported(
                run.evaluations().pass(),
                c.site(),
                run.evaluations().attempt(c.site()),
                c.met(),
                c.fault(),
                c.passing()),
            context);
      }
      return RunDecider.decide(state, command, context);
    }
  },
  A_LATER_OUTCOME_WINS_BECAUSE_IT_IS_KNOWN_FIRST {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      if (!(command instanceof Run.EvaluationReported c)
          || !c.met()
          || !(state instanceof StartedRun run)
          || run.deciding() == null) {
        return RunDecider.decide(state, command, context);
      }
      var events = new ArrayList<RunEvent>();
      RunState now = run;
      for (var other : run.evaluations().wanted()) {
        if (!other.site().equals(c.site())) {
          var no = new RunEvent.EvaluationReported(c.pass(), other.site(), false, context.now());
          events.add(no);
          now = now.apply(no);
        }
      }
      if (RunDecider.decide(now, command, context) instanceof RunDecision.Accepted yes) {
        events.addAll(yes.events());
      }
      return RunDecision.accept(events);
    }
  },
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
  },
  TIMER_IS_ONLY_IN_MEMORY {
    @Override
    public boolean keepsTimers() {
      return false;
    }
  },
  REPORT_OF_ANOTHER_ATTEMPT_COUNTS {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.StepReported c
              && state instanceof StartedRun run
              && run.step(c.step(), c.visit()) instanceof StepRun step
          ? RunDecider.decide(
              state,
              new Run.StepReported(c.step(), c.visit(), step.attempt(), c.outcome()),
              context)
          : RunDecider.decide(state, command, context);
    }
  },
  SUSPENSION_IS_IGNORED {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return SeededBugs.isAbout(command, RunOperation.Suspend.class) && state instanceof StartedRun
          ? RunDecision.unchanged()
          : RunDecider.decide(state, command, context);
    }
  },
  SUSPENDED_RUN_GOES_ON {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.StepReported
          ? RunDecider.decide(SeededBugs.resumed(state), command, context)
          : RunDecider.decide(state, command, context);
    }
  },
  OUTCOME_DURING_A_SUSPENSION_IS_LOST {
    @Override
    public RunDecision decided(RunDecision decision) {
      return without(decision, RunEvent.StepOutcomeKept.class);
    }
  },
  KEPT_OUTCOME_IS_NOT_APPLIED {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return SeededBugs.isAbout(command, RunOperation.Resume.class)
          ? without(RunDecider.decide(state, command, context), RunEvent.StepCompleted.class)
          : RunDecider.decide(state, command, context);
    }
  },
  ITEMS_STAY_ON_HOLD_AFTER_A_SUSPENSION {
    @Override
    public RunDecision decided(RunDecision decision) {
      return without(decision, RunEvent.WorkItemFreed.class);
    }
  },
  RETRY_DOES_NOT_WAIT {
    @Override
    public RunDecision decided(RunDecision decision) {
      return altered(
          decision,
          event ->
              event instanceof RunEvent.StepRetryPlanned e
                  ? Stream.of(
                      new RunEvent.StepRetryPlanned(
                          e.step(), e.visit(), e.attempt(), e.fault(), e.at(), e.at()))
                  : Stream.of(event));
    }
  },
  TIMER_FIRES_TOO_EARLY {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.TimerFired
          ? RunDecider.decide(state, command, SeededBugs.later(context))
          : RunDecider.decide(state, command, context);
    }
  },
  DEADLINE_IS_IGNORED {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.TimerFired c && c.timer().startsWith("deadline")
          ? RunDecision.unchanged()
          : RunDecider.decide(state, command, context);
    }
  },
  FAULT_PATH_IS_NOT_TAKEN {
    @Override
    public RunDecision decided(RunDecision decision) {
      return altered(
          decision,
          event ->
              event instanceof RunEvent.StepFailed e
                  ? Stream.of(new RunEvent.StepFailed(e.step(), e.visit(), e.fault(), null, e.at()))
                  : Stream.of(event));
    }
  },
  JUMP_LEAVES_ITS_STAGE_OPEN {
    @Override
    public RunDecision decided(RunDecision decision) {
      return without(decision, RunEvent.StageDiscontinued.class);
    }
  },
  UNWANTED_SUB_RUN_GOES_ON {
    @Override
    public Map<String, RunWork> wanted(RunState state) {
      return SeededBugs.wantedBut(state, RunWork.AbandonSubRun.class::isInstance);
    }
  },
  END_OF_AN_OLDER_SUB_RUN_COUNTS {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return RunDecider.decide(state, SeededBugs.ofAwaited(state, command), context);
    }
  },
  END_OF_A_SUB_RUN_IS_ANSWERED_AND_FORGOTTEN {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof RunKin.Ended
          ? RunDecision.unchanged()
          : RunDecider.decide(state, command, context);
    }
  },
  PARENT_HEARS_ONLY_OF_THE_FIRST_END {
    @Override
    public Map<String, RunWork> wanted(RunState state) {
      return SeededBugs.wantedBut(
          state, work -> work instanceof RunWork.TellParent news && news.ending() > 1);
    }
  },
  EARLY_TIMER_IS_NOT_KEPT_AGAIN {
    @Override
    public RunDecision decided(RunDecision decision) {
      return without(decision, RunEvent.TimerReturned.class);
    }
  }
}
