package baton.work;

import baton.work.InboxQuery.Order;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What is kept of items, without Cassandra, with its rule that the higher stamp wins. */
final class InboxStoreInMemory implements InboxStore {
  private final Map<String, Integer> revisions = new HashMap<>();
  private final Map<String, Integer> settled = new HashMap<>();
  private final Map<String, Integer> notified = new HashMap<>();
  private final Map<String, Set<Holder>> holders = new HashMap<>();
  private final Map<Holder, TreeMap<LocalDate, Map<String, ListRow>>> done = new HashMap<>();
  private final Map<String, WorkItem> ofRecord = new HashMap<>();

  /** How often an item was read, and how often anything was written. */
  int reads;

  int writes;

  @Override
  public synchronized CompletionStage<Void> begun(
      String itemId, int revision, Set<Holder> newHolders) {
    writes++;
    revisions.merge(itemId, revision, Math::max);
    holders.computeIfAbsent(itemId, id -> new LinkedHashSet<>()).addAll(newHolders);
    return done();
  }

  @Override
  public synchronized CompletionStage<Known> known(String itemId) {
    reads++;
    return CompletableFuture.completedFuture(
        new Known(
            revisions.getOrDefault(itemId, 0),
            settled.getOrDefault(itemId, 0),
            notified.getOrDefault(itemId, 0),
            Set.copyOf(holders.getOrDefault(itemId, Set.of()))));
  }

  @Override
  public synchronized CompletionStage<Void> settled(String itemId, int revision) {
    writes++;
    settled.merge(itemId, revision, Math::max);
    return done();
  }

  @Override
  public synchronized CompletionStage<Void> notified(String itemId, int assignment) {
    writes++;
    notified.merge(itemId, assignment, Math::max);
    return done();
  }

  @Override
  public synchronized CompletionStage<Void> writeOfRecord(WorkItem item) {
    writes++;
    ofRecord.merge(
        item.id(), item, (one, other) -> other.revision() >= one.revision() ? other : one);
    return done();
  }

  @Override
  public synchronized CompletionStage<List<ListRow>> ofRecord(
      InboxFilter.OfRecord record, Order order, @Nullable InboxPosition after, int limit) {
    var rows =
        ofRecord.values().stream()
            .filter(item -> item.status().open())
            .filter(item -> item.recordType().equals(record.type()))
            .filter(item -> item.recordId().equals(record.id()))
            .map(item -> row(InboxPosition.of(item), State.OPEN, item))
            .toList();
    return CompletableFuture.completedFuture(some(rows, order, after, limit));
  }

  @Override
  public synchronized CompletionStage<Void> did(Holder holder, WorkItem item) {
    writes++;
    var at = new InboxPosition(item.changedAt(), item.id());
    done.computeIfAbsent(holder, h -> new TreeMap<>())
        .computeIfAbsent(
            LocalDate.ofInstant(item.changedAt(), ZoneOffset.UTC), day -> new HashMap<>())
        .put(item.id(), row(at, State.CLOSED, item));
    return done();
  }

  @Override
  public synchronized CompletionStage<List<LocalDate>> days(
      Holder holder, Order order, @Nullable LocalDate from, int limit) {
    var days = done.getOrDefault(holder, new TreeMap<>());
    var found =
        switch (order) {
          case NEWEST ->
              (from == null ? days : days.headMap(from, true)).descendingKeySet().stream();
          case OLDEST -> (from == null ? days : days.tailMap(from, true)).keySet().stream();
        };
    return CompletableFuture.completedFuture(found.limit(limit).toList());
  }

  @Override
  public synchronized CompletionStage<List<ListRow>> done(
      Holder holder, LocalDate day, Order order, @Nullable InboxPosition after, int limit) {
    var rows = done.getOrDefault(holder, new TreeMap<>()).getOrDefault(day, Map.of()).values();
    return CompletableFuture.completedFuture(some(rows, order, after, limit));
  }

  private static ListRow row(InboxPosition at, State state, WorkItem item) {
    return new ListRow(at, state, ItemText.of(item), InboxStore.stamp(item.revision(), false));
  }

  static List<ListRow> some(
      Collection<ListRow> rows, Order order, @Nullable InboxPosition after, int limit) {
    return rows.stream()
        .filter(row -> after == null || order.compare(row.position(), after) > 0)
        .sorted((one, other) -> order.compare(one.position(), other.position()))
        .limit(limit)
        .toList();
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedFuture(null);
  }
}
