package baton.flow;

import static org.assertj.core.api.Assertions.assertThat;

import baton.document.Document;
import baton.document.Problems;
import baton.expression.Problem.Severity;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the reader say the same of the form of a flow. */
class FlowSchemaTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema SCHEMA = REGISTRY.getSchema(text());
  private static final Actions ACTIONS =
      Actions.discovered(new EmailAction(mail -> CompletableFuture.completedStage(mail.id())));

  private static String text() {
    try (var stream = FlowSchemaTest.class.getResourceAsStream("/web/schema/flow.json")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static void assertAgreed(String yaml, boolean good) {
    var problems = new Problems();
    var document = Document.read("test.yaml", yaml, problems);
    assertThat(document).isNotNull();
    FlowReader.read(document, new Surroundings(ACTIONS, null), problems);
    assertThat(problems.list().stream().noneMatch(p -> p.severity() == Severity.ERROR))
        .as("reader: %s%n%s", yaml, problems.list())
        .isEqualTo(good);
    var found = SCHEMA.validate(document.root().json());
    assertThat(found.isEmpty()).as("schema: %s%n%s", yaml, found).isEqualTo(good);
  }

  @Test
  void theSchemaIsOneItself() throws IOException {
    var meta =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertThat(meta.validate(new ObjectMapper().readTree(text()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("baton.flow.SamplesTest#flows")
  void theSamplesAreGood(Path file) throws IOException {
    assertAgreed(Files.readString(file), true);
  }

  private static String flow(String rest) {
    return "flow: f\nkind: screen\nvariables: { n: number, list: { type: number, collection: true } }\n"
        + rest;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "label: A flow\ndescription: Of nothing",
        "start: b\nelements: [{assignment: a, set: [], next: end}, {assignment: b, set: []}]",
        "constants: { c: 1 }\nformulas: { d: c + 1, e: { type: number, formula: d * 2 } }",
        "templates: { t: 'Dear {!n}' }",
        "elements: [{assignment: a, label: Add, set: [{variable: n, add: 1}], next: end}]",
        "elements: [{decision: d, outcomes: [{outcome: o, when: n > 1, next: end}], otherwise: end}]",
        "elements: [{decision: d, outcomes: [{outcome: o, logic: any,"
            + " when: [{left: n, operator: GreaterThan, right: 1}]}]}]",
        "elements: [{loop: l, over: list, as: i, do: a, next: end},"
            + " {assignment: a, set: [{variable: n, add: =i}], next: l}]",
        "elements: [{subflow: s, flow: other, inputs: {a: 1}, outputs: {b: n}, fault: end}]",
        "elements: [{action: a, call: log, inputs: {message: [1, {b: c}]}, fault: end}]",
        "elements: [{screen: s, back: false, fields: [{display: d, label: Hello},"
            + " {text: t, label: T, help: H, required: true, default: x, output: true,"
            + " visible: n > 1, validate: {when: size(t) > 1, message: Longer.}}, {number: m},"
            + " {date: da}, {checkbox: c}, {long_text: lt}, {radio: r, choices: [a, b]},"
            + " {dropdown: dd, choices: [{value: a, label: Ay}]},"
            + " {multi_select: ms, choices: '=[\"a\"]'}]}]"
      })
  void goodFormsAreGoodForBoth(String rest) {
    assertAgreed(flow(rest), true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lable: A flow",
        "label: 1",
        "variables: []",
        "elements: [{}]",
        "elements: [{wait: w}]",
        "elements: [{assignment: end, set: []}]",
        "elements: [{assignment: a b, set: []}]",
        "elements: [{assignment: loop, set: []}]",
        "elements: [{assignment: a}]",
        "elements: [{assignment: a, set: [{variable: n}]}]",
        "elements: [{assignment: a, set: [{variable: n, value: 1, add: 1}]}]",
        "elements: [{assignment: a, set: [], fault: end}]",
        "elements: [{decision: d}]",
        "elements: [{decision: d, outcomes: [{outcome: o}]}]",
        "elements: [{decision: d, outcomes: [{outcome: o, when: [{left: n, operator: Like, right: 1}]}]}]",
        "elements: [{loop: l, over: list, as: i, do: l}]",
        "elements: [{subflow: s}]",
        "elements: [{action: a}]",
        "elements: [{screen: s}]",
        "elements: [{screen: s, fields: []}]",
        "elements: [{screen: s, fields: [{password: p}]}]",
        "elements: [{screen: s, fields: [{display: d}]}]",
        "elements: [{screen: s, fields: [{display: d, label: x, required: true}]}]",
        "elements: [{screen: s, fields: [{text: t, choices: [a]}]}]",
        "elements: [{screen: s, fields: [{radio: r}]}]",
        "elements: [{screen: s, fields: [{radio: r, choices: []}]}]",
        "elements: [{screen: s, fields: [{radio: r, choices: [{label: a}]}]}]",
        "elements: [{screen: s, fields: [{text: t, validate: {when: size(t) > 1}}]}]",
        "elements: [{screen: s, fields: [{text: t, required: often}]}]"
      })
  void badFormsAreBadForBoth(String rest) {
    assertAgreed(
        rest.startsWith("variables") ? "flow: f\nkind: screen\n" + rest : flow(rest), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: screen",
        "flow: f",
        "flow: f\nkind: wizard",
        "[a]",
        "flow: a-b\nkind: screen"
      })
  void whatIsNoFlowIsNoneForBoth(String yaml) {
    assertAgreed(yaml, false);
  }
}
