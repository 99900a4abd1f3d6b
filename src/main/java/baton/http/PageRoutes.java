package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.conditional;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.extractUnmatchedPath;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.reject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.EntityTag;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The pages: one shell for all their addresses, and the files it is made of; and Swagger UI over
 * the API document at {@code /docs}.
 *
 * <p>The files are public and say nothing of this node, so pages of other sites may use them too.
 * Browsers ask again each time and mostly hear "not changed": a new version shows at once.
 */
final class PageRoutes {
  private static final Pattern PAGE =
      Pattern.compile("/(|my-work|runs|orchestrations|people|mail|runs/[^/]+|records/[^/]+/[^/]+)");

  private final Assets web = new Assets("web");
  private final Assets docs = new Assets("docs");
  private final Assets swagger = new Assets(swaggerFolder());

  Route routes() {
    return concat(
        path("docs", () -> docs("index.html")),
        path(PathMatchers.segment("docs").slash(Paths.name()), this::docs),
        extractUnmatchedPath(path ->
            file(
                web,
                PAGE.matcher(path).matches() ? "index.html" : path.substring(1),
                List.of(RawHeader.create("Access-Control-Allow-Origin", "*")))),
        extractRequest(request -> wantsPage(request) ? missing() : reject()));
  }

  /** Somebody followed a wrong link: the shell says so. */
  private Route missing() {
    return mapResponse(
        response -> response.withStatus(StatusCodes.NOT_FOUND),
        () -> file(web, "index.html", List.of()));
  }

  private static boolean wantsPage(HttpRequest request) {
    return request.method().value().equals("GET")
        && !request.getUri().path().startsWith("/api/")
        && request.getHeader("Accept").filter(a -> a.value().contains("text/html")).isPresent();
  }

  private Route docs(String file) {
    return file(
        docs.find(file).isPresent() ? docs : swagger,
        file,
        List.of(SecurityHeaders.policy(SecurityHeaders.DOCS)));
  }

  /** Only a file that is there has a right and a wrong method. */
  private static Route file(Assets assets, String path, List<HttpHeader> headers) {
    return assets
        .find(path)
        .map(asset ->
            get(() ->
                conditional(
                    EntityTag.create(asset.tag(), false),
                    () ->
                        complete(
                            HttpResponse.create()
                                .addHeaders(headers)
                                .addHeader(RawHeader.create("Cache-Control", "no-cache"))
                                .withEntity(HttpEntities.create(asset.type(), asset.bytes()))))))
        .orElseGet(() -> reject());
  }

  private static String swaggerFolder() {
    var description = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
    try (var stream = PageRoutes.class.getClassLoader().getResourceAsStream(description)) {
      if (stream == null) {
        throw new IllegalStateException("org.webjars:swagger-ui is not on the classpath");
      }
      var properties = new Properties();
      properties.load(stream);
      return "META-INF/resources/webjars/swagger-ui/" + properties.getProperty("version");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
