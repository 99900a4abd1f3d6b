package baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A client of a node that holds what is sent and answered under a documented path against the API
 * document; where a test says that the request is wrong, only the answer.
 */
public final class ContractClient {
  static final Contract CONTRACT = new Contract();

  private final String address;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> exercised = new ConcurrentSkipListSet<>();

  /**
   * @param address such as {@code http://127.0.0.1:8080}
   */
  public ContractClient(String address) {
    this.address = address;
  }

  /** The documented operations that were called. */
  public Set<String> exercised() {
    return exercised;
  }

  public Call call(String method, String path) {
    return new Call(method, path);
  }

  public Answer get(String path) {
    return call("GET", path).send();
  }

  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
      try {
        return Json.MAPPER.readTree(body());
      } catch (IOException notJson) {
        throw new UncheckedIOException(notJson);
      }
    }

    /** The last part of the problem's type. */
    public String problem() {
      assertThat(header("Content-Type")).isEqualTo("application/problem+json");
      var type = json().path("type").asText();
      return type.substring(type.lastIndexOf(':') + 1);
    }
  }

  public final class Call {
    private final String path;
    private final String method;
    private final HttpRequest.Builder builder;
    private String body = "";
    private boolean wrong;

    private Call(String method, String path) {
      this.method = method;
      this.path = path;
      builder = HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(20));
    }

    public Call as(String username) {
      return header(Identity.USER_HEADER, username);
    }

    public Call header(String name, String value) {
      builder.header(name, value);
      return this;
    }

    public Call json(String json) {
      return json.isEmpty() ? this : body("application/json", json);
    }

    public Call yaml(String yaml) {
      return body("application/yaml", yaml);
    }

    public Call body(String type, String text) {
      body = text;
      return type.isEmpty() ? this : header("Content-Type", type);
    }

    /** The request breaks the contract, which the test is about. */
    public Call wrong() {
      wrong = true;
      return this;
    }

    public Answer send() {
      var publisher =
          body.isEmpty()
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofString(body);
      var request = builder.method(method, publisher).build();
      try {
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        var operation = CONTRACT.operation(method, request.uri().getPath());
        if (operation.isPresent()) {
          exercised.add(operation.get());
          if (!wrong) {
            assertThat(CONTRACT.problems(request, body)).as("request").isEmpty();
          }
          assertThat(CONTRACT.problems(request, response))
              .as("answer to %s %s: %s", method, path, response.body())
              .isEmpty();
        }
        return new Answer(response);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }
}
