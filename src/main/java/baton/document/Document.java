package baton.document;

import baton.expression.Place;
import baton.expression.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A text read from YAML or JSON: a tree of {@link Node}s that know their places. */
public record Document(String file, Format format, Node root) {
  /** How much text one document may have, in bytes of UTF-8. */
  public static final int MAX_BYTES = 1 << 20;

  /** How deep lists and mappings may stand in one another. */
  public static final int MAX_DEPTH = 64;

  /** How a document is written. */
  public enum Format {
    YAML,
    JSON;

    /** By the end of a file's name, else by how the text begins. */
    public static Format of(String file, String text) {
      var name = file.toLowerCase(Locale.ROOT);
      if (name.endsWith(".json")) {
        return JSON;
      }
      if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        return YAML;
      }
      var begin = text.stripLeading();
      return begin.startsWith("{") || begin.startsWith("[") ? JSON : YAML;
    }
  }

  /** Reads with the format that the file's name, or else the text, shows. */
  public static @Nullable Document read(String file, String text, Consumer<Problem> problems) {
    return read(file, text, Format.of(file, text), problems);
  }

  /** Reads; tells every problem, and answers null where the text cannot be read to its end. */
  public static @Nullable Document read(
      String file, String text, Format format, Consumer<Problem> problems) {
    if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      problems.accept(
          Problem.error(
              new Place(file, "", 1, 1),
              "The text is larger than " + MAX_BYTES + " bytes",
              "Split it, or keep large data outside the definition"));
      return null;
    }
    var whole = text.startsWith("\uFEFF") ? text.substring(1) : text;
    var root = new DocumentReader(file, whole, format, problems).read();
    return root == null ? null : new Document(file, format, root);
  }
}
