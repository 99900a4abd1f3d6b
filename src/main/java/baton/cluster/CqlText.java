package baton.cluster;

import java.util.ArrayList;
import java.util.List;

/** Text of several CQL statements, each ended by a semicolon. */
final class CqlText {
  private CqlText() {}

  /** The statements without comments; a semicolon inside quotes ends nothing. */
  static List<String> statements(String text) {
    var statements = new ArrayList<String>();
    var statement = new StringBuilder();
    for (var at = 0; at < text.length(); ) {
      var end = endOfToken(text, at);
      var token = text.substring(at, end);
      if (token.equals(";")) {
        add(statements, statement);
      } else if (!isComment(token)) {
        statement.append(token);
      }
      at = end;
    }
    add(statements, statement);
    return List.copyOf(statements);
  }

  private static void add(List<String> statements, StringBuilder statement) {
    var text = statement.toString().strip();
    if (!text.isEmpty()) {
      statements.add(text);
    }
    statement.setLength(0);
  }

  private static boolean isComment(String token) {
    return token.startsWith("--") || token.startsWith("//") || token.startsWith("/*");
  }

  /** Where the quoted text, the comment or the single character at {@code at} ends. */
  private static int endOfToken(String text, int at) {
    if (text.startsWith("--", at) || text.startsWith("//", at)) {
      return endOf("\n", text, at, 0);
    }
    if (text.startsWith("/*", at)) {
      return endOf("*/", text, at + 2, 2);
    }
    var first = text.charAt(at);
    if (first == '\'' || first == '"') {
      return endOf(String.valueOf(first), text, at + 1, 1);
    }
    return at + 1;
  }

  private static int endOf(String mark, String text, int from, int length) {
    var found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + length;
  }
}
