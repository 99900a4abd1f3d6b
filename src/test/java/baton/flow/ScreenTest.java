package baton.flow;

import static baton.flow.FlowsForTests.MOMENT;
import static baton.flow.FlowsForTests.flow;
import static baton.flow.FlowsForTests.json;
import static baton.flow.FlowsForTests.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What screens show and accept, field kind by field kind. */
class ScreenTest {
  /** An interview at a screen, for one answer or view. */
  record Shown(Interpreter interpreter, Progress progress) {
    static Shown of(Flow flow, String inputs) {
      var interpreter = new Interpreter(flow);
      return at(interpreter, interpreter.start(values(inputs), MOMENT));
    }

    private static Shown at(Interpreter interpreter, Outcome outcome) {
      assertThat(outcome).isInstanceOf(Outcome.ShowScreen.class);
      return new Shown(interpreter, ((Outcome.ShowScreen) outcome).progress());
    }

    Map<String, String> problems(String values) {
      return interpreter.answer(progress, values(values), MOMENT) instanceof Answer.Rejected no
          ? no.problems()
          : Map.of();
    }

    private Outcome answered(String values) {
      var answer = interpreter.answer(progress, values(values), MOMENT);
      assertThat(answer).isInstanceOf(Answer.Accepted.class);
      return ((Answer.Accepted) answer).outcome();
    }

    Map<String, JsonNode> outputs(String values) {
      var outcome = answered(values);
      assertThat(outcome).isInstanceOf(Outcome.Finished.class);
      return ((Outcome.Finished) outcome).outputs();
    }

    Shown next(String values) {
      return at(interpreter, answered(values));
    }

    Shown back() {
      return at(interpreter, interpreter.back(progress));
    }

    ScreenView view() {
      return interpreter.view(progress, MOMENT);
    }

    ScreenView preview(String values) {
      return interpreter.preview(progress, values(values), MOMENT);
    }
  }

  static ScreenView.FieldView field(ScreenView view, String name) {
    return view.fields().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  /** A screen with the one field {@code x}. */
  static Shown field(String kind, String options) {
    return Shown.of(
        flow(
            """
            flow: ask
            kind: screen
            elements: [ { screen: s, fields: [ { %s: x, output: true%s } ] } ]
            """
                .formatted(kind, options.isBlank() ? "" : ", " + options)),
        "{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text         |                  | hello             | hello
          text         |                  | ''                | null
          text         |                  | null              | null
          long_text    |                  | "two\\nlines"     | "two\\nlines"
          number       |                  | 1.5               | 1.5
          number       |                  | '12'              | 12
          number       |                  | ' 1.50 '          | 1.5
          number       |                  | ''                | null
          date         |                  | 2026-01-31        | 2026-01-31
          date         |                  | ' 2026-01-31 '    | 2026-01-31
          checkbox     |                  | true              | true
          checkbox     |                  | 'on'              | true
          checkbox     |                  | false             | false
          radio        | choices: [a, b]  | a                 | a
          dropdown     | choices: [a, b]  | b                 | b
          dropdown     | choices: [a, b]  | null              | null
          multi_select | choices: [a, b]  | [b, a]            | [b, a]
          multi_select | choices: [a, b]  | []                | []
          radio        | choices: [{value: a, label: Ay}] | a  | a
          text         | default: given   | null              | null
          """)
  void aFieldTakesAValueOfItsKind(String kind, String options, String given, String taken) {
    var shown = field(kind, options == null ? "" : options);
    assertThat(shown.outputs("x: " + given).get("x")).isEqualTo(json(taken));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text         |                 | 5          | This must be a text.
          text         |                 | [a]        | This must be a text.
          long_text    |                 | true       | This must be a text.
          number       |                 | five       | This must be a number.
          number       |                 | true       | This must be a number.
          date         |                 | 31.1.2026  | This must be a date such as 2026-01-31.
          date         |                 | 2026-02-30 | This must be a date such as 2026-01-31.
          checkbox     |                 | perhaps    | This must be true or false.
          radio        | choices: [a, b] | c          | Choose from what is offered.
          radio        | choices: [a, b] | [a]        | This must be a text.
          dropdown     | choices: [a, b] | A          | Choose from what is offered.
          multi_select | choices: [a, b] | [a, c]     | Choose from what is offered.
          multi_select | choices: [a, b] | a          | This must be a list, each item a text.
          text         | required: true  | ''         | Please fill in this field.
          text         | required: true  | '   '      | Please fill in this field.
          number       | required: true  | null       | Please fill in this field.
          date         | required: true  | null       | Please give a date.
          checkbox     | required: true  | false      | Please tick this box.
          radio        | required: true, choices: [a] | null | Please choose one.
          multi_select | required: true, choices: [a] | []   | Please choose at least one.
          text   | validate: {when: "size(x) > 3", message: Longer please.} | abc | Longer please.
          number | validate: {when: "x > 3", message: More please.}         | 3   | More please.
          """)
  void aFieldRefusesOtherValuesAndSaysWhy(
      String kind, String options, String given, String problem) {
    var shown = field(kind, options == null ? "" : options);
    assertThat(shown.problems("x: " + given)).isEqualTo(Map.of("x", problem));
  }

  @Test
  void aRuleIsNotAskedAboutAFieldThatMayBeEmpty() {
    var shown = field("text", "validate: {when: \"size(x) > 3\", message: Longer please.}");
    assertThat(shown.problems("{}")).isEmpty();
  }

  @Test
  void allProblemsAreToldAtOnceAndUnknownFieldsToo() {
    var flow =
        flow(
            """
            flow: ask
            kind: screen
            elements:
              - screen: s
                fields: [ { text: a, required: true }, { number: b }, { display: c, label: hi } ]
            """);
    assertThat(Shown.of(flow, "{}").problems("{b: x, c: 1, d: 2}"))
        .isEqualTo(
            Map.of(
                "a", "Please fill in this field.",
                "b", "This must be a number.",
                "c", "This screen has no field c.",
                "d", "This screen has no field d."));
  }

  @Test
  void aFieldThatIsTooLongIsRefused() {
    var shown = field("text", "");
    var most = "x".repeat(FlowLimits.MAX_FIELD_BYTES - 2);
    var interpreter = shown.interpreter();
    assertThat(interpreter.answer(shown.progress(), Map.of("x", TextNode.valueOf(most)), MOMENT))
        .isInstanceOf(Answer.Accepted.class);
    assertThat(
            interpreter.answer(shown.progress(), Map.of("x", TextNode.valueOf(most + "x")), MOMENT))
        .isEqualTo(new Answer.Rejected(Map.of("x", "This is longer than 65,536 bytes.")));
  }

  static final String CONTRACT =
      """
      flow: contract
      kind: screen
      variables:
        name: { type: text, input: true }
        until: { type: date, output: true }
        contract: { type: text, input: true, output: true }
      elements:
        - screen: s
          label: Contract
          fields:
            - display: intro
              label: "='Which contract does ' + name + ' get?'"
            - radio: contract
              label: Contract
              help: As agreed.
              required: true
              default: fixed
              choices: [ permanent, { value: fixed, label: Fixed term } ]
            - date: until
              label: Until
              required: true
              visible: "contract == 'fixed'"
            - text: why
              visible: "until > DATE(2027, 1, 1)"
            - text: note
              visible:
                when:
                  - { left: contract, operator: In, right: [ fixed, trial ] }
                  - { left: name, operator: IsBlank }
                logic: any
      """;

  @Test
  void aViewShowsWhatIsNeededToDrawTheScreen() {
    var view = Shown.of(flow(CONTRACT), "name: Grace").view();
    assertThat(view.title()).isEqualTo("Contract");
    assertThat(view.number()).isEqualTo(1);
    assertThat(view.canGoBack()).isFalse();
    assertThat(field(view, "intro").label()).isEqualTo("Which contract does Grace get?");
    var contract = field(view, "contract");
    assertThat(contract.kind()).isEqualTo("radio");
    assertThat(contract.help()).isEqualTo("As agreed.");
    assertThat(contract.value().asText()).isEqualTo("fixed");
    assertThat(contract.choices())
        .containsExactly(
            new ScreenField.Choice(TextNode.valueOf("permanent"), "permanent"),
            new ScreenField.Choice(TextNode.valueOf("fixed"), "Fixed term"));
    assertThat(field(view, "until").visible()).isTrue();
    assertThat(field(view, "until").visibleWhen()).isEqualTo("contract == 'fixed'");
    assertThat(field(view, "why").visible()).isFalse();
    assertThat(field(view, "note").visible()).isTrue();
    assertThat(field(view, "note").visibleWhen())
        .isEqualTo("any of: contract In [\"fixed\",\"trial\"]; name IsBlank");
  }

  @Test
  void aValueOfTheVariableIsShownBeforeTheDefault() {
    var view = Shown.of(flow(CONTRACT), "contract: permanent").view();
    assertThat(field(view, "contract").value().asText()).isEqualTo("permanent");
  }

  @Test
  void visibilityFollowsTheOtherFieldsInAPreview() {
    var shown = Shown.of(flow(CONTRACT), "name: Grace");
    var permanent = shown.preview("{contract: permanent, until: 2028-01-01}");
    assertThat(field(permanent, "until").visible()).isFalse();
    assertThat(field(permanent, "why").visible()).as("what it depends on is hidden").isFalse();
    var fixed = shown.preview("{contract: fixed, until: 2028-01-01}");
    assertThat(field(fixed, "why").visible()).isTrue();
    assertThat(shown.progress()).isEqualTo(Shown.of(flow(CONTRACT), "name: Grace").progress());
  }

  @Test
  void aPreviewTellsProblemsOnlyOfFieldsThatWereGiven() {
    var preview = Shown.of(flow(CONTRACT), "{}").preview("{contract: other}");
    assertThat(field(preview, "contract").error()).isEqualTo("Choose from what is offered.");
    assertThat(field(preview, "until").error()).isNull();
  }

  @Test
  void whatIsNotVisibleIsNeitherRequiredNorKept() {
    assertThat(Shown.of(flow(CONTRACT), "{}").outputs("{contract: permanent, until: 2026-12-31}"))
        .isEqualTo(values("{until: null, contract: permanent}"));
    assertThat(Shown.of(flow(CONTRACT), "{}").problems("{contract: fixed}"))
        .isEqualTo(Map.of("until", "Please give a date."));
  }

  @Test
  void aFieldThatIsLeftOutCountsAsItIsShown() {
    assertThat(Shown.of(flow(CONTRACT), "{}").outputs("until: 2026-12-31").get("contract").asText())
        .isEqualTo("fixed");
  }

  @Test
  void rulesThatContradictEachOtherComeToAnEnd() {
    var flow =
        flow(
            """
            flow: ask
            kind: screen
            elements:
              - screen: s
                fields:
                  - { text: a, default: x, visible: "ISBLANK(b)" }
                  - { text: b, default: y, visible: "ISBLANK(a)" }
            """);
    assertThat(Shown.of(flow, "{}").view().fields()).hasSize(2);
  }

  @Test
  void choicesMayBeComputed() {
    var flow =
        flow(
            """
            flow: ask
            kind: screen
            variables: { sizes: { type: text, collection: true, input: true } }
            elements: [ { screen: s, fields: [ { dropdown: size, output: true, choices: "=sizes" } ] } ]
            """);
    var shown = Shown.of(flow, "sizes: [s, m]");
    assertThat(field(shown.view(), "size").choices()).hasSize(2);
    assertThat(shown.outputs("size: m").get("size").asText()).isEqualTo("m");
    assertThat(shown.problems("size: l")).containsKey("size");
  }

  static final String THREE =
      """
      flow: three
      kind: screen
      variables: { count: { type: number, default: 0, output: true } }
      elements:
        - { screen: one, fields: [ { text: a, output: true } ] }
        - { assignment: add, set: [ { variable: count, add: 1 } ] }
        - { screen: two, fields: [ { text: b, output: true } ] }
        - { screen: three, %s fields: [ { text: c, output: true } ] }
      """;

  @Test
  void goingBackShowsWhatWasTypedAndUndoesWhatCameAfter() {
    var three = Shown.of(flow(THREE.formatted("")), "{}").next("a: x").next("b: y");
    assertThat(three.view().number()).isEqualTo(3);
    var one = three.back().back();
    assertThat(one.view().screen()).isEqualTo("one");
    assertThat(one.view().canGoBack()).isFalse();
    assertThat(field(one.view(), "a").value().asText()).isEqualTo("x");
    var two = one.next("a: z");
    assertThat(field(two.view(), "b").value().asText()).isEqualTo("y");
    assertThat(two.next("{}").outputs("c: w")).isEqualTo(values("{count: 1, a: z, b: y, c: w}"));
  }

  @Test
  void aScreenMayForbidToGoBack() {
    var three = Shown.of(flow(THREE.formatted("back: false,")), "{}").next("{}").next("{}");
    assertThat(three.view().canGoBack()).isFalse();
  }

  @Test
  void oneCanGoBackOverAHundredScreens() {
    var flow =
        flow(
            """
            flow: many
            kind: screen
            variables: { n: { type: number, default: 0, output: true } }
            elements:
              - { screen: s, fields: [ { text: a } ] }
              - { assignment: add, set: [ { variable: n, add: 1 } ] }
              - decision: enough
                outcomes: [ { outcome: done, when: "n > 2000", next: end } ]
                otherwise: s
            """);
    var shown = Shown.of(flow, "{}");
    for (var i = 0; i < FlowLimits.MAX_SCREENS_BACK + 5; i++) {
      shown = shown.next("a: a" + i);
    }
    var backs = 0;
    while (shown.progress().canGoBack()) {
      shown = shown.back();
      backs++;
      var typed = 105 - backs;
      assertThat(field(shown.view(), "a").value().asText()).isEqualTo("a" + typed);
    }
    assertThat(backs).isEqualTo(FlowLimits.MAX_SCREENS_BACK);
    var end = shown;
    for (var i = end.view().number(); i < FlowLimits.MAX_SCREENS; i++) {
      end = end.next("{}");
    }
    assertThat(end.answered("{}")).isEqualTo(new Outcome.Failed("More than 1,000 screens.", "s"));
  }

  @Test
  void aScreenInsideOfASubflowIsShownAndAnsweredThere() {
    var flow =
        flow(
            FlowsForTests.ACTIONS,
            """
            flow: outer
            kind: screen
            variables: { got: { type: text, output: true } }
            elements:
              - { subflow: inner, flow: ask, outputs: { x: got } }
              - { screen: last, fields: [ { display: thanks, label: "=got" } ] }
            """,
            """
            flow: ask
            kind: screen
            elements: [ { screen: s, fields: [ { text: x, output: true } ] } ]
            """);
    var inner = Shown.of(flow, "{}");
    assertThat(inner.view().flow()).isEqualTo("ask");
    var last = inner.next("x: hello");
    assertThat(field(last.view(), "thanks").label()).isEqualTo("hello");
    assertThat(field(last.back().view(), "x").value().asText()).isEqualTo("hello");
  }
}
