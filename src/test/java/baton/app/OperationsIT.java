package baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.http.ContractClient;
import baton.http.ContractClient.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of runs that fail, are late or go another way, on a real node. */
class OperationsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final AtomicInteger BEFORE_THE_WAIT = new AtomicInteger();
  private static final String WAITS_UNTIL = "/stages/0/steps/0/waitsUntil";

  private static ContractClient client;
  private static HttpServer outside;

  @BeforeAll
  static void start() throws Exception {
    outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    outside.createContext(
        "/shaky",
        call -> {
          call.sendResponseHeaders(CALLS.incrementAndGet() < 3 ? 503 : 200, -1);
          call.close();
        });
    outside.createContext(
        "/before",
        call -> {
          BEFORE_THE_WAIT.incrementAndGet();
          call.sendResponseHeaders(200, -1);
          call.close();
        });
    outside.createContext(
        "/good",
        call -> {
          call.sendResponseHeaders(200, -1);
          call.close();
        });
    outside.createContext(
        "/refuses",
        call -> {
          call.sendResponseHeaders(403, -1);
          call.close();
        });
    outside.start();
    client = new ContractClient(DevNode.address());
    deploy(
        "/api/v1/flows/call_out",
        """
        flow: call_out
        kind: autolaunched
        variables:
          url: { type: text, input: true, required: true }
        elements:
          - action: call
            call: http
            inputs: { url: "=url" }
        """);
  }

  @AfterAll
  static void stop() {
    outside.stop(0);
  }

  private static void deploy(String path, String text) {
    var deployed = client.call("PUT", path).as("ada").yaml(text).send();
    assertThat(deployed.status()).as(deployed.body()).isBetween(200, 201);
    var version = deployed.json().path("version").asInt();
    var active = client.call("POST", path + "/versions/" + version + ":activate").as("ada").send();
    assertThat(active.status()).as(active.body()).isEqualTo(200);
  }

  private static Answer post(String path, String json) {
    return client.call("POST", "/api/v1" + path).as("ada").json(json).send();
  }

  private static String url(String path) {
    return "http://127.0.0.1:" + outside.getAddress().getPort() + path;
  }

  private static String name() {
    return "o" + UUID.randomUUID().toString().replace("-", "");
  }

  private static String started(String orchestration) {
    var run = post("/runs", "{\"orchestration\":\"" + orchestration + "\"}");
    assertThat(run.status()).as(run.body()).isEqualTo(202);
    return run.json().path("id").asText();
  }

  private static JsonNode run(String id) {
    return client.get("/api/v1/runs/" + id).json();
  }

  private static JsonNode awaited(String id, String status) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(run(id).path("status").asText()).isEqualTo(status));
    return run(id);
  }

  @Test
  void aFailedCallIsTriedAgainAndFarTimersOutliveTheNode() {
    var name = name();
    deploy(
        "/api/v1/orchestrations/" + name,
        """
        orchestration: %s
        stages:
          - stage: call
            steps:
              - background: shaky
                flow: call_out
                async: true
                inputs: { url: "%s" }
                retry: { attempts: 5, backoff: 200ms..1s }
                timeout: 1h
          - stage: ask
            deadline: 11s
            fault: end
            steps:
              - interactive: decide
                flow: approve_quote
                inputs: { quote: q, amount: 1, discount: 1, risk: low }
                record: { type: Quote, id: q }
                assign: { user: ada }
        """
            .formatted(name, url("/shaky")));
    var id = started(name);
    var waiting = started(waitingFlow());
    eventually(waiting, "step-waits", "timer-kept");
    eventually(id, "timer-kept", "timer-kept");
    var reason = client.get("/api/v1/runs/" + waiting + "/why").body();
    assertThat(reason).contains("waits until " + run(waiting).at(WAITS_UNTIL).asText());

    client = new ContractClient(DevNode.renewed());

    var run = awaited(id, "Completed");
    assertThat(run.at("/stages/0/steps/0/attempt").asInt()).isEqualTo(3);
    assertThat(run.at("/stages/1/status").asText()).isEqualTo("Error");
    assertThat(run.at("/stages/1/fault").asText()).contains("deadline");
    assertThat(run.at("/stages/1/steps/0/workItem/status").asText()).isEqualTo("Discontinued");

    awaited(waiting, "Completed");
    assertThat(BEFORE_THE_WAIT).as("calls before the wait").hasValue(1);
    eventually(waiting, "step-wait-ended", "step-completed", "step-wait-forgotten");
    var left =
        CassandraForTests.session()
            .execute("SELECT key FROM baton.flow_wait WHERE key = ?", waiting + "/sleeper.1");
    assertThat(left.all()).as("nothing is left of the wait").isEmpty();
  }

  private static String waitingFlow() {
    var name = name();
    deploy(
        "/api/v1/flows/" + name,
        """
        flow: %s
        kind: autolaunched
        elements:
          - action: before
            call: http
            inputs: { url: "%s" }
          - wait: nap
            for: 12s
          - action: after
            call: http
            inputs: { url: "%s" }
        """
            .formatted(name, url("/before"), url("/good")));
    deploy(
        "/api/v1/orchestrations/" + name,
        """
        orchestration: %s
        stages:
          - stage: one
            steps:
              - { background: sleeper, flow: %s, async: true }
        """
            .formatted(name, name));
    return name;
  }

  private static void eventually(String id, String... types) {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(client.get("/api/v1/runs/" + id + "/events").json().path("items"))
                .extracting(event -> event.path("type").asText())
                .containsSubsequence(types));
  }

  @Test
  void aRefusedStepIsRetriedWithOtherInputsAndItsRunMigrates() {
    var name = name();
    var text =
        """
        orchestration: %s
        stages:
          - stage: call
            steps:
              - { background: refused, flow: call_out, async: true, inputs: { url: "%s" } }
          - stage: ask
            steps:
              - interactive: decide
                flow: approve_quote
                inputs: { quote: q, amount: 1, discount: 1, risk: low }
                record: { type: Quote, id: q }
                assign: { user: ada }
        """
            .formatted(name, url("/refuses"));
    deploy("/api/v1/orchestrations/" + name, text);
    var id = started(name);
    awaited(id, "Error");
    var self = "/runs/" + id;
    assertThat(post(self + ":suspend", "{}").status()).isEqualTo(409);
    assertThat(
            post(
                    self + ":retry",
                    "{\"step\":\"refused\",\"inputs\":{\"url\":\"%s\"}}".formatted(url("/good")))
                .status())
        .isEqualTo(200);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(run(id).at("/stages/1/status").asText()).isEqualTo("InProgress"));

    assertThat(post(self + ":suspend", "{\"reason\":\"audit\"}").status()).isEqualTo(200);
    assertThat(run(id).at("/stages/1/steps/0/workItem/status").asText()).isEqualTo("OnHold");
    deploy(
        "/api/v1/orchestrations/" + name,
        text
            + "      - { background: more, flow: call_out, async: true, inputs: { url: \""
            + url("/good")
            + "\" }, start: { after: decide } }\n");
    var migrate = "/orchestrations/" + name + "/versions/2:migrate";
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(post(migrate, "{\"dryRun\":true}").body()).contains("\"migrated\":1"));
    assertThat(run(id).path("version").asInt()).isEqualTo(1);
    var other = post(migrate, "{\"dryRun\":true,\"steps\":{\"decide\":\"more\"}}").json();
    assertThat(other.at("/notMigrated/0/outcome").asText()).isEqualTo("Waiting");
    assertThat(other.at("/notMigrated/0/why").asText()).contains("the mapping names it more");
    assertThat(post(migrate, "{}").json().path("waiting").asInt()).isZero();
    assertThat(run(id).path("version").asInt()).isEqualTo(2);

    assertThat(post(self + ":resume", "{}").status()).isEqualTo(200);
    assertThat(post(self + ":skip", "{\"step\":\"decide\"}").status()).isEqualTo(200);
    var done = awaited(id, "Completed");
    assertThat(done.at("/stages/1/steps/0/skippedBy").asText()).isEqualTo("ada");
    assertThat(done.at("/stages/1/steps/1/status").asText()).isEqualTo("Completed");
  }
}
