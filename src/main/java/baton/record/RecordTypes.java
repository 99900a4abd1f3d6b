package baton.record;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The declared types of records; the newest declaration counts. */
public final class RecordTypes {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final CqlSession session;
  private final InstantSource clock;
  private final PreparedStatement insert;
  private final PreparedStatement select;

  public RecordTypes(CqlSession session, InstantSource clock) {
    this.session = session;
    this.clock = clock;
    insert =
        session.prepare(
            "INSERT INTO baton.record_type (name, declared, changed_by, changed_at)"
                + " VALUES (?, ?, ?, ?)");
    select = session.prepare("SELECT declared FROM baton.record_type WHERE name = ?");
  }

  /** Declares a type, or answers with all that is wrong with it and keeps nothing. */
  public CompletionStage<List<RecordProblem>> put(RecordType type, String by) {
    var problems = type.problems();
    return problems.isEmpty()
        ? session
            .executeAsync(insert.bind(type.name(), written(type), by, clock.instant()))
            .thenApply(done -> List.of())
        : CompletableFuture.completedStage(problems);
  }

  /** Empty where nothing is declared. */
  public CompletionStage<Optional<RecordType>> type(String name) {
    return session
        .executeAsync(select.bind(name))
        .thenApply(rows -> Optional.ofNullable(rows.one()).map(RecordTypes::read));
  }

  private static String written(RecordType type) {
    try {
      return JSON.writeValueAsString(type);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static RecordType read(Row row) {
    try {
      return JSON.readValue(row.getString("declared"), RecordType.class);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
