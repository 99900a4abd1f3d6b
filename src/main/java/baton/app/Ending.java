package baton.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be closed when the process ends, last opened first: HTTP and actors before the session
 * they use, and Cassandra last.
 */
final class Ending {
  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  private final Deque<Runnable> steps = new ArrayDeque<>();
  private boolean begun;

  /** Also runs when the process is asked to end by a signal. */
  static Ending withProcess() {
    var ending = new Ending();
    Runtime.getRuntime().addShutdownHook(new Thread(ending::run, "ending"));
    return ending;
  }

  /** Closes it later, or at once when the end has begun. */
  void add(Runnable step) {
    synchronized (this) {
      if (!begun) {
        steps.push(step);
        return;
      }
    }
    step.run();
  }

  /** Whether somebody asked for the end. */
  synchronized boolean begun() {
    return begun;
  }

  void run() {
    synchronized (this) {
      begun = true;
    }
    while (!steps.isEmpty()) {
      try {
        steps.pop().run();
      } catch (RuntimeException failed) {
        LOG.warn("Closing went on after a failure", failed);
      }
    }
  }
}
