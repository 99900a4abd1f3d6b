package baton.run;

import baton.run.RunEvent.Evaluation;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One piece of work that a run wants going on right now, read off its state: the same after a
 * restart as before it. The key tells pieces apart; a child actor performs each.
 */
public sealed interface RunWork {
  String key();

  /** Run the flow of a background step. */
  record RunFlow(
      String step,
      int visit,
      int attempt,
      StepMode mode,
      String flow,
      int flowVersion,
      Map<String, JsonNode> inputs)
      implements RunWork {
    @Override
    public String key() {
      return "flow:" + step + "." + visit + "." + attempt;
    }
  }

  /** Show one revision of a work item to its people. */
  record RouteItem(String stage, StepRun step, WorkItem item) implements RunWork {
    @Override
    public String key() {
      return "item:" + step.step() + "." + step.visit() + "." + item.revision();
    }
  }

  /** Run an evaluation flow and report its truth. */
  record Evaluate(int pass, Evaluation evaluation) implements RunWork {
    @Override
    public String key() {
      return "evaluation:" + pass + "." + evaluation.site();
    }
  }

  /** The wanted work by key, in the order of the definition. */
  static Map<String, RunWork> wantedBy(RunState state) {
    var wanted = new LinkedHashMap<String, RunWork>();
    switch (state) {
      case RunState.NotStarted ignored -> {}
      case StartedRun run -> {
        run.stages()
            .forEach(
                stage -> stage.steps().values().forEach(step -> add(wanted, run, stage, step)));
        run.evaluations()
            .wanted()
            .forEach(e -> put(wanted, new Evaluate(run.evaluations().pass(), e)));
      }
    }
    return wanted;
  }

  /**
   * Whether a synchronous step is in progress: its report is applied before any other command of
   * the run.
   */
  static boolean synchronous(RunState state) {
    return wantedBy(state).values().stream()
        .anyMatch(work -> work instanceof RunFlow flow && flow.mode() == StepMode.SYNCHRONOUS);
  }

  /** Whether a report is due now, rather than after a synchronous step. */
  static boolean mayReport(RunState state, Run.Report report) {
    if (!synchronous(state)) {
      return true;
    }
    return report instanceof Run.StepReported step
        && state instanceof StartedRun run
        && run.step(step.step(), step.visit()) instanceof StepRun found
        && found.mode() == StepMode.SYNCHRONOUS;
  }

  private static void add(
      Map<String, RunWork> wanted, StartedRun run, StageRun stage, StepRun step) {
    var item = step.item();
    if (item != null && item.routedRevision() < item.revision()) {
      put(wanted, new RouteItem(stage.stage(), step, item));
    }
    if (run.status() == RunStatus.InProgress
        && step.inProgress()
        && step.mode() != StepMode.INTERACTIVE
        && !step.flowEnded()) {
      put(
          wanted,
          new RunFlow(
              step.step(),
              step.visit(),
              step.attempt(),
              Objects.requireNonNull(step.mode()),
              Objects.requireNonNull(step.flow()),
              step.flowVersion(),
              step.inputs()));
    }
  }

  private static void put(Map<String, RunWork> wanted, RunWork work) {
    wanted.put(work.key(), work);
  }
}
