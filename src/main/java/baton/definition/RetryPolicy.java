package baton.definition;

import java.time.Duration;

/**
 * How often a step is tried, and how long it pauses in between: {@code first}, then twice as long
 * each time, {@code longest} at most.
 *
 * @param attempts all together, the first one counted
 * @param anyError also an error that the step's work reports as final, such as a refusal
 */
public record RetryPolicy(int attempts, Duration first, Duration longest, boolean anyError) {
  public static final int MAX_ATTEMPTS = 100;

  /** Where nothing is said: an error that may pass is given two more chances. */
  public static final RetryPolicy USUAL =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofMinutes(1), false);

  public static final RetryPolicy NEVER =
      new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(1), false);
}
