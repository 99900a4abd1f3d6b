package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import baton.view.ListRebuild;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Writes the list of runs anew, a part with each request: {@code POST /runs:rebuild-list}. */
final class ListRebuildRoutes {
  private final Doors.Rebuilding rebuild;
  private final Identity identity;

  ListRebuildRoutes(Doors.Rebuilding rebuild, Identity identity) {
    this.rebuild = rebuild;
    this.identity = identity;
  }

  record Rebuild(@Nullable String cursor) {}

  record Rebuilt(
      int looked, int written, List<ListRebuild.Failed> failed, @Nullable String nextCursor) {}

  Route routes() {
    return path(
        "runs:rebuild-list",
        () ->
            post(() ->
                Parameters.only(
                    List.of(),
                    () -> identity.acting(who -> Bodies.json(Rebuild.class, this::rebuild)))));
  }

  private Route rebuild(Rebuild asked) {
    var place = ListRebuild.place(Optional.ofNullable(asked.cursor()));
    return place.isEmpty()
        ? complete(
            Problems.malformed(
                "cursor", "This is no cursor.", "Send the `nextCursor` of the answer before."))
        : Replies.later(
            rebuild.part(place.get()),
            part ->
                Replies.ok(
                    new Rebuilt(
                        part.looked(), part.written(), part.failed(), part.cursor().orElse(null))));
  }
}
