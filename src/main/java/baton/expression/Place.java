package baton.expression;

/**
 * Where in a text something stands: file, path inside the document (such as {@code
 * stages[0].steps[1].flow}), and line and column, both from 1 (0 = unknown).
 */
public record Place(String file, String path, int line, int column) {
  public static final Place NOWHERE = new Place("", "", 0, 0);

  /** The same text, so many columns further on. */
  public Place plus(int lines, int columns) {
    return new Place(file, path, line + lines, lines == 0 ? column + columns : 1 + columns);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column + (path.isEmpty() ? "" : " (" + path + ")");
  }
}
