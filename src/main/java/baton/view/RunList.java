package baton.view;

import baton.run.RunRow;
import baton.run.RunStatus;
import baton.run.RunSurroundings;
import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * The list of all runs, found by what they are. It may lag behind the runs by a fraction of a
 * second.
 */
public final class RunList implements RunSurroundings.Listing {
  /** Rows that one answer may have. */
  public static final int MAX_LIMIT = 500;

  /** Runs whose keys a node remembers to have written. */
  private static final int REMEMBERED = 20_000;

  /** In which order of their start runs are listed. */
  public enum Order {
    NEWEST,
    OLDEST
  }

  /** The value of one input, as text. */
  public record Input(String name, String value) {}

  /**
   * Which runs are asked for; a null matches all.
   *
   * @param stage the one that they are in; a run that has ended is in none
   * @param record one that started them or that a work item is about, as in {@code Quote/Q-7}
   * @param startedFrom the earliest start, included
   * @param startedBefore the latest start, excluded
   * @param parent the run that they do a step of
   */
  public record Filter(
      @Nullable String orchestration,
      @Nullable RunStatus status,
      @Nullable String stage,
      @Nullable String businessKey,
      @Nullable String record,
      @Nullable Input input,
      @Nullable Instant startedFrom,
      @Nullable Instant startedBefore,
      @Nullable String parent) {
    public static final Filter NONE =
        new Filter(null, null, null, null, null, null, null, null, null);

    public boolean matches(RunRow row) {
      return (orchestration == null || orchestration.equals(row.orchestration()))
          && (status == null || status == row.status())
          && (stage == null || (stage.equals(row.stage()) && !row.status().ended()))
          && (businessKey == null || businessKey.equals(row.businessKey()))
          && (record == null || row.records().contains(record))
          && (input == null || input.value().equals(row.inputs().get(input.name())))
          && (startedFrom == null || !row.startedAt().isBefore(startedFrom))
          && (startedBefore == null || row.startedAt().isBefore(startedBefore))
          && (parent == null || parent.equals(row.parent()));
    }

    /** The key that leads to the fewest runs. */
    RunKey key() {
      if (parent != null) {
        return new RunKey(RunKey.Kind.PARENT, parent);
      }
      if (record != null) {
        return new RunKey(RunKey.Kind.RECORD, record);
      }
      if (businessKey != null) {
        return new RunKey(RunKey.Kind.BUSINESS_KEY, businessKey);
      }
      if (input != null) {
        return RunKey.input(input.name(), input.value());
      }
      if (stage != null) {
        return new RunKey(RunKey.Kind.STAGE, stage);
      }
      if (status != null && status != RunStatus.Completed) {
        return new RunKey(RunKey.Kind.STATUS, status.name());
      }
      return orchestration == null
          ? RunKey.ALL
          : new RunKey(RunKey.Kind.ORCHESTRATION, orchestration);
    }
  }

  /** Some runs, and where to go on; no cursor at the end. */
  public record Page(List<RunRow> runs, Optional<String> cursor) {}

  private final RunLineTable lines;
  private final RunPointerTable pointers;
  private final InstantSource clock;
  private final Recent<String, Set<RunKey>> written = new Recent<>(REMEMBERED);

  public RunList(CqlSession session, InstantSource clock) {
    this.clock = clock;
    lines = new RunLineTable(session);
    pointers = new RunPointerTable(session);
  }

  /**
   * Pointers are written once, and taken away when the run is no longer found there; one after
   * another, so that many runs that change together do not crowd out what somebody waits for.
   */
  @Override
  public CompletionStage<Done> put(RunRow row) {
    var now = RunKey.of(row);
    var known = written.get(row.id());
    var before = known == null ? Set.<RunKey>of() : known;
    var all = lines.put(row);
    for (var key : now) {
      if (!before.contains(key)) {
        all = all.thenCompose(done -> pointers.add(key, row));
      }
    }
    for (var key : before) {
      if (!now.contains(key)) {
        all = all.thenCompose(done -> pointers.remove(key, row));
      }
    }
    return all.thenApply(done -> {
      written.put(row.id(), now);
      return done;
    });
  }

  /** The next runs after {@code cursor}. */
  public CompletionStage<Page> list(
      Filter filter, Order order, int limit, Optional<String> cursor) {
    var wanted = Math.min(Math.max(limit, 1), MAX_LIMIT);
    return new RunSearch(lines, pointers, filter, order, wanted, clock.instant())
        .from(cursor.flatMap(RunPlace::parse));
  }
}
