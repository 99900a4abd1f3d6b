package baton.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The first run of a fresh node, as a client sees it: submitted over HTTP, told milestone by
 * milestone, its work items left to the reader or answered by itself.
 */
final class Demo {
  private static final String STARTER = "ada";
  private static final Duration LOOK_AGAIN = Duration.ofMillis(150);

  /** A demonstration that answers by itself and is not through by then has failed. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Map<String, String> MILESTONES =
      Map.ofEntries(
          Map.entry("run-started", "Run started"),
          Map.entry("stage-started", "  Stage %s started"),
          Map.entry("stage-completed", "  Stage %s completed"),
          Map.entry("step-started", "    Step %s started"),
          Map.entry("step-completed", "    Step %s completed"),
          Map.entry("step-skipped", "    Step %s skipped"),
          Map.entry("step-failed", "    Step %s failed"),
          Map.entry("work-item-assigned", "    Work item of step %s assigned to %s"),
          Map.entry("work-item-completed", "    Work item of step %s completed by %s"),
          Map.entry("decision-taken", "  Decision %s taken"),
          Map.entry("run-completed", "Run completed"),
          Map.entry("run-failed", "Run failed"),
          Map.entry("run-canceled", "Run canceled"));

  private final Console console;
  private final DemoClient client;
  private final Set<String> announced = new TreeSet<>();
  private String run = "";
  private int told;

  Demo(Console console, String base) {
    this.console = console;
    this.client = new DemoClient(base);
  }

  /** Submits a run and tells its milestones until it has ended; for ever, if a person lets it. */
  void watch() {
    submit();
    while (!told()) {
      waitingFor().forEach(this::announce);
      pause();
    }
  }

  /** The same, but answers the work items; true when the run was completed in time. */
  boolean finish() {
    try {
      return finished();
    } catch (RuntimeException failed) {
      console.say("The demonstration failed: " + failed.getMessage());
      return false;
    }
  }

  private boolean finished() {
    submit();
    var late = Instant.now().plus(PATIENCE);
    while (!told()) {
      if (Instant.now().isAfter(late)) {
        console.say("The run is not completed after " + PATIENCE.toSeconds() + " s");
        return false;
      }
      waitingFor().forEach(this::answer);
      pause();
    }
    return client.get("/runs/" + run, STARTER).path("status").asText().equals("Completed");
  }

  private void submit() {
    var inputs = JsonNodeFactory.instance.objectNode();
    inputs.put("employee", "1042");
    inputs.put("name", "Noor Haddad");
    inputs.put("manager", STARTER);
    inputs.put("startsOn", LocalDate.now(ZoneOffset.UTC).plusDays(14).toString());
    var submission = JsonNodeFactory.instance.objectNode();
    submission.put("orchestration", "employee_onboarding");
    submission.set("inputs", inputs);
    run = client.post("/runs", STARTER, submission).path("id").asText();
    console.say("Submitted a run of employee_onboarding: " + client.base() + "/runs/" + run);
  }

  /** Tells what is new; true when the run has ended. */
  private boolean told() {
    var ended = false;
    for (var event : client.get("/runs/" + run + "/events", STARTER).path("items")) {
      if (event.path("sequence").asInt() <= told) {
        continue;
      }
      told = event.path("sequence").asInt();
      var type = event.path("type").asText();
      var words = MILESTONES.get(type);
      if (words != null) {
        var about = event.path("data");
        console.say(words.formatted(subject(about), person(about)));
      }
      ended |= Set.of("run-completed", "run-failed", "run-canceled").contains(type);
    }
    return ended;
  }

  private static String subject(JsonNode event) {
    for (var field : List.of("step", "stage", "decision")) {
      if (event.hasNonNull(field)) {
        return event.path(field).asText();
      }
    }
    return "";
  }

  private static String person(JsonNode event) {
    return event.hasNonNull("assignee")
        ? event.path("assignee").asText().replace(":", " ")
        : event.path("by").asText();
  }

  private List<JsonNode> waitingFor() {
    var items = new ArrayList<JsonNode>();
    for (var stage : client.get("/runs/" + run, STARTER).path("stages")) {
      for (var step : stage.path("steps")) {
        var item = step.path("workItem");
        if (Set.of("Assigned", "Claimed").contains(item.path("status").asText())) {
          items.add(item);
        }
      }
    }
    return items;
  }

  private void announce(JsonNode item) {
    if (announced.add(item.path("id").asText() + item.path("assignee").asText())) {
      console.say(
          "Waiting for you, as "
              + someone(item)
              + ": open "
              + client.base()
              + "/records/"
              + item.path("recordType").asText()
              + "/"
              + item.path("recordId").asText());
    }
  }

  /** The assignee, or the first member of the assigned group or queue. */
  private String someone(JsonNode item) {
    var assignee = item.path("assignee").asText().split(":", 2);
    if (assignee[0].equals("user")) {
      return assignee[1];
    }
    var circle = client.get("/" + assignee[0] + "s/" + assignee[1], STARTER);
    return circle.path("members").path(0).asText();
  }

  private void answer(JsonNode item) {
    var person = someone(item);
    var path = "/work-items/" + item.path("id").asText() + "/interview";
    var interview = client.get(path, person);
    while (interview.path("state").asText().equals("screen")) {
      var screen = interview.path("screen");
      var answer = JsonNodeFactory.instance.objectNode();
      answer.put("action", "next");
      answer.put("screen", screen.path("name").asText());
      answer.set("values", values(screen));
      interview = client.post(path, person, answer);
    }
  }

  /** Plausible values for every field that is asked for. */
  private static ObjectNode values(JsonNode screen) {
    var values = JsonNodeFactory.instance.objectNode();
    for (var field : screen.path("fields")) {
      var name = field.path("name").asText();
      var choice = field.path("choices").path(0).path("value");
      switch (field.path("kind").asText()) {
        case "radio", "dropdown" -> values.set(name, choice);
        case "multi_select" -> values.putArray(name).add(choice);
        case "number" -> values.put(name, 48_000);
        case "checkbox" -> values.put(name, true);
        case "text", "long_text" -> values.put(name, "Answered by the demonstration.");
        default -> {}
      }
    }
    return values;
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN.toMillis()));
  }
}
