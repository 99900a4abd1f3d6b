package baton.work;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the buckets of one list dense: what is still open in one of mostly closed items is copied
 * into a new bucket, together with a sparse neighbour's; a bucket that is too long is copied into
 * two.
 *
 * <p>One at a time. Nothing is written into the old buckets meanwhile; the index names the new ones
 * when they are whole; the old ones are deleted when nobody can still be reading them. The numbers
 * of what is being built and of what leaves are noted, so a crash leaves nothing behind.
 */
final class Repacking {
  /** One of so many rows has to be open. */
  static final int ROWS_FOR_EACH_OPEN = 4;

  /** Readers that began with an earlier index are done by then. */
  static final Duration STILL_READ = Duration.ofSeconds(20);

  /** Buckets to be deleted; nothing is copied while there are more. */
  private static final int MOST_LEAVING = 200;

  private static final int ROWS_WRITTEN_AT_ONCE = 64;

  private final ListSizes sizes;
  private final Holder holder;
  private final ListStore store;
  private final Later later;
  private final InstantSource clock;
  private final ListIndex index;
  private final ListLedger ledger;
  private final Runnable reopened;
  private final LinkedHashSet<Bucket> wanted = new LinkedHashSet<>();
  private @Nullable List<Bucket> group;
  private boolean begun;

  Repacking(
      ListSizes sizes,
      Holder holder,
      ListStore store,
      Later later,
      InstantSource clock,
      ListIndex index,
      ListLedger ledger,
      Runnable reopened) {
    this.sizes = sizes;
    this.holder = holder;
    this.store = store;
    this.later = later;
    this.clock = clock;
    this.index = index;
    this.ledger = ledger;
    this.reopened = reopened;
  }

  /** What an earlier router was building is deleted in time. */
  void takeOver(Set<UUID> abandoned) {
    var due = clock.instant().plus(STILL_READ);
    abandoned.forEach(id -> ledger.leaving.put(id, due));
  }

  /** Something in it closed, or was added. */
  void consider(Bucket bucket) {
    if (isDue(bucket)) {
      wanted.add(bucket);
      next();
    }
  }

  void doubt(Bucket bucket) {
    bucket.doubtful = true;
    wanted.add(bucket);
    next();
  }

  private boolean isDue(Bucket bucket) {
    return bucket.rows > sizes.mostRows() || isSparse(bucket) || joinable(bucket) != null;
  }

  private boolean isSparse(Bucket bucket) {
    return bucket.open == 0 && !index.isLast(bucket)
        || (bucket.rows >= sizes.fewRows() && bucket.open * ROWS_FOR_EACH_OPEN < bucket.rows);
  }

  /** The last one still grows, so it is nobody's neighbour. */
  private @Nullable Bucket joinable(Bucket bucket) {
    if (bucket.open >= sizes.fewOpen() || index.isLast(bucket)) {
      return null;
    }
    return Stream.of(index.before(bucket), index.behind(bucket))
        .filter(Objects::nonNull)
        .filter(other -> !index.isLast(other) && !other.closed)
        .filter(other -> !other.counted || other.open + bucket.open <= sizes.mostJoined())
        .findFirst()
        .orElse(null);
  }

  /** Chooses what is copied next, unless something is being copied. */
  void next() {
    var candidates = wanted.iterator();
    while (group == null && candidates.hasNext() && ledger.leaving.size() < MOST_LEAVING) {
      var bucket = candidates.next();
      if (!index.has(bucket) || !(bucket.doubtful || isDue(bucket))) {
        candidates.remove();
      } else if (!bucket.closed) {
        choose(bucket);
        candidates.remove();
      }
    }
    begin();
  }

  private void choose(Bucket bucket) {
    var before = index.before(bucket);
    var other = joinable(bucket);
    var chosen = List.of(bucket);
    if (other != null) {
      chosen = inOrder(bucket, other);
    } else if (bucket.open == 0 && before != null && !before.closed && !index.isLast(bucket)) {
      // what is left in the one before must not appear when it gets the place of this one
      chosen = List.of(before, bucket);
    }
    chosen.forEach(member -> member.closed = true);
    group = chosen;
  }

  private static List<Bucket> inOrder(Bucket one, Bucket other) {
    return InboxQuery.Order.OLDEST.compare(one.from, other.from) < 0
        ? List.of(one, other)
        : List.of(other, one);
  }

  /** Begins when the last writing into the chosen buckets is done. */
  void begin() {
    var chosen = group;
    if (chosen == null || begun || chosen.stream().anyMatch(bucket -> bucket.writing > 0)) {
      return;
    }
    begun = true;
    CompletionStage<Map<Bucket, List<ListRow>>> read =
        CompletableFuture.completedFuture(new LinkedHashMap<>());
    for (var bucket : chosen) {
      read =
          read.thenCombine(
              store.rows(holder, bucket.id),
              (all, rows) -> {
                all.put(bucket, rows);
                return all;
              });
    }
    later.then(read, this::counted);
  }

  private void counted(Map<Bucket, List<ListRow>> read) {
    read.replaceAll(index::own);
    read.forEach(this::count);
    var chosen = List.copyOf(read.keySet());
    var open = chosen.stream().mapToInt(bucket -> bucket.open).sum();
    if (chosen.size() > 1
        && open > sizes.mostJoined()
        && chosen.stream().noneMatch(bucket -> bucket.open == 0)) {
      chosen.forEach(this::consider);
      release();
    } else if (chosen.size() == 1 && !isCopied(chosen.getFirst())) {
      release();
    } else {
      copy(chosen, read.values().stream().flatMap(List::stream).toList());
    }
  }

  private boolean isCopied(Bucket bucket) {
    return bucket.rows > sizes.mostRows() || isSparse(bucket);
  }

  private void count(Bucket bucket, List<ListRow> rows) {
    var known = bucket.counted;
    var open = bucket.open;
    var free = bucket.free;
    bucket.count(rows);
    if (known) {
      ledger.add(bucket.open - open, bucket.free - free);
    }
  }

  private void copy(List<Bucket> old, List<ListRow> rows) {
    var open = rows.stream().filter(row -> row.state().open()).toList();
    var first = old.getFirst();
    var needed = index.before(first) != null || old.size() == index.size();
    var copies = layout(first.from, open, needed);
    copies.keySet().forEach(bucket -> ledger.building.add(bucket.id));
    ledger.whenWritten(() ->
        later.then(
            written(List.copyOf(copies.entrySet()), 0),
            done -> replace(old, List.copyOf(copies.keySet()))));
  }

  /** The new buckets in order, each with its rows. */
  private Map<Bucket, List<ListRow>> layout(
      InboxPosition from, List<ListRow> open, boolean needed) {
    var copies = new LinkedHashMap<Bucket, List<ListRow>>();
    var count = (open.size() + sizes.rowsOfBucket() - 1) / sizes.rowsOfBucket();
    for (var i = 0; i < count; i++) {
      var rows = open.subList(open.size() * i / count, open.size() * (i + 1) / count);
      var first = rows.getFirst().position();
      var place =
          i > 0
              ? first.between(open.get(open.size() * i / count - 1).position())
              : InboxQuery.Order.OLDEST.compare(first, from) < 0 ? first : from;
      var bucket = Bucket.empty(place);
      bucket.count(rows);
      copies.put(bucket, rows);
    }
    if (copies.isEmpty() && needed) {
      copies.put(Bucket.empty(from), List.of());
    }
    return copies;
  }

  private CompletionStage<Void> written(List<Map.Entry<Bucket, List<ListRow>>> copies, int at) {
    if (at == copies.size()) {
      return CompletableFuture.completedFuture(null);
    }
    var copy = copies.get(at);
    return written(copy.getKey(), copy.getValue()).thenCompose(done -> written(copies, at + 1));
  }

  private CompletionStage<Void> written(Bucket bucket, List<ListRow> rows) {
    if (rows.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var some = rows.subList(0, Math.min(ROWS_WRITTEN_AT_ONCE, rows.size()));
    return CompletableFuture.allOf(
            some.stream()
                .map(row -> store.write(holder, bucket.id, row).toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .thenCompose(done -> written(bucket, rows.subList(some.size(), rows.size())));
  }

  private void replace(List<Bucket> old, List<Bucket> copies) {
    index.replace(old, copies);
    copies.forEach(bucket -> ledger.building.remove(bucket.id));
    old.forEach(ledger::forget);
    var due = clock.instant().plus(STILL_READ);
    old.forEach(bucket -> ledger.leaving.put(bucket.id, due));
    ledger.repacked = true;
    ledger.whenWritten(() -> {
      release();
      copies.forEach(this::consider);
    });
  }

  private void release() {
    var chosen = group;
    group = null;
    begun = false;
    if (chosen != null) {
      chosen.forEach(bucket -> bucket.closed = false);
    }
    reopened.run();
    next();
  }

  /** Deletes what left the index a while ago. */
  void dropWhatLeft() {
    var now = clock.instant();
    var due = new ArrayList<UUID>();
    ledger.leaving.forEach((id, at) -> {
      if (!at.isAfter(now)) {
        due.add(id);
      }
    });
    if (due.isEmpty()) {
      return;
    }
    // this router still was the holder's when the index without them was stored
    ledger.whenWritten(() -> {
      var dropped =
          due.stream()
              .map(id -> store.drop(holder, id).toCompletableFuture())
              .toArray(CompletableFuture[]::new);
      later.then(
          CompletableFuture.allOf(dropped),
          done -> {
            due.forEach(ledger.leaving::remove);
            ledger.whenWritten(this::next);
          });
    });
  }
}
