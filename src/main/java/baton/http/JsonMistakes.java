package baton.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says in our words what is wrong with a JSON body, and where. */
final class JsonMistakes {
  private static final Pattern MISSING =
      Pattern.compile("Missing required creator property '([^']+)'");

  private JsonMistakes() {}

  static TextProblem of(JsonProcessingException mistake) {
    var at = mistake.getLocation();
    var told = told(mistake);
    return new TextProblem(
        "error",
        null,
        at == null || at.getLineNr() < 1 ? null : at.getLineNr(),
        at == null || at.getColumnNr() < 1 ? null : at.getColumnNr(),
        told.path().isEmpty() ? null : told.path(),
        told.message(),
        told.remedy());
  }

  private record Told(String path, String message, String remedy) {}

  private static Told told(JsonProcessingException mistake) {
    return switch (mistake) {
      case UnrecognizedPropertyException unknown -> unknown(unknown);
      case InvalidNullException nothing ->
          new Told(path(nothing), "`" + path(nothing) + "` must not be null.", "Give a value.");
      case InvalidFormatException wrong when wrong.getTargetType().isEnum() ->
          new Told(
              path(wrong),
              "`" + path(wrong) + "` cannot be `" + wrong.getValue() + "`.",
              "Use one of: " + constants(wrong.getTargetType()) + ".");
      case MismatchedInputException wrong -> mismatched(wrong);
      case StreamConstraintsException beyond ->
          new Told(
              "",
              "This goes beyond what is read: at most " + Json.MAX_DEPTH + " levels.",
              "Send flatter and shorter data.");
      case JsonMappingException wrapped
          when wrapped.getCause() instanceof JsonProcessingException cause ->
          told(cause);
      default ->
          new Told(
              "",
              "This is not JSON: " + firstLine(mistake.getOriginalMessage()),
              "Check quotes, commas and brackets near this place.");
    };
  }

  private static Told unknown(UnrecognizedPropertyException unknown) {
    var known =
        unknown.getKnownPropertyIds() == null
            ? ""
            : unknown.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
    return new Told(
        path(unknown),
        "There is no member `" + unknown.getPropertyName() + "` here.",
        known.isEmpty() ? "Leave it out." : "Use one of: " + known + ".");
  }

  private static Told mismatched(MismatchedInputException wrong) {
    var original = wrong.getOriginalMessage();
    var missing = MISSING.matcher(original);
    if (missing.find()) {
      var path = path(wrong);
      var name = missing.group(1);
      var full = path.isEmpty() || path.equals(name) ? name : path + "." + name;
      return new Told(full, "The member `" + name + "` is missing.", "Add it.");
    }
    if (original.startsWith("No content to map")) {
      return new Told("", "The body is empty.", "Send a JSON object.");
    }
    if (original.startsWith("Trailing token")) {
      return new Told("", "Something follows the JSON value.", "Send one JSON value only.");
    }
    var path = path(wrong);
    return new Told(
        path,
        (path.isEmpty() ? "The body" : "`" + path + "`") + " has the wrong type.",
        "Send " + expected(wrong.getTargetType()) + ".");
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "what the API document says";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type == Instant.class) {
      return "a moment such as 2026-01-31T10:00:00Z";
    }
    if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
      return "a whole number";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    return Iterable.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name())
        .collect(Collectors.joining(", "));
  }

  private static String path(JsonMappingException mistake) {
    var path = new StringBuilder();
    for (var step : mistake.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
