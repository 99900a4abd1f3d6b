package baton.app;

import baton.http.Routes;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** Routes that are known later than the port: until then requests are asked to come again. */
final class LateRoutes {
  private final AtomicReference<Route> routes = new AtomicReference<>(Routes.starting());

  void set(Route open) {
    routes.set(open);
  }

  Route route() {
    return Directives.extractRequest(request -> routes.get());
  }
}
