package baton.expression;

import java.util.List;
import java.util.function.IntPredicate;

/** How the truths of numbered requirements make one. */
sealed interface Logic {
  record One(int number) implements Logic {}

  record Not(Logic logic) implements Logic {}

  record All(List<Logic> parts) implements Logic {}

  record Any(List<Logic> parts) implements Logic {}

  /**
   * A part that fails matters only if the other parts do not decide: false in All, true in Any.
   *
   * @param truth of a requirement by its number; may throw {@link ExpressionFailed}
   */
  default boolean holds(IntPredicate truth) {
    return switch (this) {
      case One one -> truth.test(one.number);
      case Not not -> !not.logic.holds(truth);
      case All all -> !decided(all.parts, false, truth);
      case Any any -> decided(any.parts, true, truth);
    };
  }

  private static boolean decided(List<Logic> parts, boolean decisive, IntPredicate truth) {
    ExpressionFailed failed = null;
    for (var each : parts) {
      try {
        if (each.holds(truth) == decisive) {
          return true;
        }
      } catch (ExpressionFailed failure) {
        failed = failure;
      }
    }
    if (failed != null) {
      throw failed;
    }
    return false;
  }
}
