package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.mapRequest;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The origins whose pages may use the API from within a browser: exactly the listed ones, so that
 * the Work Guide works in them. They say by a header who acts; the cookie of this node's own pages
 * never counts for them. To all others browsers hear nothing that would let a page read an answer.
 */
public final class Cors {
  static final String KEY = "baton.http.allowed-origins";
  static final Cors NOBODY = new Cors(Set.of());

  /** What browsers send: no path, and no port that the scheme implies. */
  private static final Pattern ORIGIN =
      Pattern.compile(
          "https?://([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:]+])(:[1-9][0-9]{0,4})?");

  private static final Pattern IMPLIED_PORT = Pattern.compile("http:.*:80|https:.*:443");

  /** Browsers ask before they send; for this long they remember what they heard. */
  private static final int PREFLIGHT_SECONDS = 600;

  private static final HttpHeader VARY = RawHeader.create("Vary", "Origin");
  private static final List<HttpHeader> MAY_SEND =
      List.of(
          RawHeader.create("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE"),
          RawHeader.create(
              "Access-Control-Allow-Headers",
              "Authorization, Content-Type, Idempotency-Key, If-Match, " + Identity.USER_HEADER),
          RawHeader.create("Access-Control-Max-Age", Integer.toString(PREFLIGHT_SECONDS)));
  private static final HttpHeader MAY_READ =
      RawHeader.create("Access-Control-Expose-Headers", "ETag, Location, Retry-After");

  private final Set<String> origins;

  private Cors(Set<String> origins) {
    this.origins = origins;
  }

  /**
   * The origins of {@value #KEY}: a list, or as a system property one text with commas.
   *
   * @throws ConfigException when one of them is no origin
   */
  public static Cors of(Config config) {
    var listed = config.getValue(KEY).valueType() == ConfigValueType.LIST;
    var written =
        listed ? config.getStringList(KEY) : Arrays.asList(config.getString(KEY).split(","));
    var origins = new LinkedHashSet<String>();
    for (var each : written) {
      var origin = each.strip();
      if (!origin.isEmpty()) {
        origins.add(checked(config, origin));
      }
    }
    return new Cors(Set.copyOf(origins));
  }

  private static String checked(Config config, String origin) {
    if (!ORIGIN.matcher(origin).matches() || IMPLIED_PORT.matcher(origin).matches()) {
      throw new ConfigException.BadValue(
          config.getValue(KEY).origin(),
          KEY,
          "`"
              + origin
              + "` is no origin as browsers send it; write scheme and host in lower case, a port"
              + " only where it is not the usual one, and nothing else: https://crm.example.com");
    }
    return origin;
  }

  Route around(Supplier<Route> inner) {
    return extractRequest(request -> {
      if (!request.getUri().path().startsWith("/api/")) {
        return inner.get();
      }
      var origin = allowed(request);
      if (origin.isEmpty()) {
        return mapResponse(response -> response.addHeader(VARY), inner);
      }
      return asksFirst(request)
          ? complete(
              opened(HttpResponse.create().withStatus(StatusCodes.NO_CONTENT), origin.get())
                  .addHeaders(MAY_SEND))
          : mapRequest(
              sent -> sent.removeHeader("Cookie"),
              () ->
                  mapResponse(
                      response -> opened(response, origin.get()).addHeader(MAY_READ), inner));
    });
  }

  /** The listed other origin whose page sends this; empty for this node's own pages, too. */
  Optional<String> allowed(HttpRequest request) {
    return request
        .getHeader("Origin")
        .map(HttpHeader::value)
        .filter(origins::contains)
        .filter(origin -> !OpenMode.own(request, origin));
  }

  private static boolean asksFirst(HttpRequest request) {
    return request.method().value().equals("OPTIONS")
        && request.getHeader("Access-Control-Request-Method").isPresent();
  }

  private static HttpResponse opened(HttpResponse response, String origin) {
    return response
        .addHeader(RawHeader.create("Access-Control-Allow-Origin", origin))
        .addHeader(VARY);
  }
}
