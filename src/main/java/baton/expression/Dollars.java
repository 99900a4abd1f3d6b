package baton.expression;

/**
 * A source with every {@code $} that starts a name written as {@code _}, because the grammar knows
 * no {@code $}; every column stays where it was.
 */
record Dollars(String original, String plain) {
  static Dollars replacedIn(String source) {
    var plain = new StringBuilder(source);
    var at = 0;
    while (at < source.length()) {
      var character = source.charAt(at);
      if (character == '\'' || character == '"') {
        at = endOfText(source, at);
      } else if (source.startsWith("//", at)) {
        var end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
      } else {
        if (character == '$' && startsName(source, at)) {
          plain.setCharAt(at, '_');
        }
        at++;
      }
    }
    return new Dollars(source, plain.toString());
  }

  /** Whether the name whose first character is there was written with a dollar. */
  boolean at(int codePoint) {
    return codePoint < original.codePointCount(0, original.length())
        && original.charAt(original.offsetByCodePoints(0, codePoint)) == '$';
  }

  String from(int codePoint) {
    return original.substring(original.offsetByCodePoints(0, codePoint));
  }

  private static boolean startsName(String source, int at) {
    return at + 1 < source.length()
        && Character.isLetter(source.charAt(at + 1))
        && (at == 0 || !continuesName(source.charAt(at - 1)));
  }

  private static boolean continuesName(char before) {
    return before == '.' || Character.isJavaIdentifierPart(before);
  }

  static int endOfText(String source, int start) {
    var quote = source.substring(start, start + 1);
    var end = source.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
    var raw =
        start > 0
            && "rR".indexOf(source.charAt(start - 1)) >= 0
            && (start == 1 || !Character.isJavaIdentifierPart(source.charAt(start - 2)));
    var at = start + end.length();
    while (at < source.length() && !source.startsWith(end, at)) {
      at += !raw && source.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + end.length(), source.length());
  }
}
