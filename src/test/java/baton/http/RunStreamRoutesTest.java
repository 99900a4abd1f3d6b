package baton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.run.Runs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A run pushed to whoever looks at it. */
class RunStreamRoutesTest {
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
  void theRunComesNowAndAfterEachChangeUntilItHasEnded() throws Exception {
    var id = started();
    try (var stream = open(node.address() + "/api/v1/runs/" + id + "/stream")) {
      assertThat(event(stream)).contains("event: run").anyMatch(l -> l.contains("InProgress"));
      await().until(() -> node.runs.followers(id) == 1);

      node.runs.publish(new Runs.Event(id, "e", null, null, Map.of()));
      assertThat(event(stream)).contains("id: 4");

      node.runs.cancel(id, "ada", null);
      assertThat(event(stream)).contains("id: 5").anyMatch(l -> l.contains("Canceled"));
      assertThat(event(stream)).containsExactly("event: end", "data: {}");
      assertThat(stream.readLine()).isNull();
    }
  }

  @Test
  void aQuietStreamShowsThatItIsStillThereAndKeepsItsPlace() throws Exception {
    var id = started();
    var kit = ActorTestKit.create();
    var quick = new RunStreamRoutes(node.runs, Duration.ofMillis(50), 1).routes();
    var server = HttpServer.start(kit.system(), "127.0.0.1", 0, quick).toCompletableFuture().join();
    try (var stream = open(server.address() + "/runs/" + id + "/stream")) {
      event(stream);
      assertThat(event(stream)).containsExactly(": still here");

      var more = new ContractClient(server.address()).get("/runs/" + id + "/stream");
      assertThat(more.status()).isEqualTo(503);
      assertThat(more.problem()).isEqualTo("busy");
    } finally {
      server.stop(Duration.ofSeconds(1)).toCompletableFuture().join();
      kit.shutdownTestKit();
    }
  }

  @Test
  void aStreamThatCannotGoOnClosesWithoutAnEnd() throws Exception {
    var id = started();
    try (var stream = open(node.address() + "/api/v1/runs/" + id + "/stream")) {
      event(stream);
      await().until(() -> node.runs.followers(id) == 1);
      node.runs.lose(id);
      assertThat(stream.readLine()).isNull();
    }
  }

  private static String started() throws Exception {
    var answer =
        node.runs
            .submit(new Runs.Submission("hello", 1, Map.of(), null, null, "ada"))
            .toCompletableFuture()
            .get();
    return ((Runs.Answer.Done) answer).runId();
  }

  private static BufferedReader open(String address) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(address)).build();
    var response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** The lines up to an empty one. */
  private static List<String> event(BufferedReader stream) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = stream.readLine(); line != null && !line.isEmpty(); line = stream.readLine()) {
      lines.add(line);
    }
    return lines;
  }
}
