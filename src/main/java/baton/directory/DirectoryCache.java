package baton.directory;

import baton.directory.DirectoryStore.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory as this node knows it.
 *
 * <p>A lookup within {@link #FRESH} of the last one costs nothing; the first one after it asks what
 * was told since, and reads those entries. Entries have versions and only newer ones are taken, so
 * it does not matter in which order answers arrive. All of it is read at first, when too much is
 * new, and now and then beside other work: a node that died between a change and telling of it
 * leaves no other trace.
 */
final class DirectoryCache {
  static final Duration FRESH = Duration.ofSeconds(1);

  /** What is told is kept for a day; who did not ask for half of one reads everything. */
  static final Duration TOLD_IS_KEPT = Duration.ofHours(12);

  static final Duration BETWEEN_WHOLE_READINGS = Duration.ofMinutes(10);

  /** More changed entries than these cost more, read one by one, than reading all. */
  static final int MOST_READ_SINGLY = 2_000;

  private static final int READ_AT_ONCE = 64;

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryCache.class);

  private final DirectoryStore store;
  private final UUID self;
  private final InstantSource clock;
  private final Map<UUID, Long> known = new HashMap<>();
  private Directory directory = Directory.EMPTY;
  private Instant asOf = Instant.MIN;
  private Instant wholeAsOf = Instant.MIN;
  private @Nullable CompletableFuture<Directory> checking;

  /**
   * @param self the process that tells of changes made through this cache
   */
  DirectoryCache(DirectoryStore store, UUID self, InstantSource clock) {
    this.store = store;
    this.self = self;
    this.clock = clock;
  }

  synchronized CompletionStage<Directory> directory() {
    var now = clock.instant();
    if (asOf.isAfter(now.minus(FRESH))) {
      return CompletableFuture.completedFuture(directory);
    }
    if (checking == null) {
      var check = check(now).toCompletableFuture();
      checking = check;
      check.whenComplete((found, failure) -> checked(check));
      return check;
    }
    return checking;
  }

  /** What is stored now, whatever was known; for one who was told that it is no longer true. */
  CompletionStage<Directory> again(EntryKey key) {
    return store.read(key).thenApply(found -> learned(found.stream().toList()));
  }

  CompletionStage<Directory> reloaded() {
    return whole(clock.instant());
  }

  /** Takes what is newer than what is known. */
  synchronized Directory learned(Collection<StoredEntry> entries) {
    for (var entry : entries) {
      directory = directory.with(entry);
    }
    return directory;
  }

  private synchronized void checked(CompletableFuture<Directory> check) {
    if (checking == check) {
      checking = null;
    }
  }

  private CompletionStage<Directory> check(Instant now) {
    if (asOf.isBefore(before(now, TOLD_IS_KEPT))) {
      return whole(now);
    }
    if (wholeAsOf.isBefore(before(now, BETWEEN_WHOLE_READINGS))) {
      wholeAsOf = now;
      whole(now)
          .whenComplete((found, failure) -> {
            if (failure != null) {
              LOG.warn("the directory could not be read as a whole; tried again later", failure);
            }
          });
    }
    return store.latest().thenCompose(latest -> caughtUp(latest, now));
  }

  private static Instant before(Instant now, Duration duration) {
    return now.minus(duration);
  }

  private CompletionStage<Directory> whole(Instant now) {
    return store
        .latest()
        .thenCompose(latest ->
            store
                .all()
                .thenApply(entries -> {
                  learned(entries);
                  return upTo(latest, now, true);
                }));
  }

  private CompletionStage<Directory> caughtUp(Map<UUID, Long> latest, Instant now) {
    var parts = new ArrayList<CompletableFuture<List<Told>>>();
    for (var writer : behind(latest).entrySet()) {
      parts.add(store.toldAfter(writer.getKey(), writer.getValue()).toCompletableFuture());
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenCompose(done -> {
          var keys = new LinkedHashSet<EntryKey>();
          parts.forEach(part -> part.join().forEach(told -> keys.addAll(told.entries())));
          return keys.size() > MOST_READ_SINGLY
              ? whole(now)
              : read(List.copyOf(keys)).thenApply(read -> upTo(latest, now, false));
        });
  }

  private synchronized Map<UUID, Long> behind(Map<UUID, Long> latest) {
    var behind = new HashMap<UUID, Long>();
    latest.forEach((writer, number) -> {
      var have = known.getOrDefault(writer, 0L);
      if (have < number && !writer.equals(self)) {
        behind.put(writer, have);
      }
    });
    return behind;
  }

  private CompletionStage<Void> read(List<EntryKey> keys) {
    if (keys.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var now = keys.subList(0, Math.min(READ_AT_ONCE, keys.size()));
    return CompletableFuture.allOf(
            now.stream()
                .map(key -> again(key).toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .thenCompose(done -> read(keys.subList(now.size(), keys.size())));
  }

  private synchronized Directory upTo(Map<UUID, Long> latest, Instant now, boolean whole) {
    latest.forEach((writer, number) -> known.merge(writer, number, Math::max));
    asOf = later(asOf, now);
    if (whole) {
      wholeAsOf = later(wholeAsOf, now);
    }
    return directory;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
