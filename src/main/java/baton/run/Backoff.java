package baton.run;

import baton.definition.RetryPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;

/**
 * How long to pause before the next attempt. The pause is spread over its longer half, so that what
 * failed together does not come again together; by the names of things rather than by chance, so
 * that the same decision comes out the same.
 */
final class Backoff {
  private Backoff() {}

  /**
   * @param tries how often it was tried so far, from 1
   * @param what is to be tried again, different for each attempt
   */
  static Duration pause(RetryPolicy policy, int tries, String what) {
    var whole = policy.first();
    for (var i = 1; i < tries && whole.compareTo(policy.longest()) < 0; i++) {
      whole = whole.multipliedBy(2);
    }
    var most = whole.compareTo(policy.longest()) > 0 ? policy.longest() : whole;
    var half = most.toMillis() / 2;
    return Duration.ofMillis(most.toMillis() - half + part(what, half));
  }

  private static long part(String what, long of) {
    var hash = new CRC32();
    hash.update(what.getBytes(StandardCharsets.UTF_8));
    return (long) (of * (hash.getValue() / (double) (1L << 32)));
  }
}
