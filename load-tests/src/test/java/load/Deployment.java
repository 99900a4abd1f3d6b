package load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Deploys and activates what a simulation needs, from the texts beside it. */
final class Deployment {
  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*(\\d+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  Deployment(String base) {
    this.base = base;
  }

  Deployment flow(String name) {
    return deploy("flows", name);
  }

  Deployment orchestration(String name) {
    return deploy("orchestrations", name);
  }

  private Deployment deploy(String kind, String name) {
    var path = "/api/v1/" + kind + "/" + name;
    var deployed =
        send(
            request(path)
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(text(name + ".yaml"))));
    var version = VERSION.matcher(deployed);
    if (!version.find()) {
      throw new IllegalStateException("no version in " + deployed);
    }
    send(
        request(path + "/versions/" + version.group(1) + ":activate")
            .POST(BodyPublishers.noBody()));
    return this;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).header("X-Baton-User", "ada");
  }

  private String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(
            response.request().uri()
                + " answered "
                + response.statusCode()
                + ": "
                + response.body());
      }
      return response.body();
    } catch (IOException unreachable) {
      throw new UncheckedIOException("Is Baton running at " + base + "?", unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static String text(String file) {
    try (var in = Deployment.class.getResourceAsStream("/" + file)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
