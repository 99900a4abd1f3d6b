package baton.directory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A directory that works without Cassandra, for tests of every room. */
public final class DirectoryInMemory implements DirectoryStore {
  private final Map<EntryKey, StoredEntry> entries = new LinkedHashMap<>();
  private final Map<UUID, List<Told>> told = new HashMap<>();
  int loads;
  int entriesRead;
  int latestRead;

  /** Nobody, over a fresh store. */
  public static People empty() {
    return new People(new DirectoryInMemory(), InstantSource.system());
  }

  /** People over a fresh store that holds the seeded company. */
  public static People seeded() {
    var people = empty();
    people.seed().toCompletableFuture().join();
    return people;
  }

  @Override
  public synchronized CompletionStage<List<StoredEntry>> all() {
    loads++;
    return CompletableFuture.completedFuture(List.copyOf(entries.values()));
  }

  @Override
  public synchronized CompletionStage<Optional<StoredEntry>> read(EntryKey key) {
    entriesRead++;
    return CompletableFuture.completedFuture(Optional.ofNullable(entries.get(key)));
  }

  @Override
  public synchronized CompletionStage<Boolean> save(
      StoredEntry entry, SortedMap<String, String> partsBefore) {
    var before = entries.get(entry.key());
    var version = before == null ? 0 : before.version();
    if (version != entry.version() - 1) {
      return CompletableFuture.completedFuture(false);
    }
    entries.put(entry.key(), entry);
    return CompletableFuture.completedFuture(true);
  }

  @Override
  public synchronized CompletionStage<Map<UUID, Long>> latest() {
    latestRead++;
    var latest = new HashMap<UUID, Long>();
    told.forEach((writer, all) -> latest.put(writer, all.getLast().number()));
    return CompletableFuture.completedFuture(latest);
  }

  @Override
  public synchronized CompletionStage<List<Told>> toldAfter(UUID writer, long number) {
    return CompletableFuture.completedFuture(
        told.getOrDefault(writer, List.of()).stream().filter(t -> t.number() > number).toList());
  }

  @Override
  public synchronized CompletionStage<Void> tell(UUID writer, Told news) {
    told.computeIfAbsent(writer, first -> new ArrayList<>()).add(news);
    return CompletableFuture.completedFuture(null);
  }
}
