package baton.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** The node that the pages under test come from, and its HTTP interface to set scenes with. */
final class Site {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  Site(URI address) {
    this.address = address;
  }

  String url(String path) {
    return address.resolve(path).toString();
  }

  JsonNode get(String path) {
    return send("ada", "GET", path, HttpRequest.BodyPublishers.noBody());
  }

  JsonNode post(String path, Object body) {
    return postAs("ada", path, body);
  }

  JsonNode put(String path, Object body) {
    return send(
        "ada", "PUT", path, HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString()));
  }

  /** Makes a definition active; {@code path} as in {@code /flows/name}. */
  void define(String path, String yaml) {
    var deployed =
        send("ada", "PUT", path, HttpRequest.BodyPublishers.ofString(yaml), "application/yaml");
    post(path + "/versions/" + deployed.get("version").asInt() + ":activate", Map.of());
  }

  JsonNode postAs(String username, String path, Object body) {
    return send(
        username,
        "POST",
        path,
        HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString()));
  }

  /** Anything but success fails the test. */
  private JsonNode send(
      String username, String method, String path, HttpRequest.BodyPublisher body) {
    return send(username, method, path, body, "application/json");
  }

  private JsonNode send(
      String username, String method, String path, HttpRequest.BodyPublisher body, String type) {
    try {
      var request =
          HttpRequest.newBuilder(address.resolve("/api/v1" + path))
              .header("X-Baton-User", username)
              .header("Content-Type", type)
              .method(method, body)
              .build();
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode())
          .as(method + " " + path + ": " + answer.body())
          .isBetween(200, 299);
      return JSON.readTree(answer.body());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Lets a person in ({@code PUT}) or out ({@code DELETE}) of the queue of the IT support. */
  void inItSupport(String method, String username) {
    send(
        "ada",
        method,
        "/queues/it_support/members/" + username,
        HttpRequest.BodyPublishers.noBody());
  }

  /** Starts an onboarding, waits until it waits for its manager, and answers with its id. */
  String onboarding(String employee, String manager) {
    var run =
        post(
            "/runs",
            Map.of(
                "orchestration",
                "employee_onboarding",
                "businessKey",
                employee,
                "inputs",
                Map.of(
                    "employee",
                    employee,
                    "name",
                    "Grace Lindqvist",
                    "manager",
                    manager,
                    "startsOn",
                    "2027-03-01")));
    var id = run.get("id").asText();
    awaitRun(id, view -> view.get("stages").size() == 2 && hasOpenItem(view));
    awaitItem("user:" + manager, employee);
    return id;
  }

  /** Starts an onboarding whose workplace waits for the IT support, and answers with that item. */
  String workplace(String employee) {
    var id = onboarding(employee, "ada");
    post(
        "/work-items/" + id + ".confirm_contract.1:complete",
        Map.of("outputs", Map.of("contract", "permanent", "salary", 52000)));
    awaitItem("queue:it_support", employee);
    return id + ".set_up_workplace.1";
  }

  void awaitRun(String id, Predicate<JsonNode> reached) {
    await().atMost(PATIENCE).until(() -> reached.test(get("/runs/" + id)));
  }

  /** Lists lag a moment behind the run. */
  void awaitItem(String assignee, String search) {
    var list = "/work-items?for=" + assignee + "&q=" + search;
    await().atMost(PATIENCE).until(() -> !get(list).get("items").isEmpty());
  }

  void claim(String username, String item, String employee) {
    postAs(username, "/work-items/" + item + ":claim", Map.of());
    var list = "/work-items?for=queue:it_support&q=" + employee;
    await().atMost(PATIENCE).until(() -> get(list).at("/items/0").has("claimedBy"));
  }

  private static boolean hasOpenItem(JsonNode run) {
    for (var stage : run.get("stages")) {
      for (var step : stage.get("steps")) {
        if (step.path("workItem").path("status").asText().equals("Assigned")) {
          return true;
        }
      }
    }
    return false;
  }
}
