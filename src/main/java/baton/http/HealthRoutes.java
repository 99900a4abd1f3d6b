package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import java.util.Optional;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Says whether the process lives and whether it takes requests, for whoever watches it. */
final class HealthRoutes {
  private final Doors.Readiness readiness;

  HealthRoutes(Doors.Readiness readiness) {
    this.readiness = readiness;
  }

  record Health(String status, @Nullable String detail) {}

  Route routes() {
    return concat(
        path("health", () -> get(() -> complete(Replies.ok(new Health("up", null))))),
        path(
            "ready",
            () ->
                get(() ->
                    Replies.later(
                        readiness
                            .problem()
                            .exceptionally(failure -> Optional.of("not to be found out")),
                        problem ->
                            problem
                                .map(why ->
                                    Replies.ok(new Health("down", why))
                                        .withStatus(StatusCodes.SERVICE_UNAVAILABLE))
                                .orElseGet(() -> Replies.ok(new Health("up", null)))))));
  }
}
