package baton.work;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads the open items of a record. */
final class RecordSource implements InboxSource {
  private final InboxStore store;
  private final InboxFilter.OfRecord record;
  private final InboxQuery.Order order;
  private @Nullable InboxPosition after;

  RecordSource(
      InboxStore store,
      InboxFilter.OfRecord record,
      InboxQuery.Order order,
      @Nullable InboxPosition after) {
    this.store = store;
    this.record = record;
    this.order = order;
    this.after = after;
  }

  @Override
  public CompletionStage<List<ListRow>> next(int atMost) {
    return store
        .ofRecord(record, order, after, atMost)
        .thenApply(rows -> {
          if (!rows.isEmpty()) {
            after = rows.getLast().position();
          }
          return rows;
        });
  }
}
