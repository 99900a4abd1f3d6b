package baton.expression;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Dates and date-times: read from ISO text, compared, moved by days. A date starts at 0:00 UTC. */
final class Dates {
  private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);

  /** What four digits of ISO text can hold. */
  private static final int MAX_YEAR = 9_999;

  private static final BigDecimal MAX_DAYS = BigDecimal.valueOf(4_000_000);

  private Dates() {}

  static boolean isDate(Object value) {
    return value instanceof LocalDate || value instanceof Instant;
  }

  static LocalDate date(String text) {
    try {
      return bounded(LocalDate.parse(text));
    } catch (DateTimeException wrong) {
      throw new NoAnswer("'" + Texts.brief(text) + "' is not a date such as 2026-01-31", wrong);
    }
  }

  static Instant dateTime(String text) {
    try {
      return bounded(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException wrong) {
      throw new NoAnswer(
          "'" + Texts.brief(text) + "' is not a date-time such as 2026-01-31T10:00:00Z", wrong);
    }
  }

  /** The day of a date, a date-time (in UTC) or a text of either. */
  static LocalDate day(Object value) {
    return switch (value) {
      case LocalDate date -> date;
      case Instant instant -> instant.atOffset(ZoneOffset.UTC).toLocalDate();
      case String text -> text.length() > 10 ? day(dateTime(text)) : date(text);
      default -> throw new NoAnswer("a date is needed, not " + Texts.named(value));
    };
  }

  static Instant instant(Object value) {
    return switch (value) {
      case Instant instant -> instant;
      case String text when text.length() > 10 -> dateTime(text);
      default -> day(value).atStartOfDay(ZoneOffset.UTC).toInstant();
    };
  }

  /** Compares two of which at least one is a date; a text beside it is read as one. */
  static int compare(Object left, Object right) {
    return instant(left).compareTo(instant(right));
  }

  static Object plus(Object date, BigDecimal days) {
    if (days.abs().compareTo(MAX_DAYS) > 0) {
      throw new NoAnswer("a date cannot move by " + days + " days");
    }
    return switch (date) {
      case Instant instant ->
          bounded(instant.plusSeconds(days.multiply(SECONDS_PER_DAY).longValue()));
      default -> bounded(day(date).plusDays(days.longValue()));
    };
  }

  static BigDecimal daysBetween(Object from, Object to) {
    if (from instanceof LocalDate one && to instanceof LocalDate other) {
      return BigDecimal.valueOf(ChronoUnit.DAYS.between(one, other));
    }
    var seconds = ChronoUnit.SECONDS.between(instant(from), instant(to));
    return BigDecimal.valueOf(seconds).divide(SECONDS_PER_DAY, Limits.PRECISION);
  }

  static Object of(Object year, Object month, Object day) {
    try {
      return bounded(LocalDate.of(whole(year), whole(month), whole(day)));
    } catch (DateTimeException wrong) {
      throw new NoAnswer(
          "there is no date of year %s, month %s, day %s"
              .formatted(Texts.text(year), Texts.text(month), Texts.text(day)),
          wrong);
    }
  }

  private static LocalDate bounded(LocalDate date) {
    if (date.getYear() < 1 || date.getYear() > MAX_YEAR) {
      throw new NoAnswer("a date is not within the years 1 to " + MAX_YEAR);
    }
    return date;
  }

  private static Instant bounded(Instant instant) {
    var unused = bounded(day(instant));
    return instant;
  }

  private static int whole(Object value) {
    return Math.clamp(Numbers.number(value).longValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
