package baton.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Steps of several actors that are ready, taken in an order that follows from a seed. */
final class Turns {
  private final Random random;
  private final List<Runnable> ready = new ArrayList<>();

  Turns(Random random) {
    this.random = random;
  }

  void add(Runnable step) {
    ready.add(step);
  }

  /** Takes one step, if there is one. */
  boolean run() {
    if (ready.isEmpty()) {
      return false;
    }
    var at = random.nextInt(ready.size());
    var last = ready.removeLast();
    (at < ready.size() ? ready.set(at, last) : last).run();
    return true;
  }

  void runAll() {
    while (run()) {
      // goes on
    }
  }
}
