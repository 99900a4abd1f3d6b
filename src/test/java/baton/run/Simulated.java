package baton.run;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Simulates histories, counts them, and keeps what went wrong in a form as small as possible. */
final class Simulated {
  private static final int SERIALIZED_ONE_IN = 20;
  private static final int COMPARED_ONE_IN = 100;
  private static final int ENOUGH_VIOLATIONS = 5;
  private static final int ATTEMPTS_TO_SHRINK = 2_000;

  private final AtomicLong histories = new AtomicLong();
  private final AtomicLong actions = new AtomicLong();
  private final AtomicLong crashes = new AtomicLong();
  private final List<String> violations = new CopyOnWriteArrayList<>();

  void simulate(long seed, int number) {
    var serialized = number % SERIALIZED_ONE_IN == 0;
    var compared = number % COMPARED_ONE_IN == 0;
    var plan = Plan.of(seed);
    histories.incrementAndGet();
    try {
      var figures = History.of(plan, Conduct.RIGHT, serialized, compared);
      actions.addAndGet(figures.actions());
      crashes.addAndGet(figures.crashes());
    } catch (RuntimeException violation) {
      violated(plan, violation);
    }
  }

  private void violated(Plan plan, RuntimeException violation) {
    if (violations.size() >= ENOUGH_VIOLATIONS) {
      violations.add("seed " + plan.seed() + ": " + violation);
      return;
    }
    var small = shrunk(plan);
    var kept = KeptPlans.keep(small);
    violations.add("seed " + plan.seed() + ": " + why(small) + System.lineSeparator() + kept);
  }

  /** The smallest plan found that goes wrong as well. */
  private static Plan shrunk(Plan plan) {
    var smallest = plan;
    var attempts = 0;
    for (var found = true; found; ) {
      found = false;
      for (var smaller : smallest.smaller().toList()) {
        if (++attempts > ATTEMPTS_TO_SHRINK) {
          return smallest;
        }
        if (why(smaller) != null) {
          smallest = smaller;
          found = true;
          break;
        }
      }
    }
    return smallest;
  }

  private static String why(Plan plan) {
    try {
      History.of(plan, Conduct.RIGHT, true, true);
      return null;
    } catch (RuntimeException violation) {
      return violation.toString();
    }
  }

  long histories() {
    return histories.get();
  }

  long actions() {
    return actions.get();
  }

  long crashes() {
    return crashes.get();
  }

  List<String> violations() {
    return violations;
  }
}
