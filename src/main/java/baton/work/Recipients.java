package baton.work;

import baton.definition.Assignee;
import baton.directory.Circle;
import baton.directory.Directory;
import baton.directory.User;
import java.util.List;
import java.util.Optional;

/** Who is meant by an assignee at one moment. */
sealed interface Recipients {
  /** These people, at least one; shared when any of them may do it. */
  record Persons(List<User> users, String label, boolean shared) implements Recipients {}

  /** No one; the reason is a sentence for people. */
  record Nobody(String reason) implements Recipients {}

  static Recipients of(Assignee assignee, Directory directory) {
    return switch (assignee.kind()) {
      case USER -> ofUser(assignee.name(), directory);
      case GROUP -> ofCircle("group", assignee.name(), directory.group(assignee.name()), directory);
      case QUEUE -> ofCircle("queue", assignee.name(), directory.queue(assignee.name()), directory);
    };
  }

  private static Recipients ofUser(String username, Directory directory) {
    return directory
        .user(username)
        .<Recipients>map(user ->
            user.active()
                ? new Persons(List.of(user), user.name(), false)
                : new Nobody("The user '" + username + "' is no longer active."))
        .orElseGet(() -> new Nobody("There is no user '" + username + "'."));
  }

  private static Recipients ofCircle(
      String kind, String name, Optional<? extends Circle> found, Directory directory) {
    if (found.isEmpty()) {
      return new Nobody("There is no " + kind + " '" + name + "'.");
    }
    var circle = found.get();
    if (!circle.active()) {
      return new Nobody("The " + kind + " '" + name + "' is no longer active.");
    }
    var members = directory.activeMembers(circle);
    return members.isEmpty()
        ? new Nobody("The " + kind + " '" + name + "' has no active members.")
        : new Persons(members, circle.label(), true);
  }
}
