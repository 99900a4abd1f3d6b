package baton.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Times as a table shows them. */
final class Times {
  private Times() {}

  /** To the second, as in {@code 2026-11-22 09:00:00Z}. */
  static String moment(String instant) {
    return instant.isEmpty() ? "" : instant.replaceFirst("T", " ").replaceFirst("\\.\\d+Z$", "Z");
  }

  /** Such as {@code 350 ms}, {@code 4.2 s}, {@code 3 min 20 s}, {@code 2 d 4 h}. */
  static String duration(String from, String to) {
    if (from.isEmpty() || to.isEmpty()) {
      return "";
    }
    return duration(Duration.between(Instant.parse(from), Instant.parse(to)));
  }

  static String duration(Duration time) {
    if (time.toMillis() < 1_000) {
      return time.toMillis() + " ms";
    }
    if (time.toSeconds() < 60) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
    }
    if (time.toMinutes() < 60) {
      return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
    return time.toHours() < 24
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toDays() + " d " + time.toHoursPart() + " h";
  }
}
