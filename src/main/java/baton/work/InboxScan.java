package baton.work;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One page over several lists, merged in their order.
 *
 * <p>Lists are read from the place where the page before ended; so a page costs the same at each
 * place of a list of any length.
 */
final class InboxScan {
  /** Rows looked at for one page; a search that finds less by then answers what it has. */
  static final int MOST_ROWS = 20_000;

  /** Read at once of one list, in a search that finds little. */
  private static final int MOST_ROWS_AT_ONCE = 500;

  private static final class Reading {
    final InboxSource source;
    final Deque<ListRow> rows = new ArrayDeque<>();
    int atOnce;

    Reading(InboxSource source, int atOnce) {
      this.source = source;
      this.atOnce = atOnce;
    }

    InboxPosition position() {
      return rows.getFirst().position();
    }
  }

  private final Predicate<WorkItem> matching;
  private final int limit;
  private final PriorityQueue<Reading> reading;
  private final List<WorkItem> found = new ArrayList<>();
  private @Nullable InboxPosition last;
  private int rowsRead;

  private InboxScan(InboxQuery query, Predicate<WorkItem> matching) {
    this.matching = matching;
    this.limit = query.limit();
    this.reading =
        new PriorityQueue<>(
            (one, other) -> query.order().compare(one.position(), other.position()));
  }

  static CompletionStage<InboxPage> page(
      List<InboxSource> sources, InboxQuery query, Predicate<WorkItem> matching) {
    var scan = new InboxScan(query, matching);
    var firsts =
        sources.stream()
            .map(source -> scan.fill(new Reading(source, query.limit())).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(firsts.toArray(CompletableFuture[]::new))
        .thenCompose(done -> {
          firsts.forEach(first -> scan.add(first.join()));
          return scan.step();
        });
  }

  private CompletionStage<Reading> fill(Reading of) {
    return of.source
        .next(of.atOnce)
        .thenApply(rows -> {
          of.rows.addAll(rows);
          of.atOnce = Math.min(2 * of.atOnce, MOST_ROWS_AT_ONCE);
          return of;
        });
  }

  private void add(Reading filled) {
    if (!filled.rows.isEmpty()) {
      reading.add(filled);
    }
  }

  private CompletionStage<InboxPage> step() {
    while (true) {
      if (found.size() >= limit || rowsRead >= MOST_ROWS) {
        return CompletableFuture.completedFuture(new InboxPage(found, last));
      }
      var next = reading.poll();
      if (next == null) {
        return CompletableFuture.completedFuture(new InboxPage(found, null));
      }
      take(next.rows.removeFirst());
      if (next.rows.isEmpty()) {
        return fill(next)
            .thenCompose(filled -> {
              add(filled);
              return step();
            });
      }
      reading.add(next);
    }
  }

  /** An item may be in several lists at the same place: in its queue's and its claimer's. */
  private void take(ListRow row) {
    rowsRead++;
    last = row.position();
    if (row.item().isEmpty()) {
      return;
    }
    var item = ItemText.read(row.item());
    if (!matching.test(item)) {
      return;
    }
    if (found.isEmpty() || !found.getLast().id().equals(item.id())) {
      found.add(item);
    } else if (found.getLast().revision() < item.revision()) {
      found.set(found.size() - 1, item);
    }
  }
}
