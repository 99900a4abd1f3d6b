package baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.http.ContractClient;
import baton.http.ContractClient.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole API of a real node on a real Cassandra, held against the API document. */
class ApiIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static ContractClient client;

  @BeforeAll
  static void start() {
    client = new ContractClient(DevNode.address());
  }

  private static Answer get(String path, String user) {
    return client.call("GET", "/api/v1" + path).as(user).send();
  }

  private static Answer post(String path, String user, String json) {
    return client.call("POST", "/api/v1" + path).as(user).json(json).send();
  }

  /** A quote whose discount the deal desk (edsger, katherine) must approve. */
  private static Answer submit(String key, String quote, String query) {
    return client
        .call("POST", "/api/v1/runs" + query)
        .as("hedy")
        .header("Idempotency-Key", key)
        .json(
            """
            {"orchestration": "quote_approval", "businessKey": "%s",
             "inputs": {"quote": "%s", "amount": 1000, "discount": 15}}\
            """
                .formatted(quote, quote))
        .send();
  }

  private static String quote() {
    return "Q-" + UUID.randomUUID();
  }

  private static JsonNode step(JsonNode run, String step) {
    for (var stage : run.path("stages")) {
      for (var each : stage.path("steps")) {
        if (each.path("name").asText().equals(step)) {
          return each;
        }
      }
    }
    throw new AssertionError("no step " + step + " in " + run);
  }

  @Test
  void aRunGoesFromSubmissionThroughAScreenFlowToItsEnd() {
    var quote = quote();
    var run = submit(quote, quote, "?wait=20s");
    assertThat(run.status()).isEqualTo(201);
    assertThat(run.json().path("settled").asBoolean()).isTrue();
    var self = "/runs/" + run.json().path("id").asText();
    var item = step(run.json(), "deal_desk").at("/workItem/id").asText();
    assertThat(submit(quote, quote, "?wait=1s").status()).isEqualTo(200);

    var why = get(self + "/why", "ada").json();
    assertThat(why.path("words").asText()).contains("waits for queue deal_desk");
    assertThat(why.findValuesAsText("words")).contains("Its stage has not started.");

    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(get("/work-items?q=" + quote, "katherine").json().path("items")).hasSize(1));
    assertThat(get("/work-items?for=record:Quote/" + quote, "edsger").json().path("items"))
        .hasSize(1);
    assertThat(get("/work-items:count", "edsger").json().at("/queues/deal_desk").asInt())
        .isPositive();
    assertThat(get("/work-items/" + item, "ada").json().path("mine").asBoolean()).isFalse();

    var interview = "/work-items/" + item + "/interview";
    assertThat(get(interview, "ada").problem()).isEqualTo("not-assigned-to-you");
    assertThat(get(interview, "katherine").json().at("/screen/name").asText()).isEqualTo("decide");
    assertThat(
            post(interview, "katherine", "{\"action\":\"next\",\"screen\":\"decide\"}")
                .json()
                .at("/problems/0/path")
                .asText())
        .isEqualTo("values.decision");
    var preview =
        post(
            interview,
            "katherine",
            "{\"action\":\"preview\",\"screen\":\"decide\",\"values\":{\"decision\":\"reject\"}}");
    assertThat(preview.json().at("/screen/fields/2/visible").asBoolean()).isTrue();
    var done =
        post(
            interview,
            "katherine",
            "{\"action\":\"next\",\"screen\":\"decide\",\"values\":{\"decision\":\"approve\"}}");
    assertThat(done.json().path("state").asText()).isEqualTo("finished");

    await()
        .atMost(SOON)
        .until(() -> get(self, "ada").json().path("status").asText().equals("Completed"));
    assertThat(client.get("/api/v1" + self + "/stream").body()).contains("event: end");
    assertThat(get(self + "/events", "ada").json().findValuesAsText("type"))
        .startsWith("run-started")
        .contains("work-item-assigned", "work-item-completed", "run-completed");
    var second = get(self + "/events?limit=1&cursor=1", "ada").json();
    assertThat(second.at("/items/0/sequence").asInt()).isEqualTo(2);
    assertThat(second.path("nextCursor").asText()).isEqualTo("2");
    var milestones = get(self + "/history", "ada").json().path("items");
    assertThat(milestones.findValuesAsText("what")).startsWith("Started").endsWith("Completed");
    assertThat(milestones.findValuesAsText("actor")).contains("hedy", "katherine");
    assertThat(post("/work-items/" + item + ":complete", "edsger", "{}").problem())
        .isEqualTo("already-completed");
    assertThat(post(self + ":cancel", "ada", "{}").problem()).isEqualTo("wrong-state");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(
                    get("/runs?orchestration=quote_approval&status=Completed", "ada")
                        .json()
                        .findValuesAsText("businessKey"))
                .contains(quote));
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(client.get("/api/v1/mails?to=katherine@example.org").json().path("items"))
                .isNotEmpty());
  }

  @Test
  void anItemIsClaimedReassignedAndItsRunCanceled() {
    var quote = quote();
    var run = submit(quote, quote, "?wait=20s").json();
    var item = "/work-items/" + step(run, "deal_desk").at("/workItem/id").asText();
    assertThat(post(item + ":claim", "edsger", "").json().path("claimedBy").asText())
        .isEqualTo("edsger");
    assertThat(post(item + ":claim", "katherine", "").problem()).isEqualTo("claimed-by-other");
    assertThat(post(item + ":release", "edsger", "").status()).isEqualTo(200);
    assertThat(post(item + ":reassign", "edsger", "{\"to\":\"user:nobody\"}").status())
        .isEqualTo(422);
    assertThat(
            post(item + ":reassign", "edsger", "{\"to\":\"user:ken\",\"reason\":\"on leave\"}")
                .json()
                .path("assignee")
                .asText())
        .isEqualTo("user:ken");
    var self = "/runs/" + run.path("id").asText();
    assertThat(
            post("/events", "ada", "{\"run\":\"%s\"}".formatted(run.path("id").asText())).status())
        .isEqualTo(200);
    assertThat(post(self + ":cancel", "ada", "{\"reason\":\"withdrawn\"}").status()).isEqualTo(200);
    assertThat(get(item, "ken").json().path("status").asText()).isEqualTo("Canceled");
  }

  @Test
  void twoHundredSubmissionsWithOneKeyMakeOneRun() throws Exception {
    var quote = quote();
    try (var threads = Executors.newFixedThreadPool(20)) {
      Callable<JsonNode> once = () -> submit(quote, quote, "").json();
      var answers = threads.invokeAll(IntStream.range(0, 200).mapToObj(i -> once).toList());
      var ids = new TreeSet<String>();
      var made = 0;
      for (var answer : answers) {
        ids.add(answer.get().path("id").asText());
        made += answer.get().path("created").asBoolean() ? 1 : 0;
      }
      assertThat(ids).hasSize(1);
      assertThat(made).isEqualTo(1);
    }
    assertThat(submit(quote, quote(), "").problem()).isEqualTo("key-reused");
  }

  @Test
  void whatIsWrongIsRefusedAndNotStored() {
    var name = "q" + UUID.randomUUID().toString().replace("-", "");
    var path = "/api/v1/orchestrations/" + name;
    var text =
        client
            .get("/api/v1/orchestrations/quote_approval/versions/1")
            .body()
            .replace("orchestration: quote_approval", "orchestration: " + name);
    var otherName = client.call("PUT", path + "x?file=q.yaml").as("ada").yaml(text).send();
    assertThat(otherName.status()).isEqualTo(422);
    assertThat(otherName.json().at("/problems/0/file").asText()).isEqualTo("q.yaml");
    assertThat(otherName.json().at("/problems/0/line").asInt()).isPositive();
    assertThat(client.get(path + "x").status()).isEqualTo(404);
    assertThat(client.call("PUT", path).as("ada").yaml(text + "\n: [").send().status())
        .isEqualTo(422);
    assertThat(client.get(path).status()).isEqualTo(404);

    assertThat(client.call("PUT", path).as("ada").yaml(text).send().status()).isEqualTo(201);
    assertThat(client.call("PUT", path).as("ada").yaml(text).send().status()).isEqualTo(200);
    var typo = text.replace("background: score", "backgruond: score");
    assertThat(client.call("PUT", path).as("ada").yaml(typo).send().json().path("version").asInt())
        .isEqualTo(2);
    var refused = client.call("POST", path + "/versions/2:activate").as("ada").send();
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("backgruond");
    assertThat(client.get(path).json().has("activeVersion")).isFalse();

    var checked =
        client
            .call("POST", "/api/v1/orchestrations:check")
            .yaml(text.replace("flow: score_quote", "flow: no_such_flow"))
            .send();
    assertThat(checked.json().path("valid").asBoolean()).isFalse();
    var unknownInput =
        post("/runs", "ada", "{\"orchestration\":\"quote_approval\",\"inputs\":{\"qoute\":1}}");
    assertThat(unknownInput.status()).isEqualTo(422);
    assertThat(unknownInput.body()).contains("qoute");
    assertThat(get("/runs/" + UUID.randomUUID(), "ada").status()).isEqualTo(404);
  }

  @Test
  void samplesPeopleAndHealthAreThere() {
    var orchestrations = client.get("/api/v1/orchestrations").json().path("items");
    assertThat(orchestrations.findValuesAsText("label"))
        .contains("Employee onboarding", "Incident response", "Quote approval");
    assertThat(orchestrations.findValuesAsText("activeVersion")).doesNotContain("");
    assertThat(client.get("/api/v1/flows").json().findValuesAsText("name"))
        .contains("approve_quote");
    assertThat(client.get("/api/v1/users").json().findValuesAsText("username")).contains("ada");
    assertThat(client.get("/health").status()).isEqualTo(200);
    assertThat(client.get("/ready").status()).isEqualTo(200);
    assertThat(client.get("/schema/orchestration.json").status()).isEqualTo(200);
  }
}
