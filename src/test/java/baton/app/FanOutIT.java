package baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.http.ContractClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Steps that fan out over a collection, on a real node: by flows, and by two workers. */
class FanOutIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SUFFIX = UUID.randomUUID().toString().substring(0, 8);
  private static final String NAME = "orders_" + SUFFIX;
  private static final String FLOW = "check_order_" + SUFFIX;
  private static final String TASK = "pack-" + SUFFIX;
  private static final int ORDERS = 60;

  private static ContractClient client;

  @BeforeAll
  static void start() {
    client = new ContractClient(DevNode.address());
    deploy(
        "/api/v1/flows/" + FLOW,
        """
        flow: %s
        kind: autolaunched
        variables:
          order: { type: text, input: true }
          position: { type: number, input: true }
          checked: { type: text, output: true }
        elements:
          - assignment: check
            set:
              - { variable: checked, value: "=order + '/' + TEXT(position)" }
        """
            .formatted(FLOW));
    deploy(
        "/api/v1/orchestrations/" + NAME,
        """
        orchestration: %s
        inputs: { orders: { type: text, collection: true } }
        stages:
          - stage: check
            steps:
              - background: check_orders
                flow: %s
                async: true
                forEach: "=orders"
                atOnce: 7
                inputs: { order: "=$Item", position: "=$Index" }
          - stage: pack
            steps:
              - external: pack_orders
                task: %s
                forEach: "=check_orders.Outputs.results"
                atOnce: 5
                onItemError: continue
                retry: { attempts: 2, backoff: 10ms }
                inputs: { label: "=$Item.checked" }
        """
            .formatted(NAME, FLOW, TASK));
  }

  private static void deploy(String path, String text) {
    client.call("PUT", path).as("ada").yaml(text).send();
    var activated = client.call("POST", path + "/versions/1:activate").as("ada").send();
    assertThat(activated.status()).as("%s", activated.json()).isEqualTo(200);
  }

  @Test
  void everyItemIsDoneOnceByTwoWorkersAndResultsAreInOrder() throws Exception {
    var run = submit();
    await()
        .atMost(SOON)
        .until(() -> view(run).at("/stages/1/steps/0/items/inProgress").asInt() == 5);
    var first = view(run).at("/stages/0/steps/0");
    assertThat(first.at("/items/succeeded").asInt()).isEqualTo(ORDERS);
    assertThat(first.at("/outputs/results/17/checked").asText()).isEqualTo("O-17/17");

    var done = ConcurrentHashMap.<Integer>newKeySet();
    try (var workers = Executors.newFixedThreadPool(2)) {
      Future<Set<String>> one = workers.submit(() -> work(run, done));
      Future<Set<String>> two = workers.submit(() -> work(run, done));
      var ids = new HashSet<>(one.get());
      assertThat(two.get()).noneMatch(ids::contains);
    }
    await().atMost(SOON).until(() -> view(run).path("status").asText().equals("Completed"));

    var second = view(run).at("/stages/1/steps/0");
    assertThat(second.at("/items/succeeded").asInt()).isEqualTo(ORDERS - 1);
    assertThat(second.at("/items/failures/0/index").asInt()).isEqualTo(13);
    assertThat(second.at("/items/failures/0/fault").asText()).contains("no box fits");
    assertThat(second.at("/outputs/results/13").isNull()).isTrue();
    assertThat(second.at("/outputs/results/59/packed").asText()).isEqualTo("O-59/59");
    assertThat(done).hasSize(ORDERS);
  }

  /** Fetches, and completes or fails, until the run has ended; the ids of what counted. */
  private static Set<String> work(String run, Set<Integer> done) {
    var ids = new HashSet<String>();
    while (!view(run).path("status").asText().equals("Completed")) {
      var answer =
          client
              .call("POST", "/api/v1/tasks:fetch")
              .as("ada")
              .json("{\"types\":[\"%s\"],\"max\":3,\"wait\":\"1s\"}".formatted(TASK))
              .send();
      for (var task : answer.json().path("items")) {
        var index = task.path("index").asInt();
        var fails = index == 13;
        var told =
            tell(
                fails ? "fail" : "complete",
                task,
                fails
                    ? "\"fault\":\"no box fits\""
                    : "\"outputs\":{\"packed\":%s}".formatted(task.at("/inputs/label")));
        if (told.equals("done")) {
          assertThat(done.add(index)).as("item %s was done twice", index).isTrue();
          ids.add(task.path("id").asText());
        }
      }
    }
    return ids;
  }

  private static String submit() {
    var orders =
        IntStream.range(0, ORDERS)
            .mapToObj(i -> "\"O-" + i + "\"")
            .collect(Collectors.joining(","));
    return client
        .call("POST", "/api/v1/runs")
        .as("ada")
        .json("{\"orchestration\":\"%s\",\"inputs\":{\"orders\":[%s]}}".formatted(NAME, orders))
        .send()
        .json()
        .path("id")
        .asText();
  }

  private static String tell(String what, JsonNode task, String more) {
    return client
        .call("POST", "/api/v1/tasks:" + what)
        .as("ada")
        .json(
            "{\"items\":[{\"id\":\"%s\",\"lease\":\"%s\",%s}]}"
                .formatted(task.path("id").asText(), task.path("lease").asText(), more))
        .send()
        .json()
        .at("/items/0/status")
        .asText();
  }

  private static JsonNode view(String run) {
    return client.get("/api/v1/runs/" + run).json();
  }
}
