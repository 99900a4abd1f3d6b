package baton.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something in the history of a run that matters to people.
 *
 * @param sequence number of the event in the run
 * @param name of the stage, step or decision; of a run its orchestration
 * @param visit of the stage, from 1; 0 where none is meant
 * @param tookMillis how long what ends here has lasted; null where nothing ends
 * @param actor who did it; null where the run did
 * @param record what a work item is about, as in {@code Quote/Q-7}
 */
public record Milestone(
    long sequence,
    Instant at,
    Subject subject,
    String name,
    int visit,
    What what,
    @Nullable Long tookMillis,
    @Nullable String actor,
    @Nullable String assignee,
    @Nullable String record,
    @Nullable String comments,
    @Nullable String reason,
    @Nullable String fault) {

  /** What it happened to. */
  public enum Subject {
    Run,
    Stage,
    Step,
    /** The run of another orchestration that does a step. */
    SubRun,
    WorkItem,
    Decision
  }

  /** What happened. */
  public enum What {
    Started,
    Completed,
    Failed,
    Skipped,
    Suspended,
    Resumed,
    Canceled,
    Discontinued,
    Jumped,
    Migrated,
    RetryPlanned,
    ItemFailed,
    ReportedLate,
    Assigned,
    Reassigned,
    Claimed,
    Released,
    Held,
    Freed,
    Taken
  }
}
