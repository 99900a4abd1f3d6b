package baton.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The door to the tasks of the cluster. A failed stage means: send it again. */
public interface Tasks {
  /** What a worker asks for: at most so many tasks of these types, under leases of this length. */
  record Fetch(List<String> types, int max, Duration patience, Duration lease) {}

  /** A task in the hands of a worker; the lease is to be named with all that is said of it. */
  record Leased(Task task, String lease, Instant until) {}

  record Held(TaskId id, String lease) {}

  /** How a worker says that a task ended. */
  sealed interface Outcome {
    record Completed(Map<String, JsonNode> outputs, @Nullable String comments) implements Outcome {}

    /** {@code passing} where another attempt may succeed. */
    record Failed(String fault, boolean passing) implements Outcome {}
  }

  record Ended(Held held, Outcome outcome) {}

  /** What became of one thing that a worker said. */
  enum Verdict {
    /** Durable. */
    DONE,
    /** The lease has run out or the task has ended otherwise; nothing was changed. */
    STALE,
    /** What the worker says cannot be so; nothing was changed, and its lease holds. */
    REFUSED,
    /** Nobody knows; to be said again. */
    UNKNOWN
  }

  /**
   * What became of one thing that a worker said.
   *
   * @param why where it was refused
   */
  record Told(Verdict verdict, @Nullable String why) {
    public static Told of(Verdict verdict) {
      return new Told(verdict, null);
    }
  }

  /** Who wanted the tasks done. */
  interface Results {
    /**
     * Done, also where the same was told before under this lease, or stale or refused. Never {@link
     * Verdict#UNKNOWN}: that is what a failed stage means.
     */
    CompletionStage<Told> ended(TaskId task, String lease, Outcome outcome);

    /** Whether the attempt has ended so, completed or failed, under this lease. */
    CompletionStage<Boolean> hasEnded(TaskId task, String lease, Outcome outcome);
  }

  /** Waits as long as it may until there is at least one. */
  CompletionStage<List<Leased>> fetch(Fetch fetch);

  /** One verdict for each, in order; leases that hold last at least that much longer. */
  CompletionStage<List<Verdict>> extend(List<Held> leases, Duration lease);

  /** These leases end now, with nothing done: the tasks wait again, each at its place. */
  void giveBack(List<Held> leases);

  /** One verdict for each, in order. */
  CompletionStage<List<Told>> end(List<Ended> ended);
}
