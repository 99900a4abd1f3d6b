package baton.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One visit of a stage, with its step runs in the order of the definition.
 *
 * @param timer its deadline, if it has one
 */
public record StageRun(
    String stage,
    int visit,
    StageStatus status,
    Map<String, StepRun> steps,
    @Nullable String fault,
    @Nullable RunTimer timer,
    Instant startedAt,
    @Nullable Instant endedAt) {

  static StageRun started(RunEvent.StageStarted e) {
    var steps = new LinkedHashMap<String, StepRun>();
    List.copyOf(e.steps()).forEach(s -> steps.put(s, StepRun.notStarted(s, e.visit())));
    return new StageRun(
        e.stage(),
        e.visit(),
        StageStatus.InProgress,
        Collections.unmodifiableMap(steps),
        null,
        deadline(e.stage(), e.visit(), e.deadline()),
        e.at(),
        null);
  }

  private static @Nullable RunTimer deadline(String stage, int visit, @Nullable Instant due) {
    return due == null ? null : RunTimer.deadline(stage, visit, due);
  }

  StageRun with(StepRun step) {
    var changed = new LinkedHashMap<>(steps);
    changed.put(step.step(), step);
    return new StageRun(
        stage,
        visit,
        status,
        Collections.unmodifiableMap(changed),
        fault,
        timer,
        startedAt,
        endedAt);
  }

  StageRun withTimer(RunTimer newTimer) {
    return new StageRun(stage, visit, status, steps, fault, newTimer, startedAt, endedAt);
  }

  StageRun renamed(Map<String, String> stageNames, Map<String, String> stepNames) {
    var renamed = new LinkedHashMap<String, StepRun>();
    steps.forEach((name, step) -> {
      var newName = stepNames.getOrDefault(name, name);
      renamed.put(newName, step.named(newName));
    });
    return new StageRun(
        stageNames.getOrDefault(stage, stage),
        visit,
        status,
        Collections.unmodifiableMap(renamed),
        fault,
        timer,
        startedAt,
        endedAt);
  }

  /** With these steps, and those that have been begun before. */
  StageRun withSteps(List<String> names, Instant at) {
    var all = new LinkedHashMap<String, StepRun>();
    for (var name : names) {
      var step = steps.get(name);
      all.put(name, step == null ? StepRun.notStarted(name, visit) : step.taken());
    }
    steps.forEach((name, step) -> {
      if (step.finished() || step.attempt() > 0) {
        all.putIfAbsent(name, step.finished() ? step : step.dropped(at));
      }
    });
    return new StageRun(
        stage, visit, status, Collections.unmodifiableMap(all), fault, timer, startedAt, endedAt);
  }

  StageRun suspended() {
    return new StageRun(
        stage, visit, StageStatus.Suspended, steps, fault, timer, startedAt, endedAt);
  }

  StageRun resumed(RunEvent.StageResumed e) {
    return new StageRun(
        stage,
        visit,
        StageStatus.InProgress,
        steps,
        null,
        deadline(stage, visit, e.deadline()),
        startedAt,
        null);
  }

  StageRun ended(StageStatus newStatus, @Nullable String newFault, Instant at) {
    return new StageRun(stage, visit, newStatus, steps, newFault, null, startedAt, at);
  }

  /** Bytes of JSON that its steps have. */
  int bytes() {
    return steps.values().stream().mapToInt(StepRun::bytes).sum();
  }

  boolean inProgress() {
    return status == StageStatus.InProgress;
  }

  /** Started and not ended, though it may be suspended. */
  boolean open() {
    return inProgress() || status == StageStatus.Suspended;
  }
}
