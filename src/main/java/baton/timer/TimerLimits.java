package baton.timer;

import java.time.Duration;

/** The bounds of the timers, with their units. */
final class TimerLimits {
  /**
   * Keepers in the whole cluster. Never change it on data that exists: it says where timers are.
   */
  static final int SLOTS = 16;

  /** Characters of a target or of a key. */
  static final int LONGEST_NAME = 1_000;

  /** Timers that a slot holds in memory; a million due at once stay in the table until then. */
  static final int MOST_READ = 1_000;

  /** Deliveries of a slot that wait for an answer: a node must have hands free for other work. */
  static final int DELIVERIES_AT_ONCE = 8;

  /** Timers that wait in a keeper to be written; past it the caller is told to come again. */
  static final int MOST_UNWRITTEN = 20_000;

  static final int ROWS_OF_A_WRITE = 100;

  static final int WRITES_AT_ONCE = 4;

  /** Deliveries that are tried before a timer is put further back, out of the way of others. */
  static final int TRIES_IN_PLACE = 3;

  static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  /** For how long a timer is put back that could not be delivered. */
  static final Duration PUT_BACK = Duration.ofMinutes(1);

  /** A timer further ahead than this is read on the way, and put there again. */
  static final Duration FURTHEST = Duration.ofDays(3_650);

  /** How long a timer is kept past its moment, so how long a whole cluster may be away. */
  static final Duration KEPT = Duration.ofDays(90);

  /** Between two looks of a busy slot, so that one look finds many timers. */
  static final Duration LOOK_PAUSE = Duration.ofMillis(50);

  /** A clock that jumps is noticed after this. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** Between two stored cursors: what a crash makes fire again is no more than this. */
  static final Duration CURSOR_PAUSE = Duration.ofSeconds(1);

  /** Minutes that one look at a long gap goes over. */
  static final int MINUTES_OF_A_LEAP = 60;

  private TimerLimits() {}
}
