package baton.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The directory as this node knows it.
 *
 * <p>A lookup within {@link #FRESH} of the last one costs nothing; the first one after it asks for
 * the mark of the latest change, and loads only if that moved. An idle node asks nothing.
 */
final class DirectoryCache {
  static final Duration FRESH = Duration.ofSeconds(1);

  private record Known(UUID mark, Directory directory, Instant asOf, long turn) {}

  private final DirectoryStore store;
  private final InstantSource clock;
  private @Nullable Known known;
  private @Nullable CompletableFuture<Directory> checking;
  private long turns;

  DirectoryCache(DirectoryStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  synchronized CompletionStage<Directory> directory() {
    var now = clock.instant();
    if (known != null && now.isBefore(known.asOf().plus(FRESH))) {
      return CompletableFuture.completedFuture(known.directory());
    }
    if (checking == null) {
      var check = check(known).toCompletableFuture();
      checking = check;
      check.whenComplete((directory, failure) -> checked(check));
      return check;
    }
    return checking;
  }

  /** Tells every node that something was stored, and knows it here before it answers. */
  CompletionStage<Directory> changed() {
    return store.mark(UUID.randomUUID()).thenCompose(done -> reloaded());
  }

  CompletionStage<Directory> reloaded() {
    return check(null);
  }

  private synchronized void checked(CompletableFuture<Directory> check) {
    if (checking == check) {
      checking = null;
    }
  }

  private CompletionStage<Directory> check(@Nullable Known before) {
    var turn = nextTurn();
    var asOf = clock.instant();
    return store
        .latestMark()
        .thenCompose(mark ->
            before != null && before.mark().equals(mark)
                ? CompletableFuture.completedFuture(new Known(mark, before.directory(), asOf, turn))
                : store.load().thenApply(directory -> new Known(mark, directory, asOf, turn)))
        .thenApply(this::learned);
  }

  private synchronized long nextTurn() {
    turns++;
    return turns;
  }

  /** A check that began earlier must not put back what a later one replaced. */
  private synchronized Directory learned(Known next) {
    if (known == null || known.turn() < next.turn()) {
      known = next;
    }
    return known.directory();
  }
}
