package baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import baton.directory.DirectoryInMemory;
import baton.directory.People;
import baton.work.CaughtMail;
import baton.work.ItemsInMemory;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/**
 * A node with doors that work in memory behind a real socket. What is sent and answered under a
 * documented path is held against the API document, unless the test says that the request is wrong;
 * then the answer is.
 */
final class NodeForTests implements AutoCloseable {
  static final Contract CONTRACT = new Contract();

  final People people = DirectoryInMemory.seeded();
  final ItemsInMemory items = new ItemsInMemory(people);
  final RunsInMemory runs = new RunsInMemory();
  final DefinitionsInMemory orchestrations = new DefinitionsInMemory();
  final DefinitionsInMemory flows = new DefinitionsInMemory();
  final InterviewsInMemory interviews = new InterviewsInMemory(items.door());
  final Set<String> exercised = new TreeSet<>();
  volatile Optional<String> notReady = Optional.empty();

  private final ActorTestKit kit = ActorTestKit.create();
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  NodeForTests() {
    var mail =
        new CaughtMail(
            "m1",
            "baton@example.org",
            List.of("ada@example.org"),
            "Set up laptop",
            "Please set up a laptop.",
            "<p>Please set up a laptop.</p>",
            "m1@example.org",
            Instant.parse("2026-11-22T09:00:00Z"));
    var doors =
        new Doors(
            orchestrations,
            flows,
            runs,
            runs,
            runs,
            items.door(),
            interviews,
            people,
            Optional.of(() -> List.of(mail)),
            () -> CompletableFuture.completedFuture(notReady));
    server =
        HttpServer.start(kit.system(), "127.0.0.1", 0, Routes.of(doors))
            .toCompletableFuture()
            .join();
  }

  String address() {
    return server.address();
  }

  int port() {
    return server.port();
  }

  HttpClient client() {
    return client;
  }

  /** A request that is made with {@link Call#send}. */
  Call call(String method, String path) {
    return new Call(method, path);
  }

  Answer get(String path) {
    return call("GET", path).send();
  }

  /** As ada, with a JSON body if there is one. */
  Answer post(String path, String json) {
    return call("POST", path).as("ada").json(json).send();
  }

  Answer put(String path, String json) {
    return call("PUT", path).as("ada").json(json).send();
  }

  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
      try {
        return Json.MAPPER.readTree(body());
      } catch (IOException notJson) {
        throw new UncheckedIOException(notJson);
      }
    }

    /** The last part of the problem's type. */
    String problem() {
      assertThat(header("Content-Type")).isEqualTo("application/problem+json");
      var type = json().path("type").asText();
      return type.substring(type.lastIndexOf(':') + 1);
    }
  }

  final class Call {
    private final String path;
    private final String method;
    private final HttpRequest.Builder builder;
    private String body = "";
    private boolean wrong;

    private Call(String method, String path) {
      this.method = method;
      this.path = path;
      builder =
          HttpRequest.newBuilder(URI.create(server.address() + path))
              .timeout(Duration.ofSeconds(20));
    }

    Call as(String username) {
      return header(Identity.USER_HEADER, username);
    }

    Call header(String name, String value) {
      builder.header(name, value);
      return this;
    }

    Call json(String json) {
      return json.isEmpty() ? this : body("application/json", json);
    }

    Call yaml(String yaml) {
      return body("application/yaml", yaml);
    }

    Call body(String type, String text) {
      body = text;
      return type.isEmpty() ? this : header("Content-Type", type);
    }

    /** The request breaks the contract, which the test is about. */
    Call wrong() {
      wrong = true;
      return this;
    }

    Answer send() {
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

  @Override
  public void close() {
    server.stop(Duration.ofSeconds(1)).toCompletableFuture().join();
    kit.shutdownTestKit();
  }
}
