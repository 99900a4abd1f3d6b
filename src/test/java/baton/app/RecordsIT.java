package baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.http.ContractClient;
import baton.http.ContractClient.Answer;
import baton.record.Expected;
import baton.record.RecordKey;
import baton.record.RecordSubscribers;
import baton.record.Records;
import baton.record.ShardedRecords;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;

/** Records of a real node on a real Cassandra: what their changes start and wake. */
class RecordsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final String unique = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final String type = "Employee" + unique;

  private record Client(ContractClient http) {
    Answer put(String path, String json) {
      return http.call("PUT", "/api/v1" + path).as("ada").json(json).send();
    }

    Answer patch(String path, String json) {
      return http.call("PATCH", "/api/v1" + path).as("ada").json(json).send();
    }

    JsonNode get(String path) {
      return http.get("/api/v1" + path).json();
    }

    void deploy(String kind, String name, String yaml) {
      var path = "/api/v1/" + kind + "/" + name;
      assertThat(http.call("PUT", path).as("ada").yaml(yaml).send().status()).isEqualTo(201);
      var active = http.call("POST", path + "/versions/1:activate").as("ada").send();
      assertThat(active.status()).as(active.body()).isEqualTo(200);
    }

    JsonNode runs(String orchestration) {
      return get("/runs?orchestration=" + orchestration).path("items");
    }
  }

  private void deploy(Client client) {
    client.deploy(
        "flows",
        "note_" + unique,
        """
        flow: note_%s
        kind: autolaunched
        variables:
          who: { type: text, input: true, required: true }
          seen: { type: text, output: true }
        elements:
          - assignment: note
            set: [{ variable: seen, value: "=who" }]
        """
            .formatted(unique));
    client.deploy(
        "orchestrations",
        "hired_" + unique,
        """
        orchestration: hired_%1$s
        start:
          record: { type: %2$s, when: "$Record.Status == 'Hired'", onlyWhenChangedToMatch: true }
        stages:
          - stage: contract
            steps:
              - background: greet
                flow: note_%1$s
                inputs: { who: "=$Record.Name" }
              - background: file
                flow: note_%1$s
                inputs: { who: "=$Record.Id + ' signed ' + $Record.Signed" }
                start:
                  when:
                    - { left: $Record.Signed, operator: WasSet }
                    - { left: $Record__Prior.Status, operator: EqualTo, right: Applied }
        """
            .formatted(unique, type));
  }

  private static String fields(String json) {
    return "{\"fields\":{" + json + "}}";
  }

  @Test
  void aChangeOfARecordStartsOneRunAndWakesIt() {
    var client = new Client(new ContractClient(DevNode.address()));
    deploy(client);
    var record = "/records/" + type + "/E-1";
    var applied = fields("\"Name\":\"Noor\",\"Status\":\"Applied\"");
    var hired = fields("\"Name\":\"Noor\",\"Status\":\"Hired\"");
    assertThat(client.put(record, applied).status()).isEqualTo(201);
    assertThat(client.put(record, hired).json().path("version").asInt()).isEqualTo(2);
    assertThat(client.put(record, hired).json().path("version").asInt()).isEqualTo(2);
    assertThat(client.patch(record, fields("\"Team\":\"A\"")).status()).isEqualTo(200);
    assertThat(client.put("/records/" + type + "/E-2", applied).status()).isEqualTo(201);

    var name = "hired_" + unique;
    await().atMost(SOON).untilAsserted(() -> assertThat(client.runs(name)).hasSize(1));
    var run = "/runs/" + client.runs(name).get(0).path("id").asText();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(client.get(run).at("/record/version").asInt()).isEqualTo(3));
    var waiting = client.get(run);
    assertThat(waiting.path("status").asText()).isEqualTo("InProgress");
    assertThat(waiting.at("/stages/0/steps/0/outputs/seen").asText()).isEqualTo("Noor");
    assertThat(waiting.at("/stages/0/steps/1/status").asText()).isEqualTo("NotStarted");

    assertThat(client.patch(record, fields("\"Signed\":\"today\"")).status()).isEqualTo(200);
    await().atMost(SOON).until(() -> client.get(run).path("status").asText().equals("Completed"));
    assertThat(client.get(run).at("/stages/0/steps/1/outputs/seen").asText())
        .isEqualTo("E-1 signed today");
    assertThat(client.runs(name)).hasSize(1);

    var found = client.get("/records/" + type + "?q=noor hired".replace(" ", "%20"));
    assertThat(found.path("items").findValuesAsText("id")).containsExactly("E-1");
    assertThat(client.get("/records/" + type).path("items").findValuesAsText("id"))
        .containsExactly("E-1", "E-2");
    var refused =
        client
            .http()
            .call("POST", "/api/v1/runs")
            .as("ada")
            .json("{\"orchestration\":\"" + name + "\"}")
            .send();
    assertThat(refused.status()).isEqualTo(422);
  }

  private void deployGrown(Client client) {
    for (var kind : List.of("note", "adult", "old")) {
      client.deploy("flows", kind + "_" + unique, flow(kind));
    }
    client.deploy(
        "orchestrations",
        "grown_" + unique,
        """
        orchestration: grown_%1$s
        start:
          record:
            type: %2$s
            evaluation: adult_%1$s
            inputs: { age: "=$Record.Age" }
            onlyWhenChangedToMatch: true
        stages:
          - decision: how_old
            outcomes:
              - outcome: ancient
                evaluation: old_%1$s
                inputs: { age: "=$Record.Age" }
                next: rest
              - { outcome: named, when: "$Record.Name == 'Noor'", next: work }
            otherwise: end
          - { stage: rest, steps: [{ background: sleep, flow: note_%1$s, inputs: { age: 1 } }], next: end }
          - { stage: work, steps: [{ background: build, flow: note_%1$s, inputs: { age: 1 } }], next: end }
        """
            .formatted(unique, type));
  }

  private String flow(String kind) {
    return kind.equals("note")
        ? """
        flow: note_%s
        kind: autolaunched
        variables: { age: { type: number, input: true }, seen: { type: number, output: true } }
        elements: [{ assignment: note, set: [{ variable: seen, value: "=age" }] }]
        """
            .formatted(unique)
        : """
        flow: %s_%s
        kind: evaluation
        variables:
          age: { type: number, input: true, required: true }
          isOrchestrationConditionMet: { type: boolean, output: true }
        elements:
          - assignment: say
            set: [{ variable: isOrchestrationConditionMet, value: "=age >= %d" }]
        """
            .formatted(kind, unique, kind.equals("adult") ? 18 : 65);
  }

  @Test
  void anEvaluationFlowStartsARunAndAnotherDecidesWhereItGoes() {
    var client = new Client(new ContractClient(DevNode.address()));
    deployGrown(client);
    var record = "/records/" + type + "/G-1";
    client.put(record, fields("\"Name\":\"Noor\",\"Age\":17"));
    client.patch(record, fields("\"Age\":18"));
    client.patch(record, fields("\"Age\":19"));
    client.put("/records/" + type + "/G-2", fields("\"Name\":\"Omar\",\"Age\":70"));
    var name = "grown_" + unique;
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(client.runs(name).findValuesAsText("status"))
                .as("%s", client.runs(name))
                .containsExactly("Completed", "Completed"));
    var stages = new TreeSet<String>();
    for (var run : client.runs(name)) {
      var seen = client.get("/runs/" + run.path("id").asText());
      stages.add(seen.at("/record/id").asText() + " " + seen.at("/stages/0/name").asText());
    }
    assertThat(stages).containsExactly("G-1 work", "G-2 rest");
  }

  /** The change is stored and answered, and nobody has heard of it when the node ends. */
  @Test
  void whatNobodyHeardBeforeTheNodeEndedIsToldByTheNext() throws Exception {
    var deaf = new CopyOnWriteArrayList<Long>();
    var first =
        open((change, watchers) -> {
          deaf.add(change.version());
          return new CompletableFuture<>();
        });
    var key = new RecordKey(type, "E-9");
    Map<String, JsonNode> fields = Map.of("Name", TextNode.valueOf("Noor"));
    var by = Records.Request.of("ada");
    done(first.records().put(key, fields, new Expected.Anything(), by));
    done(
        first
            .records()
            .patch(key, Map.of("Team", TextNode.valueOf("A")), new Expected.Version(1), by));
    first.node().stop();
    assertThat(deaf).containsOnly(1L);

    var heard = new CopyOnWriteArrayList<Long>();
    var second =
        open((change, watchers) -> {
          if (change.type().equals(type)) {
            heard.add(change.version());
          }
          return CompletableFuture.completedStage(RecordSubscribers.Heard.NOTHING);
        });
    await().atMost(SOON).untilAsserted(() -> assertThat(heard).isEqualTo(List.of(1L, 2L)));
    var kept = done(second.records().record(key));
    assertThat(kept.orElseThrow().fields()).containsKeys("Name", "Team");
    second.node().stop();
  }

  private record Opened(Node node, ShardedRecords records) {}

  /** A node with nothing but records, told to these subscribers. */
  private static Opened open(RecordSubscribers subscribers) {
    DevNode.end();
    var records = new AtomicReference<ShardedRecords>();
    var node =
        Node.start(
            CassandraForTests.settings(),
            CassandraForTests.session(),
            (system, session, settings, health) -> {
              records.set(
                  ShardedRecords.init(system, session, subscribers, InstantSource.system()));
              return CompletableFuture.completedStage(new Nowhere());
            });
    return new Opened(node, records.get());
  }

  private record Nowhere() implements Rooms.Door {
    @Override
    public String address() {
      return "nowhere";
    }

    @Override
    public CompletableFuture<Done> close(Duration deadline) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
  }

  private static <T> T done(java.util.concurrent.CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
  }
}
