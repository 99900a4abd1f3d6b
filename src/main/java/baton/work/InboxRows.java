package baton.work;

import static java.util.Objects.requireNonNull;

import baton.definition.Assignee;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lists of work items in Cassandra, tables of {@code schema/040-work.cql}. */
final class InboxRows implements InboxStore {
  private final CqlSession session;
  private final PreparedStatement writeRevision;
  private final PreparedStatement writeNotified;
  private final PreparedStatement writeHolder;
  private final PreparedStatement readHolders;
  private final PreparedStatement writeOfRecord;
  private final PreparedStatement readOfRecord;
  private final PreparedStatement writeEntry;
  private final PreparedStatement readStates;
  private final PreparedStatement readEntries;
  private final PreparedStatement readEntriesAfter;
  private final PreparedStatement openBucket;
  private final PreparedStatement drainBucket;
  private final PreparedStatement readBuckets;

  InboxRows(CqlSession session) {
    this.session = session;
    writeRevision =
        session.prepare(
            "UPDATE baton.work_holder USING TIMESTAMP ? SET revision = ? WHERE item_id = ?");
    writeNotified =
        session.prepare(
            "UPDATE baton.work_holder USING TIMESTAMP ? SET notified = ? WHERE item_id = ?");
    writeHolder =
        session.prepare(
            "INSERT INTO baton.work_holder (item_id, holder, bucket) VALUES (?, ?, ?)"
                + " USING TIMESTAMP ?");
    readHolders =
        session.prepare(
            "SELECT holder, bucket, revision, notified FROM baton.work_holder WHERE item_id = ?");
    writeOfRecord =
        session.prepare(
            "INSERT INTO baton.work_record (record_type, record_id, created_at, item_id, item)"
                + " VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
    readOfRecord =
        session.prepare(
            "SELECT item FROM baton.work_record WHERE record_type = ? AND record_id = ? LIMIT ?");
    writeEntry =
        session.prepare(
            "INSERT INTO baton.work_inbox (holder, bucket, created_at, item_id, state, item)"
                + " VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP ?");
    readStates =
        session.prepare("SELECT state FROM baton.work_inbox WHERE holder = ? AND bucket = ?");
    readEntries =
        session.prepare(
            "SELECT state, item FROM baton.work_inbox WHERE holder = ? AND bucket = ? LIMIT ?");
    readEntriesAfter =
        session.prepare(
            "SELECT state, item FROM baton.work_inbox WHERE holder = ? AND bucket = ?"
                + " AND (created_at, item_id) < (?, ?) LIMIT ?");
    openBucket =
        session.prepare(
            "INSERT INTO baton.work_bucket (holder, bucket, opened_at) VALUES (?, ?, ?)");
    drainBucket =
        session.prepare(
            "UPDATE baton.work_bucket SET drained = true WHERE holder = ? AND bucket = ?");
    readBuckets =
        session.prepare(
            "SELECT bucket, opened_at, drained FROM baton.work_bucket WHERE holder = ?");
  }

  @Override
  public CompletionStage<Void> begun(String itemId, int revision) {
    return done(writeRevision.bind((long) revision, revision, itemId));
  }

  @Override
  public CompletionStage<Void> notified(String itemId, int assignment) {
    return done(writeNotified.bind((long) assignment, assignment, itemId));
  }

  @Override
  public CompletionStage<Known> known(String itemId) {
    return all(readHolders.bind(itemId), row -> row).thenApply(InboxRows::known);
  }

  private static Known known(List<Row> rows) {
    var revision = 0;
    var notified = 0;
    var buckets = new LinkedHashMap<Assignee, Integer>();
    for (var row : rows) {
      revision = row.getInt("revision");
      notified = row.getInt("notified");
      var holder = row.getString("holder");
      if (holder != null) {
        buckets.put(Assignee.parse(holder), row.getInt("bucket"));
      }
    }
    return new Known(revision, notified, buckets);
  }

  @Override
  public CompletionStage<Void> writeOfRecord(WorkItem item) {
    return done(
        writeOfRecord.bind(
            item.recordType(),
            item.recordId(),
            item.createdAt(),
            item.id(),
            ItemText.of(item),
            InboxStore.stamp(item.revision(), false)));
  }

  /** A later bucket of the same item beats an earlier one, so its number is its stamp. */
  @Override
  public CompletionStage<Void> write(Assignee holder, int bucket, Entry entry, long stamp) {
    var item = entry.item();
    return done(writeHolder.bind(item.id(), holder.toString(), bucket, (long) bucket + 1))
        .thenCompose(known ->
            done(
                writeEntry.bind(
                    holder.toString(),
                    bucket,
                    item.createdAt(),
                    item.id(),
                    entry.state().name(),
                    ItemText.of(item),
                    stamp)));
  }

  @Override
  public CompletionStage<List<Bucket>> buckets(Assignee holder) {
    return all(
        readBuckets.bind(holder.toString()),
        row -> {
          var openedAt = row.getInstant("opened_at");
          return new Bucket(
              row.getInt("bucket"),
              openedAt == null ? Instant.EPOCH : openedAt,
              row.getBoolean("drained"));
        });
  }

  @Override
  public CompletionStage<Void> open(Assignee holder, int bucket, Instant openedAt) {
    return done(openBucket.bind(holder.toString(), bucket, openedAt));
  }

  @Override
  public CompletionStage<Void> drained(Assignee holder, int bucket) {
    return done(drainBucket.bind(holder.toString(), bucket));
  }

  @Override
  public CompletionStage<List<State>> states(Assignee holder, int bucket) {
    return all(readStates.bind(holder.toString(), bucket), InboxRows::state);
  }

  @Override
  public CompletionStage<List<Entry>> entries(
      Assignee holder, int bucket, @Nullable InboxPosition after, int limit) {
    var query =
        after == null
            ? readEntries.bind(holder.toString(), bucket, limit)
            : readEntriesAfter.bind(
                holder.toString(), bucket, after.createdAt(), after.itemId(), limit);
    return all(query, row -> new Entry(state(row), item(row)));
  }

  @Override
  public CompletionStage<List<WorkItem>> ofRecord(String type, String id, int limit) {
    return all(readOfRecord.bind(type, id, limit), InboxRows::item);
  }

  private static State state(Row row) {
    return State.valueOf(requireNonNull(row.getString("state")));
  }

  private static WorkItem item(Row row) {
    return ItemText.read(requireNonNull(row.getString("item")));
  }

  private CompletionStage<Void> done(BoundStatement statement) {
    return session.executeAsync(statement).thenApply(rows -> null);
  }

  private <T> CompletionStage<List<T>> all(BoundStatement query, Function<Row, T> read) {
    return Pages.all(session.executeAsync(query), read);
  }
}
