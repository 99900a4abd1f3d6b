package baton.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Everyone there is at one moment, in memory: who a name means, and who belongs to what.
 *
 * <p>A directory of some ten thousand people fits a node easily, and questions about it lie on hot
 * paths (every claim, every list), so nodes hold all of it and load it again when it changed.
 */
public final class Directory {
  public static final Directory EMPTY = new Directory(List.of(), List.of(), List.of());

  private final SortedMap<String, User> users;
  private final SortedMap<String, Group> groups;
  private final SortedMap<String, Queue> queues;

  public Directory(Collection<User> users, Collection<Group> groups, Collection<Queue> queues) {
    this.users = byName(users, User::username);
    this.groups = byName(groups, Group::name);
    this.queues = byName(queues, Queue::name);
  }

  private static <T> SortedMap<String, T> byName(Collection<T> entries, Function<T, String> name) {
    var map = new TreeMap<String, T>();
    entries.forEach(entry -> map.put(name.apply(entry), entry));
    return Collections.unmodifiableSortedMap(map);
  }

  public List<User> users() {
    return List.copyOf(users.values());
  }

  public List<Group> groups() {
    return List.copyOf(groups.values());
  }

  public List<Queue> queues() {
    return List.copyOf(queues.values());
  }

  public Optional<User> user(String username) {
    return Optional.ofNullable(users.get(username));
  }

  public Optional<Group> group(String name) {
    return Optional.ofNullable(groups.get(name));
  }

  public Optional<Queue> queue(String name) {
    return Optional.ofNullable(queues.get(name));
  }

  /** The members who can be given work: active users only. */
  public List<User> activeMembers(Circle circle) {
    var found = new ArrayList<User>();
    for (var member : circle.members()) {
      user(member).filter(User::active).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  /** The acting person; empty for someone unknown or inactive, who may do nothing. */
  public Optional<Principal> principal(String username) {
    return user(username)
        .filter(User::active)
        .map(user ->
            new Principal(
                username,
                user.name(),
                memberOf(username, groups.values()),
                memberOf(username, queues.values())));
  }

  private static Set<String> memberOf(String username, Collection<? extends Circle> circles) {
    var names = new TreeSet<String>();
    for (var circle : circles) {
      if (circle.active() && circle.members().contains(username)) {
        names.add(circle.name());
      }
    }
    return names;
  }
}
