package baton.directory;

import java.util.Set;

/** The person who acts, with the active groups and queues that make them a member. */
public record Principal(String username, String name, Set<String> groups, Set<String> queues) {
  public Principal {
    groups = Set.copyOf(groups);
    queues = Set.copyOf(queues);
  }
}
