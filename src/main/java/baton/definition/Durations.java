package baton.definition;

import baton.document.Fields;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lengths of time as they are written: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 4h}, {@code
 * 2d}.
 */
final class Durations {
  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private Durations() {}

  /** The value of a field; null where it is absent, or no length of time, which is told. */
  static @Nullable Duration read(Fields fields, String field, Duration least, Duration most) {
    var text = fields.text(field);
    if (text == null) {
      return null;
    }
    var found = parse(text).filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0);
    if (found.isEmpty()) {
      fields.error(
          fields.placeOf(field),
          "`" + field + "` cannot be `" + text + "`",
          "Write a length of time from " + words(least) + " to " + words(most) + ", such as `30s`");
    }
    return found.orElse(null);
  }

  static Optional<Duration> parse(String text) {
    var parts = WRITTEN.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var count = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }

  static String words(Duration length) {
    if (length.toMillis() % 1_000 != 0) {
      return length.toMillis() + "ms";
    }
    if (length.toDays() > 0 && length.equals(Duration.ofDays(length.toDays()))) {
      return length.toDays() + "d";
    }
    return length.toSeconds() % 60 == 0 && length.toMinutes() > 0
        ? length.toMinutes() + "m"
        : length.toSeconds() + "s";
  }
}
