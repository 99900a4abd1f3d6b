package baton.definition;

import static baton.definition.ReadingForTests.read;
import static baton.definition.ReadingForTests.readKnowing;
import static org.assertj.core.api.Assertions.assertThat;

import baton.expression.Type;
import baton.expression.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What definitions are read into. */
class OrchestrationReaderTest {
  static String resource(String name) {
    try (var stream = OrchestrationReaderTest.class.getResourceAsStream("/definition/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void theExampleOfTheDesignTellsOnlyWhatDoesNotExistYet() {
    var result = readKnowing(resource("onboarding.yaml"));
    assertThat(result.told())
        .containsExactly(
            "15:9 MuleSoft steps (`mulesoft`) do not exist yet",
            "23:9 Due dates and escalations (`due`) do not exist yet");
    assertThat(result.orchestration()).isNull();
  }

  @Test
  void faultPathsAndDeadlinesAreRead() {
    var result =
        readKnowing(
            """
            orchestration: o
            stages:
              - stage: a
                deadline: 2d
                fault: end
                steps:
                  - { background: s, flow: order_laptop, async: true, timeout: 30s, fault: mend }
                  - { background: mend, flow: order_laptop, async: true, fault: continue }
            """);
    assertThat(result.told()).isEmpty();
    var stage = result.orchestration().stage("a");
    assertThat(stage.deadline()).isEqualTo(Duration.ofDays(2));
    assertThat(stage.fault()).isEqualTo(new FaultPath(null));
    var steps = stage.steps();
    assertThat(steps.get(0).failure())
        .isEqualTo(new FailurePolicy(RetryPolicy.USUAL, Duration.ofSeconds(30), "mend"));
    assertThat(steps.get(1).start()).isEqualTo(new StartCondition.OnFault(List.of("s")));
    assertThat(steps.get(1).failure().fault()).isEqualTo(FailurePolicy.CONTINUE);
  }

  @Test
  void theExampleWithoutThemIsReadWhole() {
    var text =
        resource("onboarding.yaml")
            .lines()
            .filter(line -> !line.matches(".*(mulesoft:|operation:|body.sku|due:).*"))
            .reduce("", (all, line) -> all + line + "\n");
    var result = readKnowing(text);
    assertThat(result.told()).isEmpty();
    var orchestration = result.orchestration();
    assertThat(orchestration.name()).isEqualTo("employee_onboarding");
    assertThat(orchestration.version()).isEqualTo(1);
    assertThat(orchestration.label()).isEqualTo("Employee onboarding");
    assertThat(orchestration.first()).isEqualTo("prepare");
    assertThat(orchestration.inputs())
        .containsExactly(
            new InputDefinition("recordId", Type.TEXT, true, NullNode.instance),
            new InputDefinition("manager", Type.TEXT, false, NullNode.instance));
    assertThat(orchestration.elements().keySet())
        .containsExactly("prepare", "decide_contract", "welcome");
    var prepare = orchestration.stage("prepare");
    assertThat(prepare.next()).isEqualTo("decide_contract");
    assertThat(prepare.completion()).isEqualTo(new CompletionCondition.Finished());
    var accounts = (BackgroundStepDefinition) prepare.steps().get(0);
    assertThat(accounts.label()).isEqualTo("Create accounts");
    assertThat(accounts.asynchronous()).isTrue();
    assertThat(accounts.completedByEvent()).isFalse();
    assertThat(accounts.start()).isEqualTo(new StartCondition.WithStage());
    assertThat(accounts.failure().retry())
        .isEqualTo(new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(1), false));
    assertThat(evaluate(accounts.inputs().get("employee"), "recordId", "E-1")).isEqualTo("E-1");
    var documents = (InteractiveStepDefinition) prepare.steps().get(1);
    assertThat(documents.start()).isEqualTo(new StartCondition.After("create_accounts"));
    assertThat(documents.record().type()).isEqualTo("Employee");
    assertThat(evaluate(documents.assignee().name(), "manager", "ada")).isEqualTo("ada");
    assertThat(documents.otherwise())
        .isEqualTo(
            new InteractiveStepDefinition.AssigneeDefinition(
                Assignee.Kind.QUEUE, new Value.Literal(TextNode.valueOf("hr"))));
    var decision = (DecisionDefinition) orchestration.elements().get("decide_contract");
    assertThat(decision.otherwise()).isNull();
    assertThat(decision.outcomes().get(0).next()).isEqualTo("welcome");
    assertThat(orchestration.stage("welcome").next()).isNull();
  }

  private static String evaluate(Value value, String name, String is) {
    return value.evaluate(n -> n.equals(name) ? TextNode.valueOf(is) : NullNode.instance).asText();
  }

  @Test
  void formsOfStartAndCompletionAreRead() {
    var result =
        readKnowing(
            """
            orchestration: forms
            inputs: { amount: number, level: { type: picklist, default: low } }
            first: second
            stages:
              - stage: last
                steps: [{ background: f, flow: create_accounts, inputs: { employee: x } }]
                complete: { evaluation: is_ready }
                next: end
              - stage: second
                onUnreachable: wait
                complete: { when: "a.Status == 'Completed'" }
                next: last
                steps:
                  - { background: a, flow: create_accounts, inputs: { employee: x } }
                  - { background: b, flow: create_accounts, inputs: { employee: x }, start: { after: a } }
                  - background: c
                    flow: order_laptop
                    async: true
                    start: { when: "amount > 10.5 && a.Outputs.created < $Flow.CurrentDate" }
                    complete: { when: event }
                  - background: d
                    flow: order_laptop
                    async: true
                    start:
                      when:
                        - { left: amount, operator: GreaterThan, right: 5 }
                        - { left: second, operator: WasVisited }
                        - { left: level, operator: In, right: [low, high] }
                      logic: "1 AND (2 OR 3)"
                  - interactive: e
                    flow: collect_documents
                    record: { type: Quote, id: "1" }
                    assign: { user: ada }
                    start: { evaluation: is_ready }
                    complete: { when: [{ left: b.Status, operator: EqualTo, right: Completed }] }
            """);
    assertThat(result.told()).isEmpty();
    var orchestration = result.orchestration();
    assertThat(orchestration.first()).isEqualTo("second");
    var second = orchestration.stage("second");
    assertThat(second.waitsWhenUnreachable()).isTrue();
    assertThat(second.completion()).isInstanceOf(CompletionCondition.When.class);
    assertThat(orchestration.stage("last").completion())
        .isEqualTo(new CompletionCondition.Evaluation("is_ready", Map.of()));
    assertThat(((BackgroundStepDefinition) second.steps().get(2)).completedByEvent()).isTrue();
    var when = (StartCondition.When) second.steps().get(3).start();
    assertThat(when.condition().names())
        .containsExactlyInAnyOrder("amount", "second.Visited", "level");
    var values =
        Map.<String, JsonNode>of(
            "amount",
            DecimalNode.valueOf(new BigDecimal("5.01")),
            "second.Visited",
            BooleanNode.TRUE);
    assertThat(when.condition().holds(name -> values.getOrDefault(name, NullNode.instance)))
        .isTrue();
    assertThat(second.steps().get(4).start())
        .isEqualTo(new StartCondition.Evaluation("is_ready", Map.of()));
    assertThat(orchestration.inputs().get(1).defaultValue()).isEqualTo(TextNode.valueOf("low"));
  }

  @Test
  void typesOfInputsAreRead() {
    var result =
        read(
            """
            orchestration: types
            inputs:
              a: text
              b: [text]
              c: { type: record, collection: true }
              d: { type: [date], default: ["2026-01-31"] }
              e: { type: date_time, default: "2026-01-31T10:00:00Z" }
              f: { type: multi_picklist, default: [x, y] }
              g: { type: currency, default: 10.5, required: false, label: G, description: money }
              h: { type: boolean, default: null }
            stages: [{ stage: s, steps: [{ background: t, flow: u }] }]
            """);
    assertThat(result.told()).isEmpty();
    assertThat(result.orchestration().inputs())
        .extracting(InputDefinition::type)
        .containsExactly(
            Type.TEXT,
            Type.collectionOf(Type.Kind.TEXT),
            Type.collectionOf(Type.Kind.RECORD),
            Type.collectionOf(Type.Kind.DATE),
            Type.DATE_TIME,
            Type.of(Type.Kind.MULTI_PICKLIST),
            Type.of(Type.Kind.CURRENCY),
            Type.BOOLEAN);
  }

  @Test
  void resourcesAreComputedFromOneAnother() {
    var result =
        read(
            """
            orchestration: resources
            inputs: { name: text, price: currency }
            constants:
              rate: 0.2
              many: [1, 2]
              quoted: "say \\"hi\\" \\\\ done\\nnow"
              address: { city: "Łódź", zip: "00-001" }
              nothing: null
            formulas:
              tax: price * rate
              total: { type: number, formula: price + tax }
            templates:
              greeting: "Dear {!name}, \\\\{! {!total} is {!address.city == 'Łódź' ? '}' : \\"{\\"} due {!nothing}."
            stages: [{ stage: s, steps: [{ background: t, flow: u }] }]
            """);
    assertThat(result.told()).isEmpty();
    var resources = result.orchestration().resources();
    var inputs =
        Map.<String, JsonNode>of(
            "name", TextNode.valueOf("Ada"), "price", DecimalNode.valueOf(BigDecimal.TEN));
    assertThat(value("total", resources, inputs)).hasToString("12");
    assertThat(value("many", resources, inputs)).hasToString("[1,2]");
    assertThat(value("quoted", resources, inputs).asText()).isEqualTo("say \"hi\" \\ done\nnow");
    assertThat(value("address", resources, inputs).path("city").asText()).isEqualTo("Łódź");
    assertThat(value("nothing", resources, inputs).isNull()).isTrue();
    assertThat(value("greeting", resources, inputs).asText())
        .isEqualTo("Dear Ada, {! 12 is } due .");
  }

  private static JsonNode value(
      String name,
      Map<String, Orchestration.ResourceDefinition> resources,
      Map<String, JsonNode> inputs) {
    var resource = resources.get(name);
    return resource == null
        ? inputs.getOrDefault(name, NullNode.instance)
        : resource.expression().evaluate(each -> value(each, resources, inputs));
  }

  @Test
  void withoutKnowledgeOfFlowsTheirOutputsMayBeAnything() {
    var text =
        """
        orchestration: later
        stages:
          - stage: s
            steps:
              - { background: a, flow: unknown }
              - { background: b, flow: unknown, inputs: { x: "=a.Outputs.what.ever" }, start: { after: a } }
        """;
    assertThat(read(text).told()).isEmpty();
    assertThat(readKnowing(text).told())
        .containsExactly(
            "5:32 There is no active flow `unknown`", "6:32 There is no active flow `unknown`");
  }
}
