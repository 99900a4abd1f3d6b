package baton.app;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.respondWithHeader;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** Routes that are known later than the port: until then requests are asked to come again. */
final class LateRoutes {
  private final AtomicReference<Route> routes =
      new AtomicReference<>(
          respondWithHeader(
              RawHeader.create("Retry-After", "1"),
              () -> complete(StatusCodes.SERVICE_UNAVAILABLE, "The node is starting.")));

  void set(Route open) {
    routes.set(open);
  }

  Route route() {
    return Directives.extractRequest(request -> routes.get());
  }
}
