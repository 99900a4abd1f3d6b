package baton.directory;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The directory in Cassandra, tables of {@code schema/030-directory.cql}. */
final class DirectoryRows implements DirectoryStore {
  private final CqlSession session;
  private final PreparedStatement readMark;
  private final PreparedStatement writeMark;
  private final PreparedStatement readUsers;
  private final PreparedStatement readCircles;
  private final PreparedStatement writeUser;
  private final PreparedStatement writeCircle;
  private final PreparedStatement addMember;
  private final PreparedStatement removeMember;

  DirectoryRows(CqlSession session) {
    this.session = session;
    readMark = session.prepare("SELECT mark FROM baton.directory_mark WHERE id = 0");
    writeMark = session.prepare("INSERT INTO baton.directory_mark (id, mark) VALUES (0, ?)");
    readUsers = session.prepare("SELECT username, name, email, active FROM baton.directory_user");
    readCircles =
        session.prepare("SELECT kind, name, label, members, active FROM baton.directory_circle");
    writeUser =
        session.prepare(
            "INSERT INTO baton.directory_user (username, name, email, active) VALUES (?, ?, ?, ?)");
    writeCircle =
        session.prepare(
            "INSERT INTO baton.directory_circle (kind, name, label, members, active)"
                + " VALUES (?, ?, ?, ?, ?)");
    addMember =
        session.prepare(
            "UPDATE baton.directory_circle SET members = members + ? WHERE kind = ? AND name = ?");
    removeMember =
        session.prepare(
            "UPDATE baton.directory_circle SET members = members - ? WHERE kind = ? AND name = ?");
  }

  @Override
  public CompletionStage<UUID> latestMark() {
    return session
        .executeAsync(readMark.bind())
        .thenApply(rows -> {
          var row = rows.one();
          var mark = row == null ? null : row.getUuid("mark");
          return mark == null ? NEVER_MARKED : mark;
        });
  }

  @Override
  public CompletionStage<Void> mark(UUID mark) {
    return done(writeMark.bind(mark));
  }

  @Override
  public CompletionStage<Directory> load() {
    var users = all(readUsers, DirectoryRows::user);
    var circles = all(readCircles, DirectoryRows::circle);
    return users.thenCombine(circles, DirectoryRows::directory);
  }

  @Override
  public CompletionStage<Void> save(User user) {
    return done(writeUser.bind(user.username(), user.name(), user.email(), user.active()));
  }

  @Override
  public CompletionStage<Void> save(Circle circle) {
    return done(
        writeCircle.bind(
            kind(circle), circle.name(), circle.label(), circle.members(), circle.active()));
  }

  @Override
  public CompletionStage<Void> saveMember(Circle circle, String username, boolean member) {
    return done(
        (member ? addMember : removeMember).bind(Set.of(username), kind(circle), circle.name()));
  }

  private static Directory directory(List<User> users, List<Circle> circles) {
    var groups = new ArrayList<Group>();
    var queues = new ArrayList<Queue>();
    for (var circle : circles) {
      switch (circle) {
        case Group group -> groups.add(group);
        case Queue queue -> queues.add(queue);
      }
    }
    return new Directory(users, groups, queues);
  }

  private static String kind(Circle circle) {
    return switch (circle) {
      case Group group -> "group";
      case Queue queue -> "queue";
    };
  }

  private static User user(Row row) {
    return new User(
        text(row, "username"), text(row, "name"), text(row, "email"), row.getBoolean("active"));
  }

  private static Circle circle(Row row) {
    var members = row.getSet("members", String.class);
    var sorted = members == null ? new TreeSet<String>() : new TreeSet<>(members);
    return text(row, "kind").equals("group")
        ? new Group(text(row, "name"), text(row, "label"), sorted, row.getBoolean("active"))
        : new Queue(text(row, "name"), text(row, "label"), sorted, row.getBoolean("active"));
  }

  private static String text(Row row, String column) {
    var value = row.getString(column);
    return value == null ? "" : value;
  }

  private CompletionStage<Void> done(BoundStatement statement) {
    return session.executeAsync(statement).thenApply(rows -> null);
  }

  private <T> CompletionStage<List<T>> all(PreparedStatement query, Function<Row, T> read) {
    var found = new ArrayList<T>();
    return session.executeAsync(query.bind()).thenCompose(page -> collect(page, read, found));
  }

  private static <T> CompletionStage<List<T>> collect(
      AsyncResultSet page, Function<Row, T> read, List<T> found) {
    page.currentPage().forEach(row -> found.add(read.apply(row)));
    return page.hasMorePages()
        ? page.fetchNextPage().thenCompose(next -> collect(next, read, found))
        : CompletableFuture.completedFuture(found);
  }
}
