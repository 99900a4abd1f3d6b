package baton.document;

import baton.document.Document.Format;
import baton.expression.Place;
import baton.expression.Problem;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of one text. A name given twice is told and reading goes on, which Jackson's own
 * duplicate detection would not do; anchors and aliases are refused, so no text can grow.
 */
final class DocumentReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS).build();

  private final String file;
  private final String source;
  private final Format format;
  private final Consumer<Problem> problems;
  private final ScalarReader scalars;

  DocumentReader(String file, String source, Format format, Consumer<Problem> problems) {
    this.file = file;
    this.source = source;
    this.format = format;
    this.problems = problems;
    this.scalars = new ScalarReader(source, problems);
  }

  @Nullable Node read() {
    try (var parser = (format == Format.JSON ? JSON : YAML).createParser(source)) {
      if (parser.nextToken() == null) {
        tell(new Place(file, "", 1, 1), "The text is empty", "Write a definition");
        return null;
      }
      var root = node(parser, "", 0);
      if (root != null && parser.nextToken() != null) {
        tell(
            place(parser, ""),
            "There is more than one document in the text",
            "Give each definition a text of its own");
        return null;
      }
      return root;
    } catch (JsonProcessingException malformed) {
      problems.accept(Malformed.problem(malformed, file, format));
      return null;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The node at the parser's token; null ends the reading, and has been told. */
  private @Nullable Node node(JsonParser parser, String path, int depth) throws IOException {
    var place = place(parser, path);
    if (depth > Document.MAX_DEPTH) {
      tell(
          place,
          "Lists and mappings stand deeper in one another than " + Document.MAX_DEPTH,
          "Make the definition flatter");
      return null;
    }
    if (parser instanceof YAMLParser yaml) {
      refuseYamlOnly(yaml, place);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser, place, depth);
      case START_ARRAY -> items(parser, place, depth);
      default -> scalars.read(parser, place, format);
    };
  }

  private Node.@Nullable Mapping mapping(JsonParser parser, Place place, int depth)
      throws IOException {
    var entries = new LinkedHashMap<String, Node.Entry>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      var at = place(parser, path(place.path(), name));
      if (parser instanceof YAMLParser yaml) {
        refuseYamlOnly(yaml, at);
      }
      parser.nextToken();
      var node = node(parser, at.path(), depth + 1);
      if (node == null) {
        return null;
      }
      var earlier = entries.putIfAbsent(name, new Node.Entry(at, node));
      if (earlier != null) {
        tell(
            at,
            "`" + name + "` stands here twice, first in line " + earlier.name().line(),
            "Remove or rename one of them");
      }
    }
    return new Node.Mapping(place, Collections.unmodifiableMap(entries));
  }

  private Node.@Nullable Items items(JsonParser parser, Place place, int depth) throws IOException {
    var nodes = new ArrayList<Node>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      var node = node(parser, place.path() + "[" + nodes.size() + "]", depth + 1);
      if (node == null) {
        return null;
      }
      nodes.add(node);
    }
    return new Node.Items(place, Collections.unmodifiableList(nodes));
  }

  private void refuseYamlOnly(YAMLParser parser, Place place) throws IOException {
    if (parser.isCurrentAlias()) {
      tell(
          place,
          "An alias (`*" + parser.getText() + "`) is not read",
          "Write the value out, or put the text in quotes if it starts with `*`");
    } else if (parser.getCurrentAnchor() != null || scalars.charAt(place) == '&') {
      tell(
          place,
          "An anchor (`&…`) is not read",
          "Remove it, or put the text in quotes if it starts with `&`");
    } else if (parser.getTypeId() != null && parser.currentToken() != JsonToken.FIELD_NAME) {
      tell(
          place,
          "A tag (`!…`) is not read",
          "Remove it, or put the text in quotes if it starts with `!`");
    }
  }

  private static String path(String parent, String name) {
    if (!name.matches("[A-Za-z_$][\\w$-]*")) {
      return parent + "[\"" + name + "\"]";
    }
    return parent.isEmpty() ? name : parent + "." + name;
  }

  private Place place(JsonParser parser, String path) {
    var at = parser.currentTokenLocation();
    return new Place(file, path, at.getLineNr(), at.getColumnNr());
  }

  private void tell(Place place, String message, String remedy) {
    problems.accept(Problem.error(place, message, remedy));
  }
}
