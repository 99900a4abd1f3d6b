package baton.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What may be the name of a thing that expressions read, and which known name was meant. */
public final class Names {
  public static final int MAX_CHARACTERS = 80;

  private static final int SHOWN_NAMES = 8;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The words that the expression language keeps for itself. */
  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "namespace",
          "null",
          "package",
          "return",
          "true",
          "var",
          "void",
          "while");

  private Names() {}

  /** Why this cannot be a name (one part, without dots), in words; empty if it can. */
  public static Optional<String> problemOf(String name) {
    if (name.isEmpty()) {
      return Optional.of("a name must not be empty");
    }
    if (name.length() > MAX_CHARACTERS) {
      return Optional.of(
          "the name has %d characters, at most %d are allowed"
              .formatted(name.length(), MAX_CHARACTERS));
    }
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          "'" + name + "' is not a name: use letters, digits and _, not starting with a digit");
    }
    if (RESERVED.contains(name)) {
      return Optional.of("'" + name + "' is a reserved word of expressions");
    }
    return Optional.empty();
  }

  /** The known name that was most likely meant, if one is near enough. */
  public static Optional<String> nearest(String name, Collection<String> known) {
    var wanted = name.toLowerCase(Locale.ROOT);
    var allowed = Math.min(3, (name.length() + 1) / 3);
    return known.stream()
        .map(each -> new Near(each, distance(wanted, each.toLowerCase(Locale.ROOT))))
        .filter(near -> near.distance <= allowed)
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .map(Near::name);
  }

  /** What to write instead of an unknown dotted name. */
  static String remedy(List<String> parts, Set<String> known) {
    var whole = String.join(".", parts);
    var inside =
        known.stream().filter(each -> each.startsWith(whole + ".")).sorted().limit(3).toList();
    if (!inside.isEmpty()) {
      return "write one of: " + String.join(", ", inside);
    }
    for (var count = parts.size(); count > 0; count--) {
      var near = nearest(String.join(".", parts.subList(0, count)), known);
      if (near.isPresent()) {
        return "did you mean '" + near.get() + "'?";
      }
    }
    return known.isEmpty()
        ? "no names are known here; write a literal"
        : "use one of: "
            + String.join(", ", known.stream().sorted().limit(SHOWN_NAMES).toList())
            + (known.size() > SHOWN_NAMES ? ", …" : "");
  }

  private record Near(String name, int distance) {}

  /** How many characters must be added, removed, replaced or swapped to make one of the other. */
  private static int distance(String from, String to) {
    var steps = new int[from.length() + 1][to.length() + 1];
    for (var row = 0; row <= from.length(); row++) {
      for (var column = 0; column <= to.length(); column++) {
        steps[row][column] =
            row == 0 || column == 0 ? row + column : least(steps, from, to, row, column);
      }
    }
    return steps[from.length()][to.length()];
  }

  private static int least(int[][] steps, String from, String to, int row, int column) {
    var same = from.charAt(row - 1) == to.charAt(column - 1);
    var least =
        Math.min(
            steps[row - 1][column - 1] + (same ? 0 : 1),
            1 + Math.min(steps[row - 1][column], steps[row][column - 1]));
    var swapped =
        row > 1
            && column > 1
            && from.charAt(row - 1) == to.charAt(column - 2)
            && from.charAt(row - 2) == to.charAt(column - 1);
    return swapped ? Math.min(least, 1 + steps[row - 2][column - 2]) : least;
  }
}
