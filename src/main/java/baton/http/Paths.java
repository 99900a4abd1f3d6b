package baton.http;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.server.PathMatcher1;

/**
 * The shapes of paths. An action follows its thing after a colon ({@code runs/7:cancel}), so what
 * names a thing has no colon.
 */
final class Paths {
  private static final Pattern NAME = Pattern.compile("[^:]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private Paths() {}

  static PathMatcher1<String> name() {
    return segment(NAME);
  }

  static PathMatcher1<String> number() {
    return segment(NUMBER);
  }

  /** {@code <collection>/<name>}. */
  static PathMatcher1<String> under(String collection) {
    return segment(collection).slash(name());
  }

  /** {@code <name>:<action>}, of which the name is taken. */
  static PathMatcher1<String> action(String action) {
    return segment(Pattern.compile("([^:]+):" + action));
  }

  static PathMatcher1<String> action(String collection, String action) {
    return segment(collection).slash(action(action));
  }
}
