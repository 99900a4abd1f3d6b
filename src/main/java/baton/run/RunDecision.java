package baton.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the decider says: events to store, or why not, or that it is too early to say. */
public sealed interface RunDecision {
  /**
   * @param counts whether what was told has its effect: by these events, or since it was told first
   */
  record Accepted(List<RunEvent> events, boolean counts) implements RunDecision {
    public Accepted(List<RunEvent> events) {
      this(events, !events.isEmpty());
    }
  }

  /** Nothing can be said yet: who asks shall ask again. */
  record Postponed() implements RunDecision {}

  /**
   * @param by who was first, or has it now; null where nobody stands in the way
   * @param at when what stands in the way came to be; null where nothing of that kind does
   * @param problems what is wrong with what was given, by name; empty where that is not the reason
   */
  record Rejected(
      Reason reason,
      String detail,
      @Nullable String by,
      @Nullable Instant at,
      Map<String, String> problems)
      implements RunDecision {
    public Rejected {
      problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
    }
  }

  /** Why a command is refused; {@code http} has the one table from reason to status. */
  enum Reason {
    NOT_FOUND,
    /** The same idempotency key came with another request. */
    KEY_REUSED,
    INVALID_INPUT,
    /** The run, step or item is not in a state that allows this. */
    WRONG_STATE,
    NOT_ASSIGNED_TO_YOU,
    ALREADY_COMPLETED,
    CLAIMED_BY_OTHER,
    /** The run can go on with the other version later, when it is past where it is now. */
    MIGRATION_WAITS,
    /** No waiting makes the run fit the other version. */
    MIGRATION_BLOCKED
  }

  static RunDecision accept(List<RunEvent> events) {
    return new Accepted(List.copyOf(events));
  }

  /** Nothing to store: a repeat, or a stale report. */
  static RunDecision unchanged() {
    return new Accepted(List.of());
  }

  /** Nothing to store, because just this was told and stored before. */
  static RunDecision repeated() {
    return new Accepted(List.of(), true);
  }

  static RunDecision reject(Reason reason, String detail) {
    return new Rejected(reason, detail, null, null, Map.of());
  }

  /** Somebody, or something that happened, was first. */
  static RunDecision overtaken(Reason reason, String detail, @Nullable String by, Instant at) {
    return new Rejected(reason, detail, by, at, Map.of());
  }

  static RunDecision invalid(String detail, Map<String, String> problems) {
    return new Rejected(Reason.INVALID_INPUT, detail, null, null, problems);
  }
}
