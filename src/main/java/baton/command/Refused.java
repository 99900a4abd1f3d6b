package baton.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A node, or a command itself, has refused what was asked; the lines say why and what to do. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> lines;

  Refused(String line) {
    this(List.of(line));
  }

  private Refused(List<String> lines) {
    super(lines.getFirst());
    this.lines = List.copyOf(lines);
  }

  /** Of a problem document: its detail, and each problem with its place and its remedy. */
  static Refused of(JsonNode problem) {
    return of(
        problem.path("detail").asText(problem.path("title").asText("It was refused.")), problem);
  }

  static Refused of(String headline, JsonNode problem) {
    var lines = new ArrayList<String>();
    lines.add(headline);
    problem.path("problems").forEach(each -> lines.add(line(each)));
    return new Refused(lines);
  }

  /** Such as {@code price.yaml:3:5: error: There is no … Write …}. */
  static String line(JsonNode problem) {
    var place = new StringBuilder();
    for (var part : List.of("file", "line", "column")) {
      if (problem.hasNonNull(part)) {
        place.append(problem.path(part).asText()).append(':');
      }
    }
    if (place.isEmpty() && problem.hasNonNull("path")) {
      place.append(problem.path("path").asText()).append(':');
    }
    return "  "
        + (place.isEmpty() ? "" : place + " ")
        + problem.path("severity").asText("error")
        + ":"
        + sentence(problem.path("message").asText())
        + sentence(problem.path("remedy").asText());
  }

  private static String sentence(String text) {
    return text.isEmpty() ? "" : text.matches("(?s).*[.!?]") ? " " + text : " " + text + ".";
  }

  List<String> lines() {
    return lines;
  }
}
