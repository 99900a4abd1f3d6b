package baton.directory;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What earlier versions kept in the tables of {@code schema/030-directory.cql}. The first node that
 * reads the directory takes it over, once; an entry that is there already is left as it is, so two
 * nodes may do it at once, and one that died is made good by the next.
 */
final class FormerDirectory {
  private static final int AT_ONCE = 32;

  private final CqlSession session;

  FormerDirectory(CqlSession session) {
    this.session = session;
  }

  CompletionStage<Void> into(DirectoryStore store) {
    var users =
        read(
            "SELECT username, name, email, active, WRITETIME(name) AS at FROM baton.directory_user",
            FormerDirectory::user);
    var circles =
        read(
            "SELECT kind, name, label, members, active, WRITETIME(label) AS at"
                + " FROM baton.directory_circle",
            FormerDirectory::circle);
    return users.thenCombine(circles, FormerDirectory::both).thenCompose(all -> saved(all, store));
  }

  private CompletionStage<List<StoredEntry>> read(
      String query, java.util.function.Function<Row, StoredEntry> entry) {
    return session
        .prepareAsync(query)
        .thenApply(statement -> statement.bind())
        .thenCompose((BoundStatement bound) -> DirectoryRows.rows(session, bound, entry));
  }

  private static List<StoredEntry> both(List<StoredEntry> users, List<StoredEntry> circles) {
    var all = new ArrayList<>(users);
    all.addAll(circles);
    return all;
  }

  private static CompletionStage<Void> saved(List<StoredEntry> entries, DirectoryStore store) {
    if (entries.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var now = entries.subList(0, Math.min(AT_ONCE, entries.size()));
    return CompletableFuture.allOf(
            now.stream()
                .map(entry -> store.save(entry, new TreeMap<>()).toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .thenCompose(done -> saved(entries.subList(now.size(), entries.size()), store));
  }

  private static StoredEntry user(Row row) {
    var user =
        new User(
            DirectoryRows.text(row, "username"),
            DirectoryRows.text(row, "name"),
            DirectoryRows.text(row, "email"),
            row.getBoolean("active"));
    return DirectoryJson.storedUser(first(user, row));
  }

  private static StoredEntry circle(Row row) {
    var name = DirectoryRows.text(row, "name");
    var label = DirectoryRows.text(row, "label");
    var members = row.getSet("members", String.class);
    var sorted = members == null ? new TreeSet<String>() : new TreeSet<>(members);
    var active = row.getBoolean("active");
    return DirectoryRows.text(row, "kind").equals("group")
        ? DirectoryJson.storedCircle(first(new Group(name, label, sorted, active), row))
        : DirectoryJson.storedCircle(first(new Queue(name, label, sorted, active), row));
  }

  private static <T> Entry<T> first(T value, Row row) {
    var written = Instant.ofEpochMilli(row.getLong("at") / 1_000);
    return new Entry<>(value, 1, written, written);
  }
}
