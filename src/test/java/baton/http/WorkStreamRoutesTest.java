package baton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.definition.Assignee;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That a person's work has changed, told to her browser. */
class WorkStreamRoutesTest {
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final Duration HEARTBEAT = Duration.ofMillis(400);

  private final ActorTestKit kit = ActorTestKit.create();
  private NodeForTests node;
  private HttpServer server;

  @BeforeEach
  void start() {
    node = new NodeForTests();
    var quick =
        new WorkStreamRoutes(
            node.items.door(), node.people, new Identity(node.people), LOOK_EVERY, HEARTBEAT, 1);
    server =
        HttpServer.start(kit.system(), "127.0.0.1", 0, quick.routes()).toCompletableFuture().join();
  }

  @AfterEach
  void stop() {
    server.stop(Duration.ofSeconds(1)).toCompletableFuture().join();
    kit.shutdownTestKit();
    node.close();
  }

  @Test
  void theStateComesNowAndOnceAfterEachChange() throws Exception {
    try (var stream = open("ken")) {
      var first = work(stream);
      assertThat(first.at("/queues/it_support").isInt()).isTrue();

      node.items.add("r1.laptop.1", Assignee.parse("user:ken"));
      var second = version(stream);
      assertThat(second).isNotEqualTo(first.get("version").asText());

      node.items.add("r2.laptop.1", Assignee.parse("user:ada")); // not his to know
      node.items.door().claim("r1.laptop.1", "ken").toCompletableFuture().join();
      var third = version(stream);
      assertThat(third).isNotEqualTo(second);

      node.items.door().release("r1.laptop.1", "ken").toCompletableFuture().join();
      assertThat(version(stream)).isNotIn(second, third);
    }
  }

  @Test
  void whatIsNotHisIsNotTold() throws Exception {
    try (var stream = open("ken")) {
      work(stream);
      node.items.add("r2.laptop.1", Assignee.parse("user:ada"));
      assertThat(stream.readLine()).isEmpty();
      assertThat(stream.readLine()).isEqualTo(": still here");
    }
  }

  @Test
  void whereNobodyActsNothingWaits() throws Exception {
    node.items.add("r1.laptop.1", Assignee.parse("user:ken"));
    try (var stream = open("")) {
      var only = work(stream);
      assertThat(only.get("mine").asInt()).isZero();
      assertThat(only.get("version").asText()).isEmpty();
    }
  }

  @Test
  void aNodeKeepsSoManyStreamsAndThatPlaceIsFreeAgain() throws Exception {
    var client = new ContractClient(server.address());
    try (var stream = open("ken")) {
      work(stream);
      assertThat(client.get("/work-items:stream").problem()).isEqualTo("busy");
    }
    await()
        .untilAsserted(() -> {
          try (var stream = open("ken")) {
            assertThat(stream.readLine()).isEqualTo("event: work");
          }
        });
  }

  private BufferedReader open(String username) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(server.address() + "/work-items:stream"));
    if (!username.isEmpty()) {
      request.header(Identity.USER_HEADER, username);
    }
    var answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static String version(BufferedReader stream) throws IOException {
    return work(stream).get("version").asText();
  }

  /** The data of the next event. */
  private static JsonNode work(BufferedReader stream) throws IOException {
    var line = stream.readLine();
    while (line != null && !line.startsWith("data: ")) {
      line = stream.readLine();
    }
    assertThat(line).isNotNull();
    return Json.MAPPER.readTree(line.substring("data: ".length()));
  }
}
