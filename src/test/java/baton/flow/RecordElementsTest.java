package baton.flow;

import static baton.flow.FlowsForTests.flow;
import static baton.flow.FlowsForTests.json;
import static baton.flow.FlowsForTests.values;
import static org.assertj.core.api.Assertions.assertThat;

import baton.expression.Problem;
import baton.expression.Type;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the elements do that read and change records, run to the end of their flow. */
class RecordElementsTest {
  private final RecordsInMemory records =
      new RecordsInMemory()
          .with("Order", "O-1", "{status: open, amount: 100, placed: 2026-01-31, customer: ada}")
          .with("Order", "O-2", "{status: open, amount: 20.5, placed: 2026-02-01}")
          .with("Order", "O-3", "{status: sent, amount: 700, placed: 2026-02-03}")
          .with("Parcel", "P-1", "{status: open}");

  private FlowResult run(String elements) {
    var actions = Actions.discovered(records);
    var flow =
        flow(
            actions,
            """
            flow: f
            kind: autolaunched
            variables:
              one: { type: record, output: true }
              all: { type: record, collection: true, output: true }
              least: { type: number, default: 50 }
              fault: { type: text, output: true }
            elements:
            %s
            """
                .formatted(elements.indent(2)));
    return new FlowRunner(actions)
        .run(flow, Map.of(), FlowRunnerTest.SYNCHRONOUS)
        .toCompletableFuture()
        .join();
  }

  private Map<String, JsonNode> outputs(String elements) {
    var result = run(elements);
    assertThat(result).isInstanceOf(FlowResult.Finished.class);
    return ((FlowResult.Finished) result).outputs();
  }

  private static List<String> ids(JsonNode records) {
    var ids = new ArrayList<String>();
    records.forEach(each -> ids.add(each.path("Id").asText()));
    return ids;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          where: [ { field: status, operator: EqualTo, value: open } ]                | O-1 O-2
          where: [ { field: amount, operator: GreaterThan, value: '=least' } ]        | O-1 O-3
          where: [ { field: amount, operator: GreaterThan, value: "=fault" } ]            | ''
          where: [ { field: placed, operator: GreaterThanOrEqualTo, value: 2026-02-01 } ] | O-2 O-3
          where: [ { field: Id, operator: In, value: [O-3, O-9] } ]                   | O-3
          where: [ { field: customer, operator: IsNull } ]                            | O-2 O-3
          where: [ { field: customer, operator: IsNull, value: false } ]              | O-1
          where: [ { field: status, operator: StartsWith, value: 'o' } ], logic: any  | O-1 O-2
          where: [ { field: status, operator: EqualTo, value: '=\"=open\"' } ]        | ''
          by: [ { field: amount, descending: true } ]                                 | O-3 O-1 O-2
          by: [ { field: customer }, { field: amount } ]                              | O-1 O-2 O-3
          by: [ { field: amount } ], limit: 2                                         | O-2 O-1
          limit: '=least - 49'                                                        | O-1
          limit: 0                                                                    | ''
          id: O-2                                                                     | O-2
          id: O-9                                                                     | ''
          label: All                                                                  | O-1 O-2 O-3
          """)
  void recordsAreFound(String terms, String ids) {
    var outputs =
        outputs("- { get_records: get, record_type: Order, into: all, %s }".formatted(terms));
    assertThat(String.join(" ", ids(outputs.get("all")))).isEqualTo(ids);
  }

  @Test
  void customLogicJoinsWhatIsAsked() {
    var outputs =
        outputs(
            """
            - get_records: get
              record_type: Order
              where:
                - { field: status, operator: EqualTo, value: sent }
                - { field: amount, operator: LessThan, value: 50 }
                - { field: amount, operator: GreaterThan, value: 20 }
              logic: 1 OR (2 AND 3)
              into: all
            """);
    assertThat(ids(outputs.get("all"))).containsExactly("O-2", "O-3");
  }

  @Test
  void aVariableThatIsNoCollectionTakesTheFirstOrNothing() {
    var get = "- { get_records: get, record_type: Order, into: one, by: [{field: amount}], %s }";
    assertThat(outputs(get.formatted("label: x")).get("one"))
        .isEqualTo(json("{status: open, amount: 20.5, placed: 2026-02-01, Id: O-2, Type: Order}"));
    var none = get.formatted("where: [{field: amount, operator: LessThan, value: 1}]");
    assertThat(outputs(none).get("one").isNull()).isTrue();
  }

  @Test
  void aRecordIsCreatedOnceHoweverOftenTheFlowIsRun() {
    var create =
        "- { create_records: c, record_type: Parcel, fields: {weight: '=least'}, into: one }";
    var first = outputs(create).get("one");
    assertThat(first.path("weight").asInt()).isEqualTo(50);
    assertThat(outputs(create).get("one")).isEqualTo(first);
    assertThat(records.changes).hasSize(1);
    assertThat(records.fields("Parcel", first.path("Id").asText())).isEqualTo(values("weight: 50"));
  }

  @Test
  void aRecordThatIsThereCannotBeCreated() {
    assertThat(run("- { create_records: c, record_type: Order, id: O-1, fields: {amount: 1} }"))
        .isEqualTo(new FlowResult.Failed("There is a Order O-1 already.", "c", false));
  }

  @Test
  void whatAVariableHoldsIsCreated() {
    outputs(
        """
        - { get_records: get, record_type: Order, into: all }
        - { create_records: copy, record_type: Old, from: all }
        """);
    assertThat(records.fields("Old", "O-3"))
        .isEqualTo(values("{status: sent, amount: 700, placed: 2026-02-03}"));
  }

  @Test
  void onlyTheNamedFieldsOfTheMeantRecordsAreUpdated() {
    var outputs =
        outputs(
            """
            - update_records: u
              record_type: Order
              where: [ { field: status, operator: EqualTo, value: open } ]
              fields: { status: late, customer: null }
              into: all
            """);
    assertThat(ids(outputs.get("all"))).containsExactly("O-1", "O-2");
    assertThat(records.fields("Order", "O-1"))
        .isEqualTo(values("{status: late, amount: 100, placed: 2026-01-31}"));
    assertThat(records.fields("Order", "O-3")).containsEntry("status", json("sent"));
  }

  @Test
  void aChangedVariableIsWrittenBack() {
    outputs(
        """
        - { get_records: get, record_type: Order, id: O-3, into: one }
        - { assignment: a, set: [ { variable: one.status, value: back } ] }
        - { update_records: u, record_type: Order, from: one }
        """);
    assertThat(records.fields("Order", "O-3")).containsEntry("status", json("back"));
  }

  @Test
  void recordsAreDeleted() {
    outputs("- { delete_records: d, record_type: Order, id: O-1 }");
    outputs(
        "- { delete_records: d2, record_type: Order,"
            + " where: [ { field: status, operator: EqualTo, value: sent } ] }");
    assertThat(records.stored).containsOnlyKeys("Order/O-2", "Parcel/P-1");
  }

  @Test
  void aFaultGoesToItsPathAndSaysHowFarItCame() {
    var outputs =
        outputs(
            """
            - { get_records: get, record_type: Order, into: all }
            - { delete_records: d, record_type: Order, id: O-2 }
            - { update_records: u, record_type: Order, from: all, fault: told }
            - { assignment: told, set: [ { variable: fault, value: =$Flow.FaultMessage } ] }
            """);
    assertThat(outputs.get("fault").asText())
        .isEqualTo("1 of 3 records were changed, then: There is no Order O-2.");
  }

  @Test
  void aStoreThatDoesNotAnswerIsAFaultThatMayPass() {
    records.down = true;
    var result = run("- { get_records: get, record_type: Order, into: all }");
    assertThat(((FlowResult.Failed) result).retryable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get_records: g, into: all, limit: 10001 | The limit must be a whole number from 0 to 10,000.
          get_records: g, into: all, limit: 1.5   | The limit must be a whole number from 0 to 10,000.
          update_records: g, id: '=fault', fields: {a: 1} | A record without an Id cannot be changed.
          get_records: g, into: all, where: [{field: amount, operator: StartsWith, value: x}] | Order O-1 cannot be compared
          """)
  void whatCannotBeDoneIsSaid(String element, String fault) {
    var result = run("- { record_type: Order, %s }".formatted(element));
    assertThat(result).isInstanceOf(FlowResult.Failed.class);
    assertThat(((FlowResult.Failed) result).fault()).startsWith(fault);
  }

  @Test
  void asManyRecordsAsAllowedAreChangedAndNotOneMore() {
    records.stored.clear();
    for (var n = 0; n < FlowLimits.MAX_RECORDS_WRITTEN; n++) {
      records.with("Order", "O-%05d".formatted(n), "{a: 1}");
    }
    var touch =
        "- { update_records: u, record_type: Order, fields: {a: 2},"
            + " where: [{field: a, operator: EqualTo, value: 1}] }";
    outputs(touch);
    assertThat(records.changes).hasSize(FlowLimits.MAX_RECORDS_WRITTEN);
    for (var n = 0; n <= FlowLimits.MAX_RECORDS_WRITTEN; n++) {
      records.with("Order", "O-%05d".formatted(n), "{a: 1}");
    }
    assertThat(run(touch))
        .isEqualTo(
            new FlowResult.Failed(
                "One element changes at most 1,000 records, not 1,001; change fewer at once.",
                "u",
                false));
  }

  @Test
  void asManyRecordsAsAllowedAreLookedAtAndNotOneMore() {
    records.stored.clear();
    var fields = values("{a: 1}");
    for (var n = 0; n < FlowLimits.MAX_RECORDS_SEEN; n++) {
      var id = "O-%06d".formatted(n);
      records.stored.put("Order/" + id, new Records.Stored("Order", id, 1, fields));
    }
    var get =
        "- { get_records: g, record_type: Order, into: one,"
            + " where: [{field: a, operator: EqualTo, value: 2}] }";
    assertThat(outputs(get).get("one").isNull()).isTrue();
    records.with("Order", "O-x", "{a: 1}");
    assertThat(((FlowResult.Failed) run(get)).fault()).startsWith("There are more than 100,000");
  }

  @Test
  void onlyAsManyPagesAreReadAsAreNeeded() {
    for (var n = 0; n < 2_000; n++) {
      records.with("Order", "P-%05d".formatted(n), "{a: 1}");
    }
    outputs("- { get_records: g, record_type: Order, into: one }");
    assertThat(records.pages).isEqualTo(1);
  }

  @Test
  void anEvaluationFlowMayReadRecordsButNotChangeThem() {
    var actions = Actions.discovered(records);
    var reading =
        flow(
            actions,
            """
            flow: f
            kind: evaluation
            variables: { one: { type: record } }
            elements:
              - { get_records: g, record_type: Order, id: O-1, into: one }
              - assignment: a
                set: [ { variable: isOrchestrationConditionMet, value: "=one.amount == 100" } ]
            """);
    var result =
        new FlowRunner(actions)
            .run(reading, Map.of(), FlowRunnerTest.SYNCHRONOUS)
            .toCompletableFuture()
            .join();
    assertThat(((FlowResult.Finished) result).conditionMet()).isTrue();
    assertThat(
            FlowsForTests.problems(
                "{flow: f, kind: evaluation, elements:"
                    + " [{delete_records: d, record_type: O, id: x}]}"))
        .extracting(Problem::message)
        .contains("An evaluation flow must not change records");
  }

  /** The called flow may have been changed after the calling one was checked. */
  @Test
  void anEvaluationFlowIsStoppedWhereWhatItCallsChangesRecordsByNow() {
    var actions = Actions.discovered(records);
    var changing =
        flow(
            actions,
            "{flow: g, kind: autolaunched, elements:"
                + " [{delete_records: d, record_type: Order, id: O-1}]}");
    var outer =
        flow(actions, "{flow: f, kind: evaluation, elements: [{subflow: s, flow: g}]}")
            .with(Map.of("g", changing));
    var result =
        new FlowRunner(actions)
            .run(outer, Map.of(), FlowRunnerTest.SYNCHRONOUS)
            .toCompletableFuture()
            .join();
    assertThat(result)
        .isEqualTo(
            new FlowResult.Failed("An evaluation flow must not change records.", "d", false));
    assertThat(records.changes).isEmpty();
  }

  @Test
  void anEvaluationFlowMustNotCallOneThatChangesRecords() {
    var actions = Actions.discovered(records);
    var changing =
        flow(
            actions,
            "{flow: g, kind: autolaunched, elements:"
                + " [{create_records: c, record_type: Order, fields: {a: 1}}]}");
    assertThat(
            FlowsForTests.problems(
                "{flow: f, kind: evaluation, elements: [{subflow: s, flow: g}]}",
                new Surroundings(actions, Map.of("g", changing))))
        .extracting(Problem::message)
        .containsExactly("An evaluation flow must not change records, as `g` does");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get_records: g, into: r, where: [{field: amont, operator: IsNull}] | Records of the type `Order` have no field `amont`
          get_records: g, into: r, by: [{field: amont}]                      | Records of the type `Order` have no field `amont`
          create_records: c, fields: {amont: 1}                              | Records of the type `Order` have no field `amont`
          """)
  void aFieldThatAKnownTypeDoesNotHaveIsTold(String element, String message) {
    assertThat(problems("record_type: Order, " + element)).containsExactly(message);
  }

  @Test
  void aTypeThatIsNotKnownIsWarnedOf() {
    assertThat(problems("get_records: g, into: r, record_type: Ordr"))
        .containsExactly("Nothing is known of records of the type `Ordr`");
    assertThat(problems("get_records: g, into: r, record_type: Order, by: [{field: Id}]"))
        .isEmpty();
  }

  private static List<String> problems(String element) {
    var amount =
        new Records.Field(
            "amount", "Amount", null, Type.NUMBER, false, List.of(), null, null, null);
    var known = Map.of("Order", new Records.RecordType("Order", "Order", List.of(amount)));
    return FlowsForTests.problems(
            "{flow: f, kind: autolaunched, variables: {r: record}, elements: [{%s}]}"
                .formatted(element),
            new Surroundings(FlowsForTests.ACTIONS, Map.of(), known))
        .stream()
        .map(Problem::message)
        .collect(Collectors.toList());
  }
}
