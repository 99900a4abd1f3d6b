package baton.view;

import baton.run.Run;
import baton.run.RunEvent;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** What has happened to runs, read from their journal: the numbers asked for and no others. */
public final class RunHistory implements Histories {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /** One event: its number in the run, its short name, when, and all it says. */
  public record Entry(long number, String type, Instant at, JsonNode event) {}

  /** Places in the histories of runs from which this node can go on reading milestones. */
  static final int MOST_PLACES = 500;

  private record PlaceInRun(String runId, long after) {}

  private final Recent<PlaceInRun, Milestones> places = new Recent<>(MOST_PLACES);
  private final ActorSystem<?> system;
  private final CassandraReadJournal journal;

  public RunHistory(ActorSystem<?> system) {
    this.system = system;
    this.journal =
        PersistenceQuery.get(system)
            .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.Identifier());
  }

  @Override
  public CompletionStage<List<Entry>> entries(String runId, long after, int atMost) {
    return stored(runId, after + 1, after + atMost)
        .map(RunHistory::entry)
        .runWith(Sink.seq(), system);
  }

  @Override
  public Source<Entry, NotUsed> all(String runId) {
    return stored(runId, 1, Long.MAX_VALUE).map(RunHistory::entry);
  }

  /**
   * What ends is measured from where it began, so the reading goes on where the page before has
   * ended, if this node still knows; if not, it begins at the beginning.
   */
  @Override
  public CompletionStage<MilestonePage> milestones(String runId, long after, int atMost) {
    var known = after == 0 ? null : places.get(new PlaceInRun(runId, after));
    var reading =
        new MilestoneReading(known == null ? new Milestones() : known.copy(), after, atMost);
    return stored(runId, known == null ? 1 : after + 1, Long.MAX_VALUE)
        .takeWhile(stored -> reading.goesOn(stored.sequenceNr(), (RunEvent) stored.event()))
        .runWith(Sink.ignore(), system)
        .thenApply(done -> {
          var page = reading.page();
          if (page.more()) {
            var last = page.milestones().getLast().sequence();
            places.put(new PlaceInRun(runId, last), reading.atEndOfPage());
          }
          return page;
        });
  }

  @Override
  public Source<Milestone, NotUsed> milestones(String runId) {
    return stored(runId, 1, Long.MAX_VALUE)
        .statefulMap(
            Milestones::new,
            (milestones, stored) ->
                Pair.create(
                    milestones,
                    milestones.next(stored.sequenceNr(), (RunEvent) stored.event()).stream()
                        .toList()),
            milestones -> Optional.empty())
        .mapConcat(some -> some);
  }

  private Source<EventEnvelope, NotUsed> stored(String runId, long from, long to) {
    return journal.currentEventsByPersistenceId(PersistenceId.of(Run.KIND, runId).id(), from, to);
  }

  private static Entry entry(EventEnvelope stored) {
    var event = (RunEvent) stored.event();
    var name = event.getClass().getAnnotation(JsonTypeName.class);
    return new Entry(
        stored.sequenceNr(),
        name == null ? event.getClass().getSimpleName() : name.value(),
        event.at(),
        JSON.valueToTree(event));
  }
}
