package baton.run;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A {@link StepItems} while it is made from the one before. */
final class StepItemsDraft {
  ItemPlan plan;
  int firstAttempt;
  int lastAttempt;
  int next;
  final SortedMap<Integer, ItemRun> active;
  ItemOutcomes outcomes;
  int succeeded;
  int failed;
  List<Integer> failures;
  @Nullable Integer fatal;
  int outputBytes;
  int plannedBytes;

  StepItemsDraft(StepItems from) {
    plan = from.plan();
    firstAttempt = from.firstAttempt();
    lastAttempt = from.lastAttempt();
    next = from.next();
    active = new TreeMap<>(from.active());
    outcomes = from.outcomes();
    succeeded = from.succeeded();
    failed = from.failed();
    failures = from.failures();
    fatal = from.fatal();
    outputBytes = from.outputBytes();
    plannedBytes = from.plannedBytes();
  }

  StepItems made() {
    return new StepItems(
        plan,
        firstAttempt,
        lastAttempt,
        next,
        Collections.unmodifiableSortedMap(active),
        outcomes,
        succeeded,
        failed,
        failures,
        fatal,
        outputBytes,
        plannedBytes);
  }
}
