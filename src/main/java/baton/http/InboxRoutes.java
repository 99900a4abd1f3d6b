package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import baton.directory.Principal;
import baton.work.InboxFilter;
import baton.work.InboxPosition;
import baton.work.InboxQuery;
import baton.work.WorkItems;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Lists and counts work items: {@code GET /work-items}. */
final class InboxRoutes {
  private static final int MAX_SEARCH_CHARACTERS = 200;
  private static final int MAX_NAME_CHARACTERS = 500;

  private final WorkItems items;
  private final Identity identity;

  InboxRoutes(WorkItems items, Identity identity) {
    this.items = items;
    this.identity = identity;
  }

  record Page(List<WorkItemShape> items, @Nullable String nextCursor) {}

  record Counts(int mine, SortedMap<String, Integer> groups, SortedMap<String, Integer> queues) {}

  Route routes() {
    return concat(
        path(
            "work-items",
            () ->
                get(() ->
                    Parameters.only(
                        List.of("for", "q", "state", "sort", "limit", "cursor"),
                        () -> identity.acting(this::list)))),
        path(
            "work-items:count",
            () -> get(() -> Parameters.only(List.of(), () -> identity.acting(this::count)))));
  }

  private Route count(Principal person) {
    return Replies.later(
        items.counts(person),
        counts -> Replies.ok(new Counts(counts.mine(), counts.groups(), counts.queues())));
  }

  private Route list(Principal person) {
    return Parameters.text(
        "for",
        MAX_NAME_CHARACTERS,
        whose ->
            Parameters.text(
                "q",
                MAX_SEARCH_CHARACTERS,
                search ->
                    Parameters.choice(
                        "state",
                        InboxQuery.State.values(),
                        state ->
                            Parameters.choice(
                                "sort",
                                InboxQuery.Order.values(),
                                order ->
                                    Parameters.page((limit, cursor) ->
                                        list(
                                            person,
                                            whose.orElse("me"),
                                            search.orElse(""),
                                            state.orElse(InboxQuery.State.OPEN),
                                            order.orElse(InboxQuery.Order.NEWEST),
                                            limit,
                                            cursor))))));
  }

  private Route list(
      Principal person,
      String whose,
      String search,
      InboxQuery.State state,
      InboxQuery.Order order,
      int limit,
      Optional<String> cursor) {
    var filter = InboxFilter.parse(whose);
    if (filter.isEmpty()) {
      return complete(
          whose.startsWith("record:")
              ? Problems.malformed(
                  "for", "`" + whose + "` names no record.", "Write record:Employee/E-1001.")
              : Problems.malformed(
                  "for",
                  "`for` cannot be `" + whose + "`.",
                  "Use me, mine, user:ada, group:hr, queue:it, orphans or record:Type/id."));
    }
    var after = cursor.flatMap(InboxPosition::parse);
    if (cursor.isPresent() && after.isEmpty()) {
      return complete(
          Problems.malformed(
              "cursor", "No page ended with this cursor.", "Send the `nextCursor` of a page."));
    }
    return Replies.later(
        items.inboxOf(
            person,
            new InboxQuery(filter.get(), null, search, state, order, limit, after.orElse(null))),
        page ->
            Replies.ok(
                new Page(
                    page.items().stream()
                        .map(item -> WorkItemShape.of(item, Optional.of(person)))
                        .toList(),
                    page.next() == null ? null : page.next().toString())));
  }
}
