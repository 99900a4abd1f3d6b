package baton.record;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
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
  private final PreparedStatement all;

  public RecordTypes(CqlSession session, InstantSource clock) {
    this.session = session;
    this.clock = clock;
    insert =
        session.prepare(
            "INSERT INTO baton.record_type (name, declared, changed_by, changed_at)"
                + " VALUES (?, ?, ?, ?)");
    select = session.prepare("SELECT declared FROM baton.record_type WHERE name = ?");
    all = session.prepare("SELECT declared FROM baton.record_type");
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

  /** All that are declared, by name; there are few. */
  public CompletionStage<List<RecordType>> types() {
    return session
        .executeAsync(all.bind())
        .thenCompose(rows -> read(rows, new ArrayList<>()))
        .thenApply(found -> found.stream().sorted(Comparator.comparing(RecordType::name)).toList());
  }

  private static CompletionStage<List<RecordType>> read(
      AsyncResultSet rows, List<RecordType> found) {
    rows.currentPage().forEach(row -> found.add(read(row)));
    return rows.hasMorePages()
        ? rows.fetchNextPage().thenCompose(more -> read(more, found))
        : CompletableFuture.completedStage(found);
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
