package baton.directory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A directory that works without Cassandra, for tests of every room. */
public final class DirectoryInMemory implements DirectoryStore {
  private final Map<String, User> users = new LinkedHashMap<>();
  private final Map<String, Circle> circles = new LinkedHashMap<>();
  private UUID mark = NEVER_MARKED;
  int loads;
  int marksRead;

  /** Nobody, over a fresh store. */
  public static People empty() {
    return new People(new DirectoryInMemory(), InstantSource.system());
  }

  /** People over a fresh store that holds the seeded company. */
  public static People seeded() {
    var people = empty();
    people.seed().toCompletableFuture().join();
    return people;
  }

  @Override
  public synchronized CompletionStage<UUID> latestMark() {
    marksRead++;
    return CompletableFuture.completedFuture(mark);
  }

  @Override
  public synchronized CompletionStage<Void> mark(UUID next) {
    mark = next;
    return done();
  }

  @Override
  public synchronized CompletionStage<Directory> load() {
    loads++;
    var groups = new ArrayList<Group>();
    var queues = new ArrayList<Queue>();
    circles
        .values()
        .forEach(circle -> {
          switch (circle) {
            case Group group -> groups.add(group);
            case Queue queue -> queues.add(queue);
          }
        });
    return CompletableFuture.completedFuture(
        new Directory(List.copyOf(users.values()), groups, queues));
  }

  @Override
  public synchronized CompletionStage<Void> save(User user) {
    users.put(user.username(), user);
    return done();
  }

  @Override
  public synchronized CompletionStage<Void> save(Circle circle) {
    circles.put(key(circle), circle);
    return done();
  }

  @Override
  public synchronized CompletionStage<Void> saveMember(
      Circle circle, String username, boolean member) {
    var members = new TreeSet<>(circles.get(key(circle)).members());
    if (member) {
      members.add(username);
    } else {
      members.remove(username);
    }
    circles.put(
        key(circle),
        switch (circle) {
          case Group group -> group.withMembers(members);
          case Queue queue -> queue.withMembers(members);
        });
    return done();
  }

  private static String key(Circle circle) {
    return circle.getClass().getSimpleName() + ":" + circle.name();
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedFuture(null);
  }
}
