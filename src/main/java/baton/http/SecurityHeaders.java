package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.respondWithDefaultHeaders;

import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/** What every answer tells browsers not to do; an inner route may say its own policy. */
final class SecurityHeaders {
  /** No script or style that is not a file of this node; a page must not be framed elsewhere. */
  static final String PAGES =
      "default-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'self'; require-trusted-types-for 'script';"
          + " trusted-types lit-html baton";

  /** Swagger UI sets styles and images of its own; still no script but files of this node. */
  static final String DOCS =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

  /** The HTML of a mail: it may be looked at. */
  static final String MAIL =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'self'; sandbox";

  private SecurityHeaders() {}

  static Route around(Supplier<Route> inner) {
    return respondWithDefaultHeaders(
        List.of(
            policy(PAGES),
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("Referrer-Policy", "same-origin"),
            RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"),
            RawHeader.create("Cache-Control", "no-store")),
        inner);
  }

  static HttpHeader policy(String policy) {
    return RawHeader.create("Content-Security-Policy", policy);
  }
}
