package baton.definition;

import static org.assertj.core.api.Assertions.assertThat;

import baton.document.Document;
import baton.document.Problems;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published schema and the reader say the same of the form of a definition. (What stands in
 * expressions and what names refer to, no schema can say.)
 */
class OrchestrationSchemaTest {
  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    try (var stream =
        OrchestrationSchemaTest.class.getResourceAsStream("/web/schema/orchestration.json")) {
      var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static void assertAgreed(String text, boolean good) {
    var result = ReadingForTests.read(text);
    var json = Document.read("test.yaml", text, new Problems()).root().json();
    assertThat(result.orchestration() != null).as("%s%n%s", text, result.told()).isEqualTo(good);
    assertThat(SCHEMA.validate(json).isEmpty())
        .as("%s%n%s", text, SCHEMA.validate(json))
        .isEqualTo(good);
  }

  @Test
  void theSchemaIsOneItself() throws Exception {
    try (var stream =
        OrchestrationSchemaTest.class.getResourceAsStream("/web/schema/orchestration.json")) {
      JsonNode schema = new com.fasterxml.jackson.databind.ObjectMapper().readTree(stream);
      var meta =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(
                  com.networknt.schema.SchemaLocation.of(
                      "https://json-schema.org/draft/2020-12/schema"));
      assertThat(meta.validate(schema)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"employee-onboarding", "incident-response", "quote-approval", "probation-review"})
  void theSamplesAreGood(String sample) throws IOException {
    try (var stream =
        OrchestrationSchemaTest.class.getResourceAsStream(
            "/samples/" + sample + "/orchestration.yaml")) {
      assertAgreed(new String(stream.readAllBytes(), StandardCharsets.UTF_8), true);
    }
  }

  @Test
  void whatDoesNotExistYetIsGoodFormInADraft() {
    var text = OrchestrationReaderTest.resource("onboarding.yaml");
    var json = Document.read("test.yaml", text, new Problems()).root().json();
    assertThat(SCHEMA.validate(json)).isEmpty();
  }

  private static final String HEAD = "orchestration: o\ninputs: { n: number }\n";
  private static final String STAGES =
      "stages: [{ stage: a, steps: [{ background: s, flow: f }] }]\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$schema: x",
        "label: l",
        "start: { autolaunched: true }",
        "start: { record: { type: Quote } }",
        "start: { record: { type: Quote, on: [updated], when: '$Record.Status == 1', onlyWhenChangedToMatch: true } }",
        "start: { record: { type: Quote, evaluation: e, inputs: { a: 1 }, onlyWhenChangedToMatch: true } }",
        "start: { record: { type: Q, when: [{ left: $Record.a, operator: IsChanged }], logic: all, onlyWhenChangedToMatch: false } }",
        "first: a",
        "constants: { a1: 1, b1: text, c1: [1, 2], d1: { e: [f] }, e1: null, f1: '\\=x' }",
        "formulas: { f: n + 1, g: { type: [number], formula: '[n]', description: d } }",
        "templates: { t: 'Dear {!n}' }",
        "outputs: { a1: '=n', b1: 5, c1: { type: number, value: '=n + 1', description: d }, d1: [1, 2] }",
      })
  void goodFieldsOfTheWhole(String line) {
    assertAgreed(HEAD + STAGES + line + "\n", true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: 1",
        "$schema: 5",
        "label: 5",
        "label: null",
        "start: true",
        "start: { autolaunched: false }",
        "start: { record: {} }",
        "start: { record: { type: 5 } }",
        "start: { record: { type: Quote, on: created } }",
        "start: { record: { type: Quote, on: [] } }",
        "start: { record: { type: Quote, on: [deleted] } }",
        "start: { record: { type: Quote, logic: all } }",
        "start: { record: { type: Quote, onlyWhenChangedToMatch: true } }",
        "start: { record: { type: Quote, evaluation: e, when: 'true' } }",
        "start: { record: { type: Quote, inputs: { a: 1 } } }",
        "start: { record: { type: Quote, x: 1 } }",
        "start: { record: { type: Quote }, autolaunched: true }",
        "start: { autolaunched: yes }",
        "start: {}",
        "first: 1",
        "first: end",
        "constants: [1]",
        "outputs: [n]",
        "outputs: { a1: { type: number } }",
        "outputs: { a1: { value: 1, x: 1 } }",
        "outputs: { end: 1 }",
        "constants: { c: '=n' }",
        "constants: { end: 1 }",
        "constants: { '1a': 1 }",
        "constants: { c: ['=n'] }",
        "constants: { c: { d: '=n' } }",
        "formulas: { f: 1 }",
        "formulas: { f: { type: number } }",
        "formulas: { f: { formula: n, x: 1 } }",
        "formulas: { f: { formula: n, type: money } }",
        "templates: { t: 5 }",
        "templates: { loop: x }",
      })
  void badFieldsOfTheWhole(String line) {
    assertAgreed(HEAD + STAGES + line + "\n", false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "[text]",
        "{ type: date }",
        "{ type: [date], required: true, label: l, description: d }",
        "{ type: number, collection: true, default: [1, 2] }",
        "{ type: text, default: null }",
        "{ type: record, default: { a: [b, { c: d }] } }",
      })
  void goodInputs(String input) {
    assertAgreed("orchestration: o\ninputs: { n: " + input + " }\n" + STAGES, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "money",
        "5",
        "null",
        "[]",
        "[text, text]",
        "{}",
        "{ type: [] }",
        "{ type: text, x: 1 }",
        "{ type: text, required: 1 }",
        "{ type: text, collection: 1 }",
        "{ type: text, default: '=1' }",
        "{ type: record, default: { a: ['=1'] } }",
        "{ required: true }",
        "{ type: text, label: 1 }",
      })
  void badInputs(String input) {
    assertAgreed("orchestration: o\ninputs: { n: " + input + " }\n" + STAGES, false);
  }

  private static String step(String step) {
    return HEAD
        + "stages: [{ stage: a, complete: { when: n > 1 }, steps: [{ background: s, flow: f }, "
        + step
        + "] }]\n";
  }

  private static final String INTERACTIVE =
      "interactive: b, flow: f, record: { type: T, id: '=TEXT(n)' }, assign: { user: ada }";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ background: b, flow: f }",
        "{ background: b, flow: f, label: l, description: d, async: true, complete: { when: event } }",
        "{ background: b, flow: f, async: true, forEach: '=[n]', atOnce: 100, onItemError: continue, inputs: { i: '=$Item + $Index' } }",
        "{ background: b, flow: f, async: true, forEach: [1, 2], onItemError: fail }",
        "{ external: b, task: t, forEach: '=[n]', atOnce: 1, inputs: { i: '=$Item' } }",
        "{ background: b, flow: f, complete: { when: flow_finished } }",
        "{ background: b, flow: f, retry: { attempts: 5, backoff: 1s..1m, errors: any }, timeout: 30s }",
        "{ background: b, flow: f, retry: { backoff: 500ms }, fault: continue }",
        "{ background: b, flow: f, retry: {}, fault: s }",
        "{ orchestration: b, run: o2, inputs: { a: '=n' }, label: l, start: { after: s }, retry: {}, timeout: 1h, fault: s }",
        "{ " + INTERACTIVE + ", fault: s }",
        "{ background: b, flow: f, inputs: { a: '=n', 'b.c': [1], d: null, e: { f: g } } }",
        "{ background: b, flow: f, inputs: { a: '\\=n' } }",
        "{ background: b, flow: f, start: { after: s } }",
        "{ background: b, flow: f, start: { when: n > 1 } }",
        "{ background: b, flow: f, start: { when: [{ left: n, operator: EqualTo, right: 1 }], logic: '1' } }",
        "{ background: b, flow: f, start: { when: [{ left: n, operator: IsNull }] } }",
        "{ background: b, flow: f, start: { when: [{ left: n, operator: IsNull, right: false }] } }",
        "{ background: b, flow: f, start: { evaluation: e, inputs: { a: 1 } } }",
        "{ " + INTERACTIVE + " }",
        "{ " + INTERACTIVE + ", complete: { when: flow_finished } }",
        "{ " + INTERACTIVE + ", complete: { when: n > 1 } }",
        "{ " + INTERACTIVE + ", complete: { evaluation: e } }",
        "{ interactive: b, flow: f, record: { type: T, id: x }, assign: { group: a, otherwise: { queue: b } } }",
      })
  void goodSteps(String step) {
    assertAgreed(step(step), true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ orchestration: b }",
        "{ orchestration: b, run: 5 }",
        "{ orchestration: b, run: o2, flow: f }",
        "{ orchestration: b, run: o2, forEach: '=[1]' }",
        "{}",
        "text",
        "{ background: b }",
        "{ background: 5, flow: f }",
        "{ background: end, flow: f }",
        "{ flow: f }",
        "{ background: b, interactive: c, flow: f }",
        "{ background: b, flow: 5 }",
        "{ background: b, flow: f, x: 1 }",
        "{ background: b, flow: f, async: 1 }",
        "{ background: b, flow: f, retry: 5 }",
        "{ background: b, flow: f, retry: { attempts: 0 } }",
        "{ background: b, flow: f, retry: { attempts: 101 } }",
        "{ background: b, flow: f, retry: { backoff: fast } }",
        "{ background: b, flow: f, retry: { backoff: 1s..2s..3s } }",
        "{ background: b, flow: f, retry: { backoff: 0s..2s } }",
        "{ background: b, flow: f, retry: { errors: all } }",
        "{ background: b, flow: f, retry: { on: any } }",
        "{ background: b, flow: f, timeout: 30 }",
        "{ background: b, flow: f, timeout: 0s }",
        "{ background: b, flow: f, timeout: 1w }",
        "{ background: b, flow: f, fault: 5 }",
        "{ " + INTERACTIVE + ", retry: { attempts: 2 } }",
        "{ " + INTERACTIVE + ", timeout: 2d }",
        "{ background: b, flow: f, record: { type: T, id: x } }",
        "{ background: b, flow: f, complete: { when: all_steps } }",
        "{ background: b, flow: f, complete: {} }",
        "{ background: b, flow: f, inputs: [1] }",
        "{ background: b, flow: f, inputs: { a: ['=n'] } }",
        "{ background: b, flow: f, start: s }",
        "{ background: b, flow: f, start: {} }",
        "{ background: b, flow: f, start: { after: 1 } }",
        "{ background: b, flow: f, start: { after: s, when: n > 1 } }",
        "{ background: b, flow: f, start: { after: s, logic: all } }",
        "{ background: b, flow: f, start: { when: n > 1, logic: all } }",
        "{ background: b, flow: f, start: { when: n > 1, inputs: { a: 1 } } }",
        "{ background: b, flow: f, start: { when: '=n > 1' } }",
        "{ background: b, flow: f, start: { when: [] } }",
        "{ background: b, flow: f, start: { when: [{ left: n, operator: Is, right: 1 }] } }",
        "{ background: b, flow: f, start: { when: [{ left: n, operator: EqualTo }] } }",
        "{ background: b, flow: f, start: { when: [{ left: n, operator: EqualTo, right: null }] } }",
        "{ background: b, flow: f, start: { when: [{ left: n, operator: IsNull, right: 1 }] } }",
        "{ background: b, flow: f, start: { when: [{ left: n, right: 1 }] } }",
        "{ background: b, flow: f, start: { when: [{ left: n, operator: IsNull }], logic: 1 } }",
        "{ background: b, flow: f, start: { evaluation: 1 } }",
        "{ interactive: b, flow: f }",
        "{ interactive: b, flow: f, record: { type: T, id: x } }",
        "{ interactive: b, flow: f, assign: { user: ada } }",
        "{ interactive: b, flow: f, record: { type: T }, assign: { user: ada } }",
        "{ interactive: b, flow: f, record: { id: x }, assign: { user: ada } }",
        "{ interactive: b, flow: f, record: { type: T, id: 5 }, assign: { user: ada } }",
        "{ interactive: b, flow: f, record: { type: T, id: x }, assign: {} }",
        "{ interactive: b, flow: f, record: { type: T, id: x }, assign: ada }",
        "{ interactive: b, flow: f, record: { type: T, id: x }, assign: { user: 5 } }",
        "{ interactive: b, flow: f, record: { type: T, id: x }, assign: { user: a, group: b } }",
        "{ interactive: b, flow: f, record: { type: T, id: x }, assign: { user: a, otherwise: {} } }",
        "{ " + INTERACTIVE + ", forEach: [1] }",
        "{ background: b, flow: f, forEach: [1] }",
        "{ background: b, flow: f, async: false, forEach: [1] }",
        "{ background: b, flow: f, async: true, forEach: 5 }",
        "{ background: b, flow: f, async: true, forEach: text }",
        "{ background: b, flow: f, async: true, forEach: [1], complete: { when: event } }",
        "{ background: b, flow: f, async: true, atOnce: 5 }",
        "{ external: b, task: t, onItemError: fail }",
        "{ external: b, task: t, forEach: [1], atOnce: 0 }",
        "{ external: b, task: t, forEach: [1], atOnce: 101 }",
        "{ external: b, task: t, forEach: [1], onItemError: stop }",
        "{ " + INTERACTIVE + ", async: true }",
        "{ " + INTERACTIVE + ", complete: { after: s } }",
      })
  void badSteps(String step) {
    assertAgreed(step(step), false);
  }

  private static String element(String element) {
    return HEAD + "stages: [{ stage: a, steps: [{ background: s, flow: f }] }, " + element + "]\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ stage: b, steps: [{ background: t, flow: f }] }",
        "{ stage: b, label: l, description: d, steps: [{ background: t, flow: f }], next: end }",
        "{ stage: b, steps: [{ background: t, flow: f }], onUnreachable: wait, complete: { when: all_steps } }",
        "{ stage: b, steps: [{ background: t, flow: f }], fault: end, deadline: 2d }",
        "{ stage: b, steps: [{ background: t, flow: f }], fault: a }",
        "{ stage: b, steps: [{ background: t, flow: f }], complete: { evaluation: e } }",
        "{ decision: b, outcomes: [{ outcome: o, when: n > 1, next: a }], otherwise: end }",
        "{ decision: b, outcomes: [{ outcome: o, evaluation: e, inputs: { a: 1 }, next: a }] }",
        "{ decision: b, outcomes: [{ outcome: o, label: l, description: d, when: [{ left: n, operator: IsNull }], logic: any }] }",
      })
  void goodElements(String element) {
    assertAgreed(element(element), true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "b",
        "{ stage: b }",
        "{ stage: b, steps: [] }",
        "{ stage: b, steps: {} }",
        "{ stage: 5, steps: [{ background: t, flow: f }] }",
        "{ stage: b, steps: [{ background: t, flow: f }], x: 1 }",
        "{ stage: b, steps: [{ background: t, flow: f }], onUnreachable: stop }",
        "{ stage: b, steps: [{ background: t, flow: f }], next: 5 }",
        "{ stage: b, steps: [{ background: t, flow: f }], fault: 5 }",
        "{ stage: b, steps: [{ background: t, flow: f }], deadline: soon }",
        "{ stage: b, steps: [{ background: t, flow: f }], complete: all_steps }",
        "{ stage: b, steps: [{ background: t, flow: f }], complete: { when: all_steps, logic: all } }",
        "{ stage: b, steps: [{ background: t, flow: f }], complete: {} }",
        "{ stage: b, decision: c, steps: [{ background: t, flow: f }] }",
        "{ decision: b }",
        "{ decision: b, outcomes: [{ outcome: o, evaluation: e, when: n > 1 }] }",
        "{ decision: b, outcomes: [{ outcome: o, evaluation: e, logic: any }] }",
        "{ decision: b, outcomes: [{ outcome: o, when: n > 1, inputs: { a: 1 } }] }",
        "{ decision: b, outcomes: [] }",
        "{ decision: b, outcomes: [{ outcome: o }] }",
        "{ decision: b, outcomes: [{ when: n > 1 }] }",
        "{ decision: b, outcomes: [{ outcome: Visited, when: n > 1 }] }",
        "{ decision: b, outcomes: [{ outcome: o, when: n > 1, logic: all }] }",
        "{ decision: b, outcomes: [{ outcome: o, when: 5 }] }",
        "{ decision: b, outcomes: [{ outcome: o, when: n > 1, x: 1 }] }",
        "{ decision: b, outcomes: [{ outcome: o, when: n > 1 }], next: a }",
      })
  void badElements(String element) {
    assertAgreed(element(element), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "label: x",
        "orchestration: o",
        "orchestration: o\nstages: []",
        "orchestration: 5\n" + STAGES,
        "orchestration: end\n" + STAGES,
        "- 1",
        "text",
        "orchestration: o\nstages: {}",
      })
  void badDocuments(String text) {
    assertAgreed(text, false);
  }
}
