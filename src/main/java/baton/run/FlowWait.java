package baton.run;

import org.jspecify.annotations.Nullable;

/**
 * The newest wait of a step's flow, of which something is kept until the step has ended.
 *
 * @param attempt of the step that waited
 * @param number of the wait in that attempt
 * @param element of the flow
 * @param timer when the flow goes on; null when it has gone on, or will not
 */
record FlowWait(int attempt, int number, String element, @Nullable RunTimer timer) {
  static FlowWait of(RunEvent.StepWaits e) {
    return new FlowWait(e.attempt(), e.number(), e.element(), RunTimer.wait(e));
  }

  FlowWait with(@Nullable RunTimer newTimer) {
    return new FlowWait(attempt, number, element, newTimer);
  }
}
