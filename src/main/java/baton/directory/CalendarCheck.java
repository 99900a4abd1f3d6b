package baton.directory;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says everything that is wrong with a calendar; no state, no effects. */
final class CalendarCheck {
  static final int MOST_HOLIDAYS = 1_000;
  static final int MOST_PARTS_OF_A_DAY = 10;

  private CalendarCheck() {}

  static List<DirectoryProblem> of(WorkCalendar calendar) {
    var problems = new ArrayList<DirectoryProblem>();
    DirectoryCheck.checkName("name", calendar.name(), problems);
    DirectoryCheck.checkLabel("label", calendar.label(), problems);
    if (calendar.hours().values().stream().allMatch(List::isEmpty)) {
      problems.add(
          new DirectoryProblem(
              "hours", "nobody ever works", "give hours to at least one day of the week"));
    }
    calendar
        .hours()
        .forEach((day, parts) ->
            checkDay("hours." + day.name().toLowerCase(Locale.ROOT), parts, problems));
    if (calendar.holidays().size() > MOST_HOLIDAYS) {
      problems.add(
          new DirectoryProblem(
              "holidays",
              calendar.holidays().size() + " holidays are more than " + MOST_HOLIDAYS,
              "leave out past ones"));
    }
    return List.copyOf(problems);
  }

  private static void checkDay(
      String field, List<WorkCalendar.Hours> parts, List<DirectoryProblem> problems) {
    if (parts.size() > MOST_PARTS_OF_A_DAY) {
      problems.add(
          new DirectoryProblem(
              field, "it has more than " + MOST_PARTS_OF_A_DAY + " parts", "join some"));
      return;
    }
    var before = LocalTime.MIDNIGHT;
    for (var i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      var isLast = i == parts.size() - 1;
      if (part.from().isBefore(before)
          || !(part.from().isBefore(part.to()) || (part.isToMidnight() && isLast))) {
        problems.add(
            new DirectoryProblem(
                field,
                part.from() + " to " + part.to() + " does not follow what is before it",
                "write parts of the day in order, such as 09:00 to 12:00, 13:00 to 17:00"));
        return;
      }
      before = part.to();
    }
  }
}
