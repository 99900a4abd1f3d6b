package baton.work;

import static java.util.Objects.requireNonNull;

import baton.work.InboxQuery.Order;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of single items, in Cassandra: {@code work_holder} of {@code schema/040-work.cql},
 * {@code work_of_record} and {@code work_done} of {@code schema/075-work-list.cql}.
 */
final class InboxRows implements InboxStore {
  private final CqlSession session;
  private final PreparedStatement writeRevision;
  private final PreparedStatement writeSettled;
  private final PreparedStatement writeNotified;
  private final PreparedStatement writeHolder;
  private final PreparedStatement readHolders;
  private final PreparedStatement writeOfRecord;
  private final PreparedStatement leaveRecord;
  private final PreparedStatement writeDone;
  private final PreparedStatement writeDay;
  private final Map<Order, PreparedStatement> readOfRecord;
  private final Map<Order, PreparedStatement> readOfRecordAfter;
  private final Map<Order, PreparedStatement> readDone;
  private final Map<Order, PreparedStatement> readDoneAfter;
  private final Map<Order, PreparedStatement> readDays;
  private final Map<Order, PreparedStatement> readDaysFrom;

  InboxRows(CqlSession session) {
    this.session = session;
    writeRevision =
        session.prepare(
            "UPDATE baton.work_holder USING TIMESTAMP ? SET revision = ? WHERE item_id = ?");
    writeSettled =
        session.prepare(
            "UPDATE baton.work_holder USING TIMESTAMP ? SET settled = ? WHERE item_id = ?");
    writeNotified =
        session.prepare(
            "UPDATE baton.work_holder USING TIMESTAMP ? SET notified = ? WHERE item_id = ?");
    writeHolder =
        session.prepare(
            "INSERT INTO baton.work_holder (item_id, holder) VALUES (?, ?) USING TIMESTAMP 1");
    readHolders =
        session.prepare(
            "SELECT holder, revision, settled, notified FROM baton.work_holder WHERE item_id = ?");
    writeOfRecord =
        session.prepare(
            "INSERT INTO baton.work_of_record (record_type, record_id, created_at, item_id, item)"
                + " VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
    leaveRecord =
        session.prepare(
            "DELETE FROM baton.work_of_record USING TIMESTAMP ?"
                + " WHERE record_type = ? AND record_id = ? AND created_at = ? AND item_id = ?");
    writeDone =
        session.prepare(
            "INSERT INTO baton.work_done (holder, day, done_at, item_id, item)"
                + " VALUES (?, ?, ?, ?, ?)");
    writeDay = session.prepare("INSERT INTO baton.work_done_day (holder, day) VALUES (?, ?)");
    var ofRecord =
        "SELECT created_at AS at, item_id, item, WRITETIME(item) AS stamp"
            + " FROM baton.work_of_record WHERE record_type = ? AND record_id = ?";
    readOfRecord = inEach("created_at", ofRecord, false);
    readOfRecordAfter = inEach("created_at", ofRecord, true);
    var done =
        "SELECT done_at AS at, item_id, item, WRITETIME(item) AS stamp"
            + " FROM baton.work_done WHERE holder = ? AND day = ?";
    readDone = inEach("done_at", done, false);
    readDoneAfter = inEach("done_at", done, true);
    var days = "SELECT day FROM baton.work_done_day WHERE holder = ?";
    readDays = each(order -> days + " ORDER BY day" + direction(order) + " LIMIT ?");
    readDaysFrom =
        each(order ->
            days
                + " AND day "
                + (order == Order.NEWEST ? "<=" : ">=")
                + " ? ORDER BY day"
                + direction(order)
                + " LIMIT ?");
  }

  private Map<Order, PreparedStatement> inEach(String time, String select, boolean after) {
    return each(order ->
        select
            + (after
                ? " AND (%s, item_id) %s (?, ?)".formatted(time, order == Order.NEWEST ? "<" : ">")
                : "")
            + " ORDER BY %s%s, item_id%2$s LIMIT ?".formatted(time, direction(order)));
  }

  private Map<Order, PreparedStatement> each(Function<Order, String> text) {
    var prepared = new EnumMap<Order, PreparedStatement>(Order.class);
    for (var order : Order.values()) {
      prepared.put(order, session.prepare(text.apply(order)));
    }
    return prepared;
  }

  private static String direction(Order order) {
    return order == Order.NEWEST ? " DESC" : " ASC";
  }

  @Override
  public CompletionStage<Void> begun(String itemId, int revision, Set<Holder> holders) {
    var batch = BatchStatement.builder(BatchType.UNLOGGED);
    batch.addStatement(writeRevision.bind((long) revision, revision, itemId));
    holders.forEach(holder -> batch.addStatement(writeHolder.bind(itemId, holder.text())));
    return write(batch.build());
  }

  @Override
  public CompletionStage<Void> settled(String itemId, int revision) {
    return write(writeSettled.bind((long) revision, revision, itemId));
  }

  @Override
  public CompletionStage<Void> notified(String itemId, int assignment) {
    return write(writeNotified.bind((long) assignment, assignment, itemId));
  }

  @Override
  public CompletionStage<Known> known(String itemId) {
    return all(readHolders.bind(itemId), row -> row).thenApply(InboxRows::known);
  }

  private static Known known(List<Row> rows) {
    var revision = 0;
    var settled = 0;
    var notified = 0;
    var holders = new LinkedHashSet<Holder>();
    for (var row : rows) {
      revision = row.getInt("revision");
      settled = row.getInt("settled");
      notified = row.getInt("notified");
      var holder = row.getString("holder");
      if (holder != null) {
        holders.add(new Holder(holder));
      }
    }
    return new Known(revision, settled, notified, holders);
  }

  @Override
  public CompletionStage<Void> writeOfRecord(WorkItem item) {
    var stamp = InboxStore.stamp(item.revision(), false);
    var type = item.recordType();
    var id = item.recordId();
    return write(
        item.status().open()
            ? writeOfRecord.bind(type, id, item.createdAt(), item.id(), ItemText.of(item), stamp)
            : leaveRecord.bind(stamp, type, id, item.createdAt(), item.id()));
  }

  @Override
  public CompletionStage<List<ListRow>> ofRecord(
      InboxFilter.OfRecord record, Order order, @Nullable InboxPosition after, int limit) {
    var query =
        after == null
            ? requireNonNull(readOfRecord.get(order)).bind(record.type(), record.id(), limit)
            : requireNonNull(readOfRecordAfter.get(order))
                .bind(record.type(), record.id(), after.createdAt(), after.itemId(), limit);
    return all(query, row -> row(row, State.OPEN));
  }

  @Override
  public CompletionStage<Void> did(Holder holder, WorkItem item) {
    var day = LocalDate.ofInstant(item.changedAt(), ZoneOffset.UTC);
    return write(writeDay.bind(holder.text(), day))
        .thenCompose(done ->
            write(
                writeDone.bind(
                    holder.text(), day, item.changedAt(), item.id(), ItemText.of(item))));
  }

  @Override
  public CompletionStage<List<LocalDate>> days(
      Holder holder, Order order, @Nullable LocalDate from, int limit) {
    var query =
        from == null
            ? requireNonNull(readDays.get(order)).bind(holder.text(), limit)
            : requireNonNull(readDaysFrom.get(order)).bind(holder.text(), from, limit);
    return all(query, row -> requireNonNull(row.getLocalDate("day")));
  }

  @Override
  public CompletionStage<List<ListRow>> done(
      Holder holder, LocalDate day, Order order, @Nullable InboxPosition after, int limit) {
    var query =
        after == null
            ? requireNonNull(readDone.get(order)).bind(holder.text(), day, limit)
            : requireNonNull(readDoneAfter.get(order))
                .bind(holder.text(), day, after.createdAt(), after.itemId(), limit);
    return all(query, row -> row(row, State.CLOSED));
  }

  private static ListRow row(Row row, State state) {
    return new ListRow(
        new InboxPosition(
            requireNonNull(row.getInstant("at")), requireNonNull(row.getString("item_id"))),
        state,
        requireNonNull(row.getString("item")),
        row.getLong("stamp"));
  }

  private CompletionStage<Void> write(Statement<?> statement) {
    return session.executeAsync(statement).thenApply(rows -> null);
  }

  private <T> CompletionStage<List<T>> all(Statement<?> query, Function<Row, T> read) {
    return Pages.all(session.executeAsync(query), read);
  }
}
