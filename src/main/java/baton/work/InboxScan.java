package baton.work;

import baton.definition.Assignee;
import baton.work.InboxStore.Bucket;
import baton.work.InboxStore.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One page over the lists of several holders, merged, the newest first.
 *
 * <p>A bucket is read only when the merge reaches the time at which the next one was opened, so a
 * page of a list with a million items reads a bucket or two.
 */
final class InboxScan {
  /** Rows looked at for one page; a search that finds less by then answers what it has. */
  static final int MOST_ROWS = 20_000;

  static final int ROWS_AT_ONCE = 250;

  /** How far the clocks of two nodes may differ without an item being listed out of order. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private static final class Source {
    final Assignee holder;
    final int bucket;

    /** No entry is newer. */
    final Instant newest;

    final Deque<Entry> rows = new ArrayDeque<>();
    @Nullable InboxPosition readTo;
    boolean more = true;

    Source(Assignee holder, int bucket, Instant newest, @Nullable InboxPosition after) {
      this.holder = holder;
      this.bucket = bucket;
      this.newest = newest;
      this.readTo = after;
    }

    InboxPosition position() {
      return rows.getFirst().position();
    }
  }

  private final InboxStore store;
  private final Predicate<Entry> matching;
  private final int limit;
  private final PriorityQueue<Source> unread =
      new PriorityQueue<>(Comparator.comparing((Source source) -> source.newest).reversed());
  private final PriorityQueue<Source> reading =
      new PriorityQueue<>(Comparator.comparing(Source::position));
  private final List<WorkItem> found = new ArrayList<>();
  private @Nullable InboxPosition last;
  private int rowsRead;

  private InboxScan(InboxStore store, Predicate<Entry> matching, int limit) {
    this.store = store;
    this.matching = matching;
    this.limit = limit;
  }

  static CompletionStage<InboxPage> start(
      InboxStore store, List<Assignee> holders, InboxQuery query) {
    var scan = new InboxScan(store, InboxReader.matching(query), query.limit());
    CompletionStage<Void> known = CompletableFuture.completedFuture(null);
    for (var holder : holders) {
      known =
          known.thenCombine(
              store.buckets(holder),
              (done, buckets) -> {
                scan.add(holder, buckets, query);
                return null;
              });
    }
    return known.thenCompose(done -> scan.step());
  }

  private void add(Assignee holder, List<Bucket> buckets, InboxQuery query) {
    var newest = Instant.MAX;
    for (var bucket : buckets.stream().sorted(Bucket.NEWEST_FIRST).toList()) {
      if (query.state() != InboxQuery.State.OPEN || !bucket.drained()) {
        unread.add(new Source(holder, bucket.number(), newest, query.after()));
      }
      newest = bucket.openedAt().plus(CLOCKS_DIFFER);
    }
  }

  private CompletionStage<InboxPage> step() {
    while (true) {
      if (found.size() >= limit || rowsRead >= MOST_ROWS) {
        return CompletableFuture.completedFuture(new InboxPage(found, last));
      }
      var bucket = unread.peek();
      var row = reading.peek();
      if (bucket != null && (row == null || !bucket.newest.isBefore(row.position().createdAt()))) {
        unread.remove();
        return read(bucket).thenCompose(done -> step());
      }
      if (row == null) {
        return CompletableFuture.completedFuture(new InboxPage(found, null));
      }
      reading.remove();
      take(row.rows.removeFirst());
      if (!row.rows.isEmpty()) {
        reading.add(row);
      } else if (row.more) {
        return read(row).thenCompose(done -> step());
      }
    }
  }

  /** An item may be in several lists at the same place: in its queue's and its claimer's. */
  private void take(Entry entry) {
    rowsRead++;
    var position = entry.position();
    if (matching.test(entry)) {
      add(entry.item());
    }
    last = position;
  }

  private void add(WorkItem item) {
    if (found.isEmpty() || !found.getLast().id().equals(item.id())) {
      found.add(item);
    } else if (found.getLast().revision() < item.revision()) {
      found.set(found.size() - 1, item);
    }
  }

  private CompletionStage<Void> read(Source source) {
    return store
        .entries(source.holder, source.bucket, source.readTo, ROWS_AT_ONCE)
        .thenAccept(entries -> {
          source.more = entries.size() == ROWS_AT_ONCE;
          if (!entries.isEmpty()) {
            source.readTo = entries.getLast().position();
            source.rows.addAll(entries);
            reading.add(source);
          }
        });
  }
}
