package baton.run;

import static baton.run.RunDecision.reject;
import static baton.run.RunDecision.unchanged;

import baton.definition.StartDefinition;
import baton.run.RunDecision.Reason;
import baton.run.RunEvent.RecordNoticed;
import org.jspecify.annotations.Nullable;

/** Decides what a change of the record that a run is about means for the run. */
final class RecordDecider {
  private RecordDecider() {}

  /** Why a start does not fit how runs of the orchestration begin; null if it does. */
  static @Nullable String misfit(Run.Start command, RunContext context) {
    var name = context.orchestration().name();
    return switch (context.orchestration().start()) {
      case StartDefinition.Autolaunched ignored ->
          command.record() == null ? null : name + " is not started by a change of a record";
      case StartDefinition.OnRecord start ->
          command.record() == null
              ? name
                  + " is started by a change of a "
                  + start.type()
                  + ", not by a submission: change such a record"
              : null;
    };
  }

  /** A version that is not newer than the one known changes nothing. */
  static RunDecision noticed(RunState state, Run.NoticeRecord command, RunContext context) {
    if (!(state instanceof StartedRun run)) {
      return RunDecider.notFound(context);
    }
    var record = run.start().record();
    if (record == null || !record.names(command.type(), command.id())) {
      return reject(
          Reason.WRONG_STATE,
          "run %s is not about the %s %s"
              .formatted(context.runId(), command.type(), RunValues.brief(command.id())));
    }
    if (run.status() == RunStatus.Completed || run.status() == RunStatus.Canceled) {
      return RunDecider.wrongState(run, context, "no longer looks at its record");
    }
    if (command.version() <= record.version()) {
      return unchanged();
    }
    var change = new RunChange(context, state);
    change.emit(
        new RecordNoticed(command.version(), RunValues.canonical(command.fields()), context.now()));
    return RunDecider.settled(change);
  }
}
