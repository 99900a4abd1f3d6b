package baton.flow;

import java.time.InstantSource;

/**
 * What surrounds a flow that is run to its end.
 *
 * @param runId the run it belongs to, for logs
 * @param keyPrefix begins the idempotency key of every action; the same whenever this work is
 *     started again
 * @param user in whose name it runs
 * @param mayCallOut whether its actions may wait for something outside of this process
 */
public record FlowContext(
    InstantSource clock, String runId, String keyPrefix, String user, boolean mayCallOut) {
  Moment moment() {
    return new Moment(clock.instant(), user);
  }
}
