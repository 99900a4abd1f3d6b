package baton.run;

import static baton.run.SeededBugs.altered;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A mistake about leases, edited inputs, late reports and yields, which the simulation must notice.
 */
enum SeededTaskBug implements Conduct {
  STALE_LEASE_COUNTS {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      var decision = RunDecider.decide(state, command, context);
      return command instanceof Run.StepReported c
              && c.lease() != null
              && decision instanceof RunDecision.Accepted yes
              && yes.events().isEmpty()
          ? RunDecision.repeated()
          : decision;
    }
  },
  REPEATED_END_OF_A_TASK_IS_DENIED {
    @Override
    public RunDecision decided(RunDecision decision) {
      return decision.equals(RunDecision.repeated()) ? RunDecision.unchanged() : decision;
    }
  },
  LEASE_IS_NOT_WRITTEN_DOWN {
    @Override
    public RunDecision decided(RunDecision decision) {
      return SeededBugs.without(decision, RunEvent.TaskEnded.class);
    }
  },
  EDITED_INPUTS_ARE_IGNORED {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return RunDecider.decide(
          state,
          command instanceof Run.Operate(RunOperation.Retry c, var by, var replyTo)
              ? new Run.Operate(new RunOperation.Retry(c.step(), Map.of()), by, replyTo)
              : command,
          context);
    }
  },
  INPUTS_ARE_LOST_AT_THE_NEXT_ATTEMPT {
    @Override
    public RunDecision decided(RunDecision decision) {
      return altered(
          decision,
          event ->
              event instanceof RunEvent.StepStarted e && e.attempt() > e.firstAttempt()
                  ? Stream.of(SeededTaskBug.withoutInputs(e))
                  : Stream.of(event));
    }
  },
  LATE_REPORT_CHANGES_OUTPUTS {
    @Override
    public RunDecision decided(RunDecision decision) {
      return altered(
          decision,
          event ->
              event instanceof RunEvent.StepReportedLate e
                      && e.outcome() instanceof StepOutcome.Finished finished
                  ? Stream.of(
                      e,
                      new RunEvent.StepCompleted(
                          e.step(), e.visit(), finished.outputs(), null, e.at()))
                  : Stream.of(event));
    }
  },
  LATE_REPORT_IS_WRITTEN_DOWN_EACH_TIME {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.StepReported c
              && state instanceof StartedRun run
              && run.status().ended()
              && run.step(c.step(), c.visit()) instanceof StepRun step
              && step.reportedLate()
          ? RunDecision.accept(
              List.of(
                  new RunEvent.StepReportedLate(
                      c.step(), c.visit(), c.attempt(), c.outcome(), context.now(), c.item())))
          : RunDecider.decide(state, command, context);
    }
  },
  YIELD_IS_NEVER_RESUMED {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      return command instanceof Run.OthersServed
          ? RunDecision.unchanged()
          : RunDecider.decide(state, command, context);
    }
  },
  SYNCHRONOUS_STEPS_NEVER_YIELD {
    @Override
    public RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
      if (!(state instanceof StartedRun run)) {
        return RunDecider.decide(state, command, context);
      }
      var draft = new StartedRunDraft(run);
      draft.inARow = 0;
      return RunDecider.decide(draft.made(), command, context);
    }
  };

  private static RunEvent withoutInputs(RunEvent.StepStarted e) {
    return new RunEvent.StepStarted(
        e.step(),
        e.visit(),
        e.attempt(),
        e.firstAttempt(),
        e.mode(),
        e.flow(),
        e.flowVersion(),
        Map.of(),
        e.timeoutAt(),
        e.at(),
        e.items(),
        e.subRun());
  }
}
