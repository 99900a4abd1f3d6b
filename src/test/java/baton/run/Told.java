package baton.run;

import baton.definition.Assignee;
import baton.definition.Orchestration;
import baton.expression.Type;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A run without an actor: told commands, it keeps its events. Time goes on by a second each. */
final class Told {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  static final Principal ADA = new Principal("ada", Set.of("hr"), Set.of("desk"));
  static final Principal BEN = new Principal("ben", Set.of("hr"), Set.of());
  static final Principal EVE = new Principal("eve", Set.of(), Set.of());

  private final Map<Integer, Orchestration> versions = new HashMap<>();
  private final Orchestration orchestration;
  private RunState state = new RunState.NotStarted();
  private RunDecision last = RunDecision.unchanged();
  private int seconds;
  boolean flowsActive = true;

  /** What flows and orchestrations hand back, by {@code name/version}. */
  Map<String, Map<String, Type>> outputs = Map.of();

  private Told(Orchestration orchestration) {
    this.orchestration = orchestration;
    versions.put(orchestration.version(), orchestration);
  }

  static Told of(Orchestration orchestration) {
    return new Told(orchestration);
  }

  static Told started(Orchestration orchestration) {
    return of(orchestration).start(Map.of());
  }

  Told start(Map<String, JsonNode> inputs) {
    return tell(start("hash", inputs));
  }

  static Run.Start start(String hash, Map<String, JsonNode> inputs) {
    return new Run.Start("sketch", 1, inputs, hash, null, "ada", null, null, null);
  }

  Told tell(Run.Decidable command) {
    seconds++;
    last = RunDecider.decide(state, command, context());
    if (last instanceof RunDecision.Accepted accepted) {
      accepted.events().forEach(e -> state = state.apply(e));
    }
    return this;
  }

  RunContext context() {
    var version = state instanceof StartedRun run ? run.version() : orchestration.version();
    return new RunContext(
        "r1",
        versions.get(version),
        new ActiveForTests(flowsActive, outputs),
        "owner",
        START.plusSeconds(seconds),
        versions::get);
  }

  /** Another version is at hand from now on. */
  Told knowing(Orchestration other) {
    versions.put(other.version(), other);
    return this;
  }

  Told finished(String step) {
    return finished(step, Map.of());
  }

  Told finished(String step, Map<String, JsonNode> outputs) {
    var run = run().step(step);
    return tell(
        new Run.StepReported(
            step, run.visit(), run.attempt(), new StepOutcome.Finished(outputs, null)));
  }

  Told failed(String step) {
    var run = run().step(step);
    return tell(
        new Run.StepReported(step, run.visit(), run.attempt(), StepOutcome.failed("broken")));
  }

  /** The attempt fails for a cause that may pass. */
  Told stumbled(String step) {
    var run = run().step(step);
    return tell(
        new Run.StepReported(
            step, run.visit(), run.attempt(), new StepOutcome.Failed("busy", true)));
  }

  /** An item in progress ends so. */
  Told item(String step, int index, StepOutcome outcome) {
    var run = run().step(step);
    var item = run.items().active().get(index);
    return tell(
        new Run.StepReported(
            step, run.visit(), item == null ? 1 : item.attempt(), outcome, null, index));
  }

  Told itemFinished(String step, int index, Map<String, JsonNode> outputs) {
    return item(step, index, new StepOutcome.Finished(outputs, null));
  }

  Told itemFailed(String step, int index) {
    return item(step, index, StepOutcome.failed("broken"));
  }

  Told itemStumbled(String step, int index) {
    return item(step, index, new StepOutcome.Failed("busy", true));
  }

  Told operate(RunOperation operation) {
    return tell(new Run.Operate(operation, "ola", null));
  }

  Told suspended() {
    return operate(new RunOperation.Suspend("audit"));
  }

  Told resumed() {
    return operate(new RunOperation.Resume());
  }

  Told retried(String step, Map<String, JsonNode> inputs) {
    return operate(new RunOperation.Retry(step, inputs));
  }

  Told skipped(String step, Map<String, JsonNode> outputs) {
    return operate(new RunOperation.Skip(step, outputs));
  }

  Told jumped(String stage) {
    return operate(new RunOperation.Jump(stage, null));
  }

  /** Lets time go on. */
  Told later(Duration time) {
    seconds += (int) time.toSeconds();
    return this;
  }

  Told fired(String timer) {
    return tell(new Run.TimerFired(timer, null));
  }

  Told evaluated(String site, boolean met) {
    return evaluated(site, met, null, false);
  }

  /** The evaluation flow has no answer. */
  Told unevaluated(String site, String fault, boolean passing) {
    return evaluated(site, false, fault, passing);
  }

  private Told evaluated(String site, boolean met, String fault, boolean passing) {
    var asked = run().evaluations();
    return tell(
        new Run.EvaluationReported(asked.pass(), site, asked.attempt(site), met, fault, passing));
  }

  Told claimed(String step, Principal by) {
    return tell(new Run.Claim(item(step), by, null));
  }

  Told completed(String step, Principal by, Map<String, JsonNode> outputs) {
    return tell(new Run.Complete(item(step), by, outputs, null));
  }

  Told event(String id, String step, String status) {
    return event(id, step, status, Map.of());
  }

  Told event(String id, String step, String status, Map<String, JsonNode> payload) {
    return tell(new Run.Publish(new Runs.Event("r1", id, step, status, payload), null));
  }

  WorkItemId item(String step) {
    return new WorkItemId("r1", step, run().step(step).visit());
  }

  Assignee assignee(String step) {
    return run().step(step).item().assignee();
  }

  StartedRun run() {
    return (StartedRun) state;
  }

  RunState state() {
    return state;
  }

  RunDecision last() {
    return last;
  }

  /**
   * The short names of the newest events with what they are about, as in {@code step-started a}.
   */
  List<String> events() {
    return ((RunDecision.Accepted) last).events().stream().map(Told::brief).toList();
  }

  RunDecision.Reason refusal() {
    return ((RunDecision.Rejected) last).reason();
  }

  String detail() {
    return ((RunDecision.Rejected) last).detail();
  }

  /** Each step of the newest stage run, as in {@code a=Completed}. */
  String steps() {
    return run().current().steps().values().stream()
        .map(s -> s.step() + "=" + s.status())
        .collect(Collectors.joining(" "));
  }

  /** Each stage run, as in {@code prepare#1=Completed}. */
  String stages() {
    return run().stages().stream()
        .map(s -> s.stage() + "#" + s.visit() + "=" + s.status())
        .collect(Collectors.joining(" "));
  }

  Set<String> wanted() {
    return RunWork.wantedBy(state).keySet();
  }

  private static String brief(RunEvent event) {
    var name = event.getClass().getAnnotation(JsonTypeName.class).value();
    return switch (event) {
      case RunEvent.StageStarted e -> name + " " + e.stage();
      case RunEvent.StageCompleted e -> name + " " + e.stage();
      case RunEvent.StageFailed e -> name + " " + e.stage();
      case RunEvent.StageResumed e -> name + " " + e.stage();
      case RunEvent.StepRetryPlanned e -> name + " " + e.step();
      case RunEvent.StepOutcomeKept e -> name + " " + e.step();
      case RunEvent.StepStarted e -> name + " " + e.step();
      case RunEvent.ItemEnded e -> name + " " + e.index();
      case RunEvent.ItemRetryPlanned e -> name + " " + e.index();
      case RunEvent.StepCompleted e -> name + " " + e.step();
      case RunEvent.StepSkipped e -> name + " " + e.step();
      case RunEvent.StepFailed e -> name + " " + e.step();
      case RunEvent.StepDiscontinued e -> name + " " + e.step();
      case RunEvent.StepCanceled e -> name + " " + e.step();
      case RunEvent.DecisionTaken e -> name + " " + e.decision() + "." + e.outcome();
      case RunEvent.WorkItemAssigned e -> name + " " + e.assignee();
      case RunEvent.WorkItemClosed e -> name + " " + e.status();
      default -> name;
    };
  }
}
