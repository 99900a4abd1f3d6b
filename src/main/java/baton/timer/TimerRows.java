package baton.timer;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/** The timers in Cassandra, tables of {@code schema/050-timer.cql}. */
final class TimerRows implements TimerStore {
  private final CqlSession session;
  private final PreparedStatement write;
  private final PreparedStatement read;
  private final PreparedStatement first;
  private final PreparedStatement used;
  private final PreparedStatement newest;
  private final PreparedStatement take;
  private final PreparedStatement move;

  TimerRows(CqlSession session) {
    this.session = session;
    write =
        session.prepare(
            "INSERT INTO baton.timer (slot, minute, at, target, key, due)"
                + " VALUES (?, ?, ?, ?, ?, ?) USING TTL ?");
    read =
        session.prepare(
            "SELECT at, target, key, due FROM baton.timer WHERE slot = ? AND minute = ?"
                + " AND (at, target, key) > (?, ?, ?) AND (at) <= (?) LIMIT ?");
    first =
        session.prepare(
            "SELECT at FROM baton.timer WHERE slot = ? AND minute = ? AND at >= ? LIMIT 1");
    used =
        session.prepare(
            "SELECT minute FROM baton.timer WHERE slot = ? AND minute IN ? PER PARTITION LIMIT 1");
    newest =
        session.prepare(
            "SELECT epoch, at, target, key FROM baton.timer_slot WHERE slot = ? LIMIT 1");
    take =
        session.prepare(
            "INSERT INTO baton.timer_slot (slot, epoch, at, target, key) VALUES (?, ?, ?, ?, ?)"
                + " IF NOT EXISTS");
    move =
        session.prepare(
            "UPDATE baton.timer_slot SET at = ?, target = ?, key = ? WHERE slot = ? AND epoch = ?");
  }

  @Override
  public CompletionStage<Opened> open(int slot, long beginning) {
    return session
        .executeAsync(newest.bind(slot))
        .thenCompose(rows -> {
          var before = rows.one();
          var cursor = before == null ? Position.before(beginning) : position(before);
          var epoch = before == null ? 1 : before.getLong("epoch") + 1;
          return session
              .executeAsync(
                  take.bind(
                      slot,
                      epoch,
                      Instant.ofEpochMilli(cursor.at()),
                      cursor.target(),
                      cursor.key()))
              .thenCompose(taken ->
                  taken.wasApplied()
                      ? CompletableFuture.completedStage(new Opened(epoch, cursor))
                      : open(slot, beginning));
        });
  }

  @Override
  public CompletionStage<Long> epoch(int slot) {
    return session
        .executeAsync(newest.bind(slot))
        .thenApply(rows -> requireNonNull(rows.one()).getLong("epoch"));
  }

  @Override
  public CompletionStage<Void> write(int slot, List<Row> rows, long now) {
    var inserts = rows.stream().map(row -> insert(slot, row, now)).toList();
    return inserts.size() == 1
        ? done(session.executeAsync(inserts.getFirst()))
        : done(
            session.executeAsync(
                BatchStatement.builder(BatchType.UNLOGGED)
                    .addStatements(List.copyOf(inserts))
                    .setIdempotence(true)
                    .build()));
  }

  private BoundStatement insert(int slot, Row row, long now) {
    var seconds = Math.max(0, row.at() - now) / 1_000 + TimerLimits.KEPT.toSeconds();
    return write.bind(
        slot,
        row.position().minute(),
        Instant.ofEpochMilli(row.at()),
        row.timer().target(),
        row.timer().key(),
        row.timer().due(),
        Math.toIntExact(seconds));
  }

  @Override
  public CompletionStage<Page> read(int slot, Read asked) {
    var from = asked.from();
    return session
        .executeAsync(
            read.bind(
                    slot,
                    from.minute(),
                    Instant.ofEpochMilli(from.at()),
                    from.target(),
                    from.key(),
                    Instant.ofEpochMilli(asked.to()),
                    asked.limit())
                .setPageSize(asked.limit()))
        .thenCompose(found -> all(found, new ArrayList<>()))
        .thenCompose(rows ->
            rows.isEmpty()
                ? next(slot, asked).thenApply(next -> new Page(List.of(), next))
                : CompletableFuture.completedStage(new Page(rows, null)));
  }

  /** Where the next timer may be: in the same minute, or, over a gap, in the next one in use. */
  private CompletionStage<Long> next(int slot, Read asked) {
    var minute = asked.from().minute();
    var behind = Instant.ofEpochMilli(asked.to() + 1);
    return session
        .executeAsync(first.bind(slot, minute, behind))
        .thenCompose(rows -> {
          var row = rows.one();
          if (row != null) {
            return CompletableFuture.completedStage(millis(row));
          }
          var last =
              Math.min(minute + TimerLimits.MINUTES_OF_A_LEAP, Position.minute(asked.horizon()));
          return last <= minute + 1
              ? CompletableFuture.completedStage(Position.startOf(minute + 1))
              : leap(slot, minute + 1, last);
        });
  }

  private CompletionStage<Long> leap(int slot, long firstMinute, long last) {
    var minutes = LongStream.range(firstMinute, last).boxed().toList();
    return session
        .executeAsync(used.bind(slot, minutes).setPageSize(TimerLimits.MINUTES_OF_A_LEAP))
        .thenApply(rows ->
            Position.startOf(
                StreamSupport.stream(rows.currentPage().spliterator(), false)
                    .mapToLong(row -> row.getLong("minute"))
                    .min()
                    .orElse(last)));
  }

  @Override
  public CompletionStage<Void> moveCursor(int slot, long epoch, Position cursor) {
    return done(
        session.executeAsync(
            move.bind(
                Instant.ofEpochMilli(cursor.at()), cursor.target(), cursor.key(), slot, epoch)));
  }

  private static CompletionStage<List<Row>> all(AsyncResultSet found, List<Row> rows) {
    for (var row : found.currentPage()) {
      var place = position(row);
      var due = requireNonNull(row.getInstant("due")).toEpochMilli();
      rows.add(new Row(place.at(), new Timer(place.target(), place.key(), due)));
    }
    return found.hasMorePages()
        ? found.fetchNextPage().thenCompose(more -> all(more, rows))
        : CompletableFuture.completedStage(rows);
  }

  private static Position position(com.datastax.oss.driver.api.core.cql.Row row) {
    return new Position(
        millis(row), requireNonNull(row.getString("target")), requireNonNull(row.getString("key")));
  }

  private static long millis(com.datastax.oss.driver.api.core.cql.Row row) {
    return requireNonNull(row.getInstant("at")).toEpochMilli();
  }

  private static CompletionStage<Void> done(CompletionStage<AsyncResultSet> stage) {
    return stage.thenApply(rows -> null);
  }
}
