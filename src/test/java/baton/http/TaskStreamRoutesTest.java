package baton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tasks over one connection that stays open, by a real socket. */
class TaskStreamRoutesTest {
  private static final String RUN = "01930f5e-0000-7000-8000-000000000002";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static NodeForTests node;

  @BeforeAll
  static void start() {
    node = new NodeForTests();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void aWorkerGetsTheNextTaskAsSoonAsItHasEndedOne() throws Exception {
    for (var step : new String[] {"a", "b", "c", "d"}) {
      node.tasks.add("draw", RUN, step);
    }
    try (var lines = open(node.address() + "/api/v1/tasks:stream?types=draw&max=2")) {
      var first = task(lines);
      assertThat(first.at("/inputs/name").asText()).isEqualTo("a");
      assertThat(task(lines).path("step").asText()).isEqualTo("b");
      await().during(Duration.ofMillis(300)).until(() -> node.tasks.waiting() == 2);

      tell("complete", first, "");
      var third = task(lines);
      assertThat(third.path("step").asText()).isEqualTo("c");
      tell("fail", third, ",\"fault\":\"no ink\"");
      assertThat(task(lines).path("step").asText()).isEqualTo("d");
    }
  }

  @Test
  void aQuietStreamShowsThatItIsStillThereAndANodeKeepsOnlySoMany() throws Exception {
    var kit = ActorTestKit.create();
    var routes =
        new TaskStreamRoutes(node.tasks, new Identity(node.people), Duration.ofMillis(50), 1)
            .routes();
    var server =
        HttpServer.start(kit.system(), "127.0.0.1", 0, routes).toCompletableFuture().join();
    try (var lines = open(server.address() + "/tasks:stream?types=nothing,at-all&lease=5s")) {
      assertThat(lines.readLine()).isEmpty();
      var more =
          new ContractClient(server.address())
              .call("GET", "/tasks:stream?types=nothing")
              .as("ada")
              .send();
      assertThat(more.status()).isEqualTo(503);
      assertThat(more.problem()).isEqualTo("busy");
    } finally {
      server.stop(Duration.ofSeconds(1)).toCompletableFuture().join();
      kit.shutdownTestKit();
    }
  }

  @Test
  void termsThatCannotBeAreRefused() {
    for (var wrong :
        new String[] {
          "", "?types=", "?types=a%20b", "?types=a&max=0", "?types=a&max=1001", "?types=a&lease=13h"
        }) {
      assertThat(node.call("GET", "/api/v1/tasks:stream" + wrong).as("ada").wrong().send().status())
          .as(wrong)
          .isEqualTo(400);
    }
  }

  private static JsonNode task(BufferedReader lines) throws Exception {
    var line = lines.readLine();
    while (line.isEmpty()) {
      line = lines.readLine();
    }
    return JSON.readTree(line);
  }

  private static void tell(String what, JsonNode task, String more) {
    var item =
        "{\"items\":[{\"id\":\"%s\",\"lease\":\"%s\"%s}]}"
            .formatted(task.path("id").asText(), task.path("lease").asText(), more);
    assertThat(node.post("/api/v1/tasks:" + what, item).json().at("/items/0/status").asText())
        .isEqualTo("done");
  }

  private static BufferedReader open(String address) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(address)).header("X-Baton-User", "ada").build();
    var response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }
}
