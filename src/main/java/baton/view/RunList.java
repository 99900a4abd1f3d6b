package baton.view;

import baton.run.Run;
import baton.run.RunRow;
import baton.run.RunStatus;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** The list of all runs, newest first. It may lag behind the runs by a fraction of a second. */
public final class RunList implements Run.Listing {
  /** Rows that one question may read before it answers with what it has and a cursor. */
  static final int ROWS_READ = 5_000;

  /** Rows that one answer may have. */
  public static final int MAX_LIMIT = 500;

  /** Which runs are asked for; a null matches all. */
  public record Filter(@Nullable String orchestration, @Nullable RunStatus status) {
    boolean matches(RunRow row) {
      return (orchestration == null || orchestration.equals(row.orchestration()))
          && (status == null || status == row.status());
    }
  }

  /** Some runs, and where to go on; no cursor at the end. */
  public record Page(List<RunRow> runs, Optional<String> cursor) {}

  private final CqlSession session;
  private final InstantSource clock;
  private final PreparedStatement insert;
  private final PreparedStatement insertHour;
  private final PreparedStatement hours;
  private final PreparedStatement before;
  private final Set<String> knownHours = ConcurrentHashMap.newKeySet();

  public RunList(CqlSession session, InstantSource clock) {
    this.session = session;
    this.clock = clock;
    insert =
        session.prepare(
            "INSERT INTO baton.run_row (hour, started_at, run_id, orchestration, version, label,"
                + " status, stage, business_key, started_by, changed_at, ended_at, revision)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?");
    insertHour = session.prepare("INSERT INTO baton.run_hour (year, hour) VALUES (?, ?)");
    hours = session.prepare("SELECT hour FROM baton.run_hour WHERE year = ? AND hour <= ? LIMIT ?");
    before =
        session.prepare(
            "SELECT * FROM baton.run_row WHERE hour = ?"
                + " AND (started_at, run_id) < (?, ?) LIMIT ?");
  }

  @Override
  public CompletionStage<Done> put(RunRow row) {
    var hour = hour(row.startedAt());
    var written =
        session.executeAsync(
            insert.bind(
                hour,
                row.startedAt(),
                row.id(),
                row.orchestration(),
                row.version(),
                row.label(),
                row.status().name(),
                row.stage(),
                row.businessKey(),
                row.startedBy(),
                row.changedAt(),
                row.endedAt(),
                row.revision(),
                row.revision()));
    return known(hour).thenCombine(written, (known, done) -> Done.getInstance());
  }

  private CompletionStage<Done> known(String hour) {
    if (knownHours.contains(hour)) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    return session
        .executeAsync(insertHour.bind(year(hour), hour))
        .thenApply(done -> {
          knownHours.add(hour);
          return Done.getInstance();
        });
  }

  /** The next runs after {@code cursor}, newest first. */
  public CompletionStage<Page> list(Filter filter, int limit, Optional<String> cursor) {
    var from = cursor.flatMap(Place::parse).orElseGet(() -> Place.latest(clock.instant()));
    var wanted = Math.min(Math.max(limit, 1), MAX_LIMIT);
    return read(filter, wanted, from, new ArrayList<>(), ROWS_READ);
  }

  private CompletionStage<Page> read(
      Filter filter, int limit, Place from, List<RunRow> found, int mayRead) {
    return session
        .executeAsync(before.bind(from.hour(), from.startedAt(), from.runId(), mayRead))
        .thenCompose(rows -> collect(rows, filter, limit, from, found, mayRead));
  }

  private CompletionStage<Page> collect(
      AsyncResultSet rows, Filter filter, int limit, Place from, List<RunRow> found, int mayRead) {
    var place = from;
    var left = mayRead;
    for (var row : rows.currentPage()) {
      var run = run(row);
      place = new Place(from.hour(), run.startedAt(), run.id());
      left--;
      if (filter.matches(run)) {
        found.add(run);
      }
      if (found.size() == limit || left == 0) {
        return CompletableFuture.completedFuture(new Page(found, Optional.of(place.toString())));
      }
    }
    if (rows.hasMorePages()) {
      var reached = place;
      var mayStill = left;
      return rows.fetchNextPage()
          .thenCompose(more -> collect(more, filter, limit, reached, found, mayStill));
    }
    return olderHour(filter, limit, from, found, left);
  }

  private CompletionStage<Page> olderHour(
      Filter filter, int limit, Place from, List<RunRow> found, int mayRead) {
    return olderHour(from.hour(), year(from.hour()))
        .thenCompose(hour ->
            hour.isEmpty()
                ? CompletableFuture.completedFuture(new Page(found, Optional.empty()))
                : read(filter, limit, Place.endOf(hour.get()), found, mayRead));
  }

  private CompletionStage<Optional<String>> olderHour(String hour, int year) {
    if (year < FIRST_YEAR) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return session
        .executeAsync(hours.bind(year, hour, 2))
        .thenCompose(rows -> {
          for (var row : rows.currentPage()) {
            var found = row.getString(0);
            if (found != null && !found.equals(hour)) {
              return CompletableFuture.completedFuture(Optional.of(found));
            }
          }
          return olderHour(hour, year - 1);
        });
  }

  /** No run is older. */
  private static final int FIRST_YEAR = 2026;

  private static RunRow run(Row row) {
    return new RunRow(
        text(row, "run_id"),
        text(row, "orchestration"),
        row.getInt("version"),
        text(row, "label"),
        RunStatus.valueOf(text(row, "status")),
        row.getString("stage"),
        row.getString("business_key"),
        text(row, "started_by"),
        instant(row, "started_at"),
        instant(row, "changed_at"),
        row.getInstant("ended_at"),
        row.getLong("revision"));
  }

  private static String text(Row row, String column) {
    var text = row.getString(column);
    return text == null ? "" : text;
  }

  private static Instant instant(Row row, String column) {
    var at = row.getInstant(column);
    return at == null ? Instant.EPOCH : at;
  }

  private static String hour(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toString().substring(0, "2026-01-31T10".length());
  }

  private static int year(String hour) {
    return Integer.parseInt(hour.substring(0, 4));
  }

  /** A place in the list: everything after it is older. */
  private record Place(String hour, Instant startedAt, String runId) {
    static Place latest(Instant now) {
      return endOf(RunList.hour(now.plusSeconds(60)));
    }

    static Place endOf(String hour) {
      return new Place(hour, Instant.parse(hour + ":59:59.999Z"), "~");
    }

    static Optional<Place> parse(String text) {
      var parts = text.split("~", 2);
      try {
        var at = Instant.ofEpochMilli(Long.parseLong(parts[0]));
        return parts.length < 2
            ? Optional.empty()
            : Optional.of(new Place(RunList.hour(at), at, parts[1]));
      } catch (NumberFormatException noPlace) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return startedAt.toEpochMilli() + "~" + runId;
    }
  }
}
