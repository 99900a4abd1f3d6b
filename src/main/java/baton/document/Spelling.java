package baton.document;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Spelling {
  private Spelling() {}

  /** The nearest of the names, where one is near enough to be meant. */
  public static Optional<String> nearest(String written, Collection<String> names) {
    var allowed = Math.max(1, Math.min(3, written.length() / 3));
    String nearest = null;
    var least = allowed + 1;
    for (var name : names) {
      var distance =
          Math.abs(name.length() - written.length()) > allowed
              ? least
              : distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /**
   * A remedy: the name probably meant, else all names where they are few, else {@code otherwise}.
   */
  public static String remedy(String written, Collection<String> names, String otherwise) {
    var listed = names.size() > 20 || names.isEmpty() ? otherwise : "One of: " + list(names);
    return nearest(written, names).map(name -> "Did you mean `" + name + "`? ").orElse("") + listed;
  }

  /** The names, each in back quotes. */
  public static String list(Collection<String> names) {
    return names.stream()
        .map(name -> "`" + name + "`")
        .collect(java.util.stream.Collectors.joining(", "));
  }

  /** Insertions, removals, replacements and swaps of neighbours from one text to the other. */
  private static int distance(String left, String right) {
    var rows = new int[left.length() + 1][right.length() + 1];
    for (var i = 0; i <= left.length(); i++) {
      for (var j = 0; j <= right.length(); j++) {
        rows[i][j] = i == 0 ? j : j == 0 ? i : cheapest(left, right, rows, i, j);
      }
    }
    return rows[left.length()][right.length()];
  }

  private static int cheapest(String left, String right, int[][] rows, int i, int j) {
    var same = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
    var best =
        Math.min(Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1), rows[i - 1][j - 1] + same);
    var swapped =
        i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1);
    return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
  }
}
