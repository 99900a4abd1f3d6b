package baton.work;

import baton.work.InboxQuery.Order;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lists without Cassandra, with its rules: the higher stamp wins, and what is deleted whole never
 * comes back by a late write.
 */
class ListStoreInMemory implements ListStore {
  private record Place(Holder holder, UUID bucket) {}

  private static final class Stored {
    IndexPart head = new IndexPart(0, List.of(), Map.of(), 0, 0, Notes.NONE);
    long headStamp = -1;
    final Map<Integer, List<BucketAt>> pages = new HashMap<>();
    final Map<Integer, Long> pageStamps = new HashMap<>();
  }

  private final Map<Holder, Integer> epochs = new HashMap<>();
  private final Map<Holder, Stored> indexes = new HashMap<>();
  private final Map<Place, Map<String, ListRow>> rows = new HashMap<>();
  final Set<UUID> dropped = new HashSet<>();

  /** Counts what a router or a reader asks for. */
  int reads;

  int rowsRead;

  /** Writes that fail from now on. */
  int failing;

  /** When an answer comes; at once by default. */
  <T> CompletionStage<T> answer(Supplier<T> what) {
    synchronized (this) {
      return CompletableFuture.completedFuture(what.get());
    }
  }

  @Override
  public CompletionStage<Integer> claim(Holder holder) {
    return answer(() -> epochs.merge(holder, 1, Integer::sum));
  }

  @Override
  public CompletionStage<Integer> epoch(Holder holder) {
    return answer(() -> epochs.getOrDefault(holder, 0));
  }

  @Override
  public CompletionStage<Index> index(Holder holder) {
    return answer(() -> {
      var stored = indexes.get(holder);
      return stored == null
          ? Index.EMPTY
          : new Index(
              stored.head.version(),
              stored.head.pages(),
              Map.copyOf(stored.pages),
              stored.head.open(),
              stored.head.free(),
              stored.head.notes());
    });
  }

  @Override
  public CompletionStage<Void> writeIndex(Holder holder, IndexPart part, long stamp) {
    return answer(() -> {
      var stored = indexes.computeIfAbsent(holder, h -> new Stored());
      if (stamp >= stored.headStamp) {
        stored.head = part;
        stored.headStamp = stamp;
      }
      part.changed()
          .forEach((number, buckets) -> {
            if (stamp >= stored.pageStamps.getOrDefault(number, -1L)) {
              stored.pages.put(number, List.copyOf(buckets));
              stored.pageStamps.put(number, stamp);
            }
          });
      return null;
    });
  }

  @Override
  public CompletionStage<Optional<Head>> head(Holder holder) {
    return answer(() -> {
      reads++;
      return Optional.ofNullable(indexes.get(holder))
          .filter(stored -> stored.pages.containsKey(0))
          .map(stored ->
              new Head(
                  stored.head.version(),
                  stored.head.pages(),
                  stored.head.open(),
                  stored.head.free(),
                  stored.pages.getOrDefault(0, List.of())));
    });
  }

  @Override
  public CompletionStage<Optional<Page>> page(Holder holder, int number) {
    return answer(() -> {
      reads++;
      return Optional.ofNullable(indexes.get(holder))
          .filter(stored -> stored.pages.containsKey(number))
          .map(stored ->
              new Page(stored.head.version(), stored.pages.getOrDefault(number, List.of())));
    });
  }

  @Override
  public CompletionStage<Optional<Stamped>> row(Holder holder, UUID bucket, InboxPosition at) {
    return answer(() ->
        Optional.ofNullable(in(holder, bucket).get(at.itemId()))
            .map(row -> new Stamped(row.state(), row.stamp())));
  }

  @Override
  public CompletionStage<Void> write(Holder holder, UUID bucket, ListRow row) {
    return answer(() -> {
      if (failing > 0) {
        failing--;
        throw new IllegalStateException("no answer");
      }
      if (!dropped.contains(bucket)) {
        rows.computeIfAbsent(new Place(holder, bucket), place -> new HashMap<>())
            .merge(
                row.position().itemId(),
                row,
                (one, other) -> other.stamp() >= one.stamp() ? other : one);
      }
      return null;
    });
  }

  @Override
  public CompletionStage<List<ListRow>> rows(
      Holder holder, UUID bucket, Order order, @Nullable InboxPosition after, int limit) {
    return answer(() -> {
      reads++;
      var found = InboxStoreInMemory.some(in(holder, bucket).values(), order, after, limit);
      rowsRead += found.size();
      return found;
    });
  }

  @Override
  public CompletionStage<List<ListRow>> rows(Holder holder, UUID bucket) {
    return answer(() ->
        InboxStoreInMemory.some(
            in(holder, bucket).values(), Order.OLDEST, null, Integer.MAX_VALUE));
  }

  @Override
  public CompletionStage<List<ListRow>> states(Holder holder, UUID bucket) {
    return rows(holder, bucket);
  }

  @Override
  public CompletionStage<Void> drop(Holder holder, UUID bucket) {
    return answer(() -> {
      rows.remove(new Place(holder, bucket));
      dropped.add(bucket);
      return null;
    });
  }

  private Map<String, ListRow> in(Holder holder, UUID bucket) {
    return rows.getOrDefault(new Place(holder, bucket), Map.of());
  }

  /** The buckets of a holder that have rows, whether its index names them or not. */
  synchronized Collection<UUID> bucketsWithRows(Holder holder) {
    return rows.keySet().stream()
        .filter(place -> place.holder().equals(holder))
        .map(Place::bucket)
        .toList();
  }

  /** The buckets in the index of a holder, in order. */
  synchronized List<UUID> bucketsInIndex(Holder holder) {
    var stored = indexes.getOrDefault(holder, new Stored());
    var found = new ArrayList<UUID>();
    for (var page : stored.head.pages()) {
      stored.pages.getOrDefault(page.number(), List.of()).forEach(b -> found.add(b.id()));
    }
    return found;
  }

  synchronized int rowsIn(Holder holder, UUID bucket) {
    return in(holder, bucket).size();
  }
}
