package baton.directory;

import baton.directory.DirectoryStore.Told;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Tells the other nodes which entries this process changed: one telling at a time, and what comes
 * in meanwhile together in the next one, so that numbers have no gaps that others would wait for.
 */
final class DirectoryNews {
  private static final long RETRY_MILLISECONDS = 1_000;

  private final DirectoryStore store;
  private final UUID writer = UUID.randomUUID();
  private Set<EntryKey> waiting = new LinkedHashSet<>();
  private CompletableFuture<Void> next = new CompletableFuture<>();
  private boolean telling;
  private long number;

  DirectoryNews(DirectoryStore store) {
    this.store = store;
  }

  UUID writer() {
    return writer;
  }

  /** Done when every node that asks from now on learns of it. */
  synchronized CompletionStage<Void> tell(EntryKey key) {
    waiting.add(key);
    var told = next;
    goOn();
    return told;
  }

  private synchronized void goOn() {
    if (telling || waiting.isEmpty()) {
      return;
    }
    telling = true;
    number++;
    var now = List.copyOf(waiting);
    var told = next;
    waiting = new LinkedHashSet<>();
    next = new CompletableFuture<>();
    store
        .tell(writer, new Told(number, now))
        .whenComplete((done, failure) -> {
          if (failure == null) {
            ended();
            told.complete(null);
          } else {
            told.completeExceptionally(failure);
            again(now);
          }
        });
  }

  private synchronized void ended() {
    telling = false;
    goOn();
  }

  /**
   * The entries are stored: whoever asked was told that the outcome is unknown, the others wait.
   */
  private synchronized void again(List<EntryKey> entries) {
    var all = new ArrayList<>(entries);
    all.addAll(waiting);
    waiting = new LinkedHashSet<>(all);
    CompletableFuture.delayedExecutor(RETRY_MILLISECONDS, TimeUnit.MILLISECONDS)
        .execute(this::ended);
  }
}
