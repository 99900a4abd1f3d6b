package baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.http.ContractClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Steps that other orchestrations do, over HTTP, on a real node that is renewed in between. */
class SubOrchestrationsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String UNIQUE = UUID.randomUUID().toString().substring(0, 8);
  private static final String SCREEN = "say_price_" + UNIQUE;
  private static final String PART = "order_part_" + UNIQUE;
  private static final String WHOLE = "order_" + UNIQUE;

  private static ContractClient client;

  @BeforeAll
  static void start() {
    client = new ContractClient(DevNode.address());
    deploy(
        "flows/" + SCREEN,
        """
        flow: %s
        kind: screen
        variables:
          price: { type: number, output: true }
        elements:
          - screen: ask
            fields:
              - { number: price, label: Price, required: true }
        """
            .formatted(SCREEN));
    deploy(
        "orchestrations/" + PART,
        """
        orchestration: %s
        inputs: { part: { type: text, required: true } }
        stages:
          - stage: buy
            steps:
              - interactive: say_price
                flow: %s
                record: { type: Part, id: "=part" }
                assign: { user: ada }
        outputs:
          price: { type: number, value: "=say_price.Outputs.price" }
          part: "=part"
        """
            .formatted(PART, SCREEN));
    deploy(
        "orchestrations/" + WHOLE,
        """
        orchestration: %s
        stages:
          - stage: work
            steps:
              - orchestration: buy_part
                run: %s
                inputs: { part: wheel }
        outputs:
          total: "=buy_part.Outputs.price * 2"
        """
            .formatted(WHOLE, PART));
  }

  private static void deploy(String path, String text) {
    client.call("PUT", "/api/v1/" + path).as("ada").yaml(text).send();
    var active = client.call("POST", "/api/v1/" + path + "/versions/1:activate").as("ada").send();
    assertThat(active.status()).as(active.json().toString()).isEqualTo(200);
  }

  @Test
  void theOutputsOfTheSubRunAreThoseOfTheStepAlsoWhenTheNodeIsAnotherByThen() {
    var run = submit();
    var sub = subRunOf(run);
    awaitItem(sub);
    client = new ContractClient(DevNode.renewed());
    assertThat(view(sub).at("/parent/runId").asText()).isEqualTo(run);
    assertThat(words(run)).contains(sub, "Say price: Its work item waits for ada");
    complete(sub, 21);

    awaitStatus(sub, "Completed");
    awaitStatus(run, "Completed");
    assertThat(view(sub).at("/outputs/part").asText()).isEqualTo("wheel");
    assertThat(view(run).at("/stages/0/steps/0/outputs/price").asInt()).isEqualTo(21);
    assertThat(view(run).at("/outputs/total").asInt()).isEqualTo(42);
  }

  @Test
  void aCanceledRunCancelsItsSubRun() {
    var run = submit();
    var sub = subRunOf(run);
    awaitItem(sub);
    assertThat(post("/api/v1/runs/" + run + ":cancel", "{}").status()).isEqualTo(200);

    awaitStatus(run, "Canceled");
    awaitStatus(sub, "Canceled");
    assertThat(view(sub).at("/stages/0/steps/0/workItem/status").asText()).isEqualTo("Canceled");
  }

  @Test
  void aCanceledSubRunFailsItsStepAndAResumedRunBeginsAnother() {
    var run = submit();
    var sub = subRunOf(run);
    awaitItem(sub);
    post("/api/v1/runs/" + sub + ":cancel", "{}");
    awaitStatus(run, "Error");
    assertThat(view(run).path("fault").asText()).contains(sub, "was canceled");

    post("/api/v1/runs/" + run + ":resume", "{}");
    await().atMost(SOON).until(() -> !subRunOf(run).equals(sub));
    var second = subRunOf(run);
    awaitItem(second);
    complete(second, 1);
    awaitStatus(run, "Completed");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(client.get("/api/v1/runs?parent=" + run).json().path("items"))
                .extracting(found -> found.path("id").asText() + found.path("status").asText())
                .containsExactly(second + "Completed", sub + "Canceled"));
  }

  private static String submit() {
    return post("/api/v1/runs", "{\"orchestration\":\"%s\",\"inputs\":{}}".formatted(WHOLE))
        .json()
        .path("id")
        .asText();
  }

  private static ContractClient.Answer post(String path, String json) {
    return client.call("POST", path).as("ada").json(json).send();
  }

  private static String subRunOf(String run) {
    return view(run).at("/stages/0/steps/0/subRun").asText();
  }

  private static void awaitItem(String run) {
    await()
        .atMost(SOON)
        .until(() -> view(run).at("/stages/0/steps/0/workItem/status").asText().equals("Assigned"));
  }

  private static void complete(String run, int price) {
    var item = view(run).at("/stages/0/steps/0/workItem/id").asText();
    var done =
        client
            .call("POST", "/api/v1/work-items/" + item + ":complete")
            .as("ada")
            .json("{\"outputs\":{\"price\":%s}}".formatted(price))
            .send();
    assertThat(done.status()).as(done.json().toString()).isEqualTo(200);
  }

  private static String words(String run) {
    return client.get("/api/v1/runs/" + run + "/why").json().toString();
  }

  private static void awaitStatus(String run, String status) {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(view(run).path("status").asText())
                .as(view(run).toString())
                .isEqualTo(status));
  }

  private static JsonNode view(String run) {
    return client.get("/api/v1/runs/" + run).json();
  }
}
