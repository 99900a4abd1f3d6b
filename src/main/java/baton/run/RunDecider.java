package baton.run;

import static baton.run.RunDecision.reject;
import static baton.run.RunDecision.unchanged;

import baton.run.RunDecision.Reason;
import baton.run.RunEvent.EventReceived;
import baton.run.RunEvent.RunStarted;
import baton.run.RunEvent.RunWentOn;
import baton.run.RunState.NotStarted;

/** Decides what a command means for a run. Pure: no clock, no actor, no configuration. */
final class RunDecider {
  private RunDecider() {}

  /** Every command that is decided against the state, one function each. */
  static RunDecision decide(RunState state, Run.Decidable command, RunContext context) {
    return switch (command) {
      case Run.Start c -> start(state, c, context);
      case Run.Cancel c -> cancel(state, c, context);
      case Run.Publish c -> event(state, c, context);
      case Run.NoticeRecord c -> RecordDecider.noticed(state, c, context);
      case Run.Claim c -> WorkItemDecider.claim(state, c, context);
      case Run.Release c -> WorkItemDecider.release(state, c, context);
      case Run.Reassign c -> WorkItemDecider.reassign(state, c, context);
      case Run.Complete c -> WorkItemDecider.complete(state, c, context);
      case Run.Operate c -> OperationDecider.decide(state, c, context);
      case Run.Migrate c -> MigrationDecider.decide(state, c, context);
      case Run.TimerFired c -> TimerDecider.keptFired(state, c.timer(), context);
      case Run.TimePassed c -> TimerDecider.fired(state, c.timer(), context);
      case Run.TimerStored c -> TimerDecider.stored(state, c, context);
      case Run.StepReported c when c.item() != null ->
          DeclaredOutputs.check(ItemDecider.reported(state, c, c.item(), context), c, context);
      case RunKin.Abandon c -> SubRunDecider.abandoned(state, c, context);
      case RunKin.Ended c -> SubRunDecider.ended(state, c, context);
      case RunKin.SubRunAnswered c -> SubRunDecider.answered(state, c, context);
      case RunKin.ParentAnswered c -> SubRunDecider.parentAnswered(state, c, context);
      case Run.StepReported c ->
          DeclaredOutputs.check(StepReports.reported(state, c, context), c, context);
      case Run.StepWaits c -> StepReports.waits(state, c, context);
      case Run.WaitForgotten c -> StepReports.waitForgotten(state, c, context);
      case Run.RecordAnswered c -> RecordDecider.answered(state, c, context);
      case Run.ItemRouted c -> WorkItemDecider.routed(state, c, context);
      case Run.OthersServed ignored -> goOn(state, context);
      case Run.EvaluationReported c -> EvaluationDecider.reported(state, c, context);
    };
  }

  static RunDecision start(RunState state, Run.Start command, RunContext context) {
    return switch (state) {
      case StartedRun run when run.start().requestHash().equals(command.requestHash()) ->
          unchanged();
      case StartedRun run ->
          reject(
              Reason.KEY_REUSED,
              "run "
                  + context.runId()
                  + " was submitted with the same idempotency key and another request; "
                  + "use a new key for a new request");
      case NotStarted ignored when RunValues.tooLong(command.businessKey()) ->
          tooLong("the business key");
      case NotStarted ignored when RecordDecider.misfit(command, context) instanceof String words ->
          reject(Reason.INVALID_INPUT, words);
      case NotStarted ignored -> {
        var inputs = RunInputs.check(context.orchestration(), command.inputs());
        if (!inputs.problems().isEmpty()) {
          yield reject(Reason.INVALID_INPUT, String.join("; ", inputs.problems()));
        }
        var change = new RunChange(context, state);
        change.emit(
            new RunStarted(
                context.orchestration().name(),
                context.orchestration().version(),
                inputs.values(),
                command.requestHash(),
                command.businessKey(),
                command.by(),
                context.now(),
                command.record(),
                command.parent(),
                FollowedRecords.names(context.orchestration(), inputs.values())));
        change.enter(context.orchestration().first());
        yield settled(change);
      }
    };
  }

  /** An orchestration event: wakes the run, or finishes an asynchronous step of it. */
  static RunDecision event(RunState state, Run.Publish command, RunContext context) {
    var event = command.event();
    if (!(state instanceof StartedRun run)) {
      return notFound(context);
    }
    if (run.events().contains(event.eventId())) {
      return unchanged();
    }
    if (run.status() != RunStatus.InProgress && run.status() != RunStatus.Suspended) {
      return wrongState(
          run,
          context,
          run.status() == RunStatus.Error
              ? "takes no events; resume it first"
              : "takes no events any more");
    }
    if (event.eventId().length() > RunLimits.EVENT_ID_CHARACTERS) {
      return reject(
          Reason.INVALID_INPUT,
          "the id of an event has at most " + RunLimits.EVENT_ID_CHARACTERS + " characters");
    }
    var change = new RunChange(context, state);
    change.emit(new EventReceived(event.eventId(), context.now()));
    return event.step() == null ? settled(change) : ofStep(change, event.step(), event);
  }

  private static RunDecision ofStep(RunChange change, String name, Runs.Event event) {
    var step = change.run().step(name);
    if (step == null || step.mode() == null) {
      return reject(
          Reason.WRONG_STATE,
          "step " + name + " of run " + change.context().runId() + " has not started");
    }
    if (!step.inProgress()
        || step.kept() != null
        || step.awaitsRetry()
        || (step.mode() != StepMode.ASYNCHRONOUS && step.mode() != StepMode.BY_EVENT)) {
      return reject(
          Reason.WRONG_STATE,
          "step "
              + name
              + " is "
              + step.status()
              + (step.inProgress() ? ", but not an asynchronous one that awaits its end" : "")
              + "; an event finishes only an asynchronous step in progress");
    }
    if (step.items() != null) {
      return reject(
          Reason.WRONG_STATE,
          "step "
              + name
              + " fans out over a collection, and is done when its last item is, not by an event");
    }
    var status = event.stepStatus() == null ? StepStatus.Completed.name() : event.stepStatus();
    if (status.equals(StepStatus.Error.name())) {
      var fault = event.payload().get("fault");
      return ended(
          change,
          step,
          StepOutcome.failed(fault == null ? "an event reported Error" : fault.asText()));
    }
    if (!status.equals(StepStatus.Completed.name())) {
      return reject(
          Reason.INVALID_INPUT,
          "an event makes a step Completed or Error, not " + RunValues.brief(status));
    }
    var outputs = RunValues.canonical(event.payload());
    var excess = RunValues.excess(change.run(), outputs);
    if (excess != null) {
      return reject(Reason.INVALID_INPUT, "the values of the payload " + excess);
    }
    var wrong = DeclaredOutputs.wrong(step, outputs, change.context());
    if (wrong != null) {
      return reject(Reason.INVALID_INPUT, wrong);
    }
    return ended(change, step, new StepOutcome.Finished(outputs, null));
  }

  private static RunDecision ended(RunChange change, StepRun step, StepOutcome outcome) {
    if (change.inProgress()) {
      StepReports.apply(change, step, outcome);
    } else {
      StepReports.keep(change, step, outcome);
    }
    return settled(change);
  }

  static RunDecision cancel(RunState state, Run.Cancel command, RunContext context) {
    if (!(state instanceof StartedRun run)) {
      return notFound(context);
    }
    if (run.status() == RunStatus.Canceled) {
      return unchanged();
    }
    if (run.status() == RunStatus.Completed) {
      return wrongState(run, context, "can no longer be canceled");
    }
    if (RunValues.tooLong(command.reason())) {
      return tooLong("the reason");
    }
    var change = new RunChange(context, state);
    change.cancel(command.by(), command.reason());
    return change.accepted();
  }

  /** The run has let others in. */
  private static RunDecision goOn(RunState state, RunContext context) {
    if (!(state instanceof StartedRun run)
        || !run.yielding()
        || run.status() != RunStatus.InProgress) {
      return unchanged();
    }
    var change = new RunChange(context, state);
    change.emit(new RunWentOn(context.now()));
    return settled(change);
  }

  static RunDecision tooLong(String what) {
    return reject(
        Reason.INVALID_INPUT, what + " has at most " + RunLimits.TEXT_CHARACTERS + " characters");
  }

  static RunDecision notFound(RunContext context) {
    return reject(Reason.NOT_FOUND, "there is no run " + context.runId());
  }

  static RunDecision wrongState(StartedRun run, RunContext context, String consequence) {
    return reject(
        Reason.WRONG_STATE,
        "run " + context.runId() + " is " + run.status() + " and " + consequence);
  }

  static RunDecision settled(RunChange change) {
    if (change.inProgress()) {
      RunPass.settle(change);
    }
    return change.accepted();
  }
}
