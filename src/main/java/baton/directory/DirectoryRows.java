package baton.directory;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The directory in Cassandra, tables of {@code schema/032-people.cql}. */
final class DirectoryRows implements DirectoryStore {
  /** The kind of the one row that says that what was kept before has been taken over. */
  private static final String TAKEN_OVER = "taken-over";

  private final CqlSession session;
  private final PreparedStatement readAll;
  private final PreparedStatement readOne;
  private final PreparedStatement writeEntry;
  private final PreparedStatement writePart;
  private final PreparedStatement removePart;
  private final PreparedStatement readLatest;
  private final PreparedStatement readTold;
  private final PreparedStatement tell;

  DirectoryRows(CqlSession session) {
    this.session = session;
    readAll =
        session.prepare("SELECT kind, name, part, body, entry, version FROM baton.directory_entry");
    readOne =
        session.prepare(
            "SELECT kind, name, part, body, entry, version FROM baton.directory_entry"
                + " WHERE kind = ? AND name = ?");
    writeEntry =
        session.prepare(
            "UPDATE baton.directory_entry SET entry = ?, version = ?"
                + " WHERE kind = ? AND name = ? IF version = ?");
    writePart =
        session.prepare(
            "INSERT INTO baton.directory_entry (kind, name, part, body) VALUES (?, ?, ?, ?)");
    removePart =
        session.prepare(
            "DELETE FROM baton.directory_entry WHERE kind = ? AND name = ? AND part = ?");
    readLatest = session.prepare("SELECT DISTINCT slice, marks FROM baton.directory_change");
    readTold =
        session.prepare(
            "SELECT number, changed FROM baton.directory_change"
                + " WHERE slice = 0 AND writer = ? AND number > ?");
    tell =
        session.prepare(
            "UPDATE baton.directory_change SET changed = ?, marks[?] = ?"
                + " WHERE slice = 0 AND writer = ? AND number = ?");
  }

  @Override
  public CompletionStage<List<StoredEntry>> all() {
    return rows(readAll.bind(), row -> row)
        .thenCompose(rows ->
            rows.stream().anyMatch(row -> text(row, "kind").equals(TAKEN_OVER))
                ? entries(rows)
                : new FormerDirectory(session)
                    .into(this)
                    .thenCompose(done ->
                        session.executeAsync(writeEntry.bind("", 1L, TAKEN_OVER, "030", null)))
                    .thenCompose(done -> all()));
  }

  @Override
  public CompletionStage<Optional<StoredEntry>> read(EntryKey key) {
    return rows(readOne.bind(key.kind().text(), key.name()), row -> row)
        .thenCompose(this::entries)
        .thenApply(found -> found.stream().findFirst());
  }

  /** The rows of one entry follow each other, each with what there is once for all of them. */
  private CompletionStage<List<StoredEntry>> entries(List<Row> rows) {
    var found = new LinkedHashMap<EntryKey, StoredEntry>();
    var torn = new LinkedHashMap<EntryKey, Row>();
    for (var row : rows) {
      if (row.isNull("version") || text(row, "kind").equals(TAKEN_OVER)) {
        continue;
      }
      var key = new EntryKey(EntryKey.Kind.of(text(row, "kind")), text(row, "name"));
      var entry =
          found.computeIfAbsent(
              key,
              first ->
                  new StoredEntry(
                      key, row.getLong("version"), text(row, "entry"), new TreeMap<>()));
      if (entry.version() != row.getLong("version")) {
        torn.put(key, row);
      } else if (!row.isNull("part")) {
        entry.parts().put(text(row, "part"), text(row, "body"));
      }
    }
    return whole(new ArrayList<>(found.values()), List.copyOf(torn.keySet()));
  }

  /** An entry that changed between two pages is read again, by itself. */
  private CompletionStage<List<StoredEntry>> whole(List<StoredEntry> entries, List<EntryKey> torn) {
    CompletionStage<List<StoredEntry>> result = CompletableFuture.completedFuture(entries);
    for (var key : torn) {
      result =
          result.thenCombine(
              read(key),
              (all, again) -> {
                all.removeIf(entry -> entry.key().equals(key));
                again.ifPresent(all::add);
                return all;
              });
    }
    return result;
  }

  @Override
  public CompletionStage<Boolean> save(StoredEntry entry, SortedMap<String, String> partsBefore) {
    var kind = entry.key().kind().text();
    var name = entry.key().name();
    var statements = new ArrayList<BatchableStatement<?>>();
    var expected = entry.version() == 1 ? null : entry.version() - 1;
    statements.add(writeEntry.bind(entry.body(), entry.version(), kind, name, expected));
    entry
        .parts()
        .forEach((part, body) -> {
          if (!body.equals(partsBefore.get(part))) {
            statements.add(writePart.bind(kind, name, part, body));
          }
        });
    for (var part : partsBefore.keySet()) {
      if (!entry.parts().containsKey(part)) {
        statements.add(removePart.bind(kind, name, part));
      }
    }
    return session
        .executeAsync(BatchStatement.newInstance(DefaultBatchType.UNLOGGED, statements))
        .thenApply(AsyncResultSet::wasApplied);
  }

  @Override
  public CompletionStage<Map<UUID, Long>> latest() {
    return rows(readLatest.bind(), row -> row.getMap("marks", UUID.class, Long.class))
        .thenApply(slices -> {
          var latest = new LinkedHashMap<UUID, Long>();
          slices.forEach(marks -> {
            if (marks != null) {
              latest.putAll(marks);
            }
          });
          return latest;
        });
  }

  @Override
  public CompletionStage<List<Told>> toldAfter(UUID writer, long number) {
    return rows(
        readTold.bind(writer, number),
        row -> {
          var entries = row.getList("changed", String.class);
          return new Told(
              row.getLong("number"),
              entries == null ? List.of() : entries.stream().map(EntryKey::parse).toList());
        });
  }

  @Override
  public CompletionStage<Void> tell(UUID writer, Told told) {
    var entries = told.entries().stream().map(EntryKey::toString).toList();
    return session
        .executeAsync(tell.bind(entries, writer, told.number(), writer, told.number()))
        .thenApply(done -> null);
  }

  static String text(Row row, String column) {
    var value = row.getString(column);
    return value == null ? "" : value;
  }

  private <T> CompletionStage<List<T>> rows(BoundStatement query, Function<Row, T> read) {
    return rows(session, query, read);
  }

  static <T> CompletionStage<List<T>> rows(
      CqlSession session, BoundStatement query, Function<Row, T> read) {
    var found = new ArrayList<T>();
    return session.executeAsync(query).thenCompose(page -> collect(page, read, found));
  }

  private static <T> CompletionStage<List<T>> collect(
      AsyncResultSet page, Function<Row, T> read, List<T> found) {
    page.currentPage().forEach(row -> found.add(read.apply(row)));
    return page.hasMorePages()
        ? page.fetchNextPage().thenCompose(next -> collect(next, read, found))
        : CompletableFuture.completedFuture(found);
  }
}
