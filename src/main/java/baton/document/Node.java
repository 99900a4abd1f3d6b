package baton.document;

import baton.expression.Place;
import baton.expression.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A part of a document, with the place where it stands. */
public sealed interface Node {
  Place place();

  /** The data without the places; names keep the order in which they were written. */
  JsonNode json();

  /** What it is, in words for a person: {@code a list}, {@code text}, {@code nothing}. */
  String kind();

  /** Names with what they stand for, in the order in which they were written. */
  record Mapping(Place place, Map<String, Entry> entries) implements Node {
    @Override
    public JsonNode json() {
      var json = JsonNodeFactory.instance.objectNode();
      entries.forEach((name, entry) -> json.set(name, entry.node().json()));
      return json;
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** What stands under a name, and the place of the name itself. */
  record Entry(Place name, Node node) {}

  record Items(Place place, List<Node> nodes) implements Node {
    @Override
    public JsonNode json() {
      var json = JsonNodeFactory.instance.arrayNode();
      nodes.forEach(node -> json.add(node.json()));
      return json;
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * Text, a number, true, false or null.
   *
   * @param text the place of the first character of a text, behind its quote or block sign
   */
  record Scalar(Place place, Place text, JsonNode json) implements Node {
    /**
     * Takes problems of the text to their place in the file: the lines of a block are indented
     * there, which whoever reads the text alone cannot know.
     */
    public Consumer<Problem> indented(Consumer<Problem> problems) {
      var indent = text.line() > place.line() ? text.column() - 1 : 0;
      return indent == 0
          ? problems
          : problem ->
              problems.accept(
                  problem.place().line() > text.line()
                      ? new Problem(
                          problem.severity(),
                          problem.place().plus(0, indent),
                          problem.message(),
                          problem.remedy())
                      : problem);
    }

    public boolean isText() {
      return json.isTextual();
    }

    public boolean isNull() {
      return json.isNull();
    }

    @Override
    public String kind() {
      if (json.isTextual()) {
        return "text";
      }
      return json.isNull() ? "nothing" : "the value " + json;
    }
  }
}
