package baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.http.ContractClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A published orchestration from its first record to its end, over HTTP: stages that return to one
 * stage, which an evaluation flow ends, and a person who changes the record by hand in between.
 */
class PublishedIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Path TEXTS = Path.of("src/test/resources/published/incident");

  private final String type = "Incident" + UUID.randomUUID().toString().substring(0, 8);
  private final ContractClient client = new ContractClient(DevNode.address());

  private JsonNode send(String method, String path, String body) {
    var call = client.call(method, "/api/v1" + path).as("ada");
    var deploys = path.matches("/(flows|orchestrations)/\\w+");
    var sent = (body.isEmpty() ? call : deploys ? call.yaml(body) : call.json(body)).send();
    assertThat(sent.status()).as(sent.body()).isBetween(200, 201);
    return sent.json();
  }

  private JsonNode get(String path) {
    return client.call("GET", "/api/v1" + path).as("ada").send().json();
  }

  private void deploy(String kind, Path file) throws IOException {
    var text = Files.readString(file).replaceAll("(record_)?type: Incident\\b", "$1type: " + type);
    var name = text.lines().filter(l -> l.matches("(flow|orchestration): .*")).findFirst();
    var path = "/" + kind + "/" + name.orElseThrow().split(": ")[1];
    var version = send("PUT", path, text).path("version").asInt();
    var active = send("POST", path + "/versions/" + version + ":activate", "");
    assertThat(active.path("problems")).isEmpty();
  }

  private void declare(String recordType, String... names) {
    var done = "{\"name\":\"Done\",\"kind\":\"boolean\"}";
    var fields =
        Stream.concat(Arrays.stream(names).map("{\"name\":\"%s\"}"::formatted), Stream.of(done))
            .collect(Collectors.joining(",", "[", "]"));
    send(
        "PUT",
        "/record-types/" + recordType,
        "{\"label\":\"%s\",\"fields\":%s}".formatted(recordType, fields));
  }

  private void deployAll() throws IOException {
    for (var queue : List.of("first_response", "qualification", "notification", "completion")) {
      send("PUT", "/queues/" + queue, "{\"label\":\"%s\",\"members\":[\"ada\"]}".formatted(queue));
    }
    declare(type, "Status", "Subject", "OwnerEmail");
    declare("Milestone", "Incident", "Name");
    declare("Related", "Incident", "Kind");
    declare("Notice", "Incident", "Channel");
    declare("Message", "Text");
    try (var flows = Files.list(TEXTS.resolve("flows"))) {
      for (var flow : flows.toList()) {
        deploy("flows", flow);
      }
    }
    deploy("orchestrations", TEXTS.resolve("orchestration.yaml"));
  }

  @Test
  void anIncidentIsLedThroughItsStatesToItsClosure() throws IOException {
    deployAll();
    send("PUT", "/records/%s/I-1".formatted(type), fields("New"));
    var run = await().atMost(SOON).until(this::run, id -> !id.isEmpty());

    answer(run, "respond", "first_look", "{\"valid\":\"go on\"}");
    answer(run, "qualify", "selection", "{\"more\":[\"cases\"]}");
    answer(run, "notify", "checklist", "{\"channel\":\"mail\"}");
    await().atMost(SOON).until(() -> state().equals("In Progress"));
    send("PATCH", "/records/%s/I-1".formatted(type), fields("Resolved"));
    answer(run, "wind_up", "checklist", "{\"channel\":\"banner\"}");

    await().atMost(SOON).until(() -> get(run).path("status").asText().equals("Completed"));
    var stages = new ArrayList<String>();
    get(run).path("stages").forEach(stage -> stages.add(stage.path("name").asText()));
    assertThat(stages)
        .containsExactly(
            "refresh",
            "first_response",
            "refresh",
            "qualification",
            "refresh",
            "notification",
            "refresh",
            "resolution",
            "refresh",
            "closure");
    assertThat(state()).isEqualTo("Completed");
  }

  private static String fields(String status) {
    return "{\"fields\":{\"Status\":\"%s\",\"Subject\":\"Fire\"}}".formatted(status);
  }

  private String state() {
    return get("/records/%s/I-1".formatted(type)).at("/fields/Status").asText();
  }

  /** The path of the run about the incident, or "". */
  private String run() {
    var found = get("/runs?record=%s/I-1".formatted(type)).at("/items/0/id").asText();
    return found.isEmpty() ? "" : "/runs/" + found;
  }

  private void answer(String run, String step, String screen, String values) throws IOException {
    var item = await().atMost(SOON).until(() -> open(run, step), id -> !id.isEmpty());
    var interview = "/work-items/" + item + "/interview";
    get(interview);
    var wish =
        new ObjectMapper()
            .createObjectNode()
            .put("action", "next")
            .put("screen", screen)
            .set("values", new ObjectMapper().readTree(values));
    var answer = send("POST", interview, wish.toString());
    assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("finished");
  }

  private String open(String run, String step) {
    for (var stage : get(run).path("stages")) {
      for (var each : stage.path("steps")) {
        if (each.path("name").asText().equals(step)
            && each.at("/workItem/status").asText().equals("Assigned")) {
          return each.at("/workItem/id").asText();
        }
      }
    }
    return "";
  }
}
