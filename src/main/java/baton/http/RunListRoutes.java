package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import baton.run.RunLimits;
import baton.run.RunRow;
import baton.run.RunStatus;
import baton.view.RunList;
import baton.view.RunList.Filter;
import baton.view.RunList.Order;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Finds runs by what they are: {@code GET /runs}. */
final class RunListRoutes {
  private static final int MAX_NAME_CHARACTERS = 200;

  /** The texts that runs are found by, with the characters that each may have. */
  private static final Map<String, Integer> TEXTS =
      Map.of(
          "orchestration",
          MAX_NAME_CHARACTERS,
          "stage",
          MAX_NAME_CHARACTERS,
          "businessKey",
          RunLimits.TEXT_CHARACTERS,
          "record",
          MAX_NAME_CHARACTERS + 1 + RunLimits.RECORD_ID_CHARACTERS,
          "input",
          2 * MAX_NAME_CHARACTERS,
          "parent",
          MAX_NAME_CHARACTERS);

  private final Doors.RunListing listing;

  RunListRoutes(Doors.RunListing listing) {
    this.listing = listing;
  }

  record Page(List<RunRow> items, @Nullable String nextCursor) {}

  Route routes() {
    return path("runs", () -> get(this::list));
  }

  private Route list() {
    return Parameters.only(
        List.of(
            "orchestration",
            "status",
            "stage",
            "businessKey",
            "record",
            "input",
            "startedFrom",
            "startedBefore",
            "parent",
            "order",
            "limit",
            "cursor"),
        () ->
            Parameters.texts(
                TEXTS,
                texts ->
                    Parameters.choice(
                        "status",
                        RunStatus.values(),
                        status ->
                            Parameters.instant(
                                "startedFrom",
                                from ->
                                    Parameters.instant(
                                        "startedBefore",
                                        before -> list(texts, status, from, before))))));
  }

  private Route list(
      Map<String, String> texts,
      Optional<RunStatus> status,
      Optional<Instant> from,
      Optional<Instant> before) {
    var record = texts.get("record");
    if (record != null && record.indexOf('/') < 1) {
      return complete(
          Problems.malformed(
              "record", "`record` cannot be `" + record + "`.", "Send Type/id, as in Quote/Q-7."));
    }
    var input = texts.get("input");
    var equals = input == null ? 0 : input.indexOf('=');
    if (input != null && equals < 1) {
      return complete(
          Problems.malformed(
              "input", "`input` cannot be `" + input + "`.", "Send name=value, as in quote=Q-7."));
    }
    var parent = texts.get("parent");
    if (parent != null && !RunIds.valid(parent)) {
      return complete(
          Problems.malformed(
              "parent", "`parent` cannot be `" + parent + "`.", "Send the id of a run."));
    }
    var filter =
        new Filter(
            texts.get("orchestration"),
            status.orElse(null),
            texts.get("stage"),
            texts.get("businessKey"),
            record,
            input == null
                ? null
                : new RunList.Input(input.substring(0, equals), input.substring(equals + 1)),
            from.orElse(null),
            before.orElse(null),
            parent);
    return Parameters.choice(
        "order",
        Order.values(),
        order ->
            Parameters.page(
                (limit, cursor) -> list(filter, order.orElse(Order.NEWEST), limit, cursor)));
  }

  private Route list(Filter filter, Order order, int limit, Optional<String> cursor) {
    return Replies.later(
        listing.list(filter, order, limit, cursor),
        page -> Replies.ok(new Page(page.runs(), page.cursor().orElse(null))));
  }
}
