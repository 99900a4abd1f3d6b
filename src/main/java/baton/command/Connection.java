package baton.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which node a command speaks to and as whom, and the speaking itself. */
final class Connection {
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Longer than any wait that a node grants. */
  private static final Duration PATIENCE = Duration.ofSeconds(75);

  private static final Duration CONNECTING = Duration.ofSeconds(5);

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:BATON:-http://127.0.0.1:8080}",
      description = "the node to speak to (default: $BATON, else http://127.0.0.1:8080)")
  private String url = "";

  @Option(
      names = "--as",
      paramLabel = "USER",
      defaultValue = "${env:BATON_USER:-}",
      description = "who acts (default: $BATON_USER)")
  private String user = "";

  @Option(names = "--json", description = "print what the node answers, as JSON")
  boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean help;

  private @Nullable HttpClient client;

  JsonNode get(String path, Map<String, String> query) {
    return read(send(request(path + asQuery(query)).GET()));
  }

  JsonNode get(String path) {
    return get(path, Map.of());
  }

  /** The answer as it came, such as JSON lines. */
  String text(String path, String accept) {
    return send(request(path).setHeader("Accept", accept).GET()).body();
  }

  JsonNode post(String path, @Nullable JsonNode body, Map<String, String> headers) {
    var request = request(path);
    headers.forEach(request::header);
    return read(
        send(
            body == null
                ? request.POST(BodyPublishers.noBody())
                : request
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body.toString()))));
  }

  JsonNode put(String path, String text, String type) {
    return read(
        send(request(path).header("Content-Type", type).PUT(BodyPublishers.ofString(text))));
  }

  JsonNode post(String path, String text, String type) {
    return read(
        send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(text))));
  }

  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static String asQuery(Map<String, String> query) {
    return query.isEmpty()
        ? ""
        : query.entrySet().stream()
            .map(each -> part(each.getKey()) + "=" + part(each.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private HttpRequest.Builder request(String path) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(url.replaceAll("/+$", "") + "/api/v1" + path))
              .timeout(PATIENCE)
              .header("Accept", "application/json");
      return user.isEmpty() ? request : request.header("X-Baton-User", user);
    } catch (IllegalArgumentException noAddress) {
      throw new Refused(
          "`" + url + "` is no address of a node. Write such as --url http://127.0.0.1:8080.");
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder builder) {
    var request = builder.build();
    if (client == null) {
      client = HttpClient.newBuilder().connectTimeout(CONNECTING).build();
    }
    try {
      var response = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() >= 500) {
        throw new Unreachable(String.join("\n", problem(response).lines()));
      }
      if (response.statusCode() >= 400) {
        throw problem(response);
      }
      return response;
    } catch (IOException broken) {
      throw new Unreachable(
          "No node answers at %s (%s). Start one, or name another with --url or $BATON."
              .formatted(url, broken.getMessage() == null ? "no connection" : broken.getMessage()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Unreachable("Interrupted; the outcome is unknown.");
    }
  }

  private Refused problem(HttpResponse<String> response) {
    try {
      var problem = Refused.of(JSON.readTree(response.body()));
      return response.statusCode() == 401
          ? new Refused(problem.getMessage() + " Here: --as USER, or $BATON_USER.")
          : problem;
    } catch (JsonProcessingException notJson) {
      return new Refused("The node answered " + response.statusCode() + ".");
    }
  }

  private static JsonNode read(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException notJson) {
      throw new Unreachable("What answers at " + response.uri() + " is no Baton node.");
    }
  }
}
