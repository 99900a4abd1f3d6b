package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * Keeps an open node to its own machine: whoever reaches it may act as anybody, so it binds on
 * loopback only, and it answers only where the browser, too, thinks that it talks to this machine.
 * Otherwise any web site could point a name of its own at 127.0.0.1 and act here. Pages of other
 * sites act only where the node's settings list their origin.
 */
final class OpenMode {
  private OpenMode() {}

  /** The address of a loopback host; refuses any other. */
  static InetAddress loopback(String host) {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException(
          "baton.http.host = " + host + " is no known address; use 127.0.0.1", unknown);
    }
    if (!address.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "baton.http.host = "
              + host
              + " is reachable from elsewhere, and without sign-in anybody could act as anybody:"
              + " use 127.0.0.1");
    }
    return address;
  }

  static Route guard(Cors cors, Supplier<Route> inner) {
    return extractRequest(request -> {
      if (!local(request.getUri().getHost().address())) {
        return complete(
            Problems.of(
                ProblemType.FOREIGN_REQUEST,
                "This node is open, so it answers to names of this machine only."
                    + " Use http://127.0.0.1."));
      }
      return sameOrigin(request) || cors.allowed(request).isPresent()
          ? inner.get()
          : complete(
              Problems.of(
                  ProblemType.FOREIGN_REQUEST,
                  "A page of another site cannot act here unless `"
                      + Cors.KEY
                      + "` lists its origin."));
    });
  }

  private static boolean local(String host) {
    var name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("::1")
        || name.equals("[::1]")
        || name.matches("127(\\.[0-9]{1,3}){3}");
  }

  /** Browsers tell the origin of the page with each change. */
  private static boolean sameOrigin(HttpRequest request) {
    var origin = request.getHeader("Origin");
    if (origin.isEmpty()) {
      return true;
    }
    return own(request, origin.get().value())
        || request.method().value().equals("GET")
        || request.method().value().equals("HEAD");
  }

  /** Whether that is the origin of this node's own pages, as the browser addresses it. */
  static boolean own(HttpRequest request, String origin) {
    var host = request.getUri().getHost().address();
    var port = request.getUri().getPort();
    return origin.equals("http://" + host + ":" + port)
        || (port == 80 && origin.equals("http://" + host));
  }
}
