package baton.work;

import baton.work.InboxStore.State;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists of nodes that knew only {@code schema/040-work.cql}: what is open in them is routed once
 * more, into the lists of today, bucket by bucket; a bucket that is done is marked as drained.
 */
final class OldLists {
  private static final Logger LOG = LoggerFactory.getLogger(OldLists.class);

  private final CqlSession session;
  private final Routing routing;
  private int moved;

  private OldLists(CqlSession session, Routing routing) {
    this.session = session;
    this.routing = routing;
  }

  /** How many items were routed; after a failure the next start goes on. */
  static CompletionStage<Integer> move(CqlSession session, Routing routing) {
    var lists = new OldLists(session, routing);
    return lists
        .rows("SELECT holder, bucket, drained FROM baton.work_bucket")
        .thenCompose(buckets ->
            lists.move(buckets.stream().filter(row -> !row.getBoolean("drained")).toList()))
        .handle((done, failure) -> {
          if (failure != null) {
            LOG.warn("old lists are not all moved; the next start goes on", failure);
          } else if (lists.moved > 0) {
            LOG.info("{} items of old lists are in the new ones", lists.moved);
          }
          return lists.moved;
        });
  }

  private CompletionStage<Void> move(List<Row> buckets) {
    if (buckets.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var holder = buckets.getFirst().getString("holder");
    var bucket = buckets.getFirst().getInt("bucket");
    return rows(
            "SELECT state, item FROM baton.work_inbox WHERE holder = ? AND bucket = ?",
            holder,
            bucket)
        .thenCompose(this::route)
        .thenCompose(done ->
            rows(
                "UPDATE baton.work_bucket SET drained = true WHERE holder = ? AND bucket = ?",
                holder,
                bucket))
        .thenCompose(done -> move(buckets.subList(1, buckets.size())));
  }

  private CompletionStage<Void> route(List<Row> rows) {
    if (rows.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var row = rows.getFirst();
    var state = row.getString("state");
    var text = row.getString("item");
    var rest = rows.subList(1, rows.size());
    if (state == null || text == null || !State.valueOf(state).open()) {
      return CompletableFuture.completedFuture(rest).thenComposeAsync(this::route);
    }
    return routing
        .route(ItemText.read(text))
        .thenCompose(done -> {
          moved++;
          return route(rest);
        });
  }

  private CompletionStage<List<Row>> rows(String statement, Object... values) {
    return Pages.all(
        session.executeAsync(SimpleStatement.newInstance(statement, values)), row -> row);
  }
}
