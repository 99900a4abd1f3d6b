package baton.directory;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * When people work: hours of each day of the week in a time zone, but not on holidays.
 *
 * @param hours by day, in order, without overlaps; a day that is missing has none
 */
public record WorkCalendar(
    String name,
    String label,
    ZoneId zone,
    Map<DayOfWeek, List<Hours>> hours,
    SortedSet<LocalDate> holidays) {
  /** More working time is not added up: the walk is day by day. */
  public static final Duration LONGEST = Duration.ofHours(20_000);

  /** After so many days without enough hours there never will be. */
  private static final int MOST_DAYS = 366 * 500;

  /**
   * A part of a day.
   *
   * @param to midnight means the end of the day
   */
  public record Hours(LocalTime from, LocalTime to) {
    boolean isToMidnight() {
      return to.equals(LocalTime.MIDNIGHT);
    }
  }

  public WorkCalendar {
    var days = new EnumMap<DayOfWeek, List<Hours>>(DayOfWeek.class);
    hours.forEach((day, parts) -> days.put(day, List.copyOf(parts)));
    hours = days;
    holidays = new TreeSet<>(holidays);
  }

  public WorkCalendar(
      String name,
      String label,
      ZoneId zone,
      Map<DayOfWeek, List<Hours>> hours,
      Collection<LocalDate> holidays) {
    this(name, label, zone, hours, new TreeSet<>(holidays));
  }

  /**
   * The moment at which so much working time has gone by. Hours are as long as they are on that
   * day: where clocks change, some are shorter or longer than they look.
   *
   * @throws IllegalArgumentException for a negative time, or one longer than {@link #LONGEST}
   */
  public Instant plus(Instant from, Duration workingTime) {
    if (workingTime.isNegative() || workingTime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a working time of " + workingTime);
    }
    var left = workingTime;
    var day = from.atZone(zone).toLocalDate();
    for (var i = 0; i < MOST_DAYS; i++) {
      for (var part : on(day)) {
        var begin = later(from, day.atTime(part.from()).atZone(zone).toInstant());
        var end = end(day, part);
        if (begin.isBefore(end)) {
          var length = Duration.between(begin, end);
          if (length.compareTo(left) >= 0) {
            return begin.plus(left);
          }
          left = left.minus(length);
        }
      }
      day = day.plusDays(1);
    }
    throw new IllegalArgumentException("the calendar '" + name + "' has no working time");
  }

  private List<Hours> on(LocalDate day) {
    return holidays.contains(day) ? List.of() : hours.getOrDefault(day.getDayOfWeek(), List.of());
  }

  private Instant end(LocalDate day, Hours part) {
    return part.isToMidnight()
        ? day.plusDays(1).atStartOfDay(zone).toInstant()
        : day.atTime(part.to()).atZone(zone).toInstant();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
