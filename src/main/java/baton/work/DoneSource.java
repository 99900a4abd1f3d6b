package baton.work;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads what is over of one holder, day by day. */
final class DoneSource implements InboxSource {
  private static final int DAYS_AT_ONCE = 31;

  private final InboxStore store;
  private final Holder holder;
  private final InboxQuery.Order order;
  private final Deque<LocalDate> days = new ArrayDeque<>();
  private @Nullable InboxPosition after;
  private @Nullable LocalDate daysFrom;
  private boolean moreDays = true;

  DoneSource(
      InboxStore store, Holder holder, InboxQuery.Order order, @Nullable InboxPosition after) {
    this.store = store;
    this.holder = holder;
    this.order = order;
    this.after = after;
    this.daysFrom = after == null ? null : LocalDate.ofInstant(after.createdAt(), ZoneOffset.UTC);
  }

  @Override
  public CompletionStage<List<ListRow>> next(int atMost) {
    var day = days.peek();
    if (day == null) {
      return moreDays
          ? readDays().thenCompose(done -> next(atMost))
          : CompletableFuture.completedFuture(List.of());
    }
    return store
        .done(holder, day, order, after, atMost)
        .thenCompose(rows -> {
          if (!rows.isEmpty()) {
            after = rows.getLast().position();
          }
          if (rows.size() < atMost) {
            days.remove();
          }
          return rows.isEmpty() ? next(atMost) : CompletableFuture.completedFuture(rows);
        });
  }

  private CompletionStage<Void> readDays() {
    return store
        .days(holder, order, daysFrom, DAYS_AT_ONCE)
        .thenAccept(found -> {
          moreDays = found.size() == DAYS_AT_ONCE;
          days.addAll(found);
          if (!found.isEmpty()) {
            var last = found.getLast();
            daysFrom = order == InboxQuery.Order.NEWEST ? last.minusDays(1) : last.plusDays(1);
          }
        });
  }
}
