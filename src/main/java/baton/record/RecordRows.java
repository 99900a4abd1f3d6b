package baton.record;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** The lists of records, by type. They may lag behind the records by a moment. */
final class RecordRows {
  /** Partitions of one type. Never change it on data that exists. */
  static final int SLOTS = 16;

  /** Rows that one question may read before it answers with what it has and a cursor. */
  static final int ROWS_READ = 5_000;

  /** Rows that one answer may have. */
  static final int MAX_LIMIT = 500;

  /** Rows that are read at once: each may have {@link RecordLimits#BYTES}. */
  private static final int ROWS_AT_ONCE = 50;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement after;

  RecordRows(CqlSession session) {
    this.session = session;
    insert =
        session.prepare(
            "INSERT INTO baton.record_row (type, slot, id, version, fields, deleted, created_by,"
                + " created_at, changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " USING TIMESTAMP ?");
    after =
        session.prepare("SELECT * FROM baton.record_row WHERE type = ? AND slot = ? AND id > ?");
  }

  CompletionStage<Done> put(RecordView record) {
    return session
        .executeAsync(
            insert.bind(
                record.type(),
                slot(record.id()),
                record.id(),
                record.version(),
                written(record.fields()),
                record.deleted(),
                record.createdBy(),
                record.createdAt(),
                record.changedBy(),
                record.changedAt(),
                record.version()))
        .thenApply(written -> Done.getInstance());
  }

  /** Some records after {@code cursor}, those of one answer in the order of their ids. */
  CompletionStage<Records.Page> list(
      String type, Predicate<RecordView> filter, int limit, Optional<String> cursor) {
    var from = cursor.flatMap(Place::parse).orElse(Place.FIRST);
    var wanted = Math.min(Math.max(limit, 1), MAX_LIMIT);
    return read(new Search(type, filter, wanted), from, ROWS_READ);
  }

  /** What is looked for, and what was found so far. */
  private record Search(
      String type, Predicate<RecordView> filter, int limit, List<RecordView> found) {
    Search(String type, Predicate<RecordView> filter, int limit) {
      this(type, filter, limit, new ArrayList<>());
    }

    CompletionStage<Records.Page> answer(@Nullable Place reached) {
      found.sort(Comparator.comparing(RecordView::id));
      return CompletableFuture.completedStage(
          new Records.Page(List.copyOf(found), Optional.ofNullable(reached).map(Place::toString)));
    }
  }

  private CompletionStage<Records.Page> read(Search search, Place from, int mayRead) {
    return from.slot() >= SLOTS
        ? search.answer(null)
        : session
            .executeAsync(
                after
                    .bind(search.type(), from.slot(), from.id())
                    .setPageSize(Math.min(ROWS_AT_ONCE, search.limit() + 1)))
            .thenCompose(rows -> collect(rows, search, from, mayRead));
  }

  private CompletionStage<Records.Page> collect(
      AsyncResultSet rows, Search search, Place from, int mayRead) {
    var place = from;
    var left = mayRead;
    for (var row : rows.currentPage()) {
      if (search.found().size() == search.limit() || left == 0) {
        return search.answer(place);
      }
      var record = record(row);
      place = new Place(from.slot(), record.id());
      left--;
      if (!record.deleted() && search.filter().test(record)) {
        search.found().add(record);
      }
    }
    var reached = place;
    var mayStill = left;
    return rows.hasMorePages()
        ? rows.fetchNextPage().thenCompose(more -> collect(more, search, reached, mayStill))
        : read(search, new Place(from.slot() + 1, ""), mayStill);
  }

  private static int slot(String id) {
    return Math.floorMod(id.hashCode(), SLOTS);
  }

  private static String written(Map<String, JsonNode> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, JsonNode> fields(@Nullable String written) {
    try {
      return written == null
          ? Map.of()
          : JSON.readValue(written, new TypeReference<LinkedHashMap<String, JsonNode>>() {});
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static RecordView record(Row row) {
    return new RecordView(
        text(row, "type"),
        text(row, "id"),
        row.getLong("version"),
        fields(row.getString("fields")),
        row.getBoolean("deleted"),
        text(row, "created_by"),
        instant(row, "created_at"),
        text(row, "changed_by"),
        instant(row, "changed_at"));
  }

  private static String text(Row row, String column) {
    var text = row.getString(column);
    return text == null ? "" : text;
  }

  private static Instant instant(Row row, String column) {
    var at = row.getInstant(column);
    return at == null ? Instant.EPOCH : at;
  }

  /** A place in the lists: a slot, and the id after which to go on in it. */
  private record Place(int slot, String id) {
    static final Place FIRST = new Place(0, "");

    static Optional<Place> parse(String text) {
      var parts = text.split("~", 2);
      return parts.length == 2 && parts[0].matches("[0-9]{1,2}")
          ? Optional.of(new Place(Integer.parseInt(parts[0]), parts[1]))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return slot + "~" + id;
    }
  }
}
