package baton.definition;

import baton.expression.Names;
import baton.expression.Place;
import baton.expression.Problem;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The names of one definition: each names one thing, whatever it is. */
final class Namespace {
  /** Where a connector that leads nowhere points; so nothing can be called this. */
  static final String END = Orchestration.END;

  private record Thing(String what, Place place) {}

  private final Map<String, Thing> things = new LinkedHashMap<>();
  private final Consumer<Problem> problems;

  Namespace(Consumer<Problem> problems) {
    this.problems = problems;
  }

  /**
   * Takes a name; tells where it cannot be one or is taken.
   *
   * @param what the thing in words, such as {@code a step}
   * @return whether the name now stands for this thing
   */
  boolean declare(String name, String what, Place place) {
    if (!valid(name, place, problems)) {
      return false;
    }
    var earlier = things.putIfAbsent(name, new Thing(what, place));
    if (earlier != null) {
      problems.accept(
          Problem.error(
              place,
              "The name `%s` is taken by %s in line %d"
                  .formatted(name, earlier.what(), earlier.place().line()),
              "Give one of them another name; inputs, resources, stages, decisions and steps share"
                  + " their names"));
    }
    return earlier == null;
  }

  /** Whether this can be the name of a thing; told where not. */
  static boolean valid(String name, Place place, Consumer<Problem> problems) {
    if (name.equals(END)) {
      problems.accept(
          Problem.error(
              place,
              "`end` means the end of the run and names nothing else",
              "Choose another name"));
      return false;
    }
    var problem = Names.problemOf(name);
    problem.ifPresent(text ->
        problems.accept(
            Problem.error(
                place,
                Character.toUpperCase(text.charAt(0)) + text.substring(1),
                "Choose another name")));
    return problem.isEmpty();
  }

  Collection<String> names() {
    return Collections.unmodifiableSet(things.keySet());
  }

  /** What a name stands for, in words; empty where it stands for nothing. */
  String describe(String name) {
    var thing = things.get(name);
    return thing == null ? "" : thing.what();
  }
}
