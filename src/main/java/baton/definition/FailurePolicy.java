package baton.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a step that does not succeed at once.
 *
 * @param timeout how long one attempt may take; null for as long as it takes
 * @param fault its fault path: {@link #CONTINUE}, or the step of its stage that is started when it
 *     has failed for good; null where its error is the error of its stage
 */
public record FailurePolicy(RetryPolicy retry, @Nullable Duration timeout, @Nullable String fault) {
  /** The fault path of a step whose error changes nothing for its stage. */
  public static final String CONTINUE = "continue";

  public static final FailurePolicy USUAL = new FailurePolicy(RetryPolicy.USUAL, null, null);
}
