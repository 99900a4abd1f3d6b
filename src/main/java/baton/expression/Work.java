package baton.expression;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How much one evaluation may still do. The library counts the elements that macros visit; this
 * counts what happens at each of them: elements and texts read, copied and compared, which depend
 * on the data. An evaluation inside another, as of a formula that is bound to a name, shares its
 * work.
 */
final class Work {
  /** Characters that take about as long as one element. */
  private static final int CHARACTERS_PER_ELEMENT = 64;

  private static final ThreadLocal<@Nullable Work> CURRENT = new ThreadLocal<>();

  private long left = Limits.MAX_ELEMENTS;

  private Work() {}

  static Object within(Supplier<Object> evaluation) {
    if (CURRENT.get() != null) {
      return evaluation.get();
    }
    CURRENT.set(new Work());
    try {
      return evaluation.get();
    } finally {
      CURRENT.remove();
    }
  }

  static void onElements(int elements) {
    var work = elements == 0 ? null : CURRENT.get();
    if (work != null) {
      work.left -= elements;
      if (work.left < 0) {
        throw new NoAnswer(
            "it reads more than %d elements of collections (or as much text)"
                .formatted(Limits.MAX_ELEMENTS));
      }
    }
  }

  static void onText(int characters) {
    onElements(characters / CHARACTERS_PER_ELEMENT);
  }
}
