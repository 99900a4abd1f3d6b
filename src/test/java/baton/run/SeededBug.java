package baton.run;

import java.util.ArrayList;
import java.util.List;

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
  }
}
