package baton.directory;

import baton.directory.DirectoryReply.NotFound;
import baton.directory.DirectoryReply.OtherVersion;
import baton.directory.DirectoryReply.Refused;
import com.datastax.oss.driver.api.core.CqlSession;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The door to users, groups and queues.
 *
 * <p>Lookups are answered from memory and are at most {@link DirectoryCache#FRESH} old; a change is
 * visible at once on the node that made it. Nothing is deleted: old work names these people.
 */
public final class People {
  private final DirectoryCache cache;
  private final DirectoryChanges changes;

  /** Over the tables of {@code schema/032-people.cql}. */
  public People(CqlSession session, InstantSource clock) {
    this(new DirectoryRows(session), clock);
  }

  People(DirectoryStore store, InstantSource clock) {
    var news = new DirectoryNews(store);
    cache = new DirectoryCache(store, news.writer(), clock);
    changes = new DirectoryChanges(store, cache, news, clock);
  }

  /** Everyone, as of at most a second ago. */
  public CompletionStage<Directory> directory() {
    return cache.directory();
  }

  public CompletionStage<Optional<Principal>> principal(String username) {
    return directory().thenApply(directory -> directory.principal(username));
  }

  public CompletionStage<Optional<User>> user(String username) {
    return directory().thenApply(directory -> directory.user(username));
  }

  public CompletionStage<Optional<Group>> group(String name) {
    return directory().thenApply(directory -> directory.group(name));
  }

  public CompletionStage<Optional<Queue>> queue(String name) {
    return directory().thenApply(directory -> directory.queue(name));
  }

  public CompletionStage<List<User>> users() {
    return directory().thenApply(Directory::users);
  }

  public CompletionStage<List<Group>> groups() {
    return directory().thenApply(Directory::groups);
  }

  public CompletionStage<List<Queue>> queues() {
    return directory().thenApply(Directory::queues);
  }

  /** Makes a user, or changes the one of that name; absences and what a provider knows stay. */
  public CompletionStage<DirectoryReply<User>> putUser(User user) {
    return changeUser(
        user.username(),
        before ->
            before
                .map(entry ->
                    user.with(kept(entry.value().provision(), user.active()))
                        .withAbsences(entry.value().absences()))
                .orElse(user));
  }

  /** Who or what is made active by hand is there again for an identity provider, too. */
  private static Provision kept(Provision before, boolean active) {
    return active ? before.back() : before;
  }

  /** Makes a group, or changes the one of that name; what a provider knows of it stays. */
  public CompletionStage<DirectoryReply<Group>> putGroup(Group group) {
    return changeGroup(
        group.name(),
        before ->
            before
                .map(entry -> group.with(kept(entry.value().provision(), group.active())))
                .orElse(group));
  }

  /** Makes a queue, or changes the one of that name. */
  public CompletionStage<DirectoryReply<Queue>> putQueue(Queue queue) {
    return changes.queue(
        queue.name(),
        (before, directory) ->
            checked(
                before.map(entry -> queue.with(entry.value().provision())).orElse(queue),
                directory));
  }

  /** Makes a user of what there is or is not yet; asked again when somebody else was faster. */
  public CompletionStage<DirectoryReply<User>> changeUser(
      String username, Function<Optional<Entry<User>>, User> change) {
    return changes.user(
        username, (before, directory) -> checked(change.apply(before), before, directory));
  }

  /** Makes a group of what there is or is not yet; asked again when somebody else was faster. */
  public CompletionStage<DirectoryReply<Group>> changeGroup(
      String name, Function<Optional<Entry<Group>>, Group> change) {
    return changes.group(name, (before, directory) -> checked(change.apply(before), directory));
  }

  /** Makes a user of a name that nobody ever had. */
  public CompletionStage<DirectoryReply<User>> makeUser(User user) {
    return changes.user(
        user.username(),
        (before, directory) ->
            before.isEmpty() ? checked(user, before, directory) : taken(user.username()));
  }

  /** Makes a group of a name that no group has, or that one had which is deleted. */
  public CompletionStage<DirectoryReply<Group>> makeGroup(Group group) {
    return changes.group(
        group.name(),
        (before, directory) ->
            before.map(entry -> entry.value().provision().deleted()).orElse(true)
                ? checked(group, directory)
                : taken(group.name()));
  }

  private static <T> DirectoryDecision<T> taken(String name) {
    return new DirectoryDecision.No<>(new Refused<>(List.of(DirectoryCheck.taken(name))));
  }

  /** Changes a user whom there is, if it still is of that version where one is given. */
  public CompletionStage<DirectoryReply<User>> changeKnownUser(
      String username, Optional<Long> version, UnaryOperator<User> change) {
    return changes.user(
        username,
        (before, directory) ->
            refusal(username, before, version)
                .orElseGet(
                    () -> checked(change.apply(before.orElseThrow().value()), before, directory)));
  }

  /** Changes a group that there is, if it still is of that version where one is given. */
  public CompletionStage<DirectoryReply<Group>> changeKnownGroup(
      String name, Optional<Long> version, UnaryOperator<Group> change) {
    return changes.group(
        name,
        (before, directory) ->
            refusal(name, before, version)
                .orElseGet(() -> checked(change.apply(before.orElseThrow().value()), directory)));
  }

  /** Makes a calendar, or changes the one of that name. */
  public CompletionStage<DirectoryReply<WorkCalendar>> putCalendar(WorkCalendar calendar) {
    return changes.calendar(
        calendar.name(), (before, directory) -> decided(calendar, CalendarCheck.of(calendar)));
  }

  /** Says when somebody is away, and who stands in; changes what was said under the same id. */
  public CompletionStage<DirectoryReply<User>> putAbsence(String username, Absence absence) {
    return changes.user(
        username,
        (before, directory) ->
            refusal(username, before, Optional.empty())
                .orElseGet(() -> {
                  var user = before.orElseThrow().value();
                  return decided(user.with(absence), AbsenceCheck.of(absence, user, directory));
                }));
  }

  /** Forgets an absence; saying it twice changes nothing. */
  public CompletionStage<DirectoryReply<User>> removeAbsence(String username, String absenceId) {
    return changeKnownUser(username, Optional.empty(), user -> user.without(absenceId));
  }

  private CompletionStage<DirectoryReply<Queue>> changeKnownQueue(
      String name, UnaryOperator<Queue> change) {
    return changes.queue(
        name,
        (before, directory) ->
            refusal(name, before, Optional.empty())
                .orElseGet(() -> checked(change.apply(before.orElseThrow().value()), directory)));
  }

  public CompletionStage<DirectoryReply<User>> deactivateUser(String username) {
    return changeKnownUser(username, Optional.empty(), User::deactivated);
  }

  public CompletionStage<DirectoryReply<Group>> deactivateGroup(String name) {
    return changeKnownGroup(name, Optional.empty(), Group::deactivated);
  }

  public CompletionStage<DirectoryReply<Queue>> deactivateQueue(String name) {
    return changeKnownQueue(name, Queue::deactivated);
  }

  /** Makes someone a member of a group, or no longer one; saying it twice changes nothing. */
  public CompletionStage<DirectoryReply<Group>> setGroupMember(
      String name, String username, boolean member) {
    return changeKnownGroup(
        name, Optional.empty(), group -> group.withMembers(with(group, username, member)));
  }

  /** Makes someone a member of a queue, or no longer one; saying it twice changes nothing. */
  public CompletionStage<DirectoryReply<Queue>> setQueueMember(
      String name, String username, boolean member) {
    return changeKnownQueue(name, queue -> queue.withMembers(with(queue, username, member)));
  }

  /**
   * Adds people to try things with; who is there already stays as they are. A seeding that was cut
   * short is thereby finished by the next one.
   */
  public CompletionStage<Void> seed() {
    return cache.reloaded().thenCompose(directory -> PeopleSeed.into(this, directory));
  }

  private static TreeSet<String> with(Circle circle, String username, boolean member) {
    var members = new TreeSet<>(circle.members());
    if (member) {
      members.add(username);
    } else {
      members.remove(username);
    }
    return members;
  }

  private static <T> Optional<DirectoryDecision<T>> refusal(
      String name, Optional<Entry<T>> before, Optional<Long> version) {
    if (before.isEmpty()) {
      return Optional.of(new DirectoryDecision.No<>(new NotFound<>(name)));
    }
    var is = before.get().version();
    return version.isPresent() && version.get() != is
        ? Optional.of(new DirectoryDecision.No<>(new OtherVersion<>(name, is)))
        : Optional.empty();
  }

  private static DirectoryDecision<User> checked(
      User user, Optional<Entry<User>> before, Directory directory) {
    var isNewName =
        before
            .map(entry ->
                !User.folded(entry.value().userName()).equals(User.folded(user.userName())))
            .orElse(true);
    return decided(user, DirectoryCheck.of(user, isNewName, directory));
  }

  private static <C extends Circle> DirectoryDecision<C> checked(C circle, Directory directory) {
    return decided(circle, DirectoryCheck.of(circle, directory));
  }

  private static <T> DirectoryDecision<T> decided(T value, List<DirectoryProblem> problems) {
    return problems.isEmpty()
        ? new DirectoryDecision.Become<>(value)
        : new DirectoryDecision.No<>(new Refused<>(problems));
  }
}
