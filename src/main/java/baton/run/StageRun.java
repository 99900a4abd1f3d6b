package baton.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One visit of a stage, with its step runs in the order of the definition. */
public record StageRun(
    String stage,
    int visit,
    StageStatus status,
    Map<String, StepRun> steps,
    @Nullable String fault,
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
        e.at(),
        null);
  }

  StageRun with(StepRun step) {
    var changed = new LinkedHashMap<>(steps);
    changed.put(step.step(), step);
    return new StageRun(
        stage, visit, status, Collections.unmodifiableMap(changed), fault, startedAt, endedAt);
  }

  StageRun ended(StageStatus newStatus, @Nullable String newFault, Instant at) {
    return new StageRun(stage, visit, newStatus, steps, newFault, startedAt, at);
  }

  boolean inProgress() {
    return status == StageStatus.InProgress;
  }
}
