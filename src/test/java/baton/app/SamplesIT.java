package baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import baton.http.ContractClient;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each sample, run to its end on a real node by people who answer their screens. */
class SamplesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(30);

  private static ContractClient client;

  @BeforeAll
  static void start() {
    client = new ContractClient(DevNode.address());
  }

  /** What somebody enters in the screen that an item waits with. */
  private record Entry(String step, String person, String values) {}

  private static Entry enters(String step, String person, String values) {
    return new Entry(step, person, values);
  }

  @Test
  void anEmployeeIsOnboarded() throws Exception {
    var run =
        played(
            "employee_onboarding",
            "{\"employee\": \"%s\", \"name\": \"Noor Haddad\", \"manager\": \"ada\","
                + " \"startsOn\": \"2027-03-01\"}",
            enters("confirm_contract", "ada", "{\"contract\": \"permanent\", \"salary\": 52000}"),
            enters("set_up_workplace", "ken", "{\"room\": \"North 1.04\", \"tested\": true}"));
    assertThat(stages(run)).containsExactly("prepare", "collect", "welcome");
    assertThat(statuses(run)).containsOnly("Completed");
    assertThat(mailsTo("noor.haddad@example.org")).isNotEmpty();
  }

  @Test
  void anIncidentGoesRoundUntilItIsResolved() throws Exception {
    var run =
        played(
            "incident_response",
            "{\"incident\": \"%s\", \"summary\": \"Nobody can pay\", \"reporter\": \"linus\"}",
            enters("triage", "radia", "{\"status\": \"ongoing\", \"severity\": 1}"),
            enters("triage", "grace", "{\"status\": \"ongoing\", \"severity\": 2}"),
            enters("triage", "radia", "{\"status\": \"resolved\"}"),
            enters(
                "write_review",
                "linus",
                "{\"cause\": \"A certificate expired\", \"actions\": \"Renew it by a timer\"}"));
    assertThat(stages(run))
        .containsExactly("assess", "respond", "assess", "respond", "assess", "review");
    assertThat(run.at("/stages/1/steps/0/outputs/measure").asText()).contains("failed over");
    assertThat(run.at("/stages/3/steps/0/outputs/rounds").asInt()).isEqualTo(2);
    assertThat(run.at("/stages/3/steps/1/status").asText())
        .as("customers are told in the first round only")
        .isEqualTo("NotStarted");
  }

  @Test
  void aFalseAlarmEndsAtOnce() throws Exception {
    var run =
        played(
            "incident_response",
            "{\"incident\": \"%s\", \"summary\": \"A siren\"}",
            enters("triage", "radia", "{\"status\": \"false alarm\"}"));
    assertThat(stages(run)).containsExactly("assess");
  }

  @Test
  void aModestQuoteIsReleasedByNobody() throws Exception {
    var run = played("quote_approval", "{\"quote\": \"%s\", \"amount\": 900, \"discount\": 5}");
    assertThat(stages(run)).containsExactly("check", "approve", "release");
    assertThat(statuses(run))
        .containsExactly("Completed", "Skipped", "Skipped", "Skipped", "Completed");
  }

  @Test
  void anUnusualQuoteNeedsThreeYesesAndOneNoSendsItBack() throws Exception {
    var inputs = "{\"quote\": \"%s\", \"amount\": 250000, \"discount\": 30, \"customTerms\": true}";
    var approve = "{\"decision\": \"approve\"}";
    var released =
        played(
            "quote_approval",
            inputs,
            enters("deal_desk", "katherine", approve),
            enters("finance", "ada", approve),
            enters("legal", "edsger", approve));
    assertThat(stages(released)).containsExactly("check", "approve", "release");
    var sentBack =
        played(
            "quote_approval",
            inputs,
            enters("deal_desk", "katherine", approve),
            enters(
                "finance",
                "ada",
                "{\"decision\": \"reject\", \"Comments\": \"The margin is gone\"}"),
            enters("legal", "edsger", approve),
            enters("tell_owner", "hedy", "{\"understood\": true}"));
    assertThat(stages(sentBack)).containsExactly("check", "approve", "rework");
  }

  @Test
  void aRecordStartsTheReviewOfAProbationAndKeepsItsOutcome() throws Exception {
    var employee = "S-" + UUID.randomUUID();
    var path = "/api/v1/records/Employee/" + employee;
    var fields = "{\"fields\": {\"Name\": \"Noor\", \"Manager\": \"ada\", \"Status\": \"%s\"}}";
    change(path, fields.formatted("Applied"));
    change(path, fields.formatted("On probation"));
    change(path, fields.formatted("On probation"));

    var run = answered(only("probation_review", employee), PROBATION);
    assertThat(stages(run)).containsExactly("review", "close");
    assertThat(run.path("startedBy").asText()).isEqualTo("grace");
    assertThat(client.get(path).json().at("/fields/Status").asText()).isEqualTo("Employed");
    assertThat(client.get(path).json().path("version").asInt()).isEqualTo(3);
  }

  @Test
  void aProbationThatEndsByItselfNeedsNoReview() throws Exception {
    var employee = "S-" + UUID.randomUUID();
    var path = "/api/v1/records/Employee/" + employee;
    var fields = "{\"fields\": {\"Manager\": \"ada\", \"Status\": \"%s\"}}";
    change(path, fields.formatted("On probation"));
    var id = only("probation_review", employee);
    change(path, fields.formatted("Left"));
    assertThat(stages(answered(id))).containsExactly("review");
  }

  private static final Entry PROBATION =
      enters("review_probation", "ada", "{\"decision\": \"Employed\"}");

  private static void change(String path, String fields) {
    assertThat(client.call("PUT", path).as("grace").json(fields).send().status()).isIn(200, 201);
  }

  /** The one run of an orchestration that a record started. */
  private static String only(String orchestration, String key) {
    var runs =
        Awaitility.await()
            .atMost(SOON)
            .until(
                () ->
                    client.get("/api/v1/runs?orchestration=" + orchestration).json().path("items"),
                items -> items.findValuesAsText("businessKey").contains(key));
    var ids = new ArrayList<String>();
    runs.forEach(run -> {
      if (run.path("businessKey").asText().equals(key)) {
        ids.add(run.path("id").asText());
      }
    });
    assertThat(ids).hasSize(1);
    return ids.getFirst();
  }

  /** Starts a run about a record of its own, and lets people answer until it is Completed. */
  private static JsonNode played(String orchestration, String inputs, Entry... entries)
      throws JsonProcessingException {
    var record = "S-" + UUID.randomUUID();
    var id =
        client
            .call("POST", "/api/v1/runs")
            .as("ada")
            .json(
                "{\"orchestration\": \"%s\", \"inputs\": %s}"
                    .formatted(orchestration, inputs.formatted(record)))
            .send()
            .json()
            .path("id")
            .asText();
    return answered(id, entries);
  }

  private static JsonNode answered(String id, Entry... entries) throws JsonProcessingException {
    var done = new HashSet<String>();
    for (var entry : entries) {
      var item =
          Awaitility.await()
              .atMost(SOON)
              .until(() -> open(id, entry.step(), done), x -> !x.isEmpty());
      done.add(item);
      answer(item, entry);
    }
    return Awaitility.await()
        .atMost(SOON)
        .until(() -> run(id), found -> found.path("status").asText().equals("Completed"));
  }

  private static JsonNode run(String id) {
    return client.call("GET", "/api/v1/runs/" + id).as("ada").send().json();
  }

  /** The open item of a step that nobody has answered yet, or "". */
  private static String open(String run, String step, HashSet<String> done) {
    for (var stage : run(run).path("stages")) {
      for (var each : stage.path("steps")) {
        var item = each.path("workItem");
        if (each.path("name").asText().equals(step)
            && item.path("status").asText().equals("Assigned")
            && !done.contains(item.path("id").asText())) {
          return item.path("id").asText();
        }
      }
    }
    return "";
  }

  private static void answer(String item, Entry entry) throws JsonProcessingException {
    var path = "/api/v1/work-items/" + item + "/interview";
    var interview = client.call("GET", path).as(entry.person()).send().json();
    while (interview.path("state").asText().equals("screen")) {
      var answer = JsonNodeFactory.instance.objectNode();
      answer.put("action", "next");
      answer.set("screen", interview.at("/screen/name"));
      answer.set("values", entered(interview.path("screen"), entry));
      interview =
          client.call("POST", path).as(entry.person()).json(answer.toString()).send().json();
      assertThat(interview.path("problems")).as(interview.toString()).isEmpty();
    }
    assertThat(interview.path("state").asText()).as(interview.toString()).isEqualTo("finished");
  }

  /** Of all that the person enters, what this screen asks for. */
  private static JsonNode entered(JsonNode screen, Entry entry) throws JsonProcessingException {
    var values = JsonNodeFactory.instance.objectNode();
    var all = JSON.readTree(entry.values());
    for (var field : screen.path("fields")) {
      var name = field.path("name").asText();
      if (all.has(name)) {
        values.set(name, all.path(name));
      }
    }
    return values;
  }

  private static List<String> stages(JsonNode run) {
    var names = new ArrayList<String>();
    run.path("stages").forEach(stage -> names.add(stage.path("name").asText()));
    return names;
  }

  private static List<String> statuses(JsonNode run) {
    var statuses = new ArrayList<String>();
    run.path("stages")
        .forEach(stage ->
            stage.path("steps").forEach(step -> statuses.add(step.path("status").asText())));
    return statuses;
  }

  private static JsonNode mailsTo(String address) {
    return client.get("/api/v1/mails?to=" + address).json().path("items");
  }
}
