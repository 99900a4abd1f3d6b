package baton.work;

import java.time.Duration;

/**
 * How long to wait after an attempt that did not succeed: twice as long each time, a fifth more or
 * less so that mails that failed together do not come back together.
 *
 * @param first after the first attempt
 * @param longest after any
 * @param giveUpAfter how old a mail may get; mail servers themselves give up after about as long
 *     (RFC 5321 §4.5.4.1)
 */
record MailBackOff(Duration first, Duration longest, Duration giveUpAfter) {
  /** Of one mail that the server does not take now. */
  static final MailBackOff OF_A_MAIL =
      new MailBackOff(Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofDays(5));

  /** Of all mails of a slot, while no server answers. */
  static final MailBackOff OF_A_SLOT =
      new MailBackOff(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofDays(5));

  private static final int MOST_DOUBLINGS = 30;
  private static final double JITTER = 0.2;

  /**
   * @param attempts made so far, from 1
   * @param random from 0 to 1
   */
  Duration after(int attempts, double random) {
    var doublings = Math.min(attempts - 1, MOST_DOUBLINGS);
    var millis = Math.min(first.toMillis() << doublings, longest.toMillis());
    return Duration.ofMillis(Math.round(millis * (1 - JITTER + 2 * JITTER * random)));
  }
}
