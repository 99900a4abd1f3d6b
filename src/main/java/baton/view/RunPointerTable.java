package baton.view;

import baton.run.RunRow;
import baton.view.RunList.Order;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** The tables of pointers: which runs a key leads to, and in which spans of time it has any. */
final class RunPointerTable {
  /** Partitions that a node remembers to have told of. */
  private static final int TOLD = 20_000;

  /** One partition of pointers. */
  record Part(String span, int slice) {}

  private record PartOfKey(RunKey key, Part part) {}

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement delete;
  private final PreparedStatement insertSpan;
  private final PreparedStatement older;
  private final PreparedStatement newer;
  private final PreparedStatement spansBackward;
  private final PreparedStatement spansForward;
  private final Recent<PartOfKey, Boolean> told = new Recent<>(TOLD);

  RunPointerTable(CqlSession session) {
    this.session = session;
    insert =
        session.prepare(
            "INSERT INTO baton.run_pointer (key, span, slice, started_at, run_id)"
                + " VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
    delete =
        session.prepare(
            "DELETE FROM baton.run_pointer USING TIMESTAMP ?"
                + " WHERE key = ? AND span = ? AND slice = ? AND started_at = ? AND run_id = ?");
    insertSpan =
        session.prepare("INSERT INTO baton.run_span (key, year, span, slice) VALUES (?, ?, ?, ?)");
    var pointers =
        "SELECT started_at, run_id FROM baton.run_pointer WHERE key = ? AND span = ? AND slice = ?";
    older = session.prepare(pointers + " AND (started_at, run_id) < (?, ?) LIMIT ?");
    newer =
        session.prepare(
            pointers
                + " AND (started_at, run_id) > (?, ?)"
                + " ORDER BY started_at ASC, run_id ASC LIMIT ?");
    var spans = "SELECT span, slice FROM baton.run_span WHERE key = ? AND year = ?";
    spansBackward = session.prepare(spans + " AND span <= ? LIMIT ?");
    spansForward = session.prepare(spans + " AND span >= ? ORDER BY span ASC, slice ASC LIMIT ?");
  }

  CompletionStage<Done> add(RunKey key, RunRow row) {
    var part = part(key, row);
    var written =
        session.executeAsync(
            insert.bind(
                key.text(), part.span(), part.slice(), row.startedAt(), row.id(), row.revision()));
    return tell(new PartOfKey(key, part)).thenCombine(written, (there, done) -> Done.getInstance());
  }

  private CompletionStage<Done> tell(PartOfKey part) {
    if (told.get(part) != null) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    var span = part.part().span();
    return session
        .executeAsync(
            insertSpan.bind(part.key().text(), RunKey.year(span), span, part.part().slice()))
        .thenApply(done -> {
          told.put(part, true);
          return Done.getInstance();
        });
  }

  CompletionStage<Done> remove(RunKey key, RunRow row) {
    var part = part(key, row);
    return session
        .executeAsync(
            delete.bind(
                row.revision(), key.text(), part.span(), part.slice(), row.startedAt(), row.id()))
        .thenApply(gone -> Done.getInstance());
  }

  private static Part part(RunKey key, RunRow row) {
    return new Part(key.span(row.startedAt()), key.slice(row.id()));
  }

  /** The next pointers of one part after a place, in this order. */
  CompletionStage<List<RunPlace>> pointers(
      RunKey key, Part part, Order order, RunPlace after, int limit) {
    var statement = order == Order.NEWEST ? older : newer;
    return session
        .executeAsync(
            statement
                .bind(
                    key.text(), part.span(), part.slice(), after.startedAt(), after.runId(), limit)
                .setPageSize(limit))
        .thenApply(rows -> {
          var places = new ArrayList<RunPlace>();
          for (var row : rows.currentPage()) {
            var at = row.getInstant(0);
            var id = row.getString(1);
            places.add(new RunPlace(at == null ? Instant.EPOCH : at, id == null ? "" : id));
          }
          return places;
        });
  }

  /** The next parts of a key within a year, from a span on, in this order. */
  CompletionStage<List<Part>> parts(RunKey key, int year, Order order, String from, int limit) {
    var statement = order == Order.NEWEST ? spansBackward : spansForward;
    return session
        .executeAsync(statement.bind(key.text(), year, from, limit).setPageSize(limit))
        .thenApply(RunPointerTable::parts);
  }

  private static List<Part> parts(AsyncResultSet rows) {
    var parts = new ArrayList<Part>();
    for (var row : rows.currentPage()) {
      var span = row.getString(0);
      if (span != null) {
        parts.add(new Part(span, row.getInt(1)));
      }
    }
    return parts;
  }
}
