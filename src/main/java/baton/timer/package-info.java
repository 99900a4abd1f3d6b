/**
 * Durable timers: they survive sleep, restart and moves between nodes, and fire when they are due.
 *
 * <p>{@link baton.timer.Timers} is the door. Each slot has one {@link baton.timer.TimerKeeper} in
 * the cluster, which writes its timers, reads them as they come due and delivers them, oldest
 * first; {@link baton.timer.TimerSlot} decides purely what it does next. A timer is delivered at
 * least once: the receiver tells by the key what it has had, and ignores what is of no use any
 * more, so nothing is ever canceled.
 *
 * <p>Imports no room. Whom timers wake, {@code app} says by {@link baton.timer.Timers.Receiver}.
 */
@NullMarked
package baton.timer;

import org.jspecify.annotations.NullMarked;
