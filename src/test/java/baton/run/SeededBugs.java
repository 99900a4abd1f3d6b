package baton.run;

import baton.definition.Assignee;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What several {@link SeededBug}s do wrong, and how. */
final class SeededBugs {
  private SeededBugs() {}

  /** The decision with other events. */
  static RunDecision but(RunDecision decision, UnaryOperator<List<RunEvent>> change) {
    if (!(decision instanceof RunDecision.Accepted accepted)) {
      return decision;
    }
    var events = change.apply(accepted.events());
    return events.equals(accepted.events()) ? decision : RunDecision.accept(events);
  }

  static RunDecision altered(
      RunDecision decision, Function<RunEvent, Stream<? extends RunEvent>> change) {
    return but(
        decision,
        events -> events.stream().<RunEvent>flatMap(event -> change.apply(event)).toList());
  }

  static RunDecision without(RunDecision decision, Class<? extends RunEvent> kind) {
    return altered(decision, event -> kind.isInstance(event) ? Stream.of() : Stream.of(event));
  }

  /** A step that has ended, and whose stage has not, is completed again by a repeated report. */
  static RunDecision again(RunState state, Run.Decidable command, RunContext context) {
    if (command instanceof Run.StepReported c
        && c.outcome() instanceof StepOutcome.Finished finished
        && state instanceof StartedRun run
        && run.status() == RunStatus.InProgress
        && run.step(c.step(), c.visit()) instanceof StepRun step
        && step.status() == StepStatus.Completed) {
      return RunDecision.accept(
          List.of(
              new RunEvent.StepCompleted(
                  c.step(), c.visit(), finished.outputs(), null, context.now())));
    }
    return RunDecider.decide(state, command, context);
  }

  /** An item that is done already is done by another person as well. */
  static RunDecision doneAgain(RunDecision decision, Run.Decidable command, RunContext context) {
    return command instanceof Run.Complete c
            && decision instanceof RunDecision.Rejected no
            && no.reason() == RunDecision.Reason.ALREADY_COMPLETED
        ? RunDecision.accept(
            List.of(
                new RunEvent.WorkItemCompleted(
                    c.item().step(),
                    c.item().visit(),
                    c.by().user(),
                    c.outputs(),
                    null,
                    context.now())))
        : decision;
  }

  static Map<String, RunWork> wantedBut(RunState state, Predicate<RunWork> forgotten) {
    var wanted = new LinkedHashMap<>(RunWork.wantedBy(state));
    wanted.values().removeIf(forgotten);
    return wanted;
  }

  /** The end of any sub-run is taken for the end of one that is awaited. */
  static Run.Decidable ofAwaited(RunState state, Run.Decidable command) {
    if (command instanceof RunKin.Ended c && state instanceof StartedRun run) {
      for (var sub : run.subRuns().all()) {
        if (sub.awaitedBy(run)) {
          var end = c.end();
          return new RunKin.Ended(
              new RunKin.SubRunEnd(sub.id(), end.status(), end.outputs(), end.fault()),
              c.replyTo());
        }
      }
    }
    return command;
  }

  static Map<String, RunWork> canceledFlows(StartedRun run) {
    var flows = new LinkedHashMap<String, RunWork>();
    for (var stage : run.stages()) {
      for (var step : stage.steps().values()) {
        if (step.status() == StepStatus.Canceled
            && step.mode() != null
            && step.mode() != StepMode.INTERACTIVE
            && step.flow() != null) {
          var flow =
              new RunWork.RunFlow(
                  step.step(),
                  step.visit(),
                  step.attempt(),
                  step.mode(),
                  step.flow(),
                  step.flowVersion(),
                  step.inputs(),
                  step.waited());
          flows.put(flow.key(), flow);
        }
      }
    }
    return flows;
  }

  static @Nullable WorkItem item(RunState state, WorkItemId id) {
    var step = state instanceof StartedRun run ? run.step(id.step(), id.visit()) : null;
    return step == null ? null : step.item();
  }

  static Principal whoMay(WorkItem item) {
    var user =
        item.claimedBy() != null
            ? item.claimedBy()
            : item.assignee().kind() == Assignee.Kind.USER ? item.assignee().name() : "ada";
    return new Principal(user, Set.of("hr"), Set.of("desk"));
  }

  static boolean isAbout(Run.Decidable command, Class<? extends RunOperation> kind) {
    return command instanceof Run.Operate operate && kind.isInstance(operate.operation());
  }

  /** The state as if nobody had suspended the run. */
  static RunState resumed(RunState state) {
    return state instanceof StartedRun run && run.status() == RunStatus.Suspended
        ? run.resumed()
        : state;
  }

  static RunContext later(RunContext context) {
    return new RunContext(
        context.runId(),
        context.orchestration(),
        context.flows(),
        context.owner(),
        context.now().plus(Duration.ofDays(1)));
  }

  static RunState withoutEvents(RunState state) {
    if (!(state instanceof StartedRun run)) {
      return state;
    }
    var draft = new StartedRunDraft(run);
    draft.events = Set.of();
    return draft.made();
  }

  /** Skips the first step that has not started, whatever it waits for. */
  static RunDecision skipped(RunDecision decision, RunState state, RunContext context) {
    if (!(decision instanceof RunDecision.Accepted accepted) || accepted.events().isEmpty()) {
      return decision;
    }
    var after = state;
    for (var event : accepted.events()) {
      after = after.apply(event);
    }
    if (!(after instanceof StartedRun run)
        || run.current() == null
        || !run.current().inProgress()) {
      return decision;
    }
    for (var step : run.current().steps().values()) {
      if (step.status() == StepStatus.NotStarted) {
        var events = new ArrayList<>(accepted.events());
        events.add(
            new RunEvent.StepSkipped(step.step(), step.visit(), Map.of(), null, context.now()));
        return RunDecision.accept(events);
      }
    }
    return decision;
  }
}
