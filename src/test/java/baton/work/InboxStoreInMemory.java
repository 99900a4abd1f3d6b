package baton.work;

import baton.definition.Assignee;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Lists without Cassandra, with its rule that the higher stamp wins. */
final class InboxStoreInMemory implements InboxStore {
  private record Place(Assignee holder, int bucket) {}

  private record Stamped<T>(T value, long stamp) {}

  private final Map<String, Integer> revisions = new HashMap<>();
  private final Map<String, Integer> notified = new HashMap<>();
  private final Map<String, Map<Assignee, Integer>> holders = new HashMap<>();
  private final Map<Place, Map<String, Stamped<Entry>>> rows = new HashMap<>();
  private final Map<Assignee, TreeMap<Integer, Bucket>> buckets = new HashMap<>();
  private final Map<String, Stamped<WorkItem>> ofRecord = new HashMap<>();
  final AtomicInteger failures = new AtomicInteger();
  int bucketsRead;

  /** The next writes of rows fail. */
  void failWrites(int count) {
    failures.set(count);
  }

  @Override
  public synchronized CompletionStage<Void> begun(String itemId, int revision) {
    revisions.merge(itemId, revision, Math::max);
    return done();
  }

  @Override
  public synchronized CompletionStage<Known> known(String itemId) {
    return CompletableFuture.completedFuture(
        new Known(
            revisions.getOrDefault(itemId, 0),
            notified.getOrDefault(itemId, 0),
            Map.copyOf(holders.getOrDefault(itemId, Map.of()))));
  }

  @Override
  public synchronized CompletionStage<Void> notified(String itemId, int assignment) {
    notified.merge(itemId, assignment, Math::max);
    return done();
  }

  @Override
  public synchronized CompletionStage<Void> writeOfRecord(WorkItem item) {
    ofRecord.merge(
        item.id(),
        new Stamped<>(item, InboxStore.stamp(item.revision(), false)),
        InboxStoreInMemory::newer);
    return done();
  }

  @Override
  public synchronized CompletionStage<Void> write(
      Assignee holder, int bucket, Entry entry, long stamp) {
    holders
        .computeIfAbsent(entry.item().id(), id -> new LinkedHashMap<>())
        .merge(holder, bucket, Math::max);
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return CompletableFuture.failedFuture(new IllegalStateException("no answer"));
    }
    rows.computeIfAbsent(new Place(holder, bucket), place -> new HashMap<>())
        .merge(entry.item().id(), new Stamped<>(entry, stamp), InboxStoreInMemory::newer);
    return done();
  }

  private static <T> Stamped<T> newer(Stamped<T> one, Stamped<T> other) {
    return other.stamp() >= one.stamp() ? other : one;
  }

  @Override
  public synchronized CompletionStage<List<Bucket>> buckets(Assignee holder) {
    return CompletableFuture.completedFuture(
        List.copyOf(buckets.getOrDefault(holder, new TreeMap<>()).values()));
  }

  @Override
  public synchronized CompletionStage<Void> open(Assignee holder, int bucket, Instant openedAt) {
    buckets
        .computeIfAbsent(holder, h -> new TreeMap<>())
        .put(bucket, new Bucket(bucket, openedAt, false));
    return done();
  }

  @Override
  public synchronized CompletionStage<Void> drained(Assignee holder, int bucket) {
    buckets
        .get(holder)
        .computeIfPresent(bucket, (b, old) -> new Bucket(bucket, old.openedAt(), true));
    return done();
  }

  @Override
  public synchronized CompletionStage<List<State>> states(Assignee holder, int bucket) {
    return CompletableFuture.completedFuture(
        rows.getOrDefault(new Place(holder, bucket), Map.of()).values().stream()
            .map(row -> row.value().state())
            .toList());
  }

  @Override
  public synchronized CompletionStage<List<Entry>> entries(
      Assignee holder, int bucket, @Nullable InboxPosition after, int limit) {
    bucketsRead++;
    return CompletableFuture.completedFuture(
        rows.getOrDefault(new Place(holder, bucket), Map.of()).values().stream()
            .map(Stamped::value)
            .filter(entry -> after == null || entry.position().compareTo(after) > 0)
            .sorted(Comparator.comparing(Entry::position))
            .limit(limit)
            .toList());
  }

  @Override
  public synchronized CompletionStage<List<WorkItem>> ofRecord(String type, String id, int limit) {
    return CompletableFuture.completedFuture(
        new ArrayList<>(ofRecord.values())
            .stream()
                .map(Stamped::value)
                .filter(item -> item.recordType().equals(type) && item.recordId().equals(id))
                .sorted(Comparator.comparing(InboxPosition::of))
                .limit(limit)
                .toList());
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedFuture(null);
  }
}
