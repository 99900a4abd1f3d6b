package baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.http.ContractClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Over HTTP: a run follows the records that its conditions name, over the end of a node. */
class FollowedRecordsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final String unique = Long.toString(System.nanoTime(), 36);
  private final String name = "payment_" + unique;

  private static ContractClient http() {
    return new ContractClient(DevNode.address());
  }

  private static JsonNode get(String path) {
    return http().get("/api/v1" + path).json();
  }

  private void deploy() {
    var path = "/api/v1/orchestrations/" + name;
    var text =
        """
        orchestration: %s
        start: { autolaunched: true }
        inputs:
          order: { type: record, required: true }
          customer: { type: record, required: true }
        formulas:
          known: "customer.Status == 'known'"
        stages:
          - stage: pay
            complete: { when: "order.Status == 'paid'" }
            steps: [{ external: bill, task: bill_%s }]
          - stage: deliver
            complete: { when: "known" }
            steps: [{ external: send, task: send_%s }]
        """
            .formatted(name, unique, unique);
    assertThat(http().call("PUT", path).as("ada").yaml(text).send().status()).isEqualTo(201);
    var active = http().call("POST", path + "/versions/1:activate").as("ada").send();
    assertThat(active.status()).as(active.body()).isEqualTo(200);
  }

  private String started() {
    var answer =
        http()
            .call("POST", "/api/v1/runs")
            .as("ada")
            .json(
                """
                {"orchestration": "%1$s", "inputs": {
                  "order": {"Type": "Order", "Id": "%2$s", "Status": "new"},
                  "customer": {"Type": "Customer", "Id": "%2$s"}}}
                """
                    .formatted(name, unique))
            .send();
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return "/runs/" + answer.json().path("id").asText();
  }

  private void change(String method, String type, String status) {
    var answer =
        http()
            .call(method, "/api/v1/records/" + type + "/" + unique)
            .as("ada")
            .json("{\"fields\":{\"Status\":\"" + status + "\"}}")
            .send();
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
  }

  private static String stage(String run, int index) {
    return get(run).at("/stages/" + index + "/status").asText();
  }

  @Test
  void aStageCompletesWhenTheRecordThatItsConditionNamesChanges() {
    deploy();
    change("PUT", "Order", "open");
    var run = started();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(get(run).at("/inputs/order/Status").asText()).isEqualTo("open"));
    assertThat(stage(run, 0)).isEqualTo("InProgress");
    change("PATCH", "Order", "paid");
    await().atMost(SOON).untilAsserted(() -> assertThat(stage(run, 0)).isEqualTo("Completed"));
    assertThat(stage(run, 1)).isEqualTo("InProgress");

    DevNode.end();
    change("PUT", "Customer", "known");
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(get(run).path("status").asText()).isEqualTo("Completed"));
  }
}
