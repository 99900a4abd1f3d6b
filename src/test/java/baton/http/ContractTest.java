package baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Assignee;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every documented operation, as the document says it: {@link ContractClient} compares. */
class ContractTest {
  private static NodeForTests node;

  @BeforeAll
  static void start() {
    node = new NodeForTests();
  }

  @AfterAll
  static void everyOperationWasExercised() {
    node.close();
    var left = new TreeSet<>(ContractClient.CONTRACT.operations());
    left.removeAll(node.exercised());
    assertThat(left).as("documented operations that no test here calls").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"orchestrations", "flows"})
  void definitionsAreDeployedCheckedActivatedAndShown(String kind) {
    var text = "label: First\nmaybe: incomplete\n";
    var path = "/api/v1/" + kind + "/onboarding";
    var draft = node.call("PUT", path).as("ada").yaml(text).send();
    assertThat(draft.status()).isEqualTo(201);
    assertThat(draft.header("Location")).isEqualTo(path + "/versions/1");
    assertThat(draft.json().at("/warnings/0/line").asInt()).isEqualTo(2);
    assertThat(node.call("PUT", path).as("ada").yaml(text).send().status()).isEqualTo(200);
    assertThat(node.call("POST", path + "/versions/1:activate").as("ada").send().status())
        .isEqualTo(422);

    assertThat(node.put(path, "{\"label\":\"Second\"}").status()).isEqualTo(201);
    var active = node.call("POST", path + "/versions/2:activate").as("ada").send();
    assertThat(active.json().path("status").asText()).isEqualTo("active");
    var again = node.put(path, "{\"label\":\"Second\"}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("status").asText()).isEqualTo("active");
    assertThat(node.call("POST", path + "/versions/3:activate").as("ada").send().status())
        .isEqualTo(404);

    assertThat(node.get("/api/v1/" + kind).json().at("/items/0/activeVersion").asInt())
        .isEqualTo(2);
    assertThat(node.get(path).json().at("/versions/1/status").asText()).isEqualTo("draft");
    assertThat(node.get(path + "/versions/1").body()).isEqualTo(text);
    assertThat(node.get(path + "/versions/2").header("Content-Type")).isEqualTo("application/json");
    assertThat(node.get(path + "/versions/9").status()).isEqualTo(404);
    assertThat(node.get("/api/v1/" + kind + "/nothing").status()).isEqualTo(404);

    var checked = node.call("POST", "/api/v1/" + kind + ":check?file=a.yaml").yaml(text).send();
    assertThat(checked.json().path("valid").asBoolean()).isFalse();
    assertThat(checked.json().at("/problems/0/file").asText()).isEqualTo("a.yaml");
  }

  @Test
  void tasksAreFetchedExtendedCompletedAndFailed() {
    node.tasks.add("resize", "01930f5e-0000-7000-8000-000000000001", "a");
    node.tasks.add("resize", "01930f5e-0000-7000-8000-000000000001", "b");
    var fetched =
        node.post("/api/v1/tasks:fetch", "{\"types\":[\"resize\"],\"max\":5,\"wait\":\"1s\"}")
            .json();
    assertThat(fetched.path("items")).hasSize(2);
    assertThat(fetched.at("/items/0/inputs/name").asText()).isEqualTo("a");
    var one = "\"id\":\"%s\",\"lease\":\"%s\"";
    var a = one.formatted(text(fetched, "/items/0/id"), text(fetched, "/items/0/lease"));
    var b = one.formatted(text(fetched, "/items/1/id"), text(fetched, "/items/1/lease"));
    var stale = one.formatted(text(fetched, "/items/1/id"), "other");

    assertThat(
            node.post(
                    "/api/v1/tasks:extend",
                    "{\"lease\":\"2m\",\"items\":[{%s},{%s}]}".formatted(a, stale))
                .json()
                .findValuesAsText("status"))
        .containsExactly("done", "stale");
    var refused =
        node.post(
                "/api/v1/tasks:complete",
                "{\"items\":[{%s,\"outputs\":{\"wrong\":1}}]}".formatted(a))
            .json();
    assertThat(text(refused, "/items/0/status")).isEqualTo("refused");
    assertThat(text(refused, "/items/0/why")).contains("must be a number");
    assertThat(
            node.post(
                    "/api/v1/tasks:complete",
                    "{\"items\":[{%s,\"outputs\":{\"n\":1},\"comments\":\"fine\"}]}".formatted(a))
                .json()
                .findValuesAsText("status"))
        .containsExactly("done");
    assertThat(
            node.post(
                    "/api/v1/tasks:fail",
                    "{\"items\":[{%s,\"fault\":\"broken\",\"retry\":true},{%s,\"fault\":\"late\"}]}"
                        .formatted(b, a))
                .json()
                .findValuesAsText("status"))
        .containsExactly("done", "stale");
    var nothing = node.call("GET", "/api/v1/tasks:stream?types=resize&max=0").as("ada").wrong();
    assertThat(nothing.send().status()).isEqualTo(400);
    for (var wrong :
        new String[] {
          "{\"types\":[]}",
          "{\"types\":[\"a b\"]}",
          "{\"types\":[\"a\"],\"max\":1001}",
          "{\"types\":[\"a\"],\"wait\":\"61s\"}",
          "{\"types\":[\"a\"],\"lease\":\"13h\"}"
        }) {
      assertThat(
              node.call("POST", "/api/v1/tasks:fetch")
                  .as("ada")
                  .wrong()
                  .json(wrong)
                  .send()
                  .status())
          .as(wrong)
          .isEqualTo(400);
    }
  }

  private static String text(com.fasterxml.jackson.databind.JsonNode json, String place) {
    return json.at(place).asText();
  }

  @Test
  void runsAreSubmittedShownListedStreamedAndCanceled() {
    var name = active();
    var body = "{\"orchestration\":\"%s\",\"inputs\":{\"recordId\":null}}".formatted(name);
    var accepted = node.post("/api/v1/runs", body);
    assertThat(accepted.status()).isEqualTo(202);
    var self = accepted.json().at("/links/self").asText();
    assertThat(accepted.header("Location")).isEqualTo(self);

    var key = UUID.randomUUID().toString();
    var first = submit("?wait=10s", key, body);
    assertThat(first.status()).isEqualTo(201);
    assertThat(submit("?wait=500ms", key, body).status()).isEqualTo(200);
    assertThat(submit("", key, body).json().path("created").asBoolean()).isFalse();

    assertThat(node.get(self).json().path("status").asText()).isEqualTo("InProgress");
    assertThat(
            node.get("/api/v1/runs?orchestration=" + name + "&status=InProgress")
                .json()
                .path("items"))
        .hasSize(2);
    assertThat(
            node.get(
                    "/api/v1/runs?stage=prepare&record=Employee/E-1001&input=recordId%3DE-1001"
                        + "&startedFrom=2026-11-22&startedBefore=2026-11-22T10:00:00Z&order=oldest"
                        + "&orchestration="
                        + name)
                .json()
                .path("items"))
        .hasSize(2);
    assertThat(node.get("/api/v1/runs?parent=" + UUID.randomUUID()).json().path("items")).isEmpty();
    assertThat(node.get("/api/v1/runs?businessKey=nothing").json().path("items")).isEmpty();
    var page = node.get("/api/v1/runs?orchestration=" + name + "&limit=1").json();
    assertThat(page.path("items")).hasSize(1);
    var rest = "/api/v1/runs?orchestration=" + name + "&cursor=";
    assertThat(node.get(rest + page.path("nextCursor").asText()).json().path("items")).hasSize(1);

    var why = node.get(self + "/why").json();
    assertThat(why.at("/stages/0/steps/0/why/condition/requirements/0/holds").asBoolean(true))
        .isFalse();
    assertThat(why.at("/stages/0/why/waitsFor/0/name").asText()).isEqualTo(RunsInMemory.STEP);

    var history = node.get(self + "/events").json();
    assertThat(history.at("/items/1/data/assignee").asText()).isEqualTo("queue:it_support");
    assertThat(history.at("/items/1/data").has("flagged")).isFalse();
    var part = node.get(self + "/events?limit=1").json();
    assertThat(part.path("items")).hasSize(1);
    assertThat(
            node.get(self + "/events?cursor=" + part.path("nextCursor").asText())
                .json()
                .path("items"))
        .hasSize(2);

    var milestones = node.get(self + "/history?limit=2").json();
    assertThat(milestones.path("items")).hasSize(2);
    assertThat(
            node.get(self + "/history?cursor=" + milestones.path("nextCursor").asText())
                .json()
                .at("/items/0/tookMillis")
                .asInt())
        .isEqualTo(1_500);
    for (var view : new String[] {"/events", "/history"}) {
      var lines = node.call("GET", self + view).header("Accept", "application/x-ndjson").send();
      assertThat(lines.header("Content-Type")).startsWith("application/x-ndjson");
      assertThat(lines.body().lines()).hasSize(3).allMatch(line -> line.startsWith("{"));
      assertThat(
              node.call("GET", "/api/v1/runs/" + UUID.randomUUID() + view)
                  .header("Accept", "application/x-ndjson")
                  .send()
                  .status())
          .isEqualTo(404);
    }

    var event = "{\"run\":\"%s\",\"step\":\"x\",\"stepStatus\":\"Completed\",\"payload\":{}}";
    var id = accepted.json().path("id").asText();
    assertThat(node.post("/api/v1/events", event.formatted(id)).status()).isEqualTo(200);

    var migrate = "/api/v1/orchestrations/" + name + "/versions/1:migrate";
    var led = node.post(migrate, "{\"dryRun\":true,\"steps\":{\"c\":\"d\"}}");
    assertThat(led.json().path("dryRun").asBoolean()).isTrue();
    assertThat(led.json().path("notMigrated")).isEmpty();
    node.post("/api/v1/runs", "{\"orchestration\":\"%s\",\"businessKey\":\"k\"}".formatted(name));
    node.put("/api/v1/orchestrations/" + name, "{ }");
    var kept = node.post(migrate.replace("1:", "2:"), "{}").json().path("notMigrated");
    assertThat(kept.at("/0/outcome").asText()).isEqualTo("Waiting");
    assertThat(kept.at("/0/why").asText()).isEqualTo("step a is InProgress");
    assertThat(node.post(migrate, "{\"cursor\":\"x\"}").status()).isEqualTo(400);
    assertThat(node.post(migrate.replace("1:", "9:"), "{}").status()).isEqualTo(404);

    assertThat(
            node.post(self + ":suspend", "{\"reason\":\"audit\"}").json().path("status").asText())
        .isEqualTo("Suspended");
    assertThat(node.post(self + ":resume", "{}").json().path("status").asText())
        .isEqualTo("InProgress");
    assertThat(node.post(self + ":retry", "{\"step\":\"a\",\"inputs\":{\"x\":1}}").status())
        .isEqualTo(200);
    assertThat(node.post(self + ":skip", "{\"step\":\"a\",\"outputs\":{}}").status())
        .isEqualTo(200);
    assertThat(node.post(self + ":jump", "{\"stage\":\"prepare\"}").status()).isEqualTo(200);
    assertThat(node.post(self + ":jump", "{\"stage\":\"nowhere\"}").status()).isEqualTo(422);

    assertThat(node.post(self + ":cancel", "{\"reason\":\"not needed\"}").status()).isEqualTo(200);
    assertThat(node.post(self + ":cancel", "{}").status()).isEqualTo(409);
    assertThat(node.get(self + "/stream").body()).contains("event: run\ndata: {", "event: end");
  }

  private static ContractClient.Answer submit(String query, String key, String body) {
    return node.call("POST", "/api/v1/runs" + query)
        .as("ada")
        .header("Idempotency-Key", key)
        .json(body)
        .send();
  }

  /** A fresh orchestration that is active. */
  private static String active() {
    var name = "o" + UUID.randomUUID().toString().replace("-", "");
    node.put("/api/v1/orchestrations/" + name, "{}");
    node.call("POST", "/api/v1/orchestrations/" + name + "/versions/1:activate").as("ada").send();
    return name;
  }

  @Test
  void workItemsAreListedClaimedReleasedReassignedAndCompleted() {
    var id = UUID.randomUUID() + ".set_up_laptop.1";
    node.items.add(id, Assignee.parse("queue:it_support"));
    var item = "/api/v1/work-items/" + id;

    var list = node.call("GET", "/api/v1/work-items?for=me&q=laptop").as("ken").send().json();
    assertThat(list.findValuesAsText("id")).contains(id);
    assertThat(
            node.call("GET", "/api/v1/work-items?for=record:Employee/E-1001&state=open")
                .as("ken")
                .send()
                .json()
                .findValuesAsText("id"))
        .contains(id);
    assertThat(node.call("GET", "/api/v1/work-items:stream?x=1").wrong().send().problem())
        .isEqualTo("malformed");
    assertThat(
            node.call("GET", "/api/v1/work-items:count")
                .as("ken")
                .send()
                .json()
                .at("/queues/it_support")
                .asInt())
        .isEqualTo(1);
    assertThat(node.get(item).json().path("mine").asBoolean()).isFalse();
    assertThat(node.call("GET", item).as("ken").send().json().path("mine").asBoolean()).isTrue();

    assertThat(node.call("POST", item + ":claim").as("ada").send().status()).isEqualTo(403);
    assertThat(
            node.call("POST", item + ":claim").as("ken").send().json().path("claimedBy").asText())
        .isEqualTo("ken");
    assertThat(node.call("POST", item + ":claim").as("linus").send().problem())
        .isEqualTo("claimed-by-other");
    assertThat(node.call("POST", item + ":release").as("ken").send().json().path("status").asText())
        .isEqualTo("Assigned");
    var moved =
        node.call("POST", item + ":reassign")
            .as("ken")
            .json("{\"to\":\"user:linus\",\"reason\":\"on leave\"}")
            .send();
    assertThat(moved.json().path("assignee").asText()).isEqualTo("user:linus");
    assertThat(
            node.call("POST", item + ":complete")
                .as("linus")
                .json("{\"outputs\":{\"laptop\":\"L-1\"}}")
                .send()
                .json()
                .path("completedBy")
                .asText())
        .isEqualTo("linus");
    assertThat(node.call("POST", item + ":complete").as("linus").json("{}").send().problem())
        .isEqualTo("already-completed");
  }

  @Test
  void aScreenFlowIsAnsweredUntilItsItemIsDone() {
    var id = UUID.randomUUID() + ".set_up_laptop.1";
    node.items.add(id, Assignee.parse("queue:it_support"));
    var path = "/api/v1/work-items/" + id + "/interview";
    var answer = "{\"action\":\"%s\",\"screen\":\"laptop\",\"values\":{\"serial\":\"%s\"}}";

    assertThat(node.call("GET", path).as("ada").send().problem()).isEqualTo("not-assigned-to-you");
    var draft = node.call("GET", "/api/v1/work-items/" + id + "/draft").as("ken").send();
    assertThat(draft.json().path("values")).isEmpty();
    var opened = node.call("GET", path).as("ken").send().json();
    assertThat(opened.at("/screen/fields/1/name").asText()).isEqualTo("serial");
    assertThat(opened.at("/screen/fields/1").has("value")).isFalse();
    for (var action : new String[] {"save", "preview", "back"}) {
      var shown = node.call("POST", path).as("ken").json(answer.formatted(action, "S-1")).send();
      assertThat(shown.json().at("/screen/fields/1/value").asText()).isEqualTo("S-1");
    }
    var search = path + "/search?screen=laptop&field=";
    var found = node.call("GET", search + "serial&words=new").as("ken").send().json();
    assertThat(found.at("/items/0/label").asText()).isEqualTo("Laptop new");
    assertThat(found.path("more").asBoolean()).isTrue();
    var held = node.call("GET", search + "serial&record=L-7").as("ken").send().json();
    assertThat(held.at("/items/0/value").asText()).isEqualTo("L-7");
    assertThat(node.call("GET", search + "size&words=x").as("ken").send().status()).isEqualTo(422);
    assertThat(node.call("GET", search + "serial").as("ada").send().status()).isEqualTo(403);
    var wrong = node.call("POST", path).as("ken").json(answer.formatted("next", "")).send();
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().at("/problems/0/path").asText()).isEqualTo("values.serial");
    assertThat(node.call("POST", path).as("ken").json("{\"action\":\"restart\"}").send().status())
        .isEqualTo(200);
    var done = node.call("POST", path).as("ken").json(answer.formatted("next", "S-2")).send();
    assertThat(done.json().path("state").asText()).isEqualTo("finished");
    assertThat(node.call("GET", path).as("ken").send().json().path("state").asText())
        .isEqualTo("finished");
    assertThat(node.call("GET", path).as("linus").send().problem()).isEqualTo("already-completed");
  }

  @Test
  void recordsAreCreatedChangedListedAndDeleted() {
    var path = "/api/v1/records/Employee/E-" + UUID.randomUUID();
    var made = node.put(path, "{\"fields\":{\"Name\":\"Noor\",\"Left\":null}}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo(path);
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(made.json().path("fields").has("Left")).isFalse();
    assertThat(node.put(path, "{\"fields\":{\"Name\":\"Noor\"}}").status()).isEqualTo(200);

    var change = "{\"fields\":{\"Status\":\"Hired\",\"Name\":null}}";
    var patched =
        node.call("PATCH", path).as("ken").header("If-Match", "\"1\"").json(change).send();
    assertThat(patched.json().path("version").asInt()).isEqualTo(2);
    assertThat(patched.json().path("fields").toString()).isEqualTo("{\"Status\":\"Hired\"}");
    assertThat(
            node.call("PATCH", path)
                .as("ken")
                .header("If-Match", "\"1\"")
                .json(change)
                .send()
                .problem())
        .isEqualTo("other-version");
    assertThat(
            node.call("PUT", path)
                .as("ken")
                .header("If-None-Match", "*")
                .json("{\"fields\":{}}")
                .send()
                .status())
        .isEqualTo(412);
    assertThat(node.get(path).json().path("changedBy").asText()).isEqualTo("ken");
    assertThat(node.get(path + "0").status()).isEqualTo(404);
    var only = "/api/v1/records/Employee?id=" + path.substring(path.lastIndexOf('/') + 1);
    assertThat(node.get(only).json().at("/items/0/version").asInt()).isEqualTo(2);
    assertThat(node.get(only + "0").json().path("items")).isEmpty();
    var wrong = node.put(path, "{\"fields\":{\"Id\":\"x\"}}");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().at("/problems/0/path").asText()).isEqualTo("fields.Id");

    assertThat(node.get("/api/v1/records/Employee?q=hired").json().path("items")).hasSize(1);
    assertThat(node.get("/api/v1/records/Employee?q=fired&limit=1").json().path("items")).isEmpty();
    assertThat(node.call("DELETE", path).as("ada").send().json().path("deleted").asBoolean())
        .isTrue();
    assertThat(node.put(path, "{\"fields\":{}}").problem()).isEqualTo("wrong-state");
    assertThat(node.get("/api/v1/records/Employee?q=hired").json().path("items")).isEmpty();
  }

  @Test
  void typesOfRecordsAreDeclared() {
    var path = "/api/v1/record-types/Order";
    assertThat(node.get(path).status()).isEqualTo(404);
    var declared =
        node.put(
            path,
            "{\"label\":\"Order\",\"fields\":[{\"name\":\"Status\",\"kind\":\"picklist\","
                + "\"choices\":[\"open\",\"sent\"],\"required\":true},{\"name\":\"Note\"}]}");
    assertThat(declared.status()).isEqualTo(200);
    assertThat(node.get(path).json().at("/fields/1/kind").asText()).isEqualTo("text");
    assertThat(node.get("/api/v1/record-types").json().at("/items").findValuesAsText("label"))
        .contains("Order");
    var wrong =
        node.put(path, "{\"label\":\"Order\",\"fields\":[{\"name\":\"Id\",\"kind\":\"money\"}]}");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().path("problems").findValuesAsText("path"))
        .containsExactly("fields[0].name", "fields[0].kind");
  }

  @Test
  void theListOfRunsIsWrittenAnewPartByPart() {
    var path = "/api/v1/runs:rebuild-list";
    var first = node.post(path, "{}").json();
    assertThat(first.path("written").asInt()).isEqualTo(2);
    assertThat(first.at("/failed/0/why").asText()).isEqualTo("no definition");
    var next = "{\"cursor\":\"%s\"}".formatted(text(first, "/nextCursor"));
    assertThat(node.post(path, next).json().has("nextCursor")).isFalse();
    assertThat(node.post(path, "{\"cursor\":\"here\"}").status()).isEqualTo(400);
  }

  @Test
  void aRecordIsMadeOnceUnderAKey() {
    var key = UUID.randomUUID().toString();
    var path = "/api/v1/records/Order";
    var body = "{\"fields\":{\"Total\":12.50}}";
    var made = node.call("POST", path).as("ada").header("Idempotency-Key", key).json(body).send();
    assertThat(made.status()).isEqualTo(201);
    var again = node.call("POST", path).as("ada").header("Idempotency-Key", key).json(body).send();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("id")).isEqualTo(made.json().path("id"));
    assertThat(
            node.call("POST", path)
                .as("ada")
                .header("Idempotency-Key", key)
                .json("{\"fields\":{}}")
                .send()
                .problem())
        .isEqualTo("key-reused");
    assertThat(node.post(path, body).status()).isEqualTo(400);
    assertThat(node.post(path, "{\"id\":\"O-1\",\"fields\":{}}").status()).isEqualTo(201);
    assertThat(node.post(path, "{\"id\":\"O-1\",\"fields\":{\"a\":1}}").problem())
        .isEqualTo("wrong-state");
  }

  @Test
  void peopleAreListedAndChanged() {
    assertThat(node.get("/api/v1/users").json().findValuesAsText("username")).contains("ada");
    assertThat(node.get("/api/v1/users/nobody").status()).isEqualTo(404);
    var user = "{\"name\":\"Alan\",\"email\":\"alan@example.org\"}";
    assertThat(node.put("/api/v1/users/alan", user).json().path("active").asBoolean()).isTrue();
    assertThat(node.get("/api/v1/users/alan").json().path("name").asText()).isEqualTo("Alan");
    for (var kind : new String[] {"groups", "queues"}) {
      var path = "/api/v1/" + kind + "/tea";
      assertThat(node.put(path, "{\"label\":\"Tea\",\"members\":[\"ada\"]}").status())
          .isEqualTo(200);
      assertThat(node.call("PUT", path + "/members/alan").as("ada").send().json().path("members"))
          .hasSize(2);
      assertThat(node.put(path, "{\"label\":\"Tea room\"}").json().path("members")).hasSize(2);
      assertThat(
              node.call("DELETE", path + "/members/alan").as("ada").send().json().path("members"))
          .hasSize(1);
      assertThat(node.get(path).json().path("label").asText()).isEqualTo("Tea room");
      assertThat(node.get("/api/v1/" + kind).json().findValuesAsText("name")).contains("tea");
      assertThat(node.put(path, "{\"label\":\"Tea\",\"members\":[\"nobody\"]}").status())
          .isEqualTo(422);
      assertThat(
              node.call("PUT", "/api/v1/" + kind + "/none/members/ada").as("ada").send().status())
          .isEqualTo(404);
    }
  }

  @Test
  void absencesAreKeptAndToldOfByWhoWouldGetThis() {
    var path = "/api/v1/users/margaret/absences";
    var away =
        "{\"from\":\"2031-07-01T00:00:00Z\",\"to\":\"2031-07-15T00:00:00+02:00\","
            + "\"substitute\":\"grace\",\"reason\":\"Holidays\"}";
    assertThat(node.put(path + "/summer", away).json().path("to").asText())
        .isEqualTo("2031-07-14T22:00:00Z");
    assertThat(node.get(path).json().at("/items/0/reason").asText()).isEqualTo("Holidays");
    assertThat(node.get("/api/v1/users/margaret").json().path("absences")).hasSize(1);
    var again = node.put("/api/v1/users/grace/absences/x", away.replace("grace", "margaret"));
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.json().at("/problems/0/message").asText())
        .contains("grace → margaret → grace");

    var question =
        "{\"assign\":{\"user\":\"bob\",\"otherwise\":{\"group\":\"managers\"}},"
            + "\"at\":\"2031-07-02T00:00:00Z\"}";
    var answer = node.post("/api/v1/assignments:resolve", question).json();
    assertThat(text(answer, "/goesTo")).isEqualTo("group:managers");
    assertThat(text(answer, "/skipped/0/who")).isEqualTo("user:bob");
    assertThat(answer.path("people").findValuesAsText("username"))
        .containsExactly("ada", "grace", "margaret");
    assertThat(text(answer, "/people/2/substitute")).isEqualTo("grace");
    assertThat(text(answer, "/people/2/absentUntil")).isEqualTo("2031-07-14T22:00:00Z");
    assertThat(
            node.post("/api/v1/assignments:resolve", "{\"assign\":{\"user\":\"=manager\"}}")
                .status())
        .isEqualTo(422);

    var deleted = node.call("DELETE", path + "/summer").as("ada").send();
    assertThat(deleted.json().path("items")).isEmpty();
    assertThat(node.call("DELETE", path + "/summer").as("ada").send().status()).isEqualTo(200);
    assertThat(node.get("/api/v1/users/nobody/absences").status()).isEqualTo(404);
    var never = node.call("PUT", path + "/x").as("ada").wrong();
    assertThat(never.json("{\"from\":\"soon\",\"to\":\"later\"}").send().body())
        .contains("2026-01-31T10:00:00Z");
  }

  @Test
  void calendarsAreKeptAndReckonedWith() {
    var path = "/api/v1/calendars/office";
    var office =
        "{\"label\":\"Office\",\"zone\":\"Europe/Zurich\",\"holidays\":[\"2026-12-25\"],\"hours\":{"
            + "\"thursday\":[{\"from\":\"09:00\",\"to\":\"17:00\"}],"
            + "\"friday\":[{\"from\":\"09:00\",\"to\":\"17:00\"}],"
            + "\"saturday\":[{\"from\":\"22:00\",\"to\":\"24:00\"}]}}";
    assertThat(node.put(path, office).json().at("/hours/saturday/0/to").asText())
        .isEqualTo("24:00");
    assertThat(node.get(path).json().at("/holidays/0").asText()).isEqualTo("2026-12-25");
    assertThat(node.get("/api/v1/calendars").json().path("items")).hasSize(1);
    var question = "{\"from\":\"2026-12-24T15:00:00Z\",\"workingTime\":\"2h\"}";
    assertThat(text(node.post(path + ":plus", question).json(), "/at"))
        .isEqualTo("2026-12-26T22:00:00Z");
    assertThat(node.post(path + ":plus", question.replace("2h", "20001h")).status()).isEqualTo(400);
    assertThat(node.post("/api/v1/calendars/none:plus", question).status()).isEqualTo(404);
    assertThat(node.get("/api/v1/calendars/none").status()).isEqualTo(404);
    assertThat(node.put(path, office.replace("Europe/Zurich", "Europe/Nowhere")).status())
        .isEqualTo(400);
    assertThat(node.put(path, office.replace("friday", "freitag")).status()).isEqualTo(400);
    assertThat(node.put(path, office.replace("17:00", "08:00")).status()).isEqualTo(422);
    assertThat(node.put(path, office.replaceAll("\"hours\".*", "\"hours\":{}}")).status())
        .isEqualTo(422);
  }

  @Test
  void peopleAreSearchedAndPaged() {
    for (var kind : new String[] {"users", "groups", "queues"}) {
      var path = "/api/v1/" + kind + "?limit=2";
      var first = node.get(path).json();
      assertThat(first.path("items")).hasSize(2);
      var second = node.get(path + "&cursor=" + text(first, "/nextCursor")).json();
      assertThat(second.path("items")).isNotEmpty();
      assertThat(second.path("items")).doesNotContainAnyElementsOf(first.path("items"));
      assertThat(node.get(path + "&search=nothing-like-it").json().path("items")).isEmpty();
      assertThat(node.call("GET", path + "00000").wrong().send().status()).isEqualTo(400);
    }
    assertThat(node.get("/api/v1/users?search=LINDQ").json().at("/items/0/username").asText())
        .isEqualTo("grace");
    assertThat(node.get("/api/v1/queues?search=desk").json().path("items").size()).isGreaterThan(2);
  }

  /** What identity providers ask for in their order is in {@link ScimRoutesTest}. */
  @Test
  void peopleAreProvisioned() {
    for (var each : new String[] {"Users", "Groups"}) {
      var path = "/scim/v2/" + each;
      var body = "{\"userName\":\"hal@example.org\",\"displayName\":\"Hal\"}";
      var id = node.post(path, body).json().path("id").asText();
      assertThat(node.get(path).json().path("totalResults").asInt()).isPositive();
      assertThat(node.get(path + "/" + id).json().path("displayName").asText()).isEqualTo("Hal");
      assertThat(node.put(path + "/" + id, body).status()).isEqualTo(200);
      var patch =
          "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":"
              + "[{\"op\":\"add\",\"path\":\"externalId\",\"value\":\"1\"}]}";
      var patched = node.call("PATCH", path + "/" + id).as("ada").json(patch).send();
      assertThat(patched.json().path("externalId").asText()).isEqualTo("1");
      assertThat(node.call("DELETE", path + "/" + id).as("ada").send().status()).isEqualTo(204);
    }
    for (var about : new String[] {"ResourceTypes", "Schemas"}) {
      var all = node.get("/scim/v2/" + about).json();
      var id = all.at("/Resources/0/id").asText();
      assertThat(node.get("/scim/v2/" + about + "/" + id).json().path("id").asText()).isEqualTo(id);
    }
    assertThat(node.get("/scim/v2/ServiceProviderConfig").status()).isEqualTo(200);
  }

  @Test
  void whoActsIsToldAndChosen() {
    assertThat(node.get("/api/v1/me").json().has("username")).isFalse();
    assertThat(
            node.call("GET", "/api/v1/me").as("ken").send().json().path("queues").get(0).asText())
        .isEqualTo("it_support");
    var chosen =
        node.call("POST", "/api/v1/me")
            .header(Identity.REQUEST_HEADER, "test")
            .json("{\"user\":\"ken\"}")
            .send();
    assertThat(chosen.header("Set-Cookie"))
        .isEqualTo("baton-user=ken; Path=/; HttpOnly; SameSite=Strict");
  }

  @Test
  void caughtMailsAreShown() {
    assertThat(node.get("/api/v1/mails").json().path("items")).hasSize(1);
    assertThat(node.get("/api/v1/mails?to=ken@example.org").json().path("items")).isEmpty();
    var html = node.get("/api/v1/mails/m1/html");
    assertThat(html.body()).startsWith("<p>");
    assertThat(html.header("Content-Security-Policy")).contains("sandbox", "default-src 'none'");
    assertThat(node.get("/api/v1/mails/m2/html").status()).isEqualTo(404);
  }

  @Test
  void theNodeTellsWhetherItIsReady() {
    assertThat(node.get("/health").json().path("status").asText()).isEqualTo("up");
    assertThat(node.get("/ready").status()).isEqualTo(200);
    node.notReady = java.util.Optional.of("Cassandra does not answer");
    try {
      assertThat(node.get("/ready").status()).isEqualTo(503);
    } finally {
      node.notReady = java.util.Optional.empty();
    }
  }

  @Test
  void theDocumentNamesEveryKindOfProblem() {
    for (var type : ProblemType.values()) {
      var word = type.uri().substring(type.uri().lastIndexOf(':') + 1);
      assertThat(Contract.text()).contains("`" + word + "`");
    }
  }
}
