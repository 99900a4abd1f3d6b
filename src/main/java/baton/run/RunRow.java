package baton.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The line that a run has in the list of runs; {@code revision} orders two versions of it.
 *
 * @param stage the newest stage
 * @param records what started it, and what its work items are about, as in {@code Quote/Q-7}
 * @param inputs the short ones, as text, by which the run can be found
 * @param parent the run that it does a step of
 */
public record RunRow(
    String id,
    String orchestration,
    int version,
    String label,
    RunStatus status,
    @Nullable String stage,
    @Nullable String stageLabel,
    @Nullable String businessKey,
    List<String> records,
    Map<String, String> inputs,
    String startedBy,
    Instant startedAt,
    Instant changedAt,
    @Nullable Instant endedAt,
    long revision,
    @Nullable String parent) {
  public RunRow {
    records = List.copyOf(records);
    inputs = Map.copyOf(inputs);
  }
}
