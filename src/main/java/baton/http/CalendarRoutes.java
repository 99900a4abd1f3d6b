package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;

import baton.directory.People;
import baton.directory.WorkCalendar;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Calendars of working time, and when so much of it has gone by. */
final class CalendarRoutes {
  private final People people;
  private final Identity identity;

  CalendarRoutes(People people, Identity identity) {
    this.people = people;
    this.identity = identity;
  }

  record Calendars(List<CalendarShape> items) {}

  record HoursShape(@Required String from, @Required String to) {}

  record CalendarShape(
      String name,
      String label,
      String zone,
      Map<String, List<HoursShape>> hours,
      List<LocalDate> holidays) {
    static CalendarShape of(WorkCalendar calendar) {
      var hours = new TreeMap<DayOfWeek, List<HoursShape>>();
      calendar
          .hours()
          .forEach(
              (day, parts) -> hours.put(day, parts.stream().map(CalendarRoutes::shape).toList()));
      var byName = new java.util.LinkedHashMap<String, List<HoursShape>>();
      hours.forEach((day, parts) -> byName.put(day.name().toLowerCase(Locale.ROOT), parts));
      return new CalendarShape(
          calendar.name(),
          calendar.label(),
          calendar.zone().getId(),
          byName,
          List.copyOf(calendar.holidays()));
    }
  }

  record Change(
      @Required String label,
      @Required String zone,
      @Required Map<String, List<HoursShape>> hours,
      @Nullable List<LocalDate> holidays) {}

  record Question(@Required Instant from, @Required String workingTime) {}

  record Answer(Instant at) {}

  Route routes() {
    return concat(
        path(
            "calendars",
            () ->
                Parameters.only(
                    List.of(),
                    () ->
                        get(() ->
                            Replies.later(
                                people.directory(),
                                directory ->
                                    Replies.ok(
                                        new Calendars(
                                            directory.calendars().stream()
                                                .map(CalendarShape::of)
                                                .toList())))))),
        path(
            Paths.under("calendars"),
            name ->
                Parameters.only(
                    List.of(),
                    () ->
                        concat(
                            get(() ->
                                Replies.found(
                                    people.directory().thenApply(d -> d.calendar(name)),
                                    "calendar",
                                    name,
                                    CalendarShape::of)),
                            put(() -> change(name))))),
        path(
            Paths.action("calendars", "plus"),
            name ->
                Parameters.only(
                    List.of(), () -> post(() -> Bodies.json(Question.class, q -> plus(name, q))))));
  }

  private Route change(String name) {
    return identity.acting(person ->
        Bodies.json(
            Change.class,
            change -> {
              WorkCalendar calendar;
              try {
                calendar = read(name, change);
              } catch (DateTimeException | IllegalArgumentException wrong) {
                return complete(
                    Problems.malformed(
                        "",
                        String.valueOf(wrong.getMessage()) + ".",
                        "Write a zone such as Europe/Zurich, days such as monday, times such as"
                            + " 09:00; 24:00 is the end of a day."));
              }
              return Replies.later(
                  people.putCalendar(calendar),
                  reply -> PeopleRoutes.answered("calendar", reply, CalendarShape::of));
            }));
  }

  private static WorkCalendar read(String name, Change change) {
    var hours = new EnumMap<DayOfWeek, List<WorkCalendar.Hours>>(DayOfWeek.class);
    change
        .hours()
        .forEach((day, parts) ->
            hours.put(
                DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)),
                parts.stream()
                    .map(part -> new WorkCalendar.Hours(time(part.from()), time(part.to())))
                    .toList()));
    return new WorkCalendar(
        name,
        change.label(),
        ZoneId.of(change.zone()),
        hours,
        change.holidays() == null ? List.of() : change.holidays());
  }

  private static LocalTime time(String text) {
    return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }

  private static HoursShape shape(WorkCalendar.Hours part) {
    return new HoursShape(
        part.from().toString(),
        part.to().equals(LocalTime.MIDNIGHT) ? "24:00" : part.to().toString());
  }

  private Route plus(String name, Question question) {
    var length =
        TaskTerms.duration(
            question.workingTime(), Duration.ZERO, Duration.ZERO, WorkCalendar.LONGEST);
    if (length.isEmpty()) {
      return complete(
          Problems.malformed(
              "workingTime",
              "`workingTime` cannot be `" + question.workingTime() + "`.",
              "Send a length such as 90m or 16h, at most "
                  + WorkCalendar.LONGEST.toHours()
                  + "h."));
    }
    return Replies.found(
        people.directory().thenApply(directory -> directory.calendar(name)),
        "calendar",
        name,
        calendar -> new Answer(calendar.plus(question.from(), length.get())));
  }
}
