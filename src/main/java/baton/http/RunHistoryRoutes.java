package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import baton.view.RunHistory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Shows what has happened to a run: {@code GET /runs/{id}/events}. */
final class RunHistoryRoutes {
  static final int MAX_ENTRIES = 1_000;

  private final Doors.RunEvents history;

  RunHistoryRoutes(Doors.RunEvents history) {
    this.history = history;
  }

  record Event(long sequence, Instant at, String type, JsonNode data) {}

  record Page(List<Event> items, @Nullable String nextCursor) {}

  Route routes() {
    return path(
        Paths.under("runs").slash(PathMatchers.segment("events")),
        id ->
            get(() ->
                Parameters.only(
                    List.of("limit", "cursor"),
                    () ->
                        Parameters.number(
                            "limit",
                            1,
                            MAX_ENTRIES,
                            MAX_ENTRIES,
                            limit ->
                                Parameters.number(
                                    "cursor",
                                    0,
                                    999_999_999,
                                    0,
                                    after -> list(id, limit, after))))));
  }

  private Route list(String id, int limit, int after) {
    return RunIds.valid(id)
        ? Replies.later(history.entries(id, after), entries -> page(id, entries, limit, after))
        : complete(Problems.notFound("run", id));
  }

  private static HttpResponse page(
      String id, List<RunHistory.Entry> entries, int limit, int after) {
    if (entries.isEmpty() && after == 0) {
      return Problems.notFound("run", id);
    }
    var some = entries.subList(0, Math.min(limit, entries.size()));
    return Replies.ok(
        new Page(
            some.stream().map(RunHistoryRoutes::event).toList(),
            some.size() < entries.size() ? Long.toString(some.getLast().number()) : null));
  }

  private static Event event(RunHistory.Entry entry) {
    return new Event(entry.number(), entry.at(), entry.type(), data(entry.event()));
  }

  /** All that the event says, as the API spells things. */
  private static JsonNode data(JsonNode event) {
    var data = Json.MAPPER.createObjectNode();
    for (var member : event.properties()) {
      var value = member.getValue();
      if (member.getKey().equals("at") || value.isNull()) {
        continue;
      }
      data.set(member.getKey(), member.getKey().equals("assignee") ? assignee(value) : value);
    }
    return data;
  }

  private static JsonNode assignee(JsonNode stored) {
    return stored instanceof ObjectNode
        ? Json.MAPPER
            .getNodeFactory()
            .textNode(
                stored.path("kind").asText().toLowerCase(Locale.ROOT)
                    + ":"
                    + stored.path("name").asText())
        : stored;
  }
}
