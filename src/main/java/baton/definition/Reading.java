package baton.definition;

import baton.expression.Names;
import baton.expression.Place;
import baton.expression.Problem;
import baton.expression.Scope;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The reading of one definition: what all its parts are read with. */
record Reading(
    Scope scope, Outline outline, Namespace names, Known known, Consumer<Problem> problems) {

  /** The same where other names mean something. */
  Reading with(Scope other) {
    return new Reading(other, outline, names, known, problems);
  }

  void error(Place place, String message, String remedy) {
    problems.accept(Problem.error(place, message, remedy));
  }

  void warning(Place place, String message, String remedy) {
    problems.accept(Problem.warning(place, message, remedy));
  }

  /**
   * What a connector leads to; null for the end, or where there is no such element, which is told.
   */
  @Nullable String target(String written, Place place) {
    var elements = outline.elementNames();
    if (written.equals(Namespace.END) || elements.contains(written)) {
      return written.equals(Namespace.END) ? null : written;
    }
    var what = names.describe(written);
    error(
        place,
        what.isEmpty()
            ? "There is no stage or decision `" + written + "`"
            : "`" + written + "` is " + what + ", and a connector leads to a stage or decision",
        Names.nearest(written, elements).map(name -> "Did you mean `" + name + "`? ").orElse("")
            + "Write the name of a stage or decision, or `end`");
    return null;
  }
}
