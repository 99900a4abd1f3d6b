package baton.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.conditional;
import static org.apache.pekko.http.javadsl.server.Directives.extractUnmatchedPath;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.reject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.EntityTag;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The pages: one shell for all their addresses, and the files it is made of; and Swagger UI over
 * the API document at {@code /docs}.
 *
 * <p>Browsers ask again each time and mostly hear "not changed": a new version shows at once.
 */
final class PageRoutes {
  private static final Pattern PAGE =
      Pattern.compile("/(|my-work|runs|orchestrations|people|mail|runs/[^/]+|records/[^/]+/[^/]+)");

  private final Assets web = new Assets("web");
  private final Assets docs = new Assets("docs");
  private final Assets swagger = new Assets(swaggerFolder());

  Route routes() {
    return concat(
        path("docs", () -> get(() -> docs("index.html"))),
        pathPrefix("docs", () -> pathPrefix(Paths.name(), file -> get(() -> docs(file)))),
        extractUnmatchedPath(
            path -> PAGE.matcher(path).matches() ? get(() -> file(web, "index.html")) : reject()),
        extractUnmatchedPath(
            path -> path.length() > 1 ? get(() -> file(web, path.substring(1))) : reject()));
  }

  private Route docs(String file) {
    var assets = docs.find(file).isPresent() ? docs : swagger;
    return file(assets, file, List.of(SecurityHeaders.policy(SecurityHeaders.DOCS)));
  }

  /** Modules and schemas may be used by pages of other sites; they are public and say nothing. */
  private static Route file(Assets assets, String path) {
    return file(assets, path, List.of(RawHeader.create("Access-Control-Allow-Origin", "*")));
  }

  private static Route file(Assets assets, String path, List<HttpHeader> headers) {
    var found = assets.find(path);
    if (found.isEmpty()) {
      return reject();
    }
    var asset = found.get();
    return conditional(
        EntityTag.create(asset.tag(), false),
        () ->
            complete(
                HttpResponse.create()
                    .addHeaders(headers)
                    .addHeader(RawHeader.create("Cache-Control", "no-cache"))
                    .withEntity(HttpEntities.create(asset.type(), asset.bytes()))));
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
