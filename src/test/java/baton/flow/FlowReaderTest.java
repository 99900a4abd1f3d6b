package baton.flow;

import static baton.flow.FlowsForTests.problems;
import static org.assertj.core.api.Assertions.assertThat;

import baton.expression.Problem;
import baton.expression.Problem.Severity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a flow is told all at once, each mistake at its place. */
class FlowReaderTest {
  private static String told(Problem problem) {
    return "%d:%d %s"
        .formatted(problem.place().line(), problem.place().column(), problem.message());
  }

  private static List<String> told(String yaml) {
    return problems(yaml).stream().map(FlowReaderTest::told).toList();
  }

  @Test
  void manyMistakesAreToldAtOnceEachAtItsPlace() {
    assertThat(
            told(
                """
                flow: collect
                kind: screen
                lable: Collect
                variables:
                  items: { type: text }
                  total: { type: numbr }
                elements:
                  - screen: details
                    fields:
                      - { text: note, validate: { when: "size(note > 3" } }
                      - { slider: volume }
                      - { radio: size }
                  - { loop: each, over: items, as: item, do: add, next: end }
                  - assignment: add
                    set: [ { variable: totl, value: 1 } ]
                    next: eech
                  - { pause: an_hour }
                  - { action: tell, call: emial }
                """))
        .containsExactly(
            "3:1 A flow has no field `lable`",
            "6:18 `type` cannot be `numbr`",
            "10:33 A rule needs `message`",
            "10:55 the expression ends too early",
            "11:9 This is no field that a screen can have",
            "12:9 A radio field needs `choices`",
            "13:25 `items` is no collection",
            "15:24 There is no variable `totl`",
            "16:11 There is no element `eech`",
            "17:5 This is no element that a flow can have",
            "18:27 There is no action `emial`");
  }

  @Test
  void everyProblemSaysWhatToDo() {
    assertThat(problems("{flow: f, kind: screen, elements: [{screen: s, fields: [{txt: a}]}]}"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.remedy()).startsWith("Begin it with one of"));
    assertThat(problems("{flow: f, kind: autolaunched, elements: [{action: a, call: lgo}]}"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.remedy()).contains("Did you mean `log`?"));
  }

  /** One mistake in the elements of a flow. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [{}]                                          | This is no element that a flow can have
          [just text]                                   | Here should be an element with named fields, but it is text
          [{sort: s}]                                   | A sort needs `over`
          [{sort: s, over: n}]                          | `n` is no collection
          [{sort: s, over: list, into: n}]              | `n` is no collection
          [{sort: s, over: rs}]                         | A sort needs `by`
          [{sort: s, over: rs, by: [{}]}]               | A sort key needs `field`
          [{sort: s, over: list, limit: few}]           | expected a number such as 12.5, got 'few'
          [{sort: s, over: list, into: rs}]             | `rs` cannot hold the items of `list`
          [{sort: s, over: rs, by: [{field: a}], descending: true}] | `descending` belongs to each field
          [{filter: s, over: list, as: i}]              | A filter needs `when`
          [{filter: s, over: list, when: 'n > 1'}]      | A filter needs `as`
          [{filter: s, over: list, as: i, when: x}]     | there is no 'x'
          [{transform: s, over: list, as: i, value: 1, into: n}] | `n` is no collection
          [{transform: s, over: list, as: i, into: rs}] | A transform needs one of `value`, `fields`
          [{transform: s, over: list, as: i, value: 1}] | A transform needs `into`
          [{transform: s, as: i, fields: {a: 1}, into: r}] | `as` names the items of a collection
          [{transform: s, fields: {'a b': 1}, into: r}] | 'a b' is not a name
          [{wait: s}]                                   | A wait needs one of `for`, `until`
          [{wait: s, for: 2h, until: 2026-01-31}]       | A wait cannot have both `for` and `until`
          [{wait: s, for: soon}]                        | `soon` is no length of time
          [{wait: s, until: soon}]                      | `soon` is no time
          [{wait: s, for: =x}]                          | there is no 'x'
          [{custom_error: s}]                           | A custom error needs `message`
          [{get_records: s, into: r}]                   | A `get_records` needs `record_type`
          [{get_records: s, record_type: O}]            | A `get_records` needs `into`
          [{get_records: s, record_type: O, into: n}]   | `n` cannot hold records
          [{get_records: s, record_type: O, into: r, id: x, where: [{field: a, operator: IsNull}]}] | A record that is named by its `id`
          [{get_records: s, record_type: O, into: r, where: []}] | There is nothing that records must hold
          [{get_records: s, record_type: O, into: r, logic: any}] | `logic` joins requirements
          [{get_records: s, record_type: O, into: r, where: [{field: a, operator: EqualTo}]}] | A requirement needs `value`
          [{get_records: s, record_type: O, into: r, where: [{field: a, operator: Like, value: 1}]}] | Records cannot be asked with `Like`
          [{get_records: s, record_type: O, into: r, where: [{field: a, operator: IsChanged}]}] | Records cannot be asked with `IsChanged`
          [{get_records: s, record_type: O, into: r, where: [{field: a, operator: IsNull, value: '=n > 1'}]}] | `IsNull` is asked for true or false
          [{get_records: s, record_type: O, into: r, logic: 1 AND 2, where: [{field: a, operator: IsNull}]}] | There is no requirement 2
          [{create_records: s, record_type: O}]         | A `create_records` needs one of `fields`, `from`
          [{create_records: s, record_type: O, from: n}] | `n` holds no records
          [{create_records: s, record_type: O, from: r, id: x}] | The records that are taken from a variable bring
          [{update_records: s, record_type: O, fields: {a: 1}}] | It is not said which records are meant
          [{update_records: s, record_type: O, id: x}]  | A `update_records` needs `fields`
          [{update_records: s, record_type: O, from: r, id: x, fields: {a: 1}}] | The records are taken `from` a variable already
          [{delete_records: s, record_type: O}]         | It is not said which records are meant
          [{delete_records: s, record_type: O, id: x, fault: nowhere}] | There is no element `nowhere`
          [{assignment: end, set: []}]                  | `end` is where a flow ends, and no name
          [{assignment: a-b, set: []}]                  | 'a-b' is not a name: use letters, digits and _, not starting with a digit
          [{assignment: a, set: []}, {assignment: a, set: []}] | Two elements are named `a`
          [{assignment: a}]                             | An assignment needs `set`
          [{assignment: a, set: [{variable: n}]}]       | A change needs one of `value`, `add`, `subtract`
          [{assignment: a, set: [{value: 1}]}]          | A change needs `variable`
          [{assignment: a, set: [{variable: n, value: x}]}] | expected a number such as 12.5, got 'x'
          [{assignment: a, set: [{variable: n.x, value: 1}]}] | `n` is no record and has no fields
          [{decision: d}]                               | A decision needs `outcomes`
          [{decision: d, outcomes: [{outcome: o, next: end}]}] | An outcome needs `when`
          [{decision: d, outcomes: [{outcome: o, when: 'n > 1', next: x}]}] | There is no element `x`
          [{decision: d, outcomes: [{outcome: o, when: '=n > 1'}]}] | `when` is always an expression and takes no leading `=`
          [{loop: l, over: list, as: i, do: l, next: end}] | The loop would lead to `l` also without an item
          [{loop: l, over: list, as: i, do: end, next: end}] | A loop cannot begin with the end
          [{loop: l, over: list, as: i, next: end}]     | A loop needs `do`
          [{action: a}]                                 | An action needs `call`
          [{action: a, call: log}]                      | Action log needs the input `message`
          [{action: a, call: log, inputs: {message: x, level: y}}] | Action log has no input `level`
          [{action: a, call: log, inputs: {message: x}, outputs: {y: n}}] | Action log has no output `y`
          [{action: a, call: log, inputs: {message: x}, fault: b}] | There is no element `b`
          [{subflow: s}]                                | A subflow needs `flow`
          [{subflow: s, flow: f}]                       | A flow cannot call itself
          [{screen: s, fields: [{text: t}]}]            | Only a screen flow can show a screen
          [{assignment: a, set: [], next: a}]           | From `a` no way leads to an end
          """)
  void aMistakeIsTold(String elements, String message) {
    var found =
        problems(
            """
            flow: f
            kind: autolaunched
            variables:
              n: { type: number }
              list: { type: number, collection: true }
              r: { type: record }
              rs: { type: record, collection: true }
            elements: %s
            """
                .formatted(elements));
    assertThat(found).extracting(Problem::message).anyMatch(text -> text.startsWith(message));
    assertThat(found).allSatisfy(problem -> assertThat(problem.place().line()).isEqualTo(8));
    assertThat(found).allSatisfy(problem -> assertThat(problem.remedy()).isNotBlank());
  }

  /** One mistake in the fields of a screen. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          []                                   | A screen needs `fields`
          [text]                               | Here should be a field, but it is text
          [{password: p, default: x}]          | A password field has no field `default`
          [{password: p, output: true}]        | A password field has no field `output`
          [{currency: c, unit: EURO}]          | There is no currency `EURO`
          [{currency: c, default: x}]          | expected a number such as 12.5, got 'x'
          [{lookup: l, record_type: O}]        | A lookup field needs `shows`
          [{lookup: l, shows: name}]           | A lookup field needs `record_type`
          [{lookup: l, record_type: O, shows: a, where: [{field: a}]}] | A requirement needs `operator`
          [{record_field: a, record_type: O}]  | A record_field field needs `record`
          [{record_field: a, record_type: O, record: n}] | `n` is no record
          [{section: s}]                       | A section field needs `columns`
          [{section: s, columns: [a]}]         | Here should be a column, but it is text
          [{section: s, columns: [[{text: t}], [{text: t}]]}] | Two fields of this screen are named `t`
          [{section: s, columns: [[{section: t, columns: [[]]}]]}] | A section cannot stand in another one
          [{section: s, columns: [[], [], [], [], []]}] | A section has at most 4 columns
          [{password: p}, {display: d, label: =p}] | The password `p` would be kept or shown here
          [{date_time: d, default: soon}]      | expected a date-time such as
          [{text: t}, {number: t}]             | Two fields of this screen are named `t`
          [{text: t, choices: [a]}]            | A text field has no field `choices`
          [{display: d}]                       | A display field needs `label`
          [{display: d, label: x, required: true}] | A display field has no field `required`
          [{radio: r, choices: []}]            | There is nothing to choose from
          [{radio: r, choices: [1]}]           | A choice must be a text
          [{radio: r, choices: [{label: a}]}]  | A choice needs `value`
          [{number: n, default: x}]            | expected a number such as 12.5, got 'x'
          [{text: n}]                          | A text field cannot fill the variable `n`
          [{multi_select: n, choices: [a]}]    | A multi_select field cannot fill the variable `n`
          [{text: t, validate: {message: m}}]  | A rule needs `when`
          [{text: t, visible: 'x == 1'}]       | there is no 'x'
          """)
  void aMistakeOfAFieldIsTold(String fields, String message) {
    var found =
        problems(
            """
            flow: f
            kind: screen
            variables: { n: { type: number } }
            elements: [{screen: s, fields: %s}]
            """
                .formatted(fields));
    assertThat(found).extracting(Problem::message).anyMatch(text -> text.startsWith(message));
    assertThat(found).allSatisfy(problem -> assertThat(problem.place().line()).isEqualTo(4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {kind: screen}                                      | A flow needs `flow`
          {flow: f}                                           | A flow needs `kind`
          {flow: f, kind: wizard}                             | `kind` cannot be `wizard`
          {flow: 'a b', kind: screen}                         | 'a b' is not a name
          {flow: f, kind: screen, start: x}                   | There is no element `x`
          {flow: f, kind: screen, variables: {v: [text]}}      | Here should be a variable with named fields
          {flow: f, kind: screen, variables: {v: {}}}         | A variable needs `type`
          {flow: f, kind: screen, variables: {v: txt}}        | The type cannot be `txt`
          {flow: f, kind: screen, variables: {loop: {type: text}}} | 'loop' is a reserved word
          {flow: f, kind: screen, variables: {v: {type: text, required: true}}} | Only an input can be required
          {flow: f, kind: screen, variables: {v: {type: date, default: soon}}} | expected a date such as
          {flow: f, kind: screen, constants: {c: 1}, formulas: {c: '1'}} | The name `c` is used twice
          {flow: f, kind: screen, variables: {c: {type: text}}, constants: {c: 1}} | `c` is a variable and also
          {flow: f, kind: screen, formulas: {a: b, b: a}}     | `a` is computed from itself
          {flow: f, kind: screen, templates: {t: 'Dear {!x}'}} | there is no 'x'
          [flow]                                              | Here should be a flow with named fields
          """)
  void aMistakeOfTheFlowIsTold(String flow, String message) {
    assertThat(problems(flow))
        .extracting(Problem::message)
        .anyMatch(text -> text.startsWith(message));
  }

  private static Surroundings calling(String... flows) {
    var actions =
        Actions.discovered(
            FlowRunnerTest.Counting.answering(true, call -> FlowRunnerTest.total(1)));
    Map<String, Flow> active =
        java.util.Arrays.stream(flows)
            .map(text -> FlowsForTests.flow(actions, text))
            .collect(Collectors.toMap(Flow::name, flow -> flow));
    return new Surroundings(actions, active);
  }

  private static final String CALLED =
      """
      flow: called
      kind: %s
      variables:
        a: { type: text, input: true, required: true }
        b: { type: number, input: true }
        out: { type: number, output: true }
      elements: [ %s ]
      """;

  /** One mistake of a call, told only when what is called is known. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          autolaunched | flow: calld                              | There is no active flow `calld`
          autolaunched | flow: called                             | Flow called needs the input `a`
          autolaunched | flow: called, inputs: {a: x, c: 1}       | Flow called has no input `c`
          autolaunched | flow: called, inputs: {a: x, b: y}       | expected a number such as 12.5, got 'y'
          autolaunched | flow: called, inputs: {a: x}, outputs: {x: t} | Flow called has no output `x`
          autolaunched | flow: called, inputs: {a: x}, outputs: {out: t} | `t` cannot hold the output `out`
          autolaunched | flow: asking                             | `asking` shows screens, and nobody would answer them here
          autolaunched | flow: back                               | `back` calls `f`, which would never end
          evaluation   | flow: calling_out                        | An evaluation flow must not call out or wait, as `calling_out` does
          """)
  void aMistakeOfACallIsTold(String kind, String call, String message) {
    var surroundings =
        calling(
            CALLED.formatted("autolaunched", ""),
            "{flow: asking, kind: screen, elements: [{screen: s, fields: [{text: t}]}]}",
            "{flow: calling_out, kind: autolaunched,"
                + " elements: [{action: a, call: count, inputs: {of: 1}}]}",
            "{flow: back, kind: autolaunched, elements: [{subflow: s, flow: f}]}");
    var back = surroundings.activeFlows().get("back");
    surroundings.activeFlows().put("back", back.with(Map.of("f", back)));
    var yaml =
        """
        flow: f
        kind: %s
        variables: { t: { type: text } }
        elements: [{subflow: s, %s}]
        """
            .formatted(kind, call);
    assertThat(problems(yaml, surroundings)).extracting(Problem::message).containsExactly(message);
  }

  @Test
  void anEvaluationFlowMustNotCallOutNorShowScreensNorAnswerMore() {
    var found =
        problems(
            """
            flow: f
            kind: evaluation
            variables:
              other: { type: text, output: true }
              isOrchestrationConditionMet: { type: text }
            elements:
              - { action: a, call: count, inputs: { of: 1 } }
              - { screen: s, fields: [ { text: t } ] }
            """,
            calling());
    assertThat(found)
        .extracting(FlowReaderTest::told)
        .containsExactly(
            "4:3 An evaluation flow answers only `isOrchestrationConditionMet`",
            "5:3 `isOrchestrationConditionMet` must be a boolean",
            "7:24 An evaluation flow must not call out, as `count` does",
            "8:7 Only a screen flow can show a screen");
    assertThat(found.get(0).severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void anElementThatNothingLeadsToIsOnlyAWarning() {
    assertThat(
            problems(
                "{flow: f, kind: autolaunched, elements: [{assignment: a, set: [], next: end},"
                    + " {assignment: b, set: []}]}"))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.message()).isEqualTo("Nothing leads to `b`");
          assertThat(problem.severity()).isEqualTo(Severity.WARNING);
        });
  }

  @Test
  void aFlowHasAtMostAThousandElements() {
    assertThat(problems(elements(FlowLimits.MAX_ELEMENTS_DEFINED))).isEmpty();
    assertThat(problems(elements(FlowLimits.MAX_ELEMENTS_DEFINED + 1)))
        .extracting(Problem::message)
        .containsExactly("There are 1,001 elements; there can be 1,000");
  }

  private static String elements(int count) {
    return IntStream.range(0, count)
        .mapToObj("{assignment: a%d, set: []}"::formatted)
        .collect(Collectors.joining(", ", "{flow: f, kind: autolaunched, elements: [", "]}"));
  }

  @Test
  void aFlowHasAtMostFiveThousandExpressions() {
    assertThat(problems(merges(FlowLimits.MAX_EXPRESSIONS))).isEmpty();
    assertThat(problems(merges(FlowLimits.MAX_EXPRESSIONS + 1)))
        .extracting(Problem::message)
        .containsExactly("There are 5,001 expressions; there can be 5,000");
  }

  private static String merges(int count) {
    var most = 500;
    return IntStream.range(0, (count + most - 1) / most)
        .mapToObj(at -> "t%d: '%s'".formatted(at, "{!1}".repeat(Math.min(most, count - at * most))))
        .collect(Collectors.joining(", ", "{flow: f, kind: autolaunched, templates: {", "}}"));
  }

  @Test
  void aFlowHasAtMostAThousandVariablesAndResources() {
    assertThat(problems(constants(FlowLimits.MAX_RESOURCES))).isEmpty();
    assertThat(problems(constants(FlowLimits.MAX_RESOURCES + 1)))
        .extracting(Problem::message)
        .containsExactly(
            "There are 1,001 variables, constants, formulas and templates; there can be 1,000");
  }

  private static String constants(int count) {
    return IntStream.range(0, count)
        .mapToObj("c%d: 1"::formatted)
        .collect(Collectors.joining(", ", "{flow: f, kind: autolaunched, constants: {", "}}"));
  }

  @Test
  void aScreenHasAtMostTwoHundredFields() {
    assertThat(problems(fields(FlowLimits.MAX_FIELDS))).isEmpty();
    assertThat(problems(fields(FlowLimits.MAX_FIELDS + 1)))
        .extracting(Problem::message)
        .containsExactly("A screen has at most 200 fields");
  }

  private static String fields(int count) {
    return IntStream.range(0, count)
        .mapToObj("{text: f%d}"::formatted)
        .collect(
            Collectors.joining(
                ", ", "{flow: f, kind: screen, elements: [{screen: s, fields: [", "]}]}"));
  }

  @Test
  void jsonIsReadLikeYaml() {
    assertThat(
            problems(
                "{\"flow\": \"f\", \"kind\": \"screen\",\n \"elements\": [{\"pause\": \"w\"}]}"))
        .extracting(FlowReaderTest::told)
        .containsExactly("2:15 This is no element that a flow can have");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "flow: [", "{", "a: 1\na: 2", "- 1", "null", "flow: &x f"})
  void aTextThatIsNoFlowAtAllIsToldAndNothingBreaks(String text) {
    assertThat(problems(text)).isNotEmpty();
  }

  @Test
  void deepNestingIsToldAndNothingBreaks() {
    var deep = String.join("", Collections.nCopies(1000, "["));
    assertThat(problems("{flow: f, kind: screen, elements: " + deep)).isNotEmpty();
  }
}
