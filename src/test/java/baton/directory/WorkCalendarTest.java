package baton.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.directory.WorkCalendar.Hours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkCalendarTest {
  private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
  private static final WorkCalendar OFFICE =
      new WorkCalendar(
          "office",
          "Office",
          ZURICH,
          days(5, hours("09:00", "12:00"), hours("13:00", "17:00")),
          List.of(LocalDate.parse("2026-12-25"), LocalDate.parse("2027-01-01")));

  /** Clocks go forward at 2:00 on 29 March 2026 and back at 3:00 on 25 October 2026. */
  private static final WorkCalendar ALWAYS =
      new WorkCalendar("always", "Always", ZURICH, days(7, hours("00:00", "00:00")), List.of());

  private static Map<DayOfWeek, List<Hours>> days(int count, Hours... parts) {
    var days = new EnumMap<DayOfWeek, List<Hours>>(DayOfWeek.class);
    for (var day = 1; day <= count; day++) {
      days.put(DayOfWeek.of(day), List.of(parts));
    }
    return days;
  }

  private static Hours hours(String from, String to) {
    return new Hours(LocalTime.parse(from), LocalTime.parse(to));
  }

  @ParameterizedTest
  @CsvSource({
    // within a part, over lunch, over the night, over a week-end (20 November 2026 is a Friday)
    "2026-11-20T10:00, PT1H, 2026-11-20T11:00",
    "2026-11-20T11:00, PT2H, 2026-11-20T14:00",
    "2026-11-19T16:00, PT2H, 2026-11-20T10:00",
    "2026-11-20T16:00, PT2H, 2026-11-23T10:00",
    "2026-11-20T16:00, PT1H, 2026-11-20T17:00",
    "2026-11-21T11:00, PT1H, 2026-11-23T10:00",
    "2026-11-20T05:00, PT0S, 2026-11-20T09:00",
    "2026-11-20T12:30, PT1M, 2026-11-20T13:01",
    // over holidays: 25 December and 1 January are Fridays
    "2026-12-24T16:00, PT2H, 2026-12-28T10:00",
    "2026-12-31T16:30, PT7H30M, 2027-01-04T17:00",
    // a year of 52 weeks of 35 hours less two holidays
    "2026-11-23T09:00, PT1806H, 2027-11-19T17:00"
  })
  void addsWorkingTime(String from, String time, String expected) {
    assertThat(OFFICE.plus(zurich(from), Duration.parse(time))).isEqualTo(zurich(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T00:00, PT23H, 2026-03-30T00:00",
    "2026-03-28T22:00, PT6H, 2026-03-29T05:00",
    "2026-10-25T00:00, PT25H, 2026-10-26T00:00",
    "2026-10-24T22:00, PT6H, 2026-10-25T03:00"
  })
  void anHourIsAnHourWhereClocksChange(String from, String time, String expected) {
    assertThat(ALWAYS.plus(zurich(from), Duration.parse(time))).isEqualTo(zurich(expected));
  }

  @Test
  void hoursThatAClockLeapsOverAreShorter() {
    var nights =
        new WorkCalendar("nights", "Nights", ZURICH, days(7, hours("01:00", "04:00")), List.of());
    assertThat(nights.plus(zurich("2026-03-29T00:00"), Duration.ofHours(3)))
        .isEqualTo(zurich("2026-03-30T02:00"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void addingTwiceIsAddingTheSum(long seed) {
    var random = new Random(seed);
    for (var i = 0; i < 200; i++) {
      var from = zurich("2026-01-01T00:00").plusSeconds(random.nextInt(500 * 86_400));
      var one = Duration.ofMinutes(1 + random.nextInt(10_000));
      var other = Duration.ofMinutes(random.nextInt(10_000));
      for (var calendar : List.of(OFFICE, ALWAYS)) {
        var both = calendar.plus(calendar.plus(from, one), other);
        var sum = calendar.plus(from, one.plus(other));
        // the end of one part and the beginning of the next are the same working moment
        assertThat(calendar.plus(both, Duration.ofMinutes(1)))
            .as("seed " + seed + ", from " + from + ", " + one + " and " + other)
            .isEqualTo(calendar.plus(sum, Duration.ofMinutes(1)));
      }
    }
  }

  @Test
  void soMuchIsAddedAndNoMore() {
    assertThat(OFFICE.plus(zurich("2026-01-01T00:00"), WorkCalendar.LONGEST))
        .isAfter(zurich("2036-01-01T00:00"));
    assertThatThrownBy(() -> OFFICE.plus(Instant.EPOCH, WorkCalendar.LONGEST.plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OFFICE.plus(Instant.EPOCH, Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "09:00, 17:00, 16:00, 18:00",
    "13:00, 17:00, 09:00, 12:00",
    "09:00, 09:00, 10:00, 11:00",
    "17:00, 09:00, 18:00, 19:00",
    "09:00, 00:00, 10:00, 11:00"
  })
  void partsThatAreNotInOrderAreRefused(String from, String to, String then, String end) {
    var calendar =
        new WorkCalendar("c", "C", ZURICH, days(1, hours(from, to), hours(then, end)), List.of());
    assertThat(CalendarCheck.of(calendar))
        .extracting(DirectoryProblem::field)
        .containsExactly("hours.monday");
  }

  @Test
  void aCalendarWithoutWorkOrWithoutEndOfHolidaysIsRefused() {
    var never = new WorkCalendar("c", "C", ZURICH, Map.of(), List.of());
    assertThat(CalendarCheck.of(never)).hasSize(1);
    var first = LocalDate.parse("2026-01-01");
    var most = first.datesUntil(first.plusDays(CalendarCheck.MOST_HOLIDAYS)).toList();
    assertThat(CalendarCheck.of(with(most))).isEmpty();
    var more = first.datesUntil(first.plusDays(CalendarCheck.MOST_HOLIDAYS + 1)).toList();
    assertThat(CalendarCheck.of(with(more))).hasSize(1);
  }

  private static WorkCalendar with(List<LocalDate> holidays) {
    return new WorkCalendar("c", "C", ZURICH, OFFICE.hours(), holidays);
  }

  private static Instant zurich(String local) {
    return ZonedDateTime.of(java.time.LocalDateTime.parse(local), ZURICH).toInstant();
  }
}
