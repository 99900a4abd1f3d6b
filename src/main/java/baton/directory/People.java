package baton.directory;

import baton.directory.DirectoryReply.NotFound;
import baton.directory.DirectoryReply.Refused;
import baton.directory.DirectoryReply.Saved;
import com.datastax.oss.driver.api.core.CqlSession;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The door to users, groups and queues.
 *
 * <p>Lookups are answered from memory and are at most {@link DirectoryCache#FRESH} old; a change is
 * visible at once on the node that made it. Nothing is deleted: old work names these people.
 */
public final class People {
  private final DirectoryStore store;
  private final DirectoryCache cache;

  /** Over the tables of {@code schema/030-directory.cql}. */
  public People(CqlSession session, InstantSource clock) {
    this(new DirectoryRows(session), clock);
  }

  People(DirectoryStore store, InstantSource clock) {
    this.store = store;
    this.cache = new DirectoryCache(store, clock);
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

  public CompletionStage<DirectoryReply<User>> putUser(User user) {
    var problems = DirectoryCheck.of(user);
    return problems.isEmpty()
        ? stored(store.save(user), user)
        : CompletableFuture.completedFuture(new Refused<>(problems));
  }

  public CompletionStage<DirectoryReply<Group>> putGroup(Group group) {
    return putCircle(group);
  }

  public CompletionStage<DirectoryReply<Queue>> putQueue(Queue queue) {
    return putCircle(queue);
  }

  public CompletionStage<DirectoryReply<User>> deactivateUser(String username) {
    return changed(
        username,
        directory -> directory.user(username),
        user -> stored(store.save(user.deactivated()), user.deactivated()));
  }

  public CompletionStage<DirectoryReply<Group>> deactivateGroup(String name) {
    return changed(
        name,
        directory -> directory.group(name),
        group -> stored(store.save(group.deactivated()), group.deactivated()));
  }

  public CompletionStage<DirectoryReply<Queue>> deactivateQueue(String name) {
    return changed(
        name,
        directory -> directory.queue(name),
        queue -> stored(store.save(queue.deactivated()), queue.deactivated()));
  }

  /** Makes someone a member of a group, or no longer one; saying it twice changes nothing. */
  public CompletionStage<DirectoryReply<Group>> setGroupMember(
      String name, String username, boolean member) {
    return changed(
        name,
        directory -> directory.group(name),
        group -> setMember(group, group.withMembers(with(group, username, member)), username));
  }

  /** Makes someone a member of a queue, or no longer one; saying it twice changes nothing. */
  public CompletionStage<DirectoryReply<Queue>> setQueueMember(
      String name, String username, boolean member) {
    return changed(
        name,
        directory -> directory.queue(name),
        queue -> setMember(queue, queue.withMembers(with(queue, username, member)), username));
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

  private <C extends Circle> CompletionStage<DirectoryReply<C>> putCircle(C circle) {
    return checked(circle, () -> store.save(circle));
  }

  private <C extends Circle> CompletionStage<DirectoryReply<C>> setMember(
      C before, C after, String username) {
    return before.members().equals(after.members())
        ? CompletableFuture.completedFuture(new Saved<>(before))
        : checked(
            after, () -> store.saveMember(after, username, after.members().contains(username)));
  }

  private <C extends Circle> CompletionStage<DirectoryReply<C>> checked(
      C circle, java.util.function.Supplier<CompletionStage<Void>> save) {
    return directory()
        .thenCompose(directory -> {
          var problems = DirectoryCheck.of(circle, directory);
          return problems.isEmpty()
              ? stored(save.get(), circle)
              : CompletableFuture.completedFuture(new Refused<>(problems));
        });
  }

  private <T> CompletionStage<DirectoryReply<T>> changed(
      String name,
      Function<Directory, Optional<T>> find,
      Function<T, CompletionStage<DirectoryReply<T>>> change) {
    return directory()
        .thenCompose(directory ->
            find.apply(directory)
                .map(change)
                .orElseGet(() -> CompletableFuture.completedFuture(new NotFound<>(name))));
  }

  private <T> CompletionStage<DirectoryReply<T>> stored(CompletionStage<Void> saved, T entry) {
    return saved.thenCompose(done -> cache.changed()).thenApply(directory -> new Saved<>(entry));
  }
}
