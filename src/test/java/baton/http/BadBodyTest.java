package baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import baton.document.Document;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies of the wrong kind or size store nothing, and failures show nothing of the inside. */
class BadBodyTest {
  private static final String RUN = UUID.randomUUID().toString();

  private static NodeForTests node;

  @BeforeAll
  static void start() {
    node = new NodeForTests();
    node.put("/api/v1/orchestrations/hello", "{}");
    node.call("POST", "/api/v1/orchestrations/hello/versions/1:activate").as("ada").send();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void aBodyOfAnotherKindIsRefusedWithTheRightOnes() {
    var form =
        node.call("POST", "/api/v1/runs")
            .as("ada")
            .body("application/x-www-form-urlencoded", "a=b")
            .wrong()
            .send();
    assertThat(form.status()).isEqualTo(415);
    assertThat(form.json().path("detail").asText()).contains("Content-Type: application/json");
    var image = node.call("PUT", "/api/v1/flows/f").as("ada").body("image/png", "x").wrong().send();
    assertThat(image.problem()).isEqualTo("unsupported-media-type");
    assertThat(image.json().path("detail").asText()).contains("application/yaml");
  }

  @Test
  void aTextWithoutATypeIsTakenForWhatItLooksLike() {
    var yaml = node.call("PUT", "/api/v1/flows/untold").as("ada").body("", "a: b").wrong().send();
    assertThat(yaml.status()).isEqualTo(201);
    var json =
        node.call("PUT", "/api/v1/flows/untold").as("ada").body("", "{\"a\": 1}").wrong().send();
    assertThat(json.json().path("version").asInt()).isEqualTo(2);
    var versions = node.get("/api/v1/flows/untold").json();
    assertThat(versions.findValuesAsText("format")).containsExactly("json", "yaml");
  }

  @Test
  void allProblemsOfATextAreToldWithTheirPlaces() {
    var text = "a: impossible\nb: fine\nc:   impossible\n";
    var answer =
        node.call("PUT", "/api/v1/orchestrations/bad?file=my.yaml").as("ada").yaml(text).send();
    assertThat(answer.status()).isEqualTo(422);
    var problems = answer.json().path("problems");
    assertThat(problems).hasSize(2);
    assertThat(problems.get(1).toString())
        .isEqualTo(
            "{\"severity\":\"error\",\"file\":\"my.yaml\",\"line\":3,\"column\":6,"
                + "\"path\":\"steps[0].flow\",\"message\":\"This is impossible.\","
                + "\"remedy\":\"Write something else.\"}");
    assertThat(node.get("/api/v1/orchestrations/bad").status()).isEqualTo(404);
  }

  @Test
  void malformedYamlIsRefusedWithItsPlace() {
    var answer = node.call("PUT", "/api/v1/flows/bad").as("ada").yaml("a: [1, 2\nb: 3\n").send();
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/problems/0/line").asInt()).isPositive();
    assertThat(node.get("/api/v1/flows/bad").status()).isEqualTo(404);
  }

  @Test
  void aTextOfTheLargestSizeIsTakenAndALargerOneIsNot() {
    var most = "# " + "x".repeat(Document.MAX_BYTES - 8) + "\na: b\n";
    assertThat(most).hasSize(Document.MAX_BYTES);
    assertThat(node.call("PUT", "/api/v1/flows/large").as("ada").yaml(most).send().status())
        .isEqualTo(201);
    var more = node.call("PUT", "/api/v1/flows/large").as("ada").yaml(most + "#").send();
    assertThat(more.status()).isEqualTo(413);
    assertThat(more.problem()).isEqualTo("too-large");
    assertThat(node.get("/api/v1/flows/large").json().path("latestVersion").asInt()).isEqualTo(1);
  }

  @Test
  void aJsonBodyThatIsTooLargeIsReadToItsEndAndRefused() {
    var body = "{\"orchestration\":\"hello\",\"inputs\":{\"a\":\"%s\"}}";
    var room = Bodies.MAX_JSON_BYTES - body.length() + 2;
    assertThat(node.post("/api/v1/runs", body.formatted("x".repeat(room))).status()).isEqualTo(202);
    var more = node.post("/api/v1/runs", body.formatted("x".repeat(room + 1)));
    assertThat(more.status()).isEqualTo(413);
    var much = node.post("/api/v1/runs", body.formatted("x".repeat(8 * 1024 * 1024)));
    assertThat(much.problem()).isEqualTo("too-large");
  }

  @Test
  void aKeyMustBeShortAndPlainAndIsForOneBody() {
    var body = "{\"orchestration\":\"hello\",\"inputs\":{\"n\":%d}}";
    var longest = "k".repeat(SubmissionRoutes.MAX_KEY_CHARACTERS);
    assertThat(submit(longest, body.formatted(1)).status()).isEqualTo(202);
    assertThat(submit(longest + "k", body.formatted(1)).problem()).isEqualTo("malformed");
    assertThat(submit("two words", body.formatted(1)).problem()).isEqualTo("malformed");
    var reused = submit(longest, body.formatted(2));
    assertThat(reused.status()).isEqualTo(422);
    assertThat(reused.problem()).isEqualTo("key-reused");
  }

  private static ContractClient.Answer submit(String key, String body) {
    return node.call("POST", "/api/v1/runs")
        .as("ada")
        .header("Idempotency-Key", key)
        .json(body)
        .wrong()
        .send();
  }

  @Test
  void aFailureIsToldAsAnUnknownOutcomeWithoutWhatIsInside() {
    node.runs.fail(new TimeoutException("secret-host-7 did not answer"));
    try {
      for (var answer :
          new ContractClient.Answer[] {
            node.post("/api/v1/runs", "{\"orchestration\":\"hello\"}"),
            node.get("/api/v1/runs/" + RUN),
            node.get("/api/v1/runs"),
            node.get("/api/v1/runs/" + RUN + "/stream"),
            node.post("/api/v1/runs/" + RUN + ":cancel", "{}")
          }) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("outcome-unknown");
        assertThat(answer.header("Retry-After"))
            .isEqualTo(Integer.toString(Problems.RETRY_AFTER_SECONDS));
        assertThat(answer.body()).doesNotContain("secret", "Exception", "baton.http");
      }
    } finally {
      node.runs.fail(null);
    }
  }

  @Test
  void aFailureThatIsThrownIsToldTheSameWay() {
    node.runs.throwing(new IllegalStateException("secret"));
    try {
      assertThat(node.get("/api/v1/runs/" + RUN).problem()).isEqualTo("outcome-unknown");
    } finally {
      node.runs.throwing(null);
    }
  }

  @Test
  void theContractTestItselfSeesAWrongBody() {
    var request =
        HttpRequest.newBuilder(URI.create(node.address() + "/api/v1/runs"))
            .header("Content-Type", "application/json")
            .header("X-Baton-User", "ada")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertThat(ContractClient.CONTRACT.problems(request, "{\"orchestration\":\"a\"}")).isEmpty();
    assertThat(ContractClient.CONTRACT.problems(request, "{\"orchestration\":7}"))
        .singleElement()
        .asString()
        .contains("integer found, string expected");
    assertThat(ContractClient.CONTRACT.problems(request, "{\"orchestration\":\"a\",\"more\":1}"))
        .isNotEmpty();
  }
}
