package baton.run;

import static baton.run.SeededBugs.altered;
import static baton.run.SeededBugs.without;

import java.util.Map;
import java.util.stream.Stream;

/** A mistake about time, failures, suspensions and sub-runs, which the simulation must notice. */
enum SeededOperationBug implements Conduct {
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
