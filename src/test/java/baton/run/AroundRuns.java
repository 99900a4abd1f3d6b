package baton.run;

import baton.definition.Orchestration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.Done;

/** What runs have around them, in memory: definitions, a list, and hands that a test guides. */
final class AroundRuns implements RunSurroundings.Definitions, RunSurroundings.Listing {
  private static final RunSurroundings.Pace FAST =
      new RunSurroundings.Pace(Duration.ofMillis(10), Duration.ofMillis(60), Duration.ofMillis(40));

  final Hands hands = new Hands();
  final List<RunRow> rows = new CopyOnWriteArrayList<>();
  final AtomicInteger loads = new AtomicInteger();

  /** Stores a row, or fails to. */
  volatile Function<RunRow, CompletionStage<Done>> store =
      row -> CompletableFuture.completedFuture(Done.getInstance());

  /** Opens when definitions can be had, or fails. */
  volatile CompletionStage<Void> shelf = CompletableFuture.completedFuture(null);

  volatile Instant now = Told.START;

  private final Map<Integer, Orchestration> versions = new ConcurrentHashMap<>();

  AroundRuns(Orchestration orchestration) {
    add(orchestration);
  }

  void add(Orchestration orchestration) {
    versions.put(orchestration.version(), orchestration);
  }

  RunSurroundings surroundings() {
    return new RunSurroundings(this, hands, this, () -> now, FAST);
  }

  /** The revision of a run that the list shows. */
  long shown(String run) {
    return rows.stream()
        .filter(row -> row.id().equals(run))
        .mapToLong(RunRow::revision)
        .max()
        .orElse(0);
  }

  @Override
  public CompletionStage<Orchestration> load(String orchestration, int version) {
    loads.incrementAndGet();
    return shelf.thenApply(open -> {
      var found = versions.get(version);
      if (found == null) {
        throw new IllegalArgumentException("no version " + version);
      }
      return found;
    });
  }

  @Override
  public String owner(String orchestration, int version) {
    return "owner";
  }

  @Override
  public Integer activeVersion(String flow) {
    return 3;
  }

  @Override
  public Integer activeOrchestration(String orchestration) {
    return ActiveForTests.ORCHESTRATION;
  }

  @Override
  public CompletionStage<Done> put(RunRow row) {
    return store
        .apply(row)
        .thenApply(done -> {
          rows.add(row);
          return done;
        });
  }
}
