package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.optionalHeaderValueByName;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import baton.view.Histories;
import baton.view.Milestone;
import baton.view.RunHistory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Shows what has happened to a run: all of it under {@code GET /runs/{id}/events}, what matters to
 * people under {@code GET /runs/{id}/history}; in pages, or whole as JSON lines.
 */
final class RunHistoryRoutes {
  static final int MAX_ENTRIES = 1_000;

  private static final String LINES = "application/x-ndjson";

  static final ContentType JSON_LINES =
      MediaTypes.customWithFixedCharset(
              "application", "x-ndjson", HttpCharsets.UTF_8, new HashMap<>(), false)
          .toContentType();

  private final Histories histories;

  RunHistoryRoutes(Histories histories) {
    this.histories = histories;
  }

  record Event(long sequence, Instant at, String type, JsonNode data) {}

  record Page(List<Event> items, @Nullable String nextCursor) {}

  record MilestonePage(List<Milestone> items, @Nullable String nextCursor) {}

  Route routes() {
    return concat(
        paged(
            "events",
            this::events,
            id -> histories.all(id).map(RunHistoryRoutes::event).map(Json::text)),
        paged("history", this::milestones, id -> histories.milestones(id).map(Json::text)));
  }

  private interface Paged {
    Route apply(String id, int limit, int after);
  }

  private interface Lines {
    Source<String, NotUsed> of(String id);
  }

  private static Route paged(String name, Paged page, Lines lines) {
    return path(
        Paths.under("runs").slash(PathMatchers.segment(name)),
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
                                    after ->
                                        RunIds.valid(id)
                                            ? asLines(id, lines, () -> page.apply(id, limit, after))
                                            : complete(Problems.notFound("run", id)))))));
  }

  /** The whole as lines where those are asked for, else a page. */
  private static Route asLines(String id, Lines lines, Supplier<Route> page) {
    return optionalHeaderValueByName(
        "Accept",
        accept ->
            accept.filter(types -> types.contains(LINES)).isEmpty()
                ? page.get()
                : extractMaterializer(materializer ->
                    completeWithFuture(
                        lines
                            .of(id)
                            .map(line -> ByteString.fromString(line + "\n"))
                            .prefixAndTail(1)
                            .runWith(Sink.head(), materializer)
                            .thenApply(begun ->
                                begun.first().isEmpty()
                                    ? Problems.notFound("run", id)
                                    : lines(Source.from(begun.first()).concat(begun.second()))))));
  }

  private static HttpResponse lines(Source<ByteString, NotUsed> lines) {
    return HttpResponse.create().withEntity(HttpEntities.createChunked(JSON_LINES, lines));
  }

  /** One more is read than is shown, to know whether there are more. */
  private Route events(String id, int limit, int after) {
    return Replies.later(
        histories.entries(id, after, limit + 1),
        entries -> {
          if (entries.isEmpty() && after == 0) {
            return Problems.notFound("run", id);
          }
          var some = entries.subList(0, Math.min(limit, entries.size()));
          return Replies.ok(
              new Page(
                  some.stream().map(RunHistoryRoutes::event).toList(),
                  some.size() < entries.size() ? Long.toString(some.getLast().number()) : null));
        });
  }

  private Route milestones(String id, int limit, int after) {
    return Replies.later(
        histories.milestones(id, after, limit),
        page -> {
          var some = page.milestones();
          return some.isEmpty() && after == 0
              ? Problems.notFound("run", id)
              : Replies.ok(
                  new MilestonePage(
                      some, page.more() ? Long.toString(some.getLast().sequence()) : null));
        });
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
