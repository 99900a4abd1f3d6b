package baton.run;

import static baton.run.Witness.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Watches what attempts of steps begin with and how they end: with the inputs that somebody has
 * edited, under one lease, once; and that synchronous steps let others come in between.
 */
final class WitnessedTasks {
  /** By step, visit and attempt: the lease under which it ended. */
  private final Map<String, String> leases = new HashMap<>();

  private int inARow;

  void next(RunEvent event, RunState before, Run.Decidable command) {
    switch (event) {
      case RunEvent.StepStarted e -> started(e, (StartedRun) before, command);
      case RunEvent.RunYielded ignored -> inARow = 0;
      case RunEvent.RunFailed ignored -> inARow = 0;
      case RunEvent.TaskEnded e ->
          require(
              leases.put(e.step() + "." + e.visit() + "." + e.attempt(), e.lease()) == null,
              "%s, and the attempt had ended under another lease",
              e);
      default -> {}
    }
  }

  /** An attempt has ended by whichever name its step has now. */
  void renamed(RunEvent.RunMigrated e, StartedRun before) {
    var places = WitnessedMigration.renamed(e, before);
    var moved = new HashMap<String, String>();
    leases
        .entrySet()
        .removeIf(entry -> {
          var end = entry.getKey().lastIndexOf('.');
          var place = places.get(entry.getKey().substring(0, end));
          if (place != null) {
            moved.put(place + entry.getKey().substring(end), entry.getValue());
          }
          return place != null;
        });
    leases.putAll(moved);
  }

  private void started(RunEvent.StepStarted e, StartedRun run, Run.Decidable command) {
    var step = Objects.requireNonNull(run.step(e.step(), e.visit()));
    if (step.awaitsRetry() && !(command instanceof Run.Operate)) {
      require(e.inputs().equals(step.inputs()), "%s has other inputs than %s", e, step);
    }
    if (command instanceof Run.Operate(RunOperation.Retry retry, var by, var replyTo)
        && retry.step().equals(e.step())
        && step.attempt() > 0) {
      for (Map.Entry<String, JsonNode> edit : retry.inputs().entrySet()) {
        require(
            edit.getValue().equals(e.inputs().get(edit.getKey())),
            "%s has not the inputs that %s gives it",
            e,
            retry);
      }
    }
    if (e.mode() == StepMode.SYNCHRONOUS) {
      var first =
          Objects.requireNonNull(run.current()).steps().values().stream()
              .allMatch(other -> other.status() == StepStatus.NotStarted);
      require(
          !first || inARow < RunLimits.SYNCHRONOUS_STEPS || command instanceof Run.Operate,
          "%s follows %s other synchronous steps, and nobody was let in between",
          e,
          inARow);
      inARow++;
    }
  }

  /** A worker hears that its report counts if, and only if, the attempt ended under its lease. */
  void answered(Run.StepReported report, RunState stored, boolean counts) {
    if (report.lease() == null || report.item() != null) {
      return;
    }
    var ended = leases.get(report.step() + "." + report.visit() + "." + report.attempt());
    require(
        !counts || report.lease().equals(ended), "%s counts, and %s had ended it", report, ended);
    var step = stored instanceof StartedRun run ? run.step(report.step(), report.visit()) : null;
    require(
        counts || step == null || !step.ended(report.attempt(), report.lease(), report.outcome()),
        "%s does not count, though it has ended %s",
        report,
        step);
  }

  /** What comes too late is written down, and changes nothing else. */
  static void late(RunEvent.StepReportedLate e, RunState before, RunState after) {
    var run = (StartedRun) before;
    require(
        after.equals(
            run.changedStep(e.step(), e.visit(), s -> s.withLateReport(e.item())).at(e.at())),
        "%s changes more than it should",
        e);
  }
}
