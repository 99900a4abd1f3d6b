package baton.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A text with merge fields: {@code Dear {!name}, you owe {!amount * 2}}. What is between the braces
 * is an expression; one without a value leaves nothing. {@code \{!} is a literal {@code {!}.
 */
public final class Template {
  private static final String OPEN = "{!";

  /** A piece of text as it stands. */
  private record Fixed(String text) implements Part {}

  private record Merged(Expression expression) implements Part {}

  private sealed interface Part {}

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Compiles; tells every problem with its place and answers null where there is one.
   *
   * @param place where the first character of {@code source} stands
   */
  public static @Nullable Template compile(
      String source, Scope scope, Place place, Consumer<Problem> problems) {
    var parts = new ArrayList<Part>();
    var wrong = false;
    var fixed = new StringBuilder();
    var at = 0;
    for (var open = source.indexOf(OPEN); open >= 0; open = source.indexOf(OPEN, at)) {
      if (open > 0 && source.charAt(open - 1) == '\\') {
        fixed.append(source, at, open - 1).append(OPEN);
        at = open + OPEN.length();
        continue;
      }
      fixed.append(source, at, open);
      parts.add(new Fixed(fixed.toString()));
      fixed.setLength(0);
      var start = open + OPEN.length();
      var close = closing(source, start);
      if (close < 0) {
        problems.accept(
            Problem.error(
                placeOf(source, open, place),
                "this '{!' is not closed",
                "add a '}', or write \\{!"));
        return null;
      }
      var expression =
          Expression.compile(
              source.substring(start, close),
              scope,
              Type.ANY,
              placeOf(source, start, place),
              problems);
      if (expression == null) {
        wrong = true;
      } else {
        parts.add(new Merged(expression));
      }
      at = close + 1;
    }
    fixed.append(source, at, source.length());
    parts.add(new Fixed(fixed.toString()));
    return wrong ? null : new Template(parts);
  }

  /**
   * @throws ExpressionFailed where a merge field has no answer for the values given, or the text
   *     becomes longer than {@link Limits#MAX_TEXT_CHARACTERS}
   */
  public String render(Bindings bindings) {
    var text = new StringBuilder();
    for (var each : parts) {
      switch (each) {
        case Fixed fixed -> text.append(fixed.text);
        case Merged merged -> text.append(Texts.text(merged.expression.value(bindings)));
      }
      if (text.length() > Limits.MAX_TEXT_CHARACTERS) {
        throw new ExpressionFailed(
            Texts.brief(text.toString()),
            "the text has more than " + Limits.MAX_TEXT_CHARACTERS + " characters");
      }
    }
    return text.toString();
  }

  /** The declared names it reads. */
  public Set<String> names() {
    var names = new HashSet<String>();
    for (var each : parts) {
      if (each instanceof Merged merged) {
        names.addAll(merged.expression.names());
      }
    }
    return Set.copyOf(names);
  }

  /** The brace that closes, past texts and braces of the expression itself. */
  private static int closing(String source, int start) {
    var open = 1;
    var at = start;
    while (at < source.length()) {
      var character = source.charAt(at);
      if (character == '\'' || character == '"') {
        at = Dollars.endOfText(source, at);
        continue;
      }
      open += character == '{' ? 1 : character == '}' ? -1 : 0;
      if (open == 0) {
        return at;
      }
      at++;
    }
    return -1;
  }

  private static Place placeOf(String source, int offset, Place place) {
    var before = source.substring(0, offset);
    var lines = (int) before.chars().filter(each -> each == '\n').count();
    return place.plus(lines, offset - 1 - before.lastIndexOf('\n'));
  }
}
