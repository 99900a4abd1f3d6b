package baton.expression;

import java.util.function.Consumer;

/** What is wrong with one source, told with places in the document that contains it. */
final class Complaints {
  private final Tree tree;
  private final Place start;
  private final Consumer<Problem> problems;
  private boolean any;

  Complaints(Tree tree, Place start, Consumer<Problem> problems) {
    this.tree = tree;
    this.start = start;
    this.problems = problems;
  }

  boolean any() {
    return any;
  }

  /** At a node of the parsed tree. */
  void at(long node, String message, String remedy) {
    var location = tree.source().getOffsetLocation(tree.position(node));
    location.ifPresentOrElse(
        found -> at(found.getLine(), found.getColumn(), message, remedy),
        () -> at(1, 0, message, remedy));
  }

  /**
   * @param line from 1
   * @param column from 0, as the parser counts
   */
  void at(int line, int column, String message, String remedy) {
    any = true;
    var place = line < 1 ? start : start.plus(line - 1, Math.max(column, 0));
    problems.accept(Problem.error(place, message, remedy));
  }
}
