package baton.view;

import baton.run.Run;
import baton.run.RunEvent;
import baton.run.RunLines;
import baton.run.RunRow;
import baton.run.RunState;
import baton.run.RunSurroundings;
import baton.run.StartedRun;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Writes the list of runs anew from the journal, a part at a time, while the cluster works. What a
 * run writes itself meanwhile wins, for it is newer; so nothing is lost, and a part may be written
 * twice. No run is woken for it.
 */
public final class ListRebuild {
  /** Partitions of the journal, of actors of any kind, that one request looks at. */
  public static final int LOOKED_AT = 1_000;

  /** Runs that are read at the same time. */
  static final int AT_ONCE = 8;

  /** Runs that are read in a second, so that the cluster has time for its work. */
  static final int RUNS_PER_SECOND = 500;

  /** A run whose line could not be written. */
  public record Failed(String id, String why) {}

  /**
   * What became of one part.
   *
   * @param looked how many runs it had
   * @param cursor where the next part begins; empty behind the last
   */
  public record Part(int looked, int written, List<Failed> failed, Optional<String> cursor) {}

  /** One partition of the journal; an actor has its first events in the one with number 0. */
  private record Id(String text, long partition, long place) {}

  private final ActorSystem<?> system;
  private final CqlSession session;
  private final RunSurroundings.Definitions definitions;
  private final RunList list;
  private final CassandraReadJournal journal;
  private final PreparedStatement ids;

  /**
   * @param list one of its own, which remembers nothing of what was written before
   */
  public ListRebuild(
      ActorSystem<?> system,
      CqlSession session,
      RunSurroundings.Definitions definitions,
      RunList list) {
    this.system = system;
    this.session = session;
    this.definitions = definitions;
    this.list = list;
    this.journal =
        PersistenceQuery.get(system)
            .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.Identifier());
    this.ids =
        session.prepare(
            "SELECT DISTINCT persistence_id, partition_nr, token(persistence_id, partition_nr)"
                + " FROM baton.journal WHERE token(persistence_id, partition_nr) > ? LIMIT ?");
  }

  /** Empty where the cursor is none. */
  public static Optional<Long> place(Optional<String> cursor) {
    if (cursor.isEmpty()) {
      return Optional.of(Long.MIN_VALUE);
    }
    return cursor.get().matches("-?[0-9]{1,19}")
        ? Optional.of(cursor.get()).map(ListRebuild::number)
        : Optional.empty();
  }

  private static Long number(String digits) {
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException tooLarge) {
      return Long.MAX_VALUE;
    }
  }

  /** The next part after a place; a failed stage means that the store did not answer. */
  public CompletionStage<Part> part(long place) {
    return idsAfter(place)
        .thenCompose(found -> {
          var runs =
              found.stream()
                  .filter(id -> id.partition() == 0)
                  .map(Id::text)
                  .filter(id -> id.startsWith(Run.KIND + "|"))
                  .map(id -> id.substring(Run.KIND.length() + 1))
                  .toList();
          var cursor =
              found.size() < LOOKED_AT
                  ? Optional.<String>empty()
                  : Optional.of(Long.toString(found.getLast().place()));
          return rewritten(runs)
              .thenApply(
                  failed -> new Part(runs.size(), runs.size() - failed.size(), failed, cursor));
        });
  }

  private CompletionStage<List<Id>> idsAfter(long place) {
    return session
        .executeAsync(ids.bind(place, LOOKED_AT).setPageSize(LOOKED_AT))
        .thenApply(rows -> {
          var found = new ArrayList<Id>();
          rows.currentPage()
              .forEach(row -> found.add(new Id(row.getString(0), row.getLong(1), row.getLong(2))));
          return found;
        });
  }

  private CompletionStage<List<Failed>> rewritten(List<String> runs) {
    return Source.from(runs)
        .throttle(RUNS_PER_SECOND, Duration.ofSeconds(1))
        .mapAsyncUnordered(AT_ONCE, this::rewritten)
        .mapConcat(failed -> failed)
        .runWith(Sink.seq(), system);
  }

  private CompletionStage<List<Failed>> rewritten(String id) {
    return row(id)
        .thenCompose(list::put)
        .handle((done, failure) ->
            failure == null ? List.of() : List.of(new Failed(id, words(failure))));
  }

  private static String words(Throwable failure) {
    return String.valueOf((failure.getCause() == null ? failure : failure.getCause()).getMessage());
  }

  /** The line as the run would write it, had it come to rest at its newest event. */
  private CompletionStage<RunRow> row(String id) {
    return journal
        .currentEventsByPersistenceId(Run.KIND + "|" + id, 1, Long.MAX_VALUE)
        .runFold(
            new Read(new RunState.NotStarted(), 0),
            (read, stored) ->
                new Read(read.state().apply((RunEvent) stored.event()), stored.sequenceNr()),
            system)
        .thenCompose(read ->
            read.state() instanceof StartedRun run
                ? definitions
                    .load(run.start().orchestration(), run.version())
                    .thenApply(known -> RunLines.of(id, run, known, read.revision()))
                : CompletableFuture.failedStage(
                    new IllegalStateException("its journal does not begin with its start")));
  }

  private record Read(RunState state, long revision) {}
}
