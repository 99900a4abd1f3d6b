package baton.app;

import baton.run.RunDecision;
import baton.run.Runs;
import baton.run.ShardedRuns;
import baton.run.StepOutcome;
import baton.task.TaskId;
import baton.task.Tasks;
import java.util.concurrent.CompletionStage;

/** Tells the runs how their tasks ended. */
record TaskResults(ShardedRuns runs) implements Tasks.Results {
  @Override
  public CompletionStage<Tasks.Told> ended(TaskId task, String lease, Tasks.Outcome outcome) {
    return runs.taskEnded(
            task.runId(),
            task.step(),
            task.visit(),
            task.attempt(),
            task.index(),
            lease,
            of(outcome))
        .thenApply(answer ->
            switch (answer) {
              case Runs.Answer.Done done ->
                  Tasks.Told.of(done.created() ? Tasks.Verdict.DONE : Tasks.Verdict.STALE);
              case Runs.Answer.Refused no when no.reason() == RunDecision.Reason.INVALID_INPUT ->
                  new Tasks.Told(Tasks.Verdict.REFUSED, no.detail());
              case Runs.Answer.Refused ignored -> Tasks.Told.of(Tasks.Verdict.STALE);
            });
  }

  @Override
  public CompletionStage<Boolean> hasEnded(TaskId task, String lease, Tasks.Outcome outcome) {
    return runs.taskHasEnded(
            task.runId(), task.step(), task.visit(), task.attempt(), lease, of(outcome))
        .thenApply(answer -> answer instanceof Runs.Answer.Done done && done.created());
  }

  private static StepOutcome of(Tasks.Outcome outcome) {
    return switch (outcome) {
      case Tasks.Outcome.Completed completed ->
          new StepOutcome.Finished(completed.outputs(), completed.comments());
      case Tasks.Outcome.Failed failed -> new StepOutcome.Failed(failed.fault(), failed.passing());
    };
  }
}
