package baton.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads {@code all}, {@code any} or custom logic; NOT binds before AND, AND before OR. */
final class LogicParser {
  private static final Pattern TOKEN = Pattern.compile("\\s*([0-9]+|[A-Za-z]+|[()]|\\S)");
  private static final String END = "";

  private final String source;
  private final int requirements;
  private final Place place;
  private final Consumer<Problem> problems;
  private final Matcher tokens;
  private final TreeSet<Integer> used = new TreeSet<>();
  private String token = END;
  private int start;
  private int depth;

  private LogicParser(String source, int requirements, Place place, Consumer<Problem> problems) {
    this.source = source;
    this.requirements = requirements;
    this.place = place;
    this.problems = problems;
    tokens = TOKEN.matcher(source);
  }

  static @Nullable Logic parse(
      String source, int requirements, Place place, Consumer<Problem> problems) {
    var word = source.strip().toLowerCase(Locale.ROOT);
    if (word.equals("all") || word.equals("any")) {
      var ones = IntStream.rangeClosed(1, requirements).<Logic>mapToObj(Logic.One::new).toList();
      return word.equals("all") ? new Logic.All(ones) : new Logic.Any(ones);
    }
    if (source.length() > Limits.MAX_LOGIC_CHARACTERS) {
      problems.accept(
          Problem.error(
              place,
              "the logic has %d characters, at most %d are allowed"
                  .formatted(source.length(), Limits.MAX_LOGIC_CHARACTERS),
              "use a formula"));
      return null;
    }
    try {
      return new LogicParser(source, requirements, place, problems).whole();
    } catch (Wrong wrong) {
      return null;
    }
  }

  /** Reading cannot go on; the problem is told. */
  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    Wrong() {
      super("wrong logic", null, false, false);
    }
  }

  private @Nullable Logic whole() {
    next();
    var logic = any();
    if (token.equals(")")) {
      throw wrong(start, "there is no open bracket for this ')'", "remove it, or add a '('");
    }
    if (!token.equals(END)) {
      throw wrong(start, "'" + token + "' is not expected here", "write AND or OR between numbers");
    }
    var known = used.isEmpty() || used.last() <= requirements;
    for (var number = 1; number <= requirements; number++) {
      if (!used.contains(number)) {
        problems.accept(
            Problem.error(
                place,
                "requirement " + number + " is not used in the logic",
                "add it, for example AND " + number + ", or remove the requirement"));
        known = false;
      }
    }
    return known ? logic : null;
  }

  private Logic any() {
    var parts = new ArrayList<>(List.of(all()));
    while (word("OR")) {
      next();
      parts.add(all());
    }
    return parts.size() == 1 ? parts.getFirst() : new Logic.Any(List.copyOf(parts));
  }

  private Logic all() {
    var parts = new ArrayList<>(List.of(one()));
    while (word("AND")) {
      next();
      parts.add(one());
    }
    return parts.size() == 1 ? parts.getFirst() : new Logic.All(List.copyOf(parts));
  }

  private Logic one() {
    if (++depth > Limits.MAX_DEPTH) {
      throw wrong(
          start, "the logic is nested deeper than " + Limits.MAX_DEPTH + " levels", "simplify it");
    }
    Logic logic;
    if (word("NOT")) {
      next();
      logic = new Logic.Not(one());
    } else if (token.equals("(")) {
      logic = bracket();
    } else {
      logic = number();
    }
    depth--;
    return logic;
  }

  private Logic bracket() {
    var open = start;
    next();
    var inside = any();
    if (token.equals(END)) {
      throw wrong(open, "this '(' is not closed", "add a ')'");
    }
    if (!token.equals(")")) {
      throw wrong(start, "'" + token + "' is not expected here", "write AND, OR or ')'");
    }
    next();
    return inside;
  }

  private Logic number() {
    if (token.equals(END)) {
      throw wrong(start, "the logic ends too early", "add the number of a requirement");
    }
    if (!Character.isDigit(token.charAt(0))) {
      throw wrong(
          start,
          "'" + token + "' is not expected here",
          "write all, any, or numbers with AND, OR, NOT and brackets: 1 AND (2 OR 3)");
    }
    var number = token.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(token);
    if (number < 1 || number > requirements) {
      problems.accept(
          Problem.error(
              at(start),
              "there is no requirement " + token,
              "use a number from 1 to " + requirements));
    }
    used.add(number);
    next();
    return new Logic.One(number);
  }

  private boolean word(String word) {
    return token.equalsIgnoreCase(word);
  }

  private void next() {
    if (tokens.find()) {
      token = tokens.group(1);
      start = tokens.start(1);
    } else {
      token = END;
      start = source.length();
    }
  }

  private Wrong wrong(int at, String message, String remedy) {
    problems.accept(Problem.error(at(at), message, remedy));
    return new Wrong();
  }

  private Place at(int offset) {
    var before = source.substring(0, offset);
    var lines = (int) before.chars().filter(each -> each == '\n').count();
    return place.plus(lines, offset - 1 - before.lastIndexOf('\n'));
  }
}
