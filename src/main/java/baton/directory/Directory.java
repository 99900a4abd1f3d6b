package baton.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.pcollections.TreePMap;

/**
 * Everyone there is at one moment, in memory: who a name means, and who belongs to what.
 *
 * <p>A directory of some ten thousand people fits a node easily, and questions about it lie on hot
 * paths (every claim, every list), so nodes hold all of it. One that differs by an entry shares all
 * else with the one before, so that taking a change costs no more in a large directory.
 */
public final class Directory {
  /** How many who are away are passed over to find who stands in. */
  public static final int MOST_STAND_INS = 5;

  public static final Directory EMPTY =
      new Directory(
          TreePMap.empty(), TreePMap.empty(), Circles.none(), Circles.none(), TreePMap.empty());

  private final TreePMap<String, Entry<User>> users;

  /** Usernames by what people sign in with, {@link User#folded}. */
  private final TreePMap<String, String> usernames;

  private final Circles<Group> groups;
  private final Circles<Queue> queues;
  private final TreePMap<String, Entry<WorkCalendar>> calendars;

  private Directory(
      TreePMap<String, Entry<User>> users,
      TreePMap<String, String> usernames,
      Circles<Group> groups,
      Circles<Queue> queues,
      TreePMap<String, Entry<WorkCalendar>> calendars) {
    this.users = users;
    this.usernames = usernames;
    this.groups = groups;
    this.queues = queues;
    this.calendars = calendars;
  }

  /** One that is stored nowhere. */
  public static Directory of(
      Collection<User> users, Collection<Group> groups, Collection<Queue> queues) {
    var directory = EMPTY;
    for (var user : users) {
      directory = directory.withUser(Entry.unstored(user));
    }
    for (var group : groups) {
      directory = directory.withGroup(Entry.unstored(group));
    }
    for (var queue : queues) {
      directory = directory.withQueue(Entry.unstored(queue));
    }
    return directory;
  }

  /** This and that entry, unless this knows it as new or newer. */
  Directory with(StoredEntry stored) {
    var name = stored.key().name();
    return switch (stored.key().kind()) {
      case USER -> isNewer(stored, userEntry(name)) ? withUser(DirectoryJson.user(stored)) : this;
      case GROUP ->
          isNewer(stored, groups.entry(name)) ? withGroup(DirectoryJson.group(stored)) : this;
      case QUEUE ->
          isNewer(stored, queues.entry(name)) ? withQueue(DirectoryJson.queue(stored)) : this;
      case CALENDAR ->
          isNewer(stored, calendarEntry(name))
              ? withCalendar(DirectoryJson.calendar(stored))
              : this;
    };
  }

  private Directory withCalendar(Entry<WorkCalendar> entry) {
    return new Directory(
        users, usernames, groups, queues, calendars.plus(entry.value().name(), entry));
  }

  private static boolean isNewer(StoredEntry stored, Optional<? extends Entry<?>> known) {
    return known.isEmpty() || known.get().version() < stored.version();
  }

  private Directory withUser(Entry<User> entry) {
    var user = entry.value();
    var before = users.get(user.username());
    var names = usernames;
    if (before != null) {
      var former = User.folded(before.value().userName());
      if (user.username().equals(names.get(former))) {
        names = names.minus(former);
      }
    }
    var name = User.folded(user.userName());
    if (!user.provision().deleted() && !names.containsKey(name)) {
      names = names.plus(name, user.username());
    }
    return new Directory(users.plus(user.username(), entry), names, groups, queues, calendars);
  }

  private Directory withGroup(Entry<Group> entry) {
    return new Directory(users, usernames, groups.with(entry), queues, calendars);
  }

  private Directory withQueue(Entry<Queue> entry) {
    return new Directory(users, usernames, groups, queues.with(entry), calendars);
  }

  public boolean isEmpty() {
    return users.isEmpty();
  }

  public List<User> users() {
    return values(users.values());
  }

  public List<Group> groups() {
    return values(groups.entries());
  }

  public List<Queue> queues() {
    return values(queues.entries());
  }

  /** All users with what became of them, by username. */
  public Collection<Entry<User>> userEntries() {
    return users.values();
  }

  /** All groups with what became of them, by name. */
  public Collection<Entry<Group>> groupEntries() {
    return groups.entries();
  }

  private static <T> List<T> values(Collection<Entry<T>> entries) {
    return entries.stream().map(Entry::value).toList();
  }

  public Optional<User> user(String username) {
    return userEntry(username).map(Entry::value);
  }

  public Optional<Group> group(String name) {
    return groups.entry(name).map(Entry::value);
  }

  public Optional<Queue> queue(String name) {
    return queues.entry(name).map(Entry::value);
  }

  public Optional<Entry<User>> userEntry(String username) {
    return Optional.ofNullable(users.get(username));
  }

  public Optional<Entry<Group>> groupEntry(String name) {
    return groups.entry(name);
  }

  public Optional<Entry<Queue>> queueEntry(String name) {
    return queues.entry(name);
  }

  public List<WorkCalendar> calendars() {
    return values(calendars.values());
  }

  public Optional<WorkCalendar> calendar(String name) {
    return calendarEntry(name).map(Entry::value);
  }

  Optional<Entry<WorkCalendar>> calendarEntry(String name) {
    return Optional.ofNullable(calendars.get(name));
  }

  /** Who signs in with that, in upper or lower case. */
  public Optional<User> signingInAs(String userName) {
    return Optional.ofNullable(usernames.get(User.folded(userName))).flatMap(this::user);
  }

  /** Up to so many users from after that username on, in their order, of those that suit. */
  public List<User> usersAfter(String username, int most, Predicate<User> suits) {
    var found = new ArrayList<User>();
    for (var entry : users.tailMap(username, false).values()) {
      if (found.size() == most) {
        break;
      }
      if (suits.test(entry.value())) {
        found.add(entry.value());
      }
    }
    return List.copyOf(found);
  }

  /** The groups that someone is a member of, active or not, by name. */
  public Set<String> groupsOf(String username) {
    return groups.of(username);
  }

  /** The queues that someone is a member of, active or not, by name. */
  public Set<String> queuesOf(String username) {
    return queues.of(username);
  }

  /**
   * Who does what is somebody's to do at a moment: they themselves, or who stands in while they are
   * away, and for those who are away too, over so many at most. Where nobody is there who could, it
   * stays with the last one who is active.
   */
  public StandIn standIn(String username, Instant moment) {
    var passed = new ArrayList<StandIn.Passed>();
    var last = user(username).filter(User::active);
    while (last.isPresent() && passed.size() < MOST_STAND_INS) {
      var absence = last.get().absenceAt(moment);
      var next =
          absence
              .map(Absence::substitute)
              .flatMap(this::user)
              .filter(User::active)
              .filter(user -> passed.stream().noneMatch(p -> p.user().equals(user)));
      if (absence.isEmpty() || next.isEmpty()) {
        break;
      }
      passed.add(new StandIn.Passed(last.get(), absence.get()));
      last = next;
    }
    return new StandIn(last, passed);
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
                username, user.name(), groups.activeOf(username), queues.activeOf(username)));
  }
}
