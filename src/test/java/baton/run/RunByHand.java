package baton.run;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Assignee;
import baton.definition.Orchestration;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * One run for the tests of other rooms, moved on by hand: the real decider, state and wanted work,
 * with neither an actor nor a store nor time of its own.
 */
public final class RunByHand {
  /** Nobody waits for an answer: the decision is looked at instead. */
  @SuppressWarnings("NullAway")
  private static final ActorRef<Run.Reply> NOBODY = null;

  public static final String ID = "0192f3a0-0000-7000-8000-000000000001";

  private final Orchestration orchestration;
  private Instant now = Instant.parse("2026-03-01T09:30:00Z");
  private RunState state = new RunState.NotStarted();

  public RunByHand(Orchestration orchestration) {
    this.orchestration = orchestration;
  }

  public Instant now() {
    return now;
  }

  public void passes(Duration time) {
    now = now.plus(time);
  }

  public void start(Map<String, JsonNode> inputs, @Nullable RunRecord record) {
    decide(
        new Run.Start(
            orchestration.name(),
            orchestration.version(),
            inputs,
            "hash",
            null,
            "ada",
            record,
            null,
            NOBODY));
  }

  public void report(Run.Report report) {
    decide(report);
  }

  /** Why a report is refused; it must be. */
  public String refused(Run.Report report) {
    return ((RunDecision.Rejected) RunDecider.decide(state, report, context())).detail();
  }

  /** Somebody completes the open work item of a step who may do so. */
  public void complete(RunView.StepView step, int visit, Map<String, JsonNode> outputs) {
    var assignee = Assignee.parse(step.workItem().assignee());
    var all = Set.of(assignee.name());
    decide(
        new Run.Complete(
            new WorkItemId(ID, step.name(), visit),
            new Principal(assignee.name(), all, all),
            outputs,
            NOBODY));
  }

  public void notice(String type, String id, long version, Map<String, JsonNode> fields) {
    decide(new Run.NoticeRecord(type, id, version, fields, NOBODY));
  }

  public Collection<RunWork> wanted() {
    return List.copyOf(RunWork.wantedBy(state).values());
  }

  public RunView view() {
    return RunView.of(ID, run(), orchestration, 0);
  }

  public RunWhy why() {
    return RunReasons.of(run(), context(), 0);
  }

  private StartedRun run() {
    return (StartedRun) state;
  }

  private RunContext context() {
    return new RunContext(ID, orchestration, flow -> 1, "ada", now);
  }

  private void decide(Run.Decidable command) {
    switch (RunDecider.decide(state, command, context())) {
      case RunDecision.Accepted yes -> yes.events().forEach(event -> state = state.apply(event));
      case RunDecision.Rejected no -> throw new AssertionError(command + ": " + no);
      case RunDecision.Postponed later -> throw new AssertionError(command + ": " + later);
    }
    assertThat(state).isInstanceOf(StartedRun.class);
  }
}
