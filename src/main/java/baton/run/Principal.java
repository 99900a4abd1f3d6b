package baton.run;

import baton.definition.Assignee;
import java.util.Set;

/** Who asks: a user with the groups and queues of which the user is a member. */
public record Principal(String user, Set<String> groups, Set<String> queues) {
  public Principal {
    groups = Set.copyOf(groups);
    queues = Set.copyOf(queues);
  }

  /** Whether work assigned to {@code assignee} is this user's to do. */
  public boolean mayDo(Assignee assignee) {
    return switch (assignee.kind()) {
      case USER -> assignee.name().equals(user);
      case GROUP -> groups.contains(assignee.name());
      case QUEUE -> queues.contains(assignee.name());
    };
  }
}
