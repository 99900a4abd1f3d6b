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
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.stream.javadsl.Sink;

/** What has happened to one run, read from its journal. */
public final class RunHistory {
  /** Entries that one answer may have. */
  public static final int MAX_ENTRIES = 10_000;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /** One event: its number in the run, its short name, when, and all it says. */
  public record Entry(long number, String type, Instant at, JsonNode event) {}

  private final ActorSystem<?> system;
  private final CassandraReadJournal journal;

  public RunHistory(ActorSystem<?> system) {
    this.system = system;
    this.journal =
        PersistenceQuery.get(system)
            .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.Identifier());
  }

  /** The entries after number {@code after}, oldest first; none where there is no such run. */
  public CompletionStage<List<Entry>> entries(String runId, long after) {
    return journal
        .currentEventsByPersistenceId(
            PersistenceId.of(Run.KIND, runId).id(), after + 1, Long.MAX_VALUE)
        .take(MAX_ENTRIES)
        .map(stored -> entry(stored.sequenceNr(), (RunEvent) stored.event()))
        .runWith(Sink.seq(), system);
  }

  private static Entry entry(long number, RunEvent event) {
    var name = event.getClass().getAnnotation(JsonTypeName.class);
    return new Entry(
        number,
        name == null ? event.getClass().getSimpleName() : name.value(),
        event.at(),
        JSON.valueToTree(event));
  }
}
