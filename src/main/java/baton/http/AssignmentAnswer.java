package baton.http;

import baton.definition.Assignee;
import baton.directory.Absence;
import baton.directory.Circle;
import baton.directory.Directory;
import baton.directory.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who would get an item at a moment, why each, and who would not.
 *
 * @param goesTo the first assignee behind whom somebody active stands; null if there is none
 */
record AssignmentAnswer(
    Instant at, @Nullable String goesTo, List<Person> people, List<Skipped> skipped) {
  /**
   * @param absentUntil when one who is away comes back
   * @param substitute who stands in for them until then
   */
  record Person(
      String username,
      String name,
      String why,
      @Nullable Instant absentUntil,
      @Nullable String substitute) {}

  /**
   * @param who an assignee such as {@code user:ada}
   */
  record Skipped(String who, String why) {}

  static AssignmentAnswer of(List<Assignee> assignees, Directory directory, Instant at) {
    var skipped = new ArrayList<Skipped>();
    for (var assignee : assignees) {
      var people = people(assignee, directory, at, skipped);
      if (!people.isEmpty()) {
        return new AssignmentAnswer(at, assignee.toString(), people, skipped);
      }
    }
    return new AssignmentAnswer(at, null, List.of(), skipped);
  }

  private static List<Person> people(
      Assignee assignee, Directory directory, Instant at, List<Skipped> skipped) {
    return switch (assignee.kind()) {
      case USER -> user(assignee, "named by the assignment", directory, at, skipped);
      case GROUP -> members(assignee, directory.group(assignee.name()), directory, at, skipped);
      case QUEUE -> members(assignee, directory.queue(assignee.name()), directory, at, skipped);
    };
  }

  private static List<Person> user(
      Assignee assignee, String why, Directory directory, Instant at, List<Skipped> skipped) {
    var user = directory.user(assignee.name());
    if (user.isEmpty()) {
      skipped.add(new Skipped(assignee.toString(), "there is no such user"));
    } else if (!user.get().active()) {
      skipped.add(new Skipped(assignee.toString(), "is no longer active"));
    } else {
      return List.of(person(user.get(), why, directory, at));
    }
    return List.of();
  }

  private static Person person(User user, String why, Directory directory, Instant at) {
    var standIn = directory.standIn(user.username(), at);
    return new Person(
        user.username(),
        user.name(),
        why,
        user.absenceAt(at).map(Absence::to).orElse(null),
        standIn.passed().isEmpty() ? null : standIn.user().map(User::username).orElse(null));
  }

  private static List<Person> members(
      Assignee assignee,
      Optional<? extends Circle> found,
      Directory directory,
      Instant at,
      List<Skipped> skipped) {
    var kind = assignee.kind().name().toLowerCase(Locale.ROOT);
    if (found.isEmpty()) {
      skipped.add(new Skipped(assignee.toString(), "there is no such " + kind));
      return List.of();
    }
    var circle = found.get();
    if (!circle.active()) {
      skipped.add(new Skipped(assignee.toString(), "is no longer active"));
      return List.of();
    }
    var people = new ArrayList<Person>();
    var why = "member of the " + kind + " " + circle.label();
    for (var member : circle.members()) {
      var user = new Assignee(Assignee.Kind.USER, member);
      people.addAll(user(user, why, directory, at, skipped));
    }
    if (people.isEmpty()) {
      skipped.add(new Skipped(assignee.toString(), "has no active members"));
    }
    return List.copyOf(people);
  }
}
