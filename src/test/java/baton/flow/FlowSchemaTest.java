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
    return "flow: f\nkind: screen\nvariables: { n: number, list: { type: number, collection: true },"
        + " r: record, rs: { type: record, collection: true } }\n"
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
        "elements: [{assignment: a, set: [], fault: end}]",
        "elements: [{decision: d, outcomes: [{outcome: o, when: n > 1, next: end}], fault: end}]",
        "elements: [{decision: d, outcomes: [{outcome: o, when: n > 1, next: end}], otherwise: end}]",
        "elements: [{decision: d, outcomes: [{outcome: o, logic: any,"
            + " when: [{left: n, operator: GreaterThan, right: 1}]}]}]",
        "elements: [{loop: l, over: list, as: i, do: a, next: end},"
            + " {assignment: a, set: [{variable: n, add: =i}], next: l}]",
        "elements: [{subflow: s, flow: other, inputs: {a: 1}, outputs: {b: n}, fault: end}]",
        "elements: [{action: a, call: log, inputs: {message: [1, {b: c}]}, fault: end}]",
        "elements: [{get_records: g, record_type: O, into: r, id: =TEXT(n), fault: end}]",
        "elements: [{get_records: g, record_type: O, into: rs, limit: 5, by: [{field: a, descending: true}],"
            + " logic: 1 OR 2, where: [{field: a, operator: EqualTo, value: =n}, {field: b, operator: IsNull}]}]",
        "elements: [{create_records: c, record_type: O, id: x, fields: {a: 1, b: =n}, into: r}]",
        "elements: [{create_records: c, record_type: O, from: rs, into: rs, fault: end}]",
        "elements: [{update_records: u, record_type: O, id: x, fields: {a: null}}]",
        "elements: [{update_records: u, record_type: O, fields: {a: 1},"
            + " where: [{field: a, operator: In, value: [1, 2]}]}]",
        "elements: [{update_records: u, record_type: O, from: r}]",
        "elements: [{delete_records: d, record_type: O, from: rs, next: end, fault: end}]",
        "elements: [{delete_records: d, record_type: O, where: [{field: a, operator: IsNull, value: false}]}]",
        "elements: [{sort: s, over: rs, by: [{field: a}], limit: 3, into: rs, fault: end}]",
        "elements: [{sort: s, over: list, descending: true}]",
        "elements: [{filter: f1, over: list, as: i, when: i > 1, fault: end}]",
        "elements: [{transform: t, over: rs, as: i, value: =i.a, into: list, fault: end}]",
        "elements: [{transform: t, fields: {a: =n}, into: r}]",
        "elements: [{custom_error: c, label: No, message: ='Not ' + TEXT(n)}]",
        "elements: [{screen: s, fields: [{currency: c, unit: EUR, required: true, default: 2.5},"
            + " {date_time: dt}, {password: p, required: true, help: H},"
            + " {lookup: l, record_type: O, shows: name, logic: any,"
            + " where: [{field: a, operator: EqualTo, value: =n}]},"
            + " {record_field: rf, record_type: O, record: r, field: a, required: true},"
            + " {section: x, label: X, visible: n > 1, columns: [[{text: x1}, {number: x2}], []]}]}]",
        "elements: [{screen: s, back: false, fields: [{display: d, label: Hello},"
            + " {text: t, label: T, help: H, required: true, default: x, output: true,"
            + " visible: {when: [{left: n, operator: GreaterThan, right: 1}], logic: any},"
            + " validate: {when: size(t) > 1, message: Longer.}}, {number: m},"
            + " {date: da}, {checkbox: c}, {long_text: lt}, {radio: ra, choices: [a, b]},"
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
        "kind: autolaunched\nelements: [{wait: w, for: soon}]",
        "kind: autolaunched\nelements: [{wait: w, for: 1h, until: 2026-01-31}]",
        "elements: [{get_records: g, into: r}]",
        "elements: [{get_records: g, record_type: O}]",
        "elements: [{get_records: g, record_type: O, into: r, where: []}]",
        "elements: [{get_records: g, record_type: O, into: r, logic: any}]",
        "elements: [{get_records: g, record_type: O, into: r, where: [{field: a, operator: EqualTo}]}]",
        "elements: [{get_records: g, record_type: O, into: r, where: [{field: a, operator: WasSet}]}]",
        "elements: [{get_records: g, record_type: O, into: r, where: [{field: a, operator: IsNull, value: 1}]}]",
        "elements: [{create_records: c, record_type: O}]",
        "elements: [{create_records: c, record_type: O, from: r, fields: {a: 1}}]",
        "elements: [{update_records: u, record_type: O, id: x}]",
        "elements: [{update_records: u, record_type: O, fields: {a: 1}}]",
        "elements: [{update_records: u, record_type: O, from: r, id: x}]",
        "elements: [{delete_records: d, record_type: O}]",
        "elements: [{delete_records: d, record_type: O, id: x, fields: {a: 1}}]",
        "elements: [{sort: s}]",
        "elements: [{sort: s, over: list, by: [{descending: true}]}]",
        "elements: [{filter: f1, over: list, when: n > 1}]",
        "elements: [{filter: f1, over: list, as: i}]",
        "elements: [{transform: t, over: rs, as: i, value: 1, fields: {a: 1}, into: rs}]",
        "elements: [{transform: t, over: rs, value: 1, into: rs}]",
        "elements: [{transform: t, value: 1}]",
        "elements: [{custom_error: c}]",
        "elements: [{custom_error: c, message: No, next: end}]",
        "elements: [{assignment: end, set: []}]",
        "elements: [{assignment: a b, set: []}]",
        "elements: [{assignment: loop, set: []}]",
        "elements: [{assignment: a}]",
        "elements: [{assignment: a, set: [{variable: n}]}]",
        "elements: [{assignment: a, set: [{variable: n, value: 1, add: 1}]}]",
        "elements: [{loop: l, over: list, as: i, do: a, next: end, fault: a}, {assignment: a, set: [], next: l}]",
        "elements: [{screen: s, fields: [], fault: end}]",
        "elements: [{decision: d}]",
        "elements: [{decision: d, outcomes: [{outcome: o}]}]",
        "elements: [{decision: d, outcomes: [{outcome: o, when: [{left: n, operator: Like, right: 1}]}]}]",
        "elements: [{loop: l, over: list, as: i, do: l}]",
        "elements: [{subflow: s}]",
        "elements: [{action: a}]",
        "elements: [{screen: s}]",
        "elements: [{screen: s, fields: []}]",
        "elements: [{screen: s, fields: [{password: p, default: x}]}]",
        "elements: [{screen: s, fields: [{currency: c, unit: euro}]}]",
        "elements: [{screen: s, fields: [{lookup: l, record_type: O}]}]",
        "elements: [{screen: s, fields: [{record_field: a, record_type: O}]}]",
        "elements: [{screen: s, fields: [{section: x}]}]",
        "elements: [{screen: s, fields: [{section: x, columns: [[], [], [], [], []]}]}]",
        "elements: [{screen: s, fields: [{section: x, columns: [[{section: y, columns: [[]]}]]}]}]",
        "elements: [{screen: s, fields: [{section: x, required: true, columns: [[]]}]}]",
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
