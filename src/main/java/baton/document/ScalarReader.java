package baton.document;

import baton.document.Document.Format;
import baton.expression.Place;
import baton.expression.Problem;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads single values: exact decimals, and the place where a text really begins. */
final class ScalarReader {
  /** How many characters a number may have. */
  static final int MAX_NUMBER_LENGTH = 60;

  /** How far from the decimal point the digits of a number may stand. */
  static final int MAX_EXPONENT = 100;

  private static final Pattern PLAIN_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?");
  private static final JsonNodeFactory VALUES = JsonNodeFactory.withExactBigDecimals(true);

  private final String[] lines;
  private final Consumer<Problem> problems;

  ScalarReader(String source, Consumer<Problem> problems) {
    this.lines = source.split("\n", -1);
    this.problems = problems;
  }

  Node read(JsonParser parser, Place place, Format format) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> new Node.Scalar(place, place, NullNode.instance);
      case VALUE_TRUE -> new Node.Scalar(place, place, VALUES.booleanNode(true));
      case VALUE_FALSE -> new Node.Scalar(place, place, VALUES.booleanNode(false));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Node.Scalar(place, place, number(parser, place));
      case VALUE_STRING -> text(parser.getText(), place, format);
      default -> {
        problems.accept(
            Problem.error(place, "A binary value is not read", "Write text, a number or a list"));
        yield new Node.Scalar(place, place, NullNode.instance);
      }
    };
  }

  private Node text(String text, Place place, Format format) {
    var first = charAt(place);
    if (first == '"' || first == '\'') {
      return new Node.Scalar(place, place.plus(0, 1), VALUES.textNode(text));
    }
    if (format == Format.YAML && (first == '|' || first == '>')) {
      return new Node.Scalar(place, blockText(place), VALUES.textNode(text));
    }
    // a name with nothing behind it: YAML's way to write null
    var value = text.isEmpty() ? NullNode.instance : VALUES.textNode(text);
    return new Node.Scalar(place, place, value);
  }

  private Place blockText(Place place) {
    for (var line = place.line(); line < lines.length; line++) {
      var content = lines[line];
      if (!content.isBlank()) {
        var indent = content.length() - content.stripLeading().length();
        return new Place(place.file(), place.path(), line + 1, indent + 1);
      }
    }
    return place;
  }

  private JsonNode number(JsonParser parser, Place place) throws IOException {
    var written = parser.getText();
    if (!PLAIN_NUMBER.matcher(written).matches()) {
      problems.accept(
          Problem.error(
              place,
              "`" + written + "` is not a plain number",
              "Write digits with an optional decimal point, or put it in quotes if it is text"));
      return VALUES.numberNode(0);
    }
    var decimal = written.length() > MAX_NUMBER_LENGTH ? null : new BigDecimal(written);
    if (decimal == null || Math.abs((long) decimal.scale()) > MAX_EXPONENT) {
      problems.accept(
          Problem.error(
              place,
              "The number is too long to compute with",
              "Write at most "
                  + MAX_NUMBER_LENGTH
                  + " characters and an exponent of at most "
                  + MAX_EXPONENT
                  + ", or put it in quotes if it is text"));
      return VALUES.numberNode(0);
    }
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        ? whole(decimal.toBigIntegerExact())
        : VALUES.numberNode(decimal);
  }

  /** The smallest node, so that it equals the same number read from elsewhere. */
  private static JsonNode whole(BigInteger value) {
    if (value.bitLength() < Integer.SIZE) {
      return VALUES.numberNode(value.intValue());
    }
    return value.bitLength() < Long.SIZE
        ? VALUES.numberNode(value.longValue())
        : VALUES.numberNode(value);
  }

  /** The character that stands at a place; 0 where there is none. */
  char charAt(Place place) {
    if (place.line() < 1 || place.line() > lines.length) {
      return 0;
    }
    var line = lines[place.line() - 1];
    // columns count characters, also those outside the basic plane
    var points = line.codePointCount(0, line.length());
    if (place.column() < 1 || place.column() > points) {
      return 0;
    }
    return line.charAt(line.offsetByCodePoints(0, place.column() - 1));
  }
}
