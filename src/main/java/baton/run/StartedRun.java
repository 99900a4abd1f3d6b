package baton.run;

import baton.run.RunEvent.DecisionTaken;
import baton.run.RunEvent.RecordNoticed;
import baton.run.RunEvent.RunStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A run that has started, whatever became of it.
 *
 * @param start how it began, with the newest values of its record
 * @param stages every visit of every stage, oldest first
 * @param decisions the newest outcome of each decision; "" is the default
 * @param outcomes every outcome ever taken, as {@code decision.outcome}
 * @param events ids of the newest orchestration events received
 * @param bytes of JSON that the inputs and outputs of the run and of its steps have
 * @param changedAt when the newest event happened
 */
public record StartedRun(
    RunStarted start,
    RunStatus status,
    @Nullable String fault,
    List<StageRun> stages,
    Map<String, String> decisions,
    Set<String> outcomes,
    Evaluations evaluations,
    Set<String> events,
    int bytes,
    Instant changedAt,
    @Nullable Instant endedAt)
    implements RunState {

  /** The run has ended, or only waits for people or events. */
  public boolean settled() {
    return RunWork.wantedBy(this).isEmpty();
  }

  /** The newest visit of a stage, if it was ever entered. */
  public @Nullable StageRun stage(String stage) {
    return stages.reversed().stream().filter(s -> s.stage().equals(stage)).findFirst().orElse(null);
  }

  /** The newest stage run: the one in progress, if any is. */
  public @Nullable StageRun current() {
    return stages.isEmpty() ? null : stages.getLast();
  }

  /** The newest run of a step, if its stage was ever entered. */
  public @Nullable StepRun step(String step) {
    for (var stage : stages.reversed()) {
      var found = stage.steps().get(step);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  public @Nullable StepRun step(String step, int visit) {
    for (var stage : stages.reversed()) {
      var found = stage.steps().get(step);
      if (found != null && found.visit() == visit) {
        return found;
      }
    }
    return null;
  }

  StartedRun with(RunStatus newStatus, @Nullable String newFault, Instant at) {
    return new StartedRun(
        start,
        newStatus,
        newFault,
        stages,
        decisions,
        outcomes,
        evaluations.dropped(),
        events,
        bytes,
        changedAt,
        at);
  }

  private StartedRun with(List<StageRun> newStages, int newBytes) {
    return new StartedRun(
        start,
        status,
        fault,
        List.copyOf(newStages),
        decisions,
        outcomes,
        evaluations,
        events,
        newBytes,
        changedAt,
        endedAt);
  }

  StartedRun with(Evaluations newEvaluations) {
    return new StartedRun(
        start,
        status,
        fault,
        stages,
        decisions,
        outcomes,
        newEvaluations,
        events,
        bytes,
        changedAt,
        endedAt);
  }

  StartedRun begun(StageRun stage) {
    var all = new ArrayList<>(stages);
    all.add(stage);
    return with(all, bytes);
  }

  StartedRun changed(String stage, int visit, UnaryOperator<StageRun> change) {
    var all = new ArrayList<>(stages);
    for (var i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).stage().equals(stage) && all.get(i).visit() == visit) {
        all.set(i, change.apply(all.get(i)));
        return with(all, bytes);
      }
    }
    throw new IllegalStateException("no visit " + visit + " of stage " + stage);
  }

  StartedRun changedStep(String step, int visit, UnaryOperator<StepRun> change) {
    var all = new ArrayList<>(stages);
    for (var i = all.size() - 1; i >= 0; i--) {
      var found = all.get(i).steps().get(step);
      if (found != null && found.visit() == visit) {
        var now = change.apply(found);
        all.set(i, all.get(i).with(now));
        return with(all, bytes + now.bytes() - found.bytes());
      }
    }
    throw new IllegalStateException("no visit " + visit + " of step " + step);
  }

  StartedRun changedItem(String step, int visit, UnaryOperator<WorkItem> change) {
    return changedStep(
        step,
        visit,
        run -> {
          var item = run.item();
          if (item == null) {
            throw new IllegalStateException("step " + step + " has no work item");
          }
          return run.withItem(change.apply(item));
        });
  }

  StartedRun taken(DecisionTaken e) {
    var newest = new HashMap<>(decisions);
    var outcome = e.outcome() == null ? "" : e.outcome();
    newest.put(e.decision(), outcome);
    var ever = new LinkedHashSet<>(outcomes);
    ever.add(e.decision() + "." + outcome);
    return new StartedRun(
        start,
        status,
        fault,
        stages,
        Map.copyOf(newest),
        Set.copyOf(ever),
        evaluations,
        events,
        bytes,
        changedAt,
        endedAt);
  }

  StartedRun received(String eventId) {
    var kept = new LinkedHashSet<>(events);
    kept.add(eventId);
    if (kept.size() > RunLimits.REMEMBERED_EVENTS) {
      kept.removeFirst();
    }
    return new StartedRun(
        start,
        status,
        fault,
        stages,
        decisions,
        outcomes,
        evaluations,
        Collections.unmodifiableSet(kept),
        bytes,
        changedAt,
        endedAt);
  }

  /** How it began, now with the newest values of its record. */
  StartedRun noticed(RecordNoticed e) {
    var record = start.record();
    if (record == null) {
      throw new IllegalStateException(e + " of a run without a record");
    }
    return new StartedRun(
        start.with(record.at(e.version(), e.fields())),
        status,
        fault,
        stages,
        decisions,
        outcomes,
        evaluations,
        events,
        bytes,
        changedAt,
        endedAt);
  }

  StartedRun at(Instant time) {
    return new StartedRun(
        start,
        status,
        fault,
        stages,
        decisions,
        outcomes,
        evaluations,
        events,
        bytes,
        time,
        endedAt);
  }
}
