package baton.published;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.DecisionDefinition;
import baton.definition.StageDefinition;
import baton.run.RunStatus;
import baton.run.RunView;
import baton.run.StageStatus;
import baton.run.StepStatus;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Orchestrations that others have published, rewritten in the native format, run to the end on
 * every path: each answer that a person may give, each change that somebody may make meanwhile,
 * each loop not at all, once and twice.
 */
class PublishedOrchestrationsTest {
  private static final List<String> STATES =
      List.of(
          "New",
          "Open",
          "In Progress",
          "Resolved",
          "Escalated",
          "Completed",
          "Closed",
          "Waiting"); // of which the orchestration knows nothing

  private static final Map<String, String> STAGE_OF_STATE =
      Map.of(
          "New", "first_response",
          "Open", "qualification",
          "In Progress", "notification",
          "Resolved", "resolution",
          "Escalated", "escalation",
          "Completed", "closure",
          "Closed", "closure");

  /** How often somebody moves an incident on each path: a stage is left, and entered twice more. */
  private static final int MOST_CHANGES = 2;

  /** What was seen on any path, so that nothing of a text stays unvisited. */
  private static final class Seen {
    final TreeSet<String> outcomes = new TreeSet<>();
    final TreeSet<String> completedSteps = new TreeSet<>();
    final TreeSet<Integer> longest = new TreeSet<>();

    void add(Walk walk, RunView view) {
      outcomes.addAll(walk.outcomes);
      for (var stage : view.stages()) {
        longest.add(stage.visit());
        for (var step : stage.steps()) {
          if (step.status() == StepStatus.Completed) {
            completedSteps.add(step.name());
          }
        }
      }
    }

    void assertAll(Published published) {
      for (var element : published.orchestration().elements().values()) {
        switch (element) {
          case StageDefinition stage ->
              stage.steps().forEach(step -> assertThat(completedSteps).contains(step.name()));
          case DecisionDefinition decision -> {
            decision
                .outcomes()
                .forEach(o -> assertThat(outcomes).contains(decision.name() + "=" + o.name()));
            assertThat(outcomes.stream().filter(o -> o.startsWith(decision.name() + "=")))
                .hasSize(decision.outcomes().size() + 1);
          }
        }
      }
    }
  }

  private static void everyPath(String name, Function<Walk, RunView> walk) {
    var published = Published.named(name);
    var seen = new Seen();
    var count =
        Paths.all(way -> {
          var walking = new Walk(published, way);
          var view = walk.apply(walking);
          assertThat(view.status()).as("%s", way).isEqualTo(RunStatus.Completed);
          assertThat(view.stages())
              .as("%s", way)
              .allMatch(stage -> stage.status() == StageStatus.Completed);
          seen.add(walking, view);
        });
    seen.assertAll(published);
    System.out.println(
        "published orchestration %s: paths=%,d, most visits of a stage=%d"
            .formatted(name, count, seen.longest.last()));
  }

  @Test
  void recruitingEndsWithAnOfferOrAKindWord() {
    everyPath(
        "recruiting",
        walk -> {
          walk.numbers.put("experience", numbers(1, 5));
          walk.numbers.put("values", numbers(1, 5));
          walk.numbers.put("leadership", numbers(1, 3, 5));
          walk.flows.put("Person", "P-1", 1, texts("Role", "recruiter", "Username", "nick"));
          walk.startByRecord("Position", "J-1", position());
          var view = walk.goOn(List::of);
          var screened =
              number(walk, "experience") + number(walk, "values") + recommended(walk, "advised");
          var expected = new ArrayList<>(List.of("usernames", "screening"));
          if (screened < 9) {
            expected.add("rejection");
          } else {
            expected.add("interview");
            if (number(walk, "leadership") + recommended(walk, "recommended") >= 8) {
              expected.add("offer");
            }
          }
          assertThat(walk.stages()).as("%s", walk.way).isEqualTo(expected);
          assertThat(walk.flows.all("Offer")).hasSize(expected.contains("offer") ? 1 : 0);
          assertThat(item(view, "phone_screen").assignee()).isEqualTo("user:nick");
          return view;
        });
  }

  private static List<JsonNode> numbers(int... numbers) {
    return Arrays.stream(numbers).<JsonNode>mapToObj(IntNode::valueOf).toList();
  }

  private static int number(Walk walk, String field) {
    return walk.typed.get(field).asInt();
  }

  private static int recommended(Walk walk, String field) {
    return walk.typed.get(field).asBoolean() ? 5 : 1;
  }

  private static Map<String, JsonNode> position() {
    var fields = texts("Title", "Engineer");
    fields.put("Owner", JsonNodeFactory.instance.objectNode().put("Username", "olga"));
    fields.put("HiringManager", JsonNodeFactory.instance.objectNode().put("Username", "hans"));
    return fields;
  }

  @Test
  void anIncidentGoesThroughTheStageOfEveryStateItIsIn() {
    everyPath(
        "incident",
        walk -> {
          walk.indifferent.addAll(List.of("more", "channel"));
          return incident(walk, MOST_CHANGES);
        });
  }

  @Test
  void anIncidentThatNobodyMovesGoesOnWhateverPeopleAnswer() {
    var published = Published.named("incident");
    var count =
        Paths.all(way ->
            assertThat(incident(new Walk(published, way), 0).status())
                .as("%s", way)
                .isEqualTo(RunStatus.Completed));
    assertThat(count)
        .isEqualTo(1 + 4 * 3 * 2); // closed at once, or every answer, or resolved before notified
  }

  private static RunView incident(Walk walk, int mostChanges) {
    walk.flows.put("Milestone", "M-1", 1, milestone("first response"));
    walk.flows.put("Milestone", "M-2", 1, milestone("closure"));
    walk.startByRecord(
        "Incident", "I-1", texts("Status", "New", "Subject", "Fire", "OwnerEmail", "o@x.org"));
    var changes = new int[1];
    var view = walk.goOn(() -> changes(walk, changes, mostChanges));
    assertThat(walk.stages()).as("%s", walk.way).isEqualTo(byStates(view));
    return view;
  }

  /** Somebody may move the incident to any state, so often; then only on towards its end. */
  private static List<Walk.Move> changes(Walk walk, int[] changes, int most) {
    var now = walk.flows.stored("Incident", "I-1").fields().get("Status").asText();
    var states =
        changes[0] < most
            ? STATES
            : now.equals("In Progress") || now.equals("Escalated")
                ? List.of("Resolved")
                : List.<String>of();
    return states.stream()
        .filter(state -> !state.equals(now))
        .map(state ->
            new Walk.Move(
                state,
                () -> {
                  changes[0]++;
                  walk.change("Status", state);
                }))
        .toList();
  }

  /** Each look at the incident leads to the stage of the state that was seen, and back. */
  private static List<String> byStates(RunView view) {
    var expected = new ArrayList<String>();
    for (var stage : view.stages()) {
      if (stage.name().equals("refresh")) {
        expected.add("refresh");
        var state = stage.steps().getFirst().outputs().get("state").asText();
        if (STAGE_OF_STATE.containsKey(state)) {
          expected.add(STAGE_OF_STATE.get(state));
        }
      }
    }
    return expected;
  }

  private static Map<String, JsonNode> milestone(String name) {
    var fields = texts("Incident", "I-1", "Name", name);
    fields.put("Done", JsonNodeFactory.instance.booleanNode(false));
    return fields;
  }

  @Test
  void aContractIsDecidedByOneAndReadByAnother() {
    everyPath(
        "contract",
        walk -> {
          walk.startByRecord("Contract", "C-1", texts("Name", "Lease"));
          var view = walk.goOn(List::of);
          assertThat(walk.stages()).containsExactly("approval");
          assertThat(step(view, "finish_contract").inputs().get("decision"))
              .isEqualTo(walk.typed.get("action"));
          assertThat(item(view, "finish_contract").assignee()).isEqualTo("user:owen");
          return view;
        });
  }

  @Test
  void anEnrollmentIsInTimeOrOverdueByItsDeadline() {
    everyPath(
        "enrollment",
        walk -> {
          walk.flows.put("Training", "T-1", 1, texts("Name", "First aid"));
          var inputs = texts("assignee", "u-1", "training", "T-1", "userName", "ada");
          var due = walk.run.now().plus(Duration.ofMinutes(150));
          if (walk.way.choose("deadline in days", 2) == 1) {
            inputs.put("days", JsonNodeFactory.instance.numberNode(1));
            due = walk.run.now().plus(Duration.ofDays(1));
          } else {
            inputs.put("deadline", TextNode.valueOf(due.toString()));
          }
          walk.run.start(inputs, null);
          var view = walk.goOn(walk::timePasses);
          assertThat(walk.stages()).containsExactly("enroll");
          var late = !step(view, "start_enrollment").endedAt().isBefore(nextLook(due));
          assertThat(step(view, "watch_deadline").outputs().get("overdue").asBoolean())
              .as("%s", walk.way)
              .isEqualTo(late);
          assertThat(walk.flows.all("Deadline")).hasSize(1);
          assertThat(walk.flows.all("Enrollment")).hasSize(1);
          return view;
        });
  }

  /** The deadline is looked at every hour from half past nine. */
  private static Instant nextLook(Instant due) {
    var minutes = due.atOffset(ZoneOffset.UTC).getMinute();
    return minutes == 30 ? due : due.plus(Duration.ofMinutes(30));
  }

  private static RunView.StepView step(RunView view, String name) {
    return view.stages().stream()
        .flatMap(stage -> stage.steps().stream())
        .filter(step -> step.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static RunView.WorkItemView item(RunView view, String step) {
    return step(view, step).workItem();
  }

  private static Map<String, JsonNode> texts(String... namesAndValues) {
    var fields = new LinkedHashMap<String, JsonNode>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i], TextNode.valueOf(namesAndValues[i + 1]));
    }
    return fields;
  }
}
