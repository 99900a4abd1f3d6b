package baton.document;

import baton.document.Document.Format;
import baton.expression.Place;
import baton.expression.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/** Says in our words why a text is not YAML or JSON at all. */
final class Malformed {
  private Malformed() {}

  static Problem problem(JsonProcessingException malformed, String file, Format format) {
    if (malformed instanceof StreamConstraintsException) {
      return Problem.error(
          place(malformed, file),
          "The text goes beyond what is read: " + malformed.getOriginalMessage(),
          "Make the definition flatter and its values shorter");
    }
    if (malformed.getCause() instanceof org.yaml.snakeyaml.error.MarkedYAMLException marked) {
      return yaml(marked, file);
    }
    return Problem.error(
        place(malformed, file),
        "This is not " + format + ": " + firstLine(malformed.getOriginalMessage()),
        format == Format.JSON
            ? "Check quotes, commas and brackets near this place"
            : "Check indentation, quotes and brackets near this place");
  }

  private static Problem yaml(org.yaml.snakeyaml.error.MarkedYAMLException marked, String file) {
    var what = firstLine(marked.getProblem() == null ? "" : marked.getProblem());
    var mark = marked.getProblemMark();
    // an unclosed quote or bracket is found at the end of the text: its beginning helps more
    var unclosed = what.contains("stream end") || what.contains("end of stream");
    if (unclosed && marked.getContextMark() != null) {
      mark = marked.getContextMark();
    }
    var place =
        mark == null
            ? new Place(file, "", 0, 0)
            : new Place(file, "", mark.getLine() + 1, mark.getColumn() + 1);
    if (unclosed) {
      return Problem.error(
          place,
          "This is not YAML: what begins here is never closed",
          "Add the missing quote or bracket");
    }
    var bracket = what.indexOf(" (Do not use");
    return Problem.error(
        place,
        "This is not YAML: " + (bracket < 0 ? what : what.substring(0, bracket)),
        remedy(what));
  }

  private static String remedy(String what) {
    if (what.contains("TAB")) {
      return "Indent with spaces, not with tabs";
    }
    if (what.contains("mapping values are not allowed")) {
      return "Put a text that contains `: ` in quotes, and check the indentation";
    }
    if (what.contains("cannot start any token")) {
      return "Put a text that starts with this character in quotes";
    }
    return "Check indentation, quotes and brackets near this place";
  }

  private static Place place(JsonProcessingException malformed, String file) {
    var at = malformed.getLocation();
    return at == null
        ? new Place(file, "", 0, 0)
        : new Place(file, "", at.getLineNr(), at.getColumnNr());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
