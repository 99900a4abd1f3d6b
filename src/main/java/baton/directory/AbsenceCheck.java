package baton.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says everything that is wrong with the absences of a user; no state, no effects. */
final class AbsenceCheck {
  /** Kept of one person, past ones too, until they are deleted. */
  static final int MOST_ABSENCES = 100;

  static final int LONGEST_REASON_CHARACTERS = 200;

  /** Longer ones are a slip of the pen, or somebody who left. */
  static final Duration LONGEST = Duration.ofDays(3 * 366);

  private final User user;
  private final Directory directory;
  private final List<DirectoryProblem> problems = new ArrayList<>();

  private AbsenceCheck(User user, Directory directory) {
    this.user = user;
    this.directory = directory;
  }

  /** What is wrong with an absence that the user is to have besides their others. */
  static List<DirectoryProblem> of(Absence absence, User user, Directory directory) {
    var check = new AbsenceCheck(user, directory);
    check.check(absence);
    return List.copyOf(check.problems);
  }

  private void check(Absence absence) {
    DirectoryCheck.checkName("id", absence.id(), problems);
    if (!absence.from().isBefore(absence.to())) {
      wrong("to", "it ends at " + absence.to() + ", before it begins", "name a later end");
      return;
    }
    if (Duration.between(absence.from(), absence.to()).compareTo(LONGEST) > 0) {
      wrong(
          "to",
          "it lasts longer than " + LONGEST.toDays() + " days",
          "name an earlier end, or deactivate the user");
    }
    if (absence.reason() != null) {
      checkReason(absence.reason());
    }
    var others =
        user.absences().stream().filter(other -> !other.id().equals(absence.id())).toList();
    if (others.size() >= MOST_ABSENCES) {
      wrong("id", "there are " + MOST_ABSENCES + " absences already", "delete past ones");
    }
    for (var other : others) {
      if (other.overlaps(absence.from(), absence.to())) {
        wrong(
            "from",
            "it overlaps the absence '"
                + other.id()
                + "' from "
                + other.from()
                + " to "
                + other.to(),
            "change that one, or choose another time");
      }
    }
    if (absence.substitute() != null) {
      checkSubstitute(absence, absence.substitute());
    }
  }

  private void checkReason(String reason) {
    if (reason.length() > LONGEST_REASON_CHARACTERS
        || reason.chars().anyMatch(Character::isISOControl)) {
      wrong(
          "reason",
          "it cannot be shown to people",
          "write one line of at most " + LONGEST_REASON_CHARACTERS + " characters");
    }
  }

  private void checkSubstitute(Absence absence, String substitute) {
    var found = directory.user(substitute);
    if (substitute.equals(user.username())) {
      wrong("substitute", "nobody stands in for themselves", "name somebody else, or nobody");
    } else if (found.isEmpty()) {
      wrong(
          "substitute",
          "there is no user '" + DirectoryCheck.shortened(substitute) + "'",
          "name one of GET /api/v1/users");
    } else if (!found.get().active()) {
      wrong(
          "substitute", "the user '" + substitute + "' is no longer active", "name somebody else");
    } else {
      var way = circle(substitute, absence.from(), absence.to(), new HashSet<>());
      if (way != null) {
        wrong(
            "substitute",
            "it leads back: " + user.username() + " → " + way,
            "name somebody who is there in that time");
      }
    }
  }

  /**
   * How substitutes lead from somebody back to the user at some moment of a time; null if never.
   */
  private @Nullable String circle(String from, Instant begin, Instant end, Set<String> path) {
    if (!path.add(from)) {
      return null;
    }
    for (var absence : directory.user(from).map(User::absences).orElse(List.of())) {
      if (absence.substitute() == null || !absence.overlaps(begin, end)) {
        continue;
      }
      var next = absence.substitute();
      var way =
          next.equals(user.username())
              ? next
              : circle(next, later(begin, absence.from()), earlier(end, absence.to()), path);
      if (way != null) {
        return from + " → " + way;
      }
    }
    path.remove(from);
    return null;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private void wrong(String field, String message, String remedy) {
    problems.add(new DirectoryProblem(field, message, remedy));
  }
}
