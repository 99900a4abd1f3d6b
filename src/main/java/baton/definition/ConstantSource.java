package baton.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes data as the source of an expression that answers it. */
final class ConstantSource {
  private ConstantSource() {}

  static String of(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> text(value.textValue());
      case NUMBER -> value.decimalValue().toPlainString();
      case BOOLEAN -> value.asText();
      case ARRAY ->
          StreamSupport.stream(value.spliterator(), false)
              .map(ConstantSource::of)
              .collect(Collectors.joining(", ", "[", "]"));
      case OBJECT ->
          value.properties().stream()
              .map(field -> text(field.getKey()) + ": " + of(field.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case NULL, MISSING, BINARY, POJO -> "null";
    };
  }

  static String text(String text) {
    var source = new StringBuilder("\"");
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '"', '\\' -> source.append('\\').appendCodePoint(point);
            case '\n' -> source.append("\\n");
            case '\r' -> source.append("\\r");
            case '\t' -> source.append("\\t");
            default -> source.appendCodePoint(point);
          }
        });
    return source.append('"').toString();
  }
}
