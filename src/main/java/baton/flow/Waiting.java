package baton.flow;

import baton.expression.Value;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Until when a wait lasts, read off what the flow says. */
final class Waiting {
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,9})(s|m|h|d)");

  private Waiting() {}

  /** How people write a length of time: {@code 30s}, {@code 5m}, {@code 4h}, {@code 2d}. */
  static Optional<Duration> length(String text) {
    var parts = LENGTH.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    var count = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }

  /** A day begins at midnight in UTC. */
  static Optional<Instant> time(String text) {
    try {
      return Optional.of(
          text.length() <= 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException notOne) {
      return Optional.empty();
    }
  }

  static Instant until(Element.Wait element, Function<Value, JsonNode> evaluate, Instant now) {
    var until =
        element.duration() == null
            ? until(element.until() == null ? OpenFrame.NOTHING : evaluate.apply(element.until()))
            : now.plus(length(evaluate.apply(element.duration())));
    if (until.isAfter(now.plus(FlowLimits.MAX_WAIT))) {
      throw new Fault(
          "A wait lasts at most %,d days; it would end at %s."
              .formatted(FlowLimits.MAX_WAIT.toDays(), until));
    }
    return until;
  }

  private static Instant until(JsonNode given) {
    return time(given.asText(""))
        .orElseThrow(() ->
            new Fault(
                "A wait needs a time such as 2026-01-31T10:00:00Z, not %s."
                    .formatted(words(given))));
  }

  /** A number counts seconds. */
  private static Duration length(JsonNode given) {
    if (given.isNumber()
        && given.decimalValue().signum() >= 0
        && given.decimalValue().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0) {
      return Duration.ofSeconds(given.longValue());
    }
    return length(given.isTextual() ? given.textValue() : "")
        .orElseThrow(() ->
            new Fault(
                "A wait needs a length of time such as 30s, 5m, 4h or 2d, not %s."
                    .formatted(words(given))));
  }

  private static String words(JsonNode given) {
    return given.isNull() ? "nothing" : given.isValueNode() ? "`" + given.asText() + "`" : "this";
  }
}
