package baton.run;

import baton.definition.Assignee;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/** The door to all runs of the cluster. */
public interface Runs {

  /**
   * What is asked of a new run.
   *
   * @param idempotencyKey with a key, the same key never makes a second run
   * @param record whose change starts the run; only where the orchestration begins so
   */
  record Submission(
      String orchestration,
      int version,
      Map<String, JsonNode> inputs,
      @Nullable String businessKey,
      @Nullable String idempotencyKey,
      String by,
      @Nullable RunRecord record) {
    public Submission(
        String orchestration,
        int version,
        Map<String, JsonNode> inputs,
        @Nullable String businessKey,
        @Nullable String idempotencyKey,
        String by) {
      this(orchestration, version, inputs, businessKey, idempotencyKey, by, null);
    }
  }

  /** What a run answers to a command; a failed stage means: outcome unknown, safe to send again. */
  sealed interface Answer {
    /** Done; {@code created} is false when an earlier submission with the same key made the run. */
    record Done(String runId, RunStatus status, boolean created) implements Answer {}

    /**
     * @param by who was first, or has it now; null where nobody stands in the way
     * @param at when what stands in the way came to be; null where nothing of that kind does
     * @param problems what is wrong with what was given, by name
     */
    record Refused(
        RunDecision.Reason reason,
        String detail,
        @Nullable String by,
        @Nullable Instant at,
        Map<String, String> problems)
        implements Answer {
      public Refused(RunDecision.Reason reason, String detail) {
        this(reason, detail, null, null, Map.of());
      }
    }
  }

  /** An orchestration event; without a step it wakes the run, with one it finishes that step. */
  record Event(
      String runId,
      String eventId,
      @Nullable String step,
      @Nullable String stepStatus,
      Map<String, JsonNode> payload) {}

  CompletionStage<Answer> submit(Submission submission);

  CompletionStage<Optional<RunView>> view(String runId);

  /** Why the run stands where it stands. */
  CompletionStage<Optional<RunWhy>> why(String runId);

  /** The run once it has settled, or as it is when the time is over. */
  CompletionStage<Optional<RunView>> settled(String runId, Duration atMost);

  /** The run now and after each change, until it has ended; fails when there is no such run. */
  Source<RunView, NotUsed> changes(String runId);

  CompletionStage<Answer> cancel(String runId, String by, @Nullable String reason);

  /** Suspends, resumes, retries, skips or jumps. */
  CompletionStage<Answer> operate(String runId, RunOperation operation, String by);

  /**
   * Leads a run to another version; refused as waiting or blocked where it cannot go now, or not at
   * all.
   */
  CompletionStage<Answer> migrate(String runId, RunMigration migration, String by);

  CompletionStage<Answer> publish(Event event);

  /**
   * A kept timer is due. Any answer settles it, also one that refuses; it is fired again only when
   * the stage fails.
   */
  CompletionStage<Answer> timerFired(String runId, String timer);

  /** Tells a run of a newer version of the record that it is about; an older one is harmless. */
  CompletionStage<Answer> noticeRecord(
      String runId, String type, String id, long version, Map<String, JsonNode> fields);

  CompletionStage<Answer> claim(WorkItemId item, Principal by);

  CompletionStage<Answer> release(WorkItemId item, Principal by);

  CompletionStage<Answer> reassign(
      WorkItemId item, Principal by, Assignee to, @Nullable String reason);

  CompletionStage<Answer> complete(WorkItemId item, Principal by, Map<String, JsonNode> outputs);
}
