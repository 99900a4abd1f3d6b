package baton.task;

import java.time.Duration;

/** The bounds of tasks, with their units. */
public final class TaskLimits {
  /** Types that one worker asks for at once. */
  public static final int TYPES_OF_A_FETCH = 16;

  /** Tasks that are fetched, extended or ended by one request. */
  public static final int TASKS_AT_ONCE = 1_000;

  public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  public static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

  public static final Duration LONGEST_LEASE = Duration.ofHours(12);

  /** Tasks of one type that a queue holds; more wait with their runs until there is room. */
  static final int TASKS_OF_A_TYPE = 50_000;

  /** Bytes of tasks in one answer: it must fit into a frame between two nodes. */
  static final int BYTES_AT_ONCE = 2 * 1024 * 1024;

  /** Workers that wait for one type. */
  static final int MOST_WAITING = 10_000;

  /** While a result is on its way to its run, nobody else is given the task. */
  static final Duration REPORTING = Duration.ofSeconds(15);

  /** After a queue was lost, its tasks are offered again within this. */
  public static final Duration OFFERED_AGAIN = Duration.ofSeconds(10);

  private TaskLimits() {}
}
