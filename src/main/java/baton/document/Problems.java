package baton.document;

import baton.expression.Problem;
import baton.expression.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Collects what is wrong with one text: each problem once, in the order of their places. */
public final class Problems implements Consumer<Problem> {
  /** How many problems are told of one text. */
  public static final int MAX = 100;

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparingInt((Problem problem) -> problem.place().line())
          .thenComparingInt(problem -> problem.place().column());

  private final Set<Problem> told = new LinkedHashSet<>();
  private boolean more;
  private boolean errors;

  @Override
  public void accept(Problem problem) {
    errors |= problem.severity() == Severity.ERROR;
    if (told.size() < MAX) {
      told.add(problem);
    } else if (!told.contains(problem)) {
      more = true;
    }
  }

  /** Whether any of them is an error. */
  public boolean hasErrors() {
    return errors;
  }

  /** By line and column; where there were too many, the last one says so. */
  public List<Problem> list() {
    var list = new ArrayList<>(told);
    list.sort(BY_PLACE);
    if (more) {
      list.add(
          Problem.error(
              list.get(list.size() - 1).place(),
              "There are more problems than the " + MAX + " told here",
              "Solve these first"));
    }
    return List.copyOf(list);
  }
}
