package baton.definition;

import baton.document.Node;
import baton.expression.Expression;
import baton.expression.Problem;
import baton.expression.Scope;
import baton.expression.Template;
import baton.expression.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a text with merge fields, {@code Dear {!name}}, into one expression, so that a template is
 * read by others like any resource. {@link Template} says what is wrong with it, at its place.
 */
final class TemplateSource {
  private static final String OPEN = "{!";

  private final String text;
  private final List<String> parts = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();

  private TemplateSource(String text) {
    this.text = text;
  }

  static @Nullable Expression compile(
      Node.Scalar written, Scope scope, Consumer<Problem> problems) {
    var text = written.json().textValue();
    return Template.compile(text, scope, written.text(), written.indented(problems)) == null
        ? null
        : Expression.compile(
            new TemplateSource(text).source(), scope, Type.TEXT, written.text(), problems);
  }

  private String source() {
    var at = 0;
    for (var open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
      if (open > 0 && text.charAt(open - 1) == '\\') {
        words.append(text, at, open - 1).append(OPEN);
        at = open + OPEN.length();
        continue;
      }
      words.append(text, at, open);
      endWords();
      var start = open + OPEN.length();
      var close = closing(start);
      var merged = text.substring(start, close);
      // what has no value is shown as nothing, and must not make nothing of the whole
      parts.add("IF(ISNULL(" + merged + "), \"\", TEXT(" + merged + "))");
      at = close + 1;
    }
    words.append(text.substring(at));
    endWords();
    return parts.isEmpty() ? "\"\"" : String.join(" + ", parts);
  }

  private void endWords() {
    if (!words.isEmpty()) {
      parts.add(ConstantSource.text(words.toString()));
      words.setLength(0);
    }
  }

  /** The brace that closes, past texts and braces of the expression itself. */
  private int closing(int start) {
    var open = 1;
    for (var at = start; at < text.length(); at++) {
      var character = text.charAt(at);
      if (character == '\'' || character == '"') {
        at = endOfQuote(at, character);
      } else if (character == '{') {
        open++;
      } else if (character == '}' && --open == 0) {
        return at;
      }
    }
    return text.length() - 1;
  }

  private int endOfQuote(int start, char quote) {
    for (var at = start + 1; at < text.length(); at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == quote) {
        return at;
      }
    }
    return text.length() - 1;
  }
}
