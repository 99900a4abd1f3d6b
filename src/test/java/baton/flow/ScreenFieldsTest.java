package baton.flow;

import static baton.flow.FlowsForTests.MOMENT;
import static baton.flow.FlowsForTests.flow;
import static baton.flow.FlowsForTests.json;
import static baton.flow.FlowsForTests.values;
import static baton.flow.ScreenTest.field;
import static org.assertj.core.api.Assertions.assertThat;

import baton.expression.Problem;
import baton.expression.Type;
import baton.flow.ScreenTest.Shown;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money, passwords, sections, and fields of records, as screens show and accept them. */
class ScreenFieldsTest {
  static final Records.RecordType ORDER =
      new Records.RecordType(
          "Order",
          "Order",
          List.of(
              known("amount", "Amount due", Type.of(Type.Kind.CURRENCY), true, null, "1000"),
              known("note", "Note", Type.TEXT, false, 10, null),
              known("story", "Story", Type.TEXT, false, 2_000, null),
              known("paid", "Paid", Type.BOOLEAN, true, null, null),
              known("placed", "Placed", Type.DATE, false, null, null),
              known("sent", "Sent", Type.DATE_TIME, false, null, null),
              new Records.Field(
                  "size",
                  "Size",
                  "How large?",
                  Type.of(Type.Kind.PICKLIST),
                  false,
                  List.of(new ScreenField.Choice(TextNode.valueOf("s"), "Small")),
                  null,
                  null,
                  null),
              known("tags", "Tags", Type.of(Type.Kind.MULTI_PICKLIST), false, null, null)));

  private static Records.Field known(
      String name,
      String label,
      Type type,
      boolean required,
      @Nullable Integer maxCharacters,
      @Nullable String most) {
    return new Records.Field(
        name,
        label,
        null,
        type,
        required,
        List.of(),
        maxCharacters,
        null,
        most == null ? null : new BigDecimal(most));
  }

  private static Shown ofRecord(String field, String order) {
    var flow =
        flow(
            """
            flow: f
            kind: screen
            variables: { order: { type: record, input: true, output: true } }
            elements:
              - { screen: s, fields: [ { record_field: x, field: %s, record_type: Order, record: order } ] }
            """
                .formatted(field));
    var interpreter = new Interpreter(flow, Map.of("Order", ORDER));
    var shown = interpreter.start(values("order: " + order), MOMENT);
    return new Shown(interpreter, ((Outcome.ShowScreen) shown).progress());
  }

  @ParameterizedTest
  @CsvSource({
    "amount, currency, Amount due, true",
    "note, text, Note, false",
    "story, long_text, Story, false",
    "paid, checkbox, Paid, false",
    "placed, date, Placed, false",
    "sent, date_time, Sent, false",
    "size, dropdown, Size, false",
    "tags, multi_select, Tags, false"
  })
  void aFieldOfARecordTakesKindLabelAndRulesFromItsType(
      String name, String kind, String label, boolean required) {
    var view = field(ofRecord(name, "{}").view(), "x");
    assertThat(view.kind()).isEqualTo(kind);
    assertThat(view.label()).isEqualTo(label);
    assertThat(view.required()).isEqualTo(required);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          amount | null       | Please fill in this field.
          amount | 1000       |
          amount | 1000.01    | Please give at most 1000.
          amount | 1.005      | Please give at most 2 decimals.
          amount | much       | This must be a number.
          note   | 12         | This must be a text.
          note   | "0123456789"  |
          note   | "0123456789a" | Please use at most 10 characters.
          size   | s          |
          size   | m          | Choose from what is offered.
          placed | 2026-01-31 |
          placed | tomorrow   | This must be a date such as 2026-01-31.
          sent   | 2026-01-31T10:00:00Z |
          sent   | today      | This must be a date and time such as 2026-01-31T10:00:00Z.
          paid   | true       |
          """)
  void aFieldOfARecordIsCheckedByItsType(String name, String value, @Nullable String problem) {
    assertThat(ofRecord(name, "{}").problems("x: " + value))
        .isEqualTo(problem == null ? Map.of() : Map.of("x", problem));
  }

  @Test
  void aFieldOfARecordChangesTheRecord() {
    var shown = ofRecord("note", "{note: old, amount: 3}");
    assertThat(field(shown.view(), "x").value()).isEqualTo(json("old"));
    assertThat(shown.outputs("x: new").get("order")).isEqualTo(json("{note: new, amount: 3}"));
    assertThat(shown.outputs("x: ''").get("order")).isEqualTo(json("{note: null, amount: 3}"));
  }

  @Test
  void whereNothingIsKnownAFieldOfARecordIsAText() {
    var flow =
        flow(
            """
            flow: f
            kind: screen
            variables: { order: { type: record, output: true } }
            elements:
              - { screen: s, fields: [ { record_field: x, record_type: Gone, record: order } ] }
            """);
    var shown = Shown.of(flow, "{}");
    assertThat(field(shown.view(), "x").kind()).isEqualTo("text");
    assertThat(field(shown.view(), "x").label()).isEqualTo("x");
    assertThat(shown.outputs("x: a").get("order")).isEqualTo(json("{x: a}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EUR | 1.25    |
          EUR | "1.5"   |
          EUR | 1.255   | Please give at most 2 decimals.
          JPY | 100     |
          JPY | 100.5   | Please give a whole amount.
          KWD | 1.255   |
          KWD | 1.2555  | Please give at most 3 decimals.
          """)
  void moneyHasTheDecimalsOfItsCurrency(String unit, String value, @Nullable String problem) {
    var shown = ScreenTest.field("currency", "unit: " + unit);
    assertThat(field(shown.view(), "x").unit()).isEqualTo(unit);
    assertThat(shown.problems("x: " + value))
        .isEqualTo(problem == null ? Map.of() : Map.of("x", problem));
  }

  @Test
  void aPasswordIsCheckedButNeverShown() {
    var flow =
        flow(
            """
            flow: f
            kind: screen
            variables: { long: { type: boolean, output: true } }
            elements:
              - screen: one
                fields:
                  - { password: p, required: true, validate: { when: "size(p) > 3", message: Longer. } }
              - { screen: two, fields: [ { text: t } ] }
            """);
    var shown = Shown.of(flow, "{}");
    assertThat(shown.problems("p: abc")).isEqualTo(Map.of("p", "Longer."));
    assertThat(shown.problems("{}")).isEqualTo(Map.of("p", "Please fill in this field."));
    assertThat(shown.preview("p: abcd").toString()).doesNotContain("abcd");
    var back = shown.next("p: abcd").back();
    assertThat(back.view().toString()).doesNotContain("abcd");
    assertThat(back.problems("{}")).isEqualTo(Map.of("p", "Please fill in this field."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          variables: {v: text} , elements: [SCREEN, {assignment: a, set: [{variable: v, value: =p}]}]
          elements: [SCREEN, {decision: d, outcomes: [{outcome: o, when: "p == 'x'"}]}]
          elements: [SCREEN, {action: a, call: log, inputs: {message: =p}}]
          elements: [SCREEN, {subflow: s2, flow: g, inputs: {a: =p}}]
          elements: [SCREEN, {create_records: c, record_type: O, fields: {a: =p}}]
          elements: [SCREEN, {custom_error: e, message: =p}]
          elements: [SCREEN, {screen: t, fields: [{text: x, default: =p}]}]
          formulas: {f1: p + 'x'}, elements: [SCREEN]
          templates: {t1: 'Dear {!p}'}, elements: [SCREEN]
          """)
  void aPasswordGoesNowhereWhereItWouldBeKeptOrShown(String rest) {
    var screen = "{screen: s, fields: [{password: p}]}";
    assertThat(
            FlowsForTests.problems(
                "{flow: f, kind: screen, " + rest.replace("SCREEN", screen) + "}"))
        .extracting(Problem::message)
        .containsExactly("The password `p` would be kept or shown here");
  }

  @Test
  void aSectionHoldsItsFieldsInColumnsAndHidesThemWithItself() {
    var flow =
        flow(
            """
            flow: f
            kind: screen
            elements:
              - screen: s
                fields:
                  - { checkbox: more }
                  - section: address
                    label: Address
                    visible: more
                    columns:
                      - [ { text: street, required: true, output: true }, { text: zip, output: true } ]
                      - [ { text: city, output: true } ]
            """);
    var shown = Shown.of(flow, "{}");
    assertThat(shown.outputs("{}")).isEqualTo(values("{street: null, zip: null, city: null}"));
    assertThat(shown.problems("more: true")).containsOnlyKeys("street");
    var view = shown.preview("more: true");
    assertThat(field(view, "address").column()).isEqualTo(2);
    assertThat(field(view, "address").visible()).isTrue();
    assertThat(field(view, "zip").section()).isEqualTo("address");
    assertThat(field(view, "zip").column()).isEqualTo(1);
    assertThat(field(view, "city").column()).isEqualTo(2);
    assertThat(field(shown.view(), "city").visible()).isFalse();
    assertThat(shown.outputs("{more: true, street: s, city: c}"))
        .isEqualTo(values("{street: s, zip: null, city: c}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Ordr  | amount | Nothing is known of records of the type `Ordr`
          Order | amont  | Records of the type `Order` have no field `amont`
          """)
  void aFieldOfARecordMustBeKnownWhenTheFlowIsActivated(String type, String name, String message) {
    var yaml =
        "{flow: f, kind: screen, variables: {r: record}, elements: [{screen: s, fields:"
            + " [{record_field: %s, record_type: %s, record: r}]}]}".formatted(name, type);
    assertThat(
            FlowsForTests.problems(
                yaml, new Surroundings(FlowsForTests.ACTIONS, Map.of(), Map.of("Order", ORDER))))
        .extracting(Problem::message)
        .containsExactly(message);
  }
}
