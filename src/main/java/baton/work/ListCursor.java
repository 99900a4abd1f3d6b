package baton.work;

import baton.work.InboxQuery.Order;
import baton.work.ListStore.BucketAt;
import baton.work.ListStore.Head;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reads the open list of one holder from a place on.
 *
 * <p>The head of the index, one page of it, and then bucket after bucket. When the structure has
 * changed between two reads it begins anew behind the last row it had.
 */
final class ListCursor implements InboxSource {
  private final ListStore store;
  private final Holder holder;
  private final Order order;
  private @Nullable InboxPosition after;
  private @Nullable Head head;
  private int page;
  private List<BucketAt> buckets = List.of();
  private int bucket;
  private boolean ended;

  ListCursor(ListStore store, Holder holder, Order order, @Nullable InboxPosition after) {
    this.store = store;
    this.holder = holder;
    this.order = order;
    this.after = after;
  }

  @Override
  public CompletionStage<List<ListRow>> next(int atMost) {
    if (ended) {
      return CompletableFuture.completedFuture(List.of());
    }
    if (bucket < 0 || bucket >= buckets.size()) {
      return turned().thenCompose(done -> next(atMost));
    }
    var end = end();
    var from =
        order == Order.NEWEST && end != null && (after == null || order.compare(after, end) < 0)
            ? end
            : after;
    return store
        .rows(holder, buckets.get(bucket).id(), order, from, atMost)
        .thenCompose(rows -> {
          var own = own(rows, end);
          if (!own.isEmpty()) {
            after = own.getLast().position();
          }
          if (own.size() < atMost) {
            bucket += step();
          }
          return own.isEmpty() ? next(atMost) : CompletableFuture.completedFuture(own);
        });
  }

  /** Where the next bucket begins: what this one has from there on is not its own. */
  private @Nullable InboxPosition end() {
    if (bucket + 1 < buckets.size()) {
      return buckets.get(bucket + 1).from();
    }
    return head != null && page + 1 < head.pages().size()
        ? head.pages().get(page + 1).from()
        : null;
  }

  private static List<ListRow> own(List<ListRow> rows, @Nullable InboxPosition end) {
    return end == null || rows.isEmpty()
        ? rows
        : rows.stream().filter(row -> Order.OLDEST.compare(row.position(), end) < 0).toList();
  }

  private int step() {
    return order == Order.NEWEST ? -1 : 1;
  }

  private CompletionStage<Void> turned() {
    var known = head;
    if (known == null) {
      return begun();
    }
    page += step();
    if (page < 0 || page >= known.pages().size()) {
      ended = true;
      return CompletableFuture.completedFuture(null);
    }
    return read(known, null);
  }

  private CompletionStage<Void> begun() {
    return store
        .head(holder)
        .thenCompose(found -> {
          if (found.isEmpty()) {
            ended = true;
            return CompletableFuture.completedFuture(null);
          }
          var now = found.get();
          head = now;
          page = pageOf(now);
          if (now.pages().get(page).number() == 0) {
            open(now.first(), after);
            return CompletableFuture.completedFuture(null);
          }
          return read(now, after);
        });
  }

  private int pageOf(Head found) {
    if (after == null) {
      return order == Order.NEWEST ? found.pages().size() - 1 : 0;
    }
    var at = 0;
    while (at + 1 < found.pages().size()
        && Order.OLDEST.compare(found.pages().get(at + 1).from(), after) <= 0) {
      at++;
    }
    return at;
  }

  /** Reads the page it stands at, and goes to the bucket that has a place, or to the first. */
  private CompletionStage<Void> read(Head known, @Nullable InboxPosition place) {
    var number = known.pages().get(page).number();
    return store
        .page(holder, number)
        .thenCompose(found -> {
          if (found.isEmpty() || found.get().version() != known.version()) {
            return begun();
          }
          open(found.get().buckets(), place);
          return CompletableFuture.completedFuture(null);
        });
  }

  private void open(List<BucketAt> found, @Nullable InboxPosition place) {
    buckets = found;
    if (place == null) {
      bucket = order == Order.NEWEST ? found.size() - 1 : 0;
      return;
    }
    bucket = 0;
    while (bucket + 1 < found.size()
        && Order.OLDEST.compare(found.get(bucket + 1).from(), place) <= 0) {
      bucket++;
    }
  }
}
