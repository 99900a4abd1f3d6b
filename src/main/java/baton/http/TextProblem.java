package baton.http;

import baton.expression.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One thing that is wrong with what was sent, as problem documents spell it. */
record TextProblem(
    String severity,
    @Nullable String file,
    @Nullable Integer line,
    @Nullable Integer column,
    @Nullable String path,
    String message,
    String remedy) {

  /** An error at a member of a JSON body, or at a parameter. */
  static TextProblem at(String path, String message, String remedy) {
    return new TextProblem("error", null, null, null, path, message, remedy);
  }

  static TextProblem of(Problem problem) {
    var place = problem.place();
    return new TextProblem(
        problem.severity().name().toLowerCase(Locale.ROOT),
        place.file().isEmpty() ? null : place.file(),
        place.line() == 0 ? null : place.line(),
        place.column() == 0 ? null : place.column(),
        place.path().isEmpty() ? null : place.path(),
        problem.message(),
        problem.remedy());
  }

  static List<TextProblem> of(List<Problem> problems) {
    return problems.stream().map(TextProblem::of).toList();
  }
}
