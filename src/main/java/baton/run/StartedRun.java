package baton.run;

import baton.run.RunEvent.DecisionTaken;
import baton.run.RunEvent.RecordNoticed;
import baton.run.RunEvent.RunStarted;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A run that has started, whatever became of it.
 *
 * @param start how it began, with the newest values of its record
 * @param version of its orchestration, by which it goes on
 * @param fault why it is in error
 * @param faultMessage what went wrong last, though a fault path may have been taken
 * @param failedAt the element that could not be entered, where that put the run in error
 * @param deciding the decision that it waits at for evaluation flows, between two stages
 * @param awaited decisions that it has waited at since it entered a stage
 * @param inARow synchronous steps that it has started since it last let others come in between
 * @param yielding whether it lets others come in between now
 * @param stages every visit of every stage, oldest first
 * @param decisions the newest outcome of each decision; "" is the default
 * @param outcomes every outcome ever taken, as {@code decision.outcome}
 * @param events ids of the newest orchestration events received
 * @param outputs what it hands back, once it has completed
 * @param endings how often it has ended or was in error, and what its parent knows of that
 * @param followed the records that it follows besides the one it is about
 * @param formerSteps the names that steps had before a migration
 * @param bytes of JSON that the inputs and outputs of the run and of its steps have
 * @param changedAt when the newest event happened
 * @param suspendedAt since when it is suspended
 */
public record StartedRun(
    RunStarted start,
    int version,
    RunStatus status,
    @Nullable String fault,
    @Nullable String faultMessage,
    @Nullable String failedAt,
    @Nullable String deciding,
    int awaited,
    int inARow,
    boolean yielding,
    List<StageRun> stages,
    Map<String, String> decisions,
    Set<String> outcomes,
    Evaluations evaluations,
    Set<String> events,
    Map<String, JsonNode> outputs,
    SubRuns subRuns,
    Endings endings,
    FollowedRecords followed,
    FormerNames formerSteps,
    int bytes,
    Instant changedAt,
    @Nullable Instant suspendedAt,
    @Nullable Instant endedAt)
    implements RunState {

  static StartedRun of(RunStarted start) {
    return new StartedRunDraft(start).made();
  }

  /** The run has ended, or only waits for people, events, other runs or a time that is not near. */
  public boolean settled() {
    return RunWork.wantedBy(this).values().stream()
        .allMatch(work -> work instanceof RunWork.Wait wait && !wait.timer().kind().soon());
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

  private StartedRun with(Consumer<StartedRunDraft> change) {
    var draft = new StartedRunDraft(this);
    change.accept(draft);
    return draft.made();
  }

  StartedRun ended(RunStatus newStatus, Instant at) {
    return with(d -> {
      d.status = newStatus;
      d.fault = null;
      d.deciding = null;
      d.inARow = 0;
      d.yielding = false;
      d.evaluations = evaluations.dropped();
      d.suspendedAt = null;
      d.endedAt = at;
      d.endings = endings.oneMore();
    });
  }

  StartedRun completed(RunEvent.RunCompleted e) {
    return ended(RunStatus.Completed, e.at())
        .with(d -> {
          d.outputs = e.outputs();
          d.bytes = bytes + RunValues.bytes(e.outputs());
        });
  }

  StartedRun failed(RunEvent.RunFailed e) {
    return ended(RunStatus.Error, e.at())
        .with(d -> {
          d.fault = e.fault();
          d.faultMessage = e.fault();
          d.failedAt = e.element();
        });
  }

  StartedRun suspended(Instant at) {
    return with(d -> {
      d.status = RunStatus.Suspended;
      d.evaluations = evaluations.dropped();
      d.suspendedAt = at;
    });
  }

  StartedRun resumed() {
    return with(d -> {
      d.status = RunStatus.InProgress;
      d.fault = null;
      d.failedAt = null;
      d.suspendedAt = null;
      d.endedAt = null;
    });
  }

  /** Stages and steps have the names that they have in the new version. */
  StartedRun migrated(RunEvent.RunMigrated e) {
    var renamed = new ArrayList<StageRun>();
    for (var stage : stages) {
      renamed.add(stage.renamed(e.stages(), e.steps()));
    }
    var grown = RunValues.bytes(e.inputs()) - RunValues.bytes(start.inputs());
    if (!renamed.isEmpty() && failedAt == null && deciding == null) {
      var before = renamed.removeLast();
      renamed.addLast(before.withSteps(e.currentSteps(), e.at()));
      grown += renamed.getLast().bytes() - before.bytes();
    }
    var newBytes = bytes + grown;
    return with(d -> {
      d.begun(e.inputs(), start.record());
      d.followed = followed.changed(e.follows(), e.inputs(), start.record());
      d.version = e.version();
      d.stages = List.copyOf(renamed);
      d.failedAt = failedAt == null ? null : e.stages().getOrDefault(failedAt, failedAt);
      d.evaluations = evaluations.dropped();
      d.formerSteps = formerSteps.and(e.steps());
      d.bytes = newBytes;
    });
  }

  StartedRun withFaultMessage(String message) {
    return with(d -> d.faultMessage = message);
  }

  StartedRun with(Evaluations newEvaluations) {
    return with(d -> d.evaluations = newEvaluations);
  }

  StartedRun with(SubRuns newSubRuns) {
    return with(d -> d.subRuns = newSubRuns);
  }

  StartedRun with(Endings newEndings) {
    return with(d -> d.endings = newEndings);
  }

  StartedRun begun(StageRun stage) {
    var all = new ArrayList<>(stages);
    all.add(stage);
    return with(d -> {
      d.stages = List.copyOf(all);
      d.deciding = null;
      d.awaited = 0;
    });
  }

  /**
   * A step was started. One that takes its time lets nobody in while a synchronous one beside it
   * goes on, so only those that let others in begin the count anew.
   */
  StartedRun begun(RunEvent.StepStarted e) {
    var started = changedStep(e.step(), e.visit(), step -> step.started(e));
    return e.mode() == StepMode.SYNCHRONOUS ? started.with(d -> d.inARow = inARow + 1) : started;
  }

  StartedRun yielding(boolean now) {
    return with(d -> {
      d.yielding = now;
      d.inARow = 0;
    });
  }

  StartedRun changed(String stage, int visit, UnaryOperator<StageRun> change) {
    var all = new ArrayList<>(stages);
    for (var i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).stage().equals(stage) && all.get(i).visit() == visit) {
        all.set(i, change.apply(all.get(i)));
        return with(d -> d.stages = List.copyOf(all));
      }
    }
    throw new IllegalStateException("no visit " + visit + " of stage " + stage);
  }

  /** Changes the items of a step; the function is told whether new ones may begin. */
  StartedRun changedItems(String step, int visit, BiFunction<StepRun, Boolean, StepRun> change) {
    var all = new ArrayList<>(stages);
    for (var i = all.size() - 1; i >= 0; i--) {
      var found = all.get(i).steps().get(step);
      if (found != null && found.visit() == visit && found.items() != null) {
        var now = change.apply(found, status == RunStatus.InProgress);
        all.set(i, all.get(i).with(now));
        var items = now.items() == null ? 0 : now.items().bytes();
        var grown = items - found.items().bytes();
        return with(d -> {
          d.stages = List.copyOf(all);
          d.bytes = bytes + grown;
        });
      }
    }
    throw new IllegalStateException("no visit " + visit + " of step " + step + " with items");
  }

  /** Where the run goes on, items begin; where it is suspended, none does. */
  StartedRun itemsGoOn(Instant at) {
    var run = this;
    var stage = current();
    if (stage != null) {
      for (var step : stage.steps().values()) {
        if (step.items() != null && step.inProgress()) {
          run =
              run.changedItems(step.step(), step.visit(), (s, goingOn) -> s.itemsGoOn(goingOn, at));
        }
      }
    }
    return run;
  }

  StartedRun changedStep(String step, int visit, UnaryOperator<StepRun> change) {
    var all = new ArrayList<>(stages);
    for (var i = all.size() - 1; i >= 0; i--) {
      var found = all.get(i).steps().get(step);
      if (found != null && found.visit() == visit) {
        var now = change.apply(found);
        all.set(i, all.get(i).with(now));
        return with(d -> {
          d.stages = List.copyOf(all);
          d.bytes = bytes + now.bytes() - found.bytes();
        });
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

  /** The timers of the current stage are the only ones that mean anything. */
  StartedRun changedTimer(String key, boolean kept) {
    if (evaluations.timer(key) != null) {
      return with(evaluations.changedTimer(key, kept));
    }
    var stage = current();
    if (stage != null) {
      var deadline = stage.timer();
      if (deadline != null && deadline.key().equals(key)) {
        return changed(stage.stage(), stage.visit(), s -> s.withTimer(deadline.with(kept)));
      }
      for (var step : stage.steps().values()) {
        for (var timer : step.timers()) {
          if (timer.key().equals(key)) {
            return changedStep(step.step(), step.visit(), s -> s.withTimer(timer.with(kept)));
          }
        }
      }
    }
    throw new IllegalStateException("no timer " + key);
  }

  StartedRun awaiting(String decision) {
    return with(d -> {
      d.deciding = decision;
      d.awaited = awaited + 1;
    });
  }

  StartedRun taken(DecisionTaken e) {
    var newest = new HashMap<>(decisions);
    var outcome = e.outcome() == null ? "" : e.outcome();
    newest.put(e.decision(), outcome);
    var ever = new LinkedHashSet<>(outcomes);
    ever.add(e.decision() + "." + outcome);
    return with(d -> {
      d.deciding = null;
      d.decisions = Map.copyOf(newest);
      d.outcomes = Set.copyOf(ever);
    });
  }

  StartedRun received(String eventId) {
    var kept = new LinkedHashSet<>(events);
    kept.add(eventId);
    if (kept.size() > RunLimits.REMEMBERED_EVENTS) {
      kept.removeFirst();
    }
    return with(d -> d.events = Collections.unmodifiableSet(kept));
  }

  /** How it began, now with the newest values of a record. */
  StartedRun noticed(RecordNoticed e) {
    var fields = e.fields();
    if (e.type() != null && e.id() != null) {
      return noticed(e, followed.get(e.type(), e.id()), fields);
    }
    var record = start.record();
    if (record == null || fields == null) {
      throw new IllegalStateException(e + " of a run without a record");
    }
    return with(d -> d.begun(start.inputs(), record.at(e.version(), fields)));
  }

  private StartedRun noticed(
      RecordNoticed e, @Nullable FollowedRecord record, @Nullable Map<String, JsonNode> fields) {
    if (record == null) {
      throw new IllegalStateException(e + " of a run that does not follow it");
    }
    var seen = with(d -> d.followed = followed.noticed(record, e.version(), fields != null));
    if (fields == null) {
      return seen;
    }
    var inputs = new LinkedHashMap<>(start.inputs());
    inputs.putAll(record.with(fields));
    return seen.with(d -> {
      d.begun(inputs, start.record());
      d.bytes = bytes + record.growth(start.inputs(), fields);
    });
  }

  StartedRun with(FollowedRecords newRecords) {
    return with(d -> d.followed = newRecords);
  }

  StartedRun at(Instant time) {
    return with(d -> d.changedAt = time);
  }
}
