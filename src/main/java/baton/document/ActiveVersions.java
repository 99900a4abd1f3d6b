package baton.document;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The active version of every name as this node knows it, read anew again and again.
 *
 * <p>Each read takes a ticket when it begins and each local change one when it is done; the higher
 * ticket wins, so a read that began before a change never undoes it here.
 */
final class ActiveVersions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveVersions.class);

  private record Known(@Nullable Integer version, long ticket) {}

  private final VersionTables tables;
  private final AtomicLong tickets = new AtomicLong();
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final AtomicBoolean refreshing = new AtomicBoolean();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("active-versions").factory());

  ActiveVersions(VersionTables tables) {
    this.tables = tables;
  }

  CompletionStage<Void> start(Duration every) {
    return refresh()
        .thenRun(() ->
            timer.scheduleWithFixedDelay(
                this::refreshQuietly, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Nullable Integer get(String name) {
    var found = known.get(name);
    return found == null ? null : found.version();
  }

  Map<String, Integer> all() {
    var all = new TreeMap<String, Integer>();
    known.forEach((name, found) -> {
      var version = found.version();
      if (version != null) {
        all.put(name, version);
      }
    });
    return Collections.unmodifiableMap(all);
  }

  void set(String name, int version) {
    learn(name, version, tickets.incrementAndGet());
  }

  CompletionStage<Optional<Integer>> fetch(String name) {
    var ticket = tickets.incrementAndGet();
    return tables
        .head(name)
        .thenApply(head -> {
          head.ifPresent(found -> learn(name, found.active(), ticket));
          return Optional.ofNullable(get(name));
        });
  }

  private CompletionStage<Void> refresh() {
    var ticket = tickets.incrementAndGet();
    return tables
        .heads()
        .thenAccept(heads -> heads.forEach(head -> learn(head.name(), head.active(), ticket)));
  }

  private void refreshQuietly() {
    if (!refreshing.compareAndSet(false, true)) {
      return;
    }
    CompletableFuture.completedFuture(null)
        .thenCompose(nothing -> refresh())
        .whenComplete((done, failure) -> {
          refreshing.set(false);
          if (failure != null) {
            LOG.warn("active versions not refreshed, tried again soon: {}", failure.toString());
          }
        });
  }

  private void learn(String name, @Nullable Integer version, long ticket) {
    known.merge(
        name,
        new Known(version, ticket),
        (before, now) -> now.ticket() > before.ticket() ? now : before);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
