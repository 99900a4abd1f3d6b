package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work that a run wants going on right now, read off its state: the same after a
 * restart as before it. The key tells pieces apart; a child actor performs each.
 */
public sealed interface RunWork {
  String key();

  /**
   * Run the flow of a background step, or of one item of it.
   *
   * @param attempt of the step, or of the item
   * @param index the place of the item in the collection, from 0
   * @param waited the number of the last wait in this attempt that it goes on from; 0 without one
   */
  record RunFlow(
      String step,
      int visit,
      int attempt,
      StepMode mode,
      String flow,
      int flowVersion,
      Map<String, JsonNode> inputs,
      int waited,
      @Nullable Integer index)
      implements RunWork {
    /** Of a step that does its work once. */
    public RunFlow(
        String step,
        int visit,
        int attempt,
        StepMode mode,
        String flow,
        int flowVersion,
        Map<String, JsonNode> inputs,
        int waited) {
      this(step, visit, attempt, mode, flow, flowVersion, inputs, waited, null);
    }

    @Override
    public String key() {
      return "flow:" + place() + "." + attempt;
    }

    /** The step in this visit, or its item, whichever attempt this is. */
    public String place() {
      return step + "." + visit + (index == null ? "" : "/" + index);
    }

    /** The report that it ended so. */
    public Run.Report ended(StepOutcome outcome) {
      return new Run.StepReported(step, visit, attempt, outcome, null, index);
    }
  }

  /** Forget where the flow of a step waited, which has ended; up to this attempt. */
  record ForgetWait(String step, int visit, int attempt) implements RunWork {
    @Override
    public String key() {
      return "forget:" + step + "." + visit + "." + attempt;
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
  record Evaluate(int pass, int attempt, Evaluation evaluation) implements RunWork {
    @Override
    public String key() {
      return "evaluation:" + pass + "." + evaluation.site() + (attempt > 1 ? "." + attempt : "");
    }
  }

  /** Tell the run when it is time, or have a time that is far away kept. */
  record Wait(RunTimer timer) implements RunWork {
    @Override
    public String key() {
      return "wait:" + timer.key();
    }
  }

  /** Begin the run that does an attempt of a step. */
  record BeginSubRun(SubRun subRun, Map<String, JsonNode> inputs) implements RunWork {
    @Override
    public String key() {
      return "sub-run:" + subRun.id();
    }
  }

  /** Tell the run of an attempt that is over that nobody waits for it. */
  record AbandonSubRun(SubRun subRun) implements RunWork {
    @Override
    public String key() {
      return "abandon:" + subRun.id();
    }
  }

  /** Tell the run whose step this run does how it has ended. */
  record TellParent(
      RunParent parent,
      int ending,
      RunStatus status,
      Map<String, JsonNode> outputs,
      @Nullable String fault)
      implements RunWork {
    @Override
    public String key() {
      return "parent:" + ending;
    }
  }

  /** Have a record, also one that is yet to be created, tell the run of its changes. */
  record FollowRecord(String type, String id) implements RunWork {
    @Override
    public String key() {
      return "follow:" + type + "/" + id;
    }
  }

  /** Come back to the run behind all who wait for it. */
  record LetOthersIn(int visits) implements RunWork {
    @Override
    public String key() {
      return "others:" + visits;
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
        var stage = run.current();
        if (run.status() == RunStatus.InProgress && stage != null && stage.inProgress()) {
          wait(wanted, stage.timer());
        }
        run.evaluations().wanted().forEach(e -> add(wanted, run.evaluations(), e));
        addKin(wanted, run);
        if (!run.status().ended()) {
          run.followed().all().stream()
              .filter(record -> !record.agreed())
              .forEach(record -> put(wanted, new FollowRecord(record.type(), record.id())));
        }
        if (run.yielding() && run.status() == RunStatus.InProgress) {
          put(wanted, new LetOthersIn(run.stages().size()));
        }
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

  /** Whether a request is taken now, rather than after a synchronous step. */
  static boolean mayAsk(RunState state, Run.Request request) {
    return request instanceof Run.TimerFired fired
        ? mayFire(state, fired.timer())
        : !synchronous(state);
  }

  /** Whether a report is due now, rather than after a synchronous step. */
  static boolean mayReport(RunState state, Run.Report report) {
    if (!synchronous(state)) {
      return true;
    }
    return switch (report) {
      case Run.StepReported step ->
          state instanceof StartedRun run
              && run.step(step.step(), step.visit()) instanceof StepRun found
              && found.mode() == StepMode.SYNCHRONOUS;
      case Run.TimePassed timer -> mayFire(state, timer.timer());
      case Run.TimerStored ignored -> true;
      case Run.OthersServed ignored -> false;
      case Run.StepWaits ignored -> false;
      case Run.WaitForgotten ignored -> false;
      case Run.ItemRouted ignored -> false;
      case Run.EvaluationReported ignored -> false;
      case Run.KinReport ignored -> false;
      case Run.RecordAnswered ignored -> false;
    };
  }

  /** Whether a timer may fire now: also during a synchronous step if it is the one of that step. */
  static boolean mayFire(RunState state, String timer) {
    return !synchronous(state)
        || (state instanceof StartedRun run
            && run.current() instanceof StageRun stage
            && stage.steps().values().stream()
                .anyMatch(step ->
                    step.mode() == StepMode.SYNCHRONOUS
                        && step.timer() != null
                        && step.timer().key().equals(timer)));
  }

  private static void add(
      Map<String, RunWork> wanted, StartedRun run, StageRun stage, StepRun step) {
    var item = step.item();
    if (item != null && item.routedRevision() < item.revision()) {
      put(wanted, new RouteItem(stage.stage(), step, item));
    }
    if (step.flowWait() != null && !step.open()) {
      put(wanted, new ForgetWait(step.step(), step.visit(), step.flowWait().attempt()));
    }
    if (run.status() != RunStatus.InProgress && run.status() != RunStatus.Suspended) {
      return;
    }
    if (step.inProgress() && !(step.awaitsRetry() && run.status() == RunStatus.Suspended)) {
      wait(wanted, step.timer());
    }
    if (step.works() && step.waitsFor() != null) {
      wait(wanted, step.waitsFor());
    } else if (step.works() && step.mode() != StepMode.ORCHESTRATION) {
      put(wanted, flow(step, step.attempt(), step.inputs(), step.waited(), null));
    }
    if (step.items() != null && step.inProgress() && step.items().fatal() == null) {
      for (var each : step.items().active().values()) {
        if (!each.awaitsRetry()) {
          put(wanted, flow(step, each.attempt(), each.inputs(), 0, each.index()));
        }
      }
    }
  }

  private static RunFlow flow(
      StepRun step,
      int attempt,
      Map<String, JsonNode> inputs,
      int waited,
      @Nullable Integer index) {
    return new RunFlow(
        step.step(),
        step.visit(),
        attempt,
        Objects.requireNonNull(step.mode()),
        Objects.requireNonNull(step.flow()),
        step.flowVersion(),
        inputs,
        waited,
        index);
  }

  private static void add(Map<String, RunWork> wanted, Evaluations asked, Evaluation evaluation) {
    var again = asked.awaited(evaluation.site());
    if (again == null) {
      put(wanted, new Evaluate(asked.pass(), asked.attempt(evaluation.site()), evaluation));
    } else {
      wait(wanted, again);
    }
  }

  private static void addKin(Map<String, RunWork> wanted, StartedRun run) {
    for (var sub : run.subRuns().all()) {
      var step = sub.step(run);
      if (!sub.awaitedBy(run)) {
        put(wanted, new AbandonSubRun(sub));
      } else if (sub.stand() == SubRun.Stand.WANTED && step != null) {
        put(wanted, new BeginSubRun(sub, step.inputs()));
      }
    }
    var parent = run.start().parent();
    if (parent != null
        && run.endings().news()
        && (run.status().ended() || run.status() == RunStatus.Error)) {
      put(
          wanted,
          new TellParent(parent, run.endings().count(), run.status(), run.outputs(), run.fault()));
    }
  }

  private static void wait(Map<String, RunWork> wanted, @Nullable RunTimer timer) {
    if (timer != null && !timer.kept()) {
      put(wanted, new Wait(timer));
    }
  }

  private static void put(Map<String, RunWork> wanted, RunWork work) {
    wanted.put(work.key(), work);
  }
}
