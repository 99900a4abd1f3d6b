package baton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import baton.definition.Assignee;
import baton.run.RunLimits;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is refused with its place and what to do. */

/** What is wrong is refused with its place and what to do, and nothing of it is stored. */
class BadInputTest {
  private static NodeForTests node;

  @BeforeAll
  static void start() {
    node = new NodeForTests();
    node.put("/api/v1/orchestrations/hello", "{}");
    node.put("/api/v1/orchestrations/hello", "{\"label\":\"draft\"}");
    node.call("POST", "/api/v1/orchestrations/hello/versions/1:activate").as("ada").send();
    node.put("/api/v1/orchestrations/draft", "{}");
    node.items.add(ITEM, Assignee.parse("user:ada"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static final String ITEM = UUID.randomUUID() + ".step.1";
  private static final String RUN = UUID.randomUUID().toString();

  /** Method, path, body; status, kind of problem; words that the answer must have. */
  static Stream<Arguments> wrongJson() {
    return Stream.of(
        arguments("POST /runs", "{\"orchestration\":}", 400, "malformed", "not JSON", "\"line\":1"),
        arguments(
            "POST /runs", "{\"orchestration\":\"hello\",}", 400, "malformed", "\"column\":", ""),
        arguments("POST /runs", "", 400, "malformed", "The body is empty.", "Send a JSON object."),
        arguments("POST /runs", "[]", 400, "malformed", "wrong type", "Send an object."),
        arguments("POST /runs", "null", 400, "malformed", "null", "Send a JSON object."),
        arguments("POST /runs", "{}", 400, "malformed", "`orchestration` is missing", "Add it."),
        arguments(
            "POST /runs",
            "{\"orchestration\":\"hello\",\"imputs\":{}}",
            400,
            "malformed",
            "There is no member `imputs` here.",
            "businessKey, inputs, orchestration, version"),
        arguments(
            "POST /runs",
            "{\"orchestration\":null}",
            400,
            "malformed",
            "`orchestration` must not be null.",
            "\"path\":\"orchestration\""),
        arguments(
            "POST /runs", "{\"orchestration\":7}", 400, "malformed", "wrong type", "Send a text."),
        arguments(
            "POST /runs",
            "{\"orchestration\":\"hello\",\"version\":\"1\"}",
            400,
            "malformed",
            "`version` has the wrong type.",
            "Send a whole number."),
        arguments(
            "POST /runs",
            "{\"orchestration\":\"hello\",\"inputs\":[]}",
            400,
            "malformed",
            "`inputs` has the wrong type.",
            "Send an object."),
        arguments(
            "POST /runs",
            "{\"orchestration\":\"hello\",\"inputs\":{\"a\":1,\"a\":2}}",
            400,
            "malformed",
            "Duplicate field 'a'",
            "\"line\":1"),
        arguments(
            "POST /runs", "{\"orchestration\":\"hello\"} more", 400, "malformed", "not JSON", ""),
        arguments(
            "POST /runs",
            "{\"orchestration\":\"hello\",\"inputs\":{\"a\":"
                + "[".repeat(Json.MAX_DEPTH)
                + "]".repeat(Json.MAX_DEPTH)
                + "}}",
            400,
            "malformed",
            "at most " + Json.MAX_DEPTH + " levels",
            ""),
        arguments(
            "POST /runs",
            "{\"orchestration\":\"hello\",\"businessKey\":\""
                + "k".repeat(RunLimits.TEXT_CHARACTERS + 1)
                + "\"}",
            400,
            "malformed",
            "\"path\":\"businessKey\"",
            "at most 4000"),
        arguments(
            "POST /runs?wait=soon", "{}", 400, "malformed", "\"path\":\"wait\"", "such as 10s"),
        arguments("POST /runs?wait=61s", "{}", 400, "malformed", "at most 60s", ""),
        arguments("POST /runs?await=1s", "{}", 400, "malformed", "no parameter `await`", "wait"),
        arguments(
            "POST /runs",
            "{\"orchestration\":\"nothing\"}",
            422,
            "invalid",
            "There is no orchestration `nothing`.",
            "\"path\":\"orchestration\""),
        arguments(
            "POST /runs",
            "{\"orchestration\":\"draft\"}",
            422,
            "invalid",
            "No version of `draft` is active.",
            "versions/1:activate"),
        arguments(
            "POST /runs",
            "{\"orchestration\":\"hello\",\"version\":2}",
            422,
            "invalid",
            "is a draft",
            "Activate it first."),
        arguments(
            "POST /runs",
            "{\"orchestration\":\"hello\",\"version\":9}",
            422,
            "invalid",
            "There is no version 9",
            "The latest is 2."),
        arguments(
            "POST /runs",
            "{\"orchestration\":\"hello\",\"inputs\":{\"wrong\":1}}",
            422,
            "invalid",
            "There is no input `wrong`.",
            ""),
        arguments("POST /runs/" + RUN + ":cancel", "{}", 404, "not-found", "There is no run", RUN),
        arguments("POST /runs/x:suspend", "{}", 404, "not-found", "There is no run `x`", ""),
        arguments("POST /runs/" + RUN + ":retry", "{}", 400, "malformed", "step", ""),
        arguments("POST /runs/" + RUN + ":jump", "{}", 400, "malformed", "stage", ""),
        arguments("POST /runs/x:cancel", "{}", 404, "not-found", "There is no run `x`", ""),
        arguments(
            "POST /runs/" + RUN + ":cancel",
            "{\"reason\":\"" + "r".repeat(RunRoutes.MAX_REASON_CHARACTERS + 1) + "\"}",
            400,
            "malformed",
            "\"path\":\"reason\"",
            "at most 4000"),
        arguments(
            "POST /events", "{\"run\":\"" + RUN + "\"}", 404, "not-found", "There is no run", ""),
        arguments(
            "POST /events",
            "{\"run\":\"" + RUN + "\",\"stepStatus\":\"Completed\"}",
            400,
            "malformed",
            "A status needs a step.",
            "Add `step`"),
        arguments(
            "POST /events",
            "{\"run\":\"" + RUN + "\",\"step\":\"a\",\"stepStatus\":\"Done\"}",
            400,
            "malformed",
            "`stepStatus` cannot be `Done`.",
            "Use one of: Completed, Error."),
        arguments(
            "POST /events",
            "{\"run\":\"" + RUN + "\",\"eventId\":\"\"}",
            400,
            "malformed",
            "\"path\":\"eventId\"",
            "1 to 200"),
        arguments(
            "POST /work-items/" + ITEM + ":reassign",
            "{\"to\":\"grace\"}",
            400,
            "malformed",
            "`grace` names nobody.",
            "user:ada"),
        arguments(
            "POST /work-items/" + ITEM + ":reassign",
            "{\"to\":\"user:nobody\"}",
            422,
            "invalid",
            "nobody",
            ""),
        arguments(
            "POST /work-items/" + ITEM + ":complete",
            "{\"outputs\":{\"wrong\":1}}",
            422,
            "invalid",
            "There is no output `wrong`.",
            ""),
        arguments("POST /work-items/x.y.1:claim", "", 404, "not-found", "work item", "x.y.1"),
        arguments("POST /work-items/" + RUN + ".y.1:claim", "", 404, "not-found", "work item", RUN),
        arguments(
            "PUT /users/Bad Name", "{\"name\":\"a\",\"email\":\"b\"}", 422, "invalid", "", ""),
        arguments(
            "PUT /users/zoe", "{\"name\":\"Zoe\"}", 400, "malformed", "`email` is missing", ""),
        arguments(
            "PUT /groups/zoo",
            "{\"label\":\"Zoo\",\"members\":[\"nobody\"]}",
            422,
            "invalid",
            "\"path\":\"members",
            "nobody"),
        arguments("DELETE /queues/none/members/ada", "", 404, "not-found", "queue", "none"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void wrongJson(
      String call, String body, int status, String problem, String words, String moreWords) {
    var space = call.indexOf(' ');
    var path = "/api/v1" + call.substring(space + 1).replace(" ", "%20");
    var answer = node.call(call.substring(0, space), path).as("ada").json(body).wrong().send();
    assertThat(answer.body()).contains(words).contains(moreWords);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(problem);
  }

  static Stream<Arguments> wrongQuestions() {
    return Stream.of(
        arguments("/api/v1/runs?status=Done", 400, "InProgress, Completed"),
        arguments("/api/v1/runs?limit=0", 400, "from 1 to 200"),
        arguments("/api/v1/runs?limit=201", 400, "from 1 to 200"),
        arguments("/api/v1/runs?limit=many", 400, "\"path\":\"limit\""),
        arguments("/api/v1/runs?limit=1&limit=2", 400, "more than once"),
        arguments("/api/v1/runs?stauts=Error", 400, "There is no parameter `stauts` here."),
        arguments("/api/v1/runs?order=sideways", 400, "NEWEST, OLDEST"),
        arguments("/api/v1/runs?record=Quote", 400, "as in Quote/Q-7"),
        arguments("/api/v1/runs?input=Q-7", 400, "as in quote=Q-7"),
        arguments("/api/v1/runs?parent=Q-7", 400, "Send the id of a run"),
        arguments("/api/v1/runs?startedFrom=yesterday", 400, "2026-01-31T10:00:00Z"),
        arguments("/api/v1/runs?startedBefore=2026-13-01", 400, "\"path\":\"startedBefore\""),
        arguments("/api/v1/runs?stage=" + "s".repeat(201), 400, "at most 200"),
        arguments("/api/v1/runs?cursor=" + "c".repeat(2_001), 400, "at most 2000"),
        arguments("/api/v1/runs/x", 404, "There is no run `x`."),
        arguments("/api/v1/runs/" + RUN, 404, RUN),
        arguments("/api/v1/runs/" + RUN + "/events", 404, RUN),
        arguments("/api/v1/runs/" + RUN + "/history", 404, RUN),
        arguments("/api/v1/runs/" + RUN + "/history?limit=0", 400, "from 1 to 1000"),
        arguments("/api/v1/runs/" + RUN + "/events?limit=1001", 400, "from 1 to 1000"),
        arguments("/api/v1/runs/" + RUN + "/stream", 404, RUN),
        arguments("/api/v1/work-items?for=somebody", 400, "record:Type/id"),
        arguments("/api/v1/work-items?for=record:Employee", 400, "record:Employee/E-1001"),
        arguments("/api/v1/work-items?state=any", 400, "OPEN, CLOSED"),
        arguments("/api/v1/work-items?cursor=x", 400, "`nextCursor`"),
        arguments("/api/v1/work-items/" + ITEM + "x", 404, "work item"),
        arguments("/api/v1/orchestrations/hello/versions/0", 404, "version 0"),
        arguments("/api/v1/orchestrations/hello/versions/x", 404, "There is nothing at"),
        arguments("/api/v1/users/nobody", 404, "There is no user `nobody`."),
        arguments("/api/v1/nothing", 404, "There is nothing at `/api/v1/nothing`."),
        arguments("/api/v2/runs", 404, "/docs"),
        arguments("/nothing.js", 404, "There is nothing at"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void wrongQuestions(String path, int status, String words) {
    var answer = node.call("GET", path).as("ada").wrong().send();
    assertThat(answer.body()).contains(words);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(status == 404 ? "not-found" : "malformed");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void wrongMethodsAreToldWhichAreRight(String call, String allowed) {
    var parts = call.split(" ");
    var answer = node.call(parts[0], "/api/v1" + parts[1]).as("ada").wrong().send();
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.problem()).isEqualTo("method-not-allowed");
    assertThat(answer.header("Allow")).isEqualTo(allowed);
  }

  static Stream<Arguments> wrongMethodsAreToldWhichAreRight() {
    return Stream.of(
        arguments("DELETE /runs", "GET, POST"),
        arguments("GET /runs/" + RUN + ":cancel", "POST"),
        arguments("GET /runs/" + RUN + ":retry", "POST"),
        arguments("POST /runs/" + RUN, "GET"),
        arguments("POST /flows", "GET"),
        arguments("POST /flows/x", "GET, PUT"),
        arguments("GET /flows:check", "POST"),
        arguments("GET /flows/x/versions/1:activate", "POST"),
        arguments("POST /groups/g/members/u", "DELETE, PUT"));
  }
}
