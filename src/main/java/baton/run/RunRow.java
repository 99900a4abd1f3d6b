package baton.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The line that a run has in the list of runs; {@code revision} orders two versions of it. */
public record RunRow(
    String id,
    String orchestration,
    int version,
    String label,
    RunStatus status,
    @Nullable String stage,
    @Nullable String businessKey,
    String startedBy,
    Instant startedAt,
    Instant changedAt,
    @Nullable Instant endedAt,
    long revision) {}
