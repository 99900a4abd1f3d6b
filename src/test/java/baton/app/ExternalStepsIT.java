package baton.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.http.ContractClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** External steps over HTTP, on a real node: workers fetch, lose, fail and complete tasks. */
class ExternalStepsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String TASK = "resize-" + UUID.randomUUID().toString().substring(0, 8);
  private static final String NAME = "pictures_" + UUID.randomUUID().toString().substring(0, 8);

  private static ContractClient client;

  @BeforeAll
  static void start() {
    client = new ContractClient(DevNode.address());
    var path = "/api/v1/orchestrations/" + NAME;
    client
        .call("PUT", path)
        .as("ada")
        .yaml(
            """
            orchestration: %s
            inputs: { picture: text }
            stages:
              - stage: work
                steps:
                  - external: resize
                    task: %s
                    inputs: { picture: "=picture", width: 100 }
                    retry: { attempts: 2, backoff: 10ms }
            """
                .formatted(NAME, TASK))
        .send();
    assertThat(client.call("POST", path + "/versions/1:activate").as("ada").send().status())
        .isEqualTo(200);
  }

  @Test
  void aStepIsDoneByWhoHoldsTheNewestLease() {
    var run = submit("a.png");
    var lost = fetch("1s");
    assertThat(lost.path("run").asText()).isEqualTo(run);
    assertThat(lost.at("/inputs/picture").asText()).isEqualTo("a.png");
    var current = fetch("1m");
    assertThat(current.path("id")).isEqualTo(lost.path("id"));

    assertThat(tell("complete", lost, "\"outputs\":{\"by\":\"the first\"}")).isEqualTo("stale");
    assertThat(tell("extend", current, null)).isEqualTo("done");
    assertThat(tell("complete", current, "\"outputs\":{\"by\":\"the second\"}")).isEqualTo("done");
    assertThat(tell("complete", current, "\"outputs\":{\"by\":\"nobody\"}"))
        .as("said again")
        .isEqualTo("done");
    assertThat(tell("fail", current, "\"fault\":\"no\"")).isEqualTo("stale");

    await().atMost(SOON).until(() -> view(run).path("status").asText().equals("Completed"));
    assertThat(view(run).at("/stages/0/steps/0/outputs/by").asText()).isEqualTo("the second");
    assertThat(view(run).at("/stages/0/steps/0/kind").asText()).isEqualTo("external");
  }

  @Test
  void aFailureThatMayPassIsRetriedAndOneThatStaysFailsTheRun() {
    var run = submit("b.png");
    var first = fetch("1m");
    assertThat(tell("fail", first, "\"fault\":\"busy\",\"retry\":true")).isEqualTo("done");
    var second = fetch("1m");
    assertThat(second.path("attempt").asInt()).isEqualTo(2);
    assertThat(tell("complete", first, null)).isEqualTo("stale");
    assertThat(tell("fail", second, "\"fault\":\"no such picture\"")).isEqualTo("done");

    await().atMost(SOON).until(() -> view(run).path("status").asText().equals("Error"));
    assertThat(view(run).at("/stages/0/steps/0/fault").asText()).contains("no such picture");
  }

  @Test
  void aTaskSurvivesTheNodeAndThatOfACanceledRunIsHandedOutNoMore() {
    var run = submit("c.png");
    var before = fetch("1m");
    client = new ContractClient(DevNode.renewed());
    var after = fetch("1m");
    assertThat(after.path("id")).isEqualTo(before.path("id"));
    assertThat(tell("complete", before, null)).isEqualTo("stale");
    client.call("POST", "/api/v1/runs/" + run + ":cancel").as("ada").json("{}").send();

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(tell("complete", after, null)).isEqualTo("stale"));
    assertThat(view(run).path("status").asText()).isEqualTo("Canceled");
  }

  @Test
  void aStreamGivesAWorkerItsNextTaskWhenOneHasEndedOrLostItsLease() throws Exception {
    var first = submit("d.png");
    var address = DevNode.address() + "/api/v1/tasks:stream?max=1&lease=1s&types=other," + TASK;
    var request = HttpRequest.newBuilder(URI.create(address)).header("X-Baton-User", "ada").build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      var lost = task(lines);
      var second = submit("e.png");
      var again = task(lines);
      assertThat(again.path("id")).isEqualTo(lost.path("id"));
      assertThat(tell("complete", lost, null)).isEqualTo("stale");
      assertThat(tell("complete", again, null)).isEqualTo("done");

      var next = task(lines);
      assertThat(next.path("run").asText()).isEqualTo(second);
      assertThat(tell("complete", next, null)).isEqualTo("done");
      for (var run : List.of(first, second)) {
        await().atMost(SOON).until(() -> view(run).path("status").asText().equals("Completed"));
      }
    }
  }

  private static JsonNode task(BufferedReader lines) throws Exception {
    var line = lines.readLine();
    while (line.isEmpty()) {
      line = lines.readLine();
    }
    return new ObjectMapper().readTree(line);
  }

  private static String submit(String picture) {
    return client
        .call("POST", "/api/v1/runs")
        .as("ada")
        .json("{\"orchestration\":\"%s\",\"inputs\":{\"picture\":\"%s\"}}".formatted(NAME, picture))
        .send()
        .json()
        .path("id")
        .asText();
  }

  private static JsonNode fetch(String lease) {
    var found = new JsonNode[1];
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> {
          var answer =
              client
                  .call("POST", "/api/v1/tasks:fetch")
                  .as("ada")
                  .json(
                      "{\"types\":[\"other\",\"%s\"],\"wait\":\"20s\",\"lease\":\"%s\"}"
                          .formatted(TASK, lease))
                  .send();
          found[0] = answer.json().at("/items/0");
          return answer.status() == 200 && !found[0].isMissingNode();
        });
    return found[0];
  }

  private static String tell(String what, JsonNode task, String more) {
    return client
        .call("POST", "/api/v1/tasks:" + what)
        .as("ada")
        .json(
            "{\"items\":[{\"id\":\"%s\",\"lease\":\"%s\"%s}]}"
                .formatted(
                    task.path("id").asText(),
                    task.path("lease").asText(),
                    more == null ? "" : "," + more))
        .send()
        .json()
        .at("/items/0/status")
        .asText();
  }

  private static JsonNode view(String run) {
    return client.get("/api/v1/runs/" + run).json();
  }
}
