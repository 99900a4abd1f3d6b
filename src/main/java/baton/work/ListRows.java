package baton.work;

import static java.util.Objects.requireNonNull;

import baton.work.InboxStore.State;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Lists of open items in Cassandra, tables of {@code schema/075-work-list.cql}. */
final class ListRows implements ListStore {
  /** Cassandra refuses batches above 50 KiB; a page has about 6. */
  private static final int MOST_PAGES_AT_ONCE = 4;

  private static final String BUCKET = " FROM baton.work_row WHERE holder = ? AND bucket = ?";

  private final CqlSession session;
  private final PreparedStatement readEpoch;
  private final PreparedStatement firstEpoch;
  private final PreparedStatement nextEpoch;
  private final PreparedStatement readIndex;
  private final PreparedStatement readPage;
  private final PreparedStatement writeHead;
  private final PreparedStatement writePage;
  private final PreparedStatement readRow;
  private final PreparedStatement writeRow;
  private final PreparedStatement readStates;
  private final PreparedStatement readRows;
  private final Map<InboxQuery.Order, PreparedStatement> readSome = new HashMap<>();
  private final Map<InboxQuery.Order, PreparedStatement> readSomeAfter = new HashMap<>();
  private final PreparedStatement drop;

  ListRows(CqlSession session) {
    this.session = session;
    readEpoch = session.prepare("SELECT epoch FROM baton.work_list_router WHERE holder = ?");
    firstEpoch =
        session.prepare(
            "INSERT INTO baton.work_list_router (holder, epoch) VALUES (?, 1) IF NOT EXISTS");
    nextEpoch =
        session.prepare(
            "UPDATE baton.work_list_router SET epoch = ? WHERE holder = ? IF epoch = ?");
    readIndex =
        session.prepare(
            "SELECT version, pages, open, free, notes, page, buckets FROM baton.work_list"
                + " WHERE holder = ?");
    readPage =
        session.prepare(
            "SELECT version, pages, open, free, buckets FROM baton.work_list"
                + " WHERE holder = ? AND page = ?");
    writeHead =
        session.prepare(
            "UPDATE baton.work_list USING TIMESTAMP ?"
                + " SET version = ?, pages = ?, open = ?, free = ?, notes = ? WHERE holder = ?");
    writePage =
        session.prepare(
            "INSERT INTO baton.work_list (holder, page, buckets) VALUES (?, ?, ?)"
                + " USING TIMESTAMP ?");
    var columns = "SELECT created_at, item_id, state, WRITETIME(state) AS stamp";
    readRow =
        session.prepare(
            "SELECT state, WRITETIME(state) AS stamp"
                + BUCKET
                + " AND created_at = ? AND item_id = ?");
    writeRow =
        session.prepare(
            "INSERT INTO baton.work_row (holder, bucket, created_at, item_id, state, item)"
                + " VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP ?");
    readStates = session.prepare(columns + BUCKET);
    readRows = session.prepare(columns + ", item" + BUCKET);
    for (var order : InboxQuery.Order.values()) {
      var newest = order == InboxQuery.Order.NEWEST;
      var sorted =
          newest ? " ORDER BY created_at DESC, item_id DESC" : " ORDER BY created_at, item_id";
      readSome.put(order, session.prepare(columns + ", item" + BUCKET + sorted + " LIMIT ?"));
      readSomeAfter.put(
          order,
          session.prepare(
              columns
                  + ", item"
                  + BUCKET
                  + " AND (created_at, item_id) "
                  + (newest ? "<" : ">")
                  + " (?, ?)"
                  + sorted
                  + " LIMIT ?"));
    }
    drop = session.prepare("DELETE FROM baton.work_row WHERE holder = ? AND bucket = ?");
  }

  @Override
  public CompletionStage<Integer> claim(Holder holder) {
    return epoch(holder).thenCompose(epoch -> claim(holder, epoch));
  }

  private CompletionStage<Integer> claim(Holder holder, int latest) {
    var claim =
        latest == 0
            ? firstEpoch.bind(holder.text())
            : nextEpoch.bind(latest + 1, holder.text(), latest);
    return session
        .executeAsync(claim)
        .thenCompose(answer -> {
          if (answer.wasApplied()) {
            return CompletableFuture.completedFuture(latest + 1);
          }
          return claim(holder, requireNonNull(answer.one()).getInt("epoch"));
        });
  }

  @Override
  public CompletionStage<Integer> epoch(Holder holder) {
    return one(readEpoch.bind(holder.text()))
        .thenApply(found -> found.map(row -> row.getInt("epoch")).orElse(0));
  }

  @Override
  public CompletionStage<Index> index(Holder holder) {
    return all(readIndex.bind(holder.text())).thenApply(ListRows::index);
  }

  private static Index index(List<Row> rows) {
    if (rows.isEmpty()) {
      return Index.EMPTY;
    }
    var head = rows.getFirst();
    var buckets = new HashMap<Integer, List<BucketAt>>();
    for (var row : rows) {
      buckets.put(row.getInt("page"), ListText.buckets(row.getString("buckets")));
    }
    return new Index(
        head.getInt("version"),
        ListText.pages(head.getString("pages")),
        buckets,
        head.getInt("open"),
        head.getInt("free"),
        ListText.notes(head.getString("notes")));
  }

  @Override
  public CompletionStage<Void> writeIndex(Holder holder, IndexPart part, long stamp) {
    var statements = new ArrayList<BatchableStatement<?>>();
    part.changed()
        .forEach((page, buckets) ->
            statements.add(
                writePage.bind(holder.text(), page, ListText.ofBuckets(buckets), stamp)));
    var head =
        writeHead.bind(
            stamp,
            part.version(),
            ListText.ofPages(part.pages()),
            part.open(),
            part.free(),
            ListText.ofNotes(part.notes()),
            holder.text());
    if (statements.size() <= MOST_PAGES_AT_ONCE) {
      statements.add(head);
      return done(BatchStatement.newInstance(BatchType.UNLOGGED).addAll(statements));
    }
    // a router that starts writes again what is there
    var pages = statements.stream().map(one -> done(one).toCompletableFuture());
    return CompletableFuture.allOf(pages.toArray(CompletableFuture[]::new))
        .thenCompose(written -> done(head));
  }

  @Override
  public CompletionStage<Optional<Head>> head(Holder holder) {
    return one(readPage.bind(holder.text(), 0))
        .thenApply(found ->
            found.map(row ->
                new Head(
                    row.getInt("version"),
                    ListText.pages(row.getString("pages")),
                    row.getInt("open"),
                    row.getInt("free"),
                    ListText.buckets(row.getString("buckets")))));
  }

  @Override
  public CompletionStage<Optional<Page>> page(Holder holder, int number) {
    return one(readPage.bind(holder.text(), number))
        .thenApply(found ->
            found.map(row ->
                new Page(row.getInt("version"), ListText.buckets(row.getString("buckets")))));
  }

  @Override
  public CompletionStage<Optional<Stamped>> row(Holder holder, UUID bucket, InboxPosition at) {
    return one(readRow.bind(holder.text(), bucket, at.createdAt(), at.itemId()))
        .thenApply(found -> found.map(row -> new Stamped(state(row), row.getLong("stamp"))));
  }

  @Override
  public CompletionStage<Void> write(Holder holder, UUID bucket, ListRow row) {
    return done(
        writeRow.bind(
            holder.text(),
            bucket,
            row.position().createdAt(),
            row.position().itemId(),
            row.state().name(),
            row.item(),
            row.stamp()));
  }

  @Override
  public CompletionStage<List<ListRow>> rows(
      Holder holder,
      UUID bucket,
      InboxQuery.Order order,
      @Nullable InboxPosition after,
      int limit) {
    var query =
        after == null
            ? requireNonNull(readSome.get(order)).bind(holder.text(), bucket, limit)
            : requireNonNull(readSomeAfter.get(order))
                .bind(holder.text(), bucket, after.createdAt(), after.itemId(), limit);
    return all(query).thenApply(rows -> rows.stream().map(row -> row(row, true)).toList());
  }

  @Override
  public CompletionStage<List<ListRow>> rows(Holder holder, UUID bucket) {
    return all(readRows.bind(holder.text(), bucket))
        .thenApply(rows -> rows.stream().map(row -> row(row, true)).toList());
  }

  @Override
  public CompletionStage<List<ListRow>> states(Holder holder, UUID bucket) {
    return all(readStates.bind(holder.text(), bucket))
        .thenApply(rows -> rows.stream().map(row -> row(row, false)).toList());
  }

  @Override
  public CompletionStage<Void> drop(Holder holder, UUID bucket) {
    return done(drop.bind(holder.text(), bucket));
  }

  private static ListRow row(Row row, boolean withItem) {
    return new ListRow(
        new InboxPosition(
            requireNonNull(row.getInstant("created_at")), requireNonNull(row.getString("item_id"))),
        state(row),
        withItem ? requireNonNull(row.getString("item")) : "",
        row.getLong("stamp"));
  }

  private static State state(Row row) {
    return State.valueOf(requireNonNull(row.getString("state")));
  }

  private CompletionStage<Void> done(Statement<?> statement) {
    return session.executeAsync(statement).thenApply(rows -> null);
  }

  private CompletionStage<Optional<Row>> one(Statement<?> query) {
    return session
        .executeAsync(query)
        .thenApply((AsyncResultSet rows) -> Optional.ofNullable(rows.one()));
  }

  private CompletionStage<List<Row>> all(Statement<?> query) {
    return Pages.all(session.executeAsync(query), row -> row);
  }
}
