package baton.document;

import baton.document.Document.Format;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.servererrors.CASWriteUnknownException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The named texts of one kind, each with its immutable versions, of which one may be active.
 *
 * <p>A version row is written first and the head moves on to it second, both by conditional writes:
 * whoever finds a row beyond the head (left by a crash, or being written by another node) moves the
 * head over it and takes the next number. So no number is given twice and none is without its text.
 */
public final class Versions implements AutoCloseable {
  /** What the texts define; a part of their key. */
  public enum Kind {
    ORCHESTRATION,
    FLOW
  }

  /** Whether a version may be used for what begins now. */
  public enum State {
    DRAFT,
    ACTIVE,
    OBSOLETE
  }

  /**
   * What is known of a name.
   *
   * @param label of the active version if there is one, else of the latest
   * @param latest the highest version
   * @param active the version that begins now, or null where none was activated
   * @param changedAt when a version was last put or activated
   */
  public record Head(
      String name, String label, int latest, @Nullable Integer active, Instant changedAt) {}

  /** A version without its text; {@code by} and {@code at} are of its putting. */
  public record Version(
      int number, State state, String label, Format format, String by, Instant at) {}

  /** The text of a version. */
  public record Text(String name, int version, String label, Format format, String text) {}

  /** The answer to a put: the version that holds the text, and whether it is a new one. */
  public record Stored(int version, boolean created) {}

  /** How long a change of another node may stay unseen here. */
  public static final Duration REFRESH = Duration.ofSeconds(1);

  /** How often a conditional write is tried anew while others write the same name. */
  static final int MAX_ATTEMPTS = 200;

  private final VersionTables tables;
  private final InstantSource clock;
  private final ActiveVersions actives;
  private final Map<String, CompletableFuture<Optional<Text>>> texts = new ConcurrentHashMap<>();

  private Versions(VersionTables tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
    this.actives = new ActiveVersions(tables);
  }

  /** The store of one kind; knows no active version before {@link #start} has answered. */
  public static Versions create(CqlSession session, Kind kind, InstantSource clock) {
    return new Versions(new VersionTables(session, kind), clock);
  }

  /** Reads the active versions and keeps them fresh from now on; answers after the first read. */
  public CompletionStage<Void> start() {
    return actives.start(REFRESH);
  }

  @Override
  public void close() {
    actives.close();
  }

  /** Keeps a text as the next version; the text of the latest version again answers that one. */
  public CompletionStage<Stored> put(
      String name, String label, String text, Format format, String by) {
    var row = new VersionTables.NewText(name, label, text, format, by, clock.instant());
    return again(() -> tryPut(row), MAX_ATTEMPTS);
  }

  private CompletionStage<Optional<Stored>> tryPut(VersionTables.NewText row) {
    return tables
        .head(row.name())
        .thenCompose(head -> {
          var latest = head.map(Head::latest).orElse(0);
          return tables
              .digest(row.name(), latest)
              .thenCompose(digest ->
                  digest.filter(row.digest()::equals).isPresent()
                      ? done(new Stored(latest, false))
                      : putAfter(row, latest));
        });
  }

  private CompletionStage<Optional<Stored>> putAfter(VersionTables.NewText row, int latest) {
    return tables
        .insert(row, latest + 1)
        .thenCompose(inserted ->
            tables
                .advance(row, latest)
                .thenApply(moved ->
                    inserted ? Optional.of(new Stored(latest + 1, true)) : Optional.empty()));
  }

  /**
   * Makes a version the active one, and the one before obsolete; empty where there is none such.
   */
  public CompletionStage<Optional<Head>> activate(String name, int version, String by) {
    return tables
        .label(name, version)
        .thenCompose(label -> label.isEmpty() ? done() : activate(name, version, label.get(), by));
  }

  private CompletionStage<Optional<Head>> activate(
      String name, int version, String label, String by) {
    return again(
            () ->
                tables
                    .activate(name, version, label, by, clock.instant())
                    .thenApply(Optional::<Boolean>of),
            MAX_ATTEMPTS)
        .thenCompose(activated -> {
          if (!activated) {
            return done();
          }
          actives.set(name, version);
          return tables.head(name);
        });
  }

  /**
   * The active version as this node knows it, at most about {@link #REFRESH} old; null where there
   * is none. Of a name unknown here the store is asked meanwhile.
   */
  public @Nullable Integer activeVersion(String name) {
    var active = actives.get(name);
    if (active == null) {
      actives.fetch(name);
    }
    return active;
  }

  /** Every name with an active version, as this node knows them: at most {@link #REFRESH} old. */
  public Map<String, Integer> actives() {
    return actives.all();
  }

  /** The active version, asked from the store where this node knows none. */
  public CompletionStage<Optional<Integer>> active(String name) {
    var active = actives.get(name);
    return active == null ? actives.fetch(name) : done(active);
  }

  public CompletionStage<Optional<Head>> head(String name) {
    return tables.head(name);
  }

  /** All names, in their order. */
  public CompletionStage<List<Head>> list() {
    return tables.heads();
  }

  /** The versions of a name, latest first; none where the name is unknown. */
  public CompletionStage<List<Version>> versions(String name) {
    return tables.versions(name);
  }

  /** Whether a version may begin, or might once; empty where there is none such. */
  public CompletionStage<Optional<State>> state(String name, int version) {
    return tables.state(name, version);
  }

  /** The text of a version; read once, then kept. */
  public CompletionStage<Optional<Text>> text(String name, int version) {
    var key = name + "/" + version;
    var found = texts.computeIfAbsent(key, k -> tables.text(name, version).toCompletableFuture());
    return found.whenComplete((text, failure) -> {
      if (failure != null || text.isEmpty()) {
        texts.remove(key, found);
      }
    });
  }

  /** Tries until there is an answer; a conditional write that timed out may or may not stand. */
  private static <T> CompletionStage<T> again(
      Supplier<CompletionStage<Optional<T>>> attempt, int left) {
    return attempt
        .get()
        .exceptionally(failure -> {
          var cause = failure instanceof CompletionException c ? c.getCause() : failure;
          if (left > 1
              && (cause instanceof CASWriteUnknownException
                  || cause instanceof WriteTimeoutException)) {
            return Optional.empty();
          }
          throw new CompletionException(cause);
        })
        .thenCompose(answer -> {
          if (answer.isPresent()) {
            return CompletableFuture.completedFuture(answer.get());
          }
          if (left <= 1) {
            return CompletableFuture.failedFuture(
                new IllegalStateException("too many others write the same name"));
          }
          return CompletableFuture.runAsync(() -> {}, soon())
              .thenCompose(paused -> again(attempt, left - 1));
        });
  }

  /** A short random pause, so that writers of one name do not keep disturbing each other. */
  private static Executor soon() {
    return CompletableFuture.delayedExecutor(
        ThreadLocalRandom.current().nextInt(1, 20), TimeUnit.MILLISECONDS);
  }

  private static <T> CompletionStage<Optional<T>> done(T value) {
    return CompletableFuture.completedFuture(Optional.of(value));
  }

  private static <T> CompletionStage<Optional<T>> done() {
    return CompletableFuture.completedFuture(Optional.empty());
  }
}
