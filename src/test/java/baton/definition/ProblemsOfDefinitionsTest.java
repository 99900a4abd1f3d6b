package baton.definition;

import static baton.definition.ReadingForTests.KNOWN;
import static baton.definition.ReadingForTests.readKnowing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of definitions that are wrong: each mistake once, at its place. */
class ProblemsOfDefinitionsTest {
  private static final String EIGHT_MISTAKES =
      """
      orchestration: eight_mistakes
      inputs:
        amount: { type: money }
      stages:
        - stage: approve
          labl: Approval
          steps:
            - interactive: sign
              flow: collect_documents
              record: { type: Quote, id: "=quoteId" }
              assign: { user: nobody }
              start: { after: prepare }
            - background: prepare
              flow: order_laptop
              async: true
              start: { after: sign }
          complete:
            when:
              - { left: sign.Status, operator: EqualTo, right: Completed }
            logic: "1 AND 2"
          next: decide
        - decision: decide
          outcomes:
            - outcome: again
              when: "amount >> 5"
              next: aprove
      """;

  @Test
  void eightMistakesInYamlAreEightProblems() {
    var result = readKnowing(EIGHT_MISTAKES);
    assertThat(result.told())
        .containsExactly(
            "3:19 A type cannot be `money`",
            "6:5 A stage has no field `labl`",
            "8:22 The steps sign → prepare → sign wait for one another, so none of them starts",
            "10:38 there is no 'quoteId' here",
            "11:25 There is no user `nobody`",
            "20:21 there is no requirement 2",
            "25:24 '>' is not expected here",
            "26:15 There is no stage or decision `aprove`");
    assertThat(result.problems())
        .allSatisfy(problem -> {
          assertThat(problem.remedy()).isNotBlank();
          assertThat(problem.place().file()).isEqualTo("test.yaml");
        });
    assertThat(result.problems().get(3).place().path()).isEqualTo("stages[0].steps[0].record.id");
  }

  @Test
  void eightMistakesInJsonAreEightProblems() throws Exception {
    var json =
        new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsString(new ObjectMapper(new YAMLFactory()).readTree(EIGHT_MISTAKES));
    var result = ReadingForTests.read("test.json", json, KNOWN);
    var lines = json.lines().toList();
    assertThat(result.problems())
        .extracting(problem ->
            lines.get(problem.place().line() - 1).substring(problem.place().column() - 1))
        .containsExactly(
            "\"money\"",
            "\"labl\" : \"Approval\",",
            "\"sign\",",
            "quoteId\"",
            "\"nobody\"",
            "2\"",
            "> 5\",",
            "\"aprove\"");
  }

  private static final String HEAD = "orchestration: o\ninputs: { amount: number, who: text }\n";

  /** A line of a step, a stage, or the top; the rest of the definition is right. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          # the whole
          x: 1                                           ¦ 3:1 An orchestration has no field 'x'
          label: 5                                       ¦ 3:8 'label' must be text, but it is the value 5
          start: { by: hand }                            ¦ 3:8 A start needs one of 'autolaunched', 'record'|3:10 A start has no field 'by'
          start: { autolaunched: false }                 ¦ 3:24 An orchestration that is not autolaunched could not start
          start: { record: { on: [created] } }           ¦ 3:18 A start by a record needs 'type'
          start: { record: { type: a-b } }               ¦ 3:26 'a-b' is not a name: use letters, digits and _, not starting with a digit
          start: { record: { type: Quote, on: [gone] } } ¦ 3:38 'on' cannot be 'gone'
          start: { record: { type: Quote, on: [] } }     ¦ 3:37 Nothing would ever start a run
          start: { record: { type: Quote, on: [created, created] } } ¦ 3:47 This stands here twice
          start: { record: { type: Quote, when: "$Record.Status == 'a' && amount > 5" } } ¦ 3:65 there is no 'amount' here
          start: { record: { type: Quote, logic: all } } ¦ 3:33 'logic' joins requirements, but 'when' has no list of them
          start: { record: { type: Quote, evaluation: order_laptop } } ¦ 3:45 'order_laptop' is an autolaunched flow, but here goes an evaluation flow
          start: { record: { type: Quote, evaluation: is_ready, inputs: { x: 1 } } } ¦ 3:65 The flow 'is_ready' has no input 'x'
          start: { record: { type: Quote, evaluation: is_ready, when: $Record.A } } ¦ 3:33 A start by a record cannot have both 'when' and 'evaluation'
          start: { record: { type: Quote, inputs: { x: 1 } } } ¦ 3:33 'inputs' are for an evaluation flow, but there is none
          start: { record: { type: Quote, onlyWhenChangedToMatch: true } } ¦ 3:33 There is no condition that a change could make true
          start: { record: { type: Quote }, autolaunched: true } ¦ 3:10 A start cannot have both 'autolaunched' and 'record'
          first: nowhere                                 ¦ 3:8 There is no stage or decision 'nowhere'
          first: s                                       ¦ 3:8 's' is a step, and a connector leads to a stage or decision
          first: end                                     ¦ 3:8 A run cannot begin with its end
          constants: { amount: 1 }                       ¦ 3:14 The name 'amount' is taken by an input in line 2
          constants: { loop: 1 }                         ¦ 3:14 'loop' is a reserved word of expressions
          constants: { end: 1 }                          ¦ 3:14 'end' means the end of the run and names nothing else
          constants: { one-two: 1 }                      ¦ 3:14 'one-two' is not a name: use letters, digits and _, not starting with a digit
          constants: { one: 1, one: 2 }                  ¦ 3:22 'one' stands here twice, first in line 3
          constants: [1]                                 ¦ 3:12 'constants' must be names with values, but it is a list
          formulas: { f: "amount + who" }                ¦ 3:24 '+' cannot be used with a number and a text
          formulas: { f: { formula: "amnt" } }           ¦ 3:28 there is no 'amnt' here
          formulas: { f: { type: text, formula: amount } } ¦ 3:39 the expression gives a number where a text is expected
          formulas: { f: g, g: f }                       ¦ 3:13 'f' is computed from itself
          formulas: { f: 5 }                             ¦ 3:16 Here should be text, but it is the value 5
          templates: { t: "Dear {!whom}" }               ¦ 3:25 there is no 'whom' here
          templates: { t: "Dear {!who" }                 ¦ 3:23 this '{!' is not closed
          """)
  void mistakesAtTheTopAreTold(String line, String expected) {
    var text =
        HEAD
            + line
            + "\nstages:\n  - stage: a\n    steps: [{ background: s, flow: order_laptop, async: true }]\n";
    assertTold(text, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          i: money                                       ¦ 3:6 A type cannot be 'money'
          i: [text, date]                                ¦ 3:6 A type must be a word, but it is a list
          i: { required: true }                          ¦ 3:6 An input needs 'type'
          i: { type: number, default: x }                ¦ 3:31 expected a number such as 12.5, got 'x'
          i: { type: date, default: 2026-02-30 }         ¦ 3:29 expected a date such as 2026-01-31, got '2026-02-30'
          i: { type: number, default: "=1" }             ¦ 3:31 A default is a literal, not an expression
          i: { type: number, required: yes }             ¦ 3:32 'required' must be true or false, but it is text
          i: { type: number, max: 5 }                    ¦ 3:22 An input has no field 'max'
          """)
  void mistakesInInputsAreTold(String input, String expected) {
    assertTold(
        "orchestration: o\ninputs:\n  "
            + input
            + "\nstages:\n  - stage: a\n    steps: [{ background: s, flow: order_laptop, async: true }]\n",
        expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          { background: b }                              ¦ 7:9 A step needs 'flow'
          { flow: order_laptop }                         ¦ 7:9 A step needs one of 'background', 'interactive', 'external', 'orchestration'
          { background: b, interactive: c, flow: order_laptop, async: true } ¦ 7:26 A step has no field 'interactive'
          just_text                                      ¦ 7:9 Here should be a step with named fields, but it is text
          { background: s, flow: order_laptop, async: true } ¦ 7:23 The name 's' is taken by a step in line 6
          { background: a, flow: order_laptop, async: true } ¦ 7:23 The name 'a' is taken by a stage in line 4
          { background: b, flow: order_laptop }          ¦ 7:32 The flow 'order_laptop' waits or calls out, which a synchronous step cannot
          { background: b, flow: collect_documents }     ¦ 7:32 'collect_documents' is a screen flow, but here goes an autolaunched flow
          { background: b, flow: create_accounts }       ¦ 7:32 The flow needs the input 'employee'
          { background: b, flow: create_accounts, inputs: { employee: 5 } } ¦ 7:69 expected a text, got 5
          { background: b, flow: create_accounts, inputs: { employee: "=amount" } } ¦ 7:71 the expression gives a number where a text is expected
          { background: b, flow: create_accounts, inputs: { employee: x, urgnt: true } } ¦ 7:72 The flow 'create_accounts' has no input 'urgnt'
          { background: b, flow: order_laptop, async: true, start: { after: c } } ¦ 7:75 There is no step 'c'
          { background: b, flow: order_laptop, async: true, start: { after: b } } ¦ 7:75 The step 'b' waits for itself
          { background: b, flow: order_laptop, async: true, start: { after: amount } } ¦ 7:75 'amount' is an input, not a step
          { background: b, flow: order_laptop, async: true, start: { after: l } } ¦ 7:75 The step 'l' stands in another stage, 'last'
          { background: b, flow: order_laptop, async: true, start: s } ¦ 7:66 Here should be a start condition with named fields, but it is text
          { background: b, flow: order_laptop, async: true, start: { after: s, inputs: { x: 1 } } } ¦ 7:78 'inputs' are for an evaluation flow, but there is none
          { background: b, flow: order_laptop, async: true, start: { after: s, logic: all } } ¦ 7:78 'logic' joins requirements, but there are none
          { background: b, flow: order_laptop, async: true, start: { after: s, when: amount > 1 } } ¦ 7:78 A start condition cannot have both 'after' and 'when'
          { background: b, flow: order_laptop, async: true, start: { } } ¦ 7:66 A start condition needs one of 'after', 'when', 'evaluation'
          { background: b, flow: order_laptop, async: true, start: { evaluation: create_accounts } } ¦ 7:80 'create_accounts' is an autolaunched flow, but here goes an evaluation flow
          { background: b, flow: order_laptop, async: true, start: { evaluation: no_evaluation } } ¦ 7:80 The evaluation flow 'no_evaluation' has no boolean output 'isOrchestrationConditionMet'
          { background: b, flow: order_laptop, async: true, start: { evaluation: missing } } ¦ 7:80 There is no active flow 'missing'
          { background: b, flow: order_laptop, async: true, complete: { when: amount > 5 } } ¦ 7:69 A background step is done when its flow has ended, or by an orchestration event
          { background: b, flow: create_accounts, inputs: { employee: x }, complete: { when: event } } ¦ 7:74 Only an asynchronous step can be done by an event
          { background: b, flow: order_laptop, async: true, due: 4h } ¦ 7:59 Due dates and escalations ('due') do not exist yet
          { background: b, flow: order_laptop, async: true, timeout: 4w } ¦ 7:68 'timeout' cannot be '4w'
          { background: b, flow: order_laptop, async: true, fault: x } ¦ 7:66 There is no step 'x' in this stage
          { background: b, flow: order_laptop, async: true, fault: b } ¦ 7:66 The fault path of 'b' leads back to itself
          { background: b, flow: order_laptop, async: true, retry: { backoff: 5s..1s } } ¦ 7:77 'backoff' cannot be '5s..1s'
          { background: b, flow: order_laptop, async: true, forEach: x } ¦ 7:68 expected a collection such as ["a", "b"], got 'x'
          { background: b, flow: order_laptop, async: true, forEach: "=amount" } ¦ 7:70 the expression gives a number where a collection is expected
          { background: b, flow: create_accounts, inputs: { employee: x }, forEach: [1, 2] } ¦ 7:74 A synchronous step cannot fan out: its run would take no other command before the last item has ended
          { background: b, flow: order_laptop, async: true, forEach: [1, 2], complete: { when: event } } ¦ 7:76 A step that fans out is done when its last item is, not by an event
          { background: b, flow: order_laptop, async: true, forEach: [1, 2], atOnce: 101 } ¦ 7:84 'atOnce' must be a whole number from 1 to 100
          { background: b, flow: order_laptop, async: true, forEach: [1, 2], onItemError: stop } ¦ 7:89 'onItemError' cannot be 'stop'
          { background: b, flow: order_laptop, async: true, atOnce: 5 } ¦ 7:59 'atOnce' says something of the items of a collection, but there is none
          { external: b, task: t, onItemError: continue } ¦ 7:33 'onItemError' says something of the items of a collection, but there is none
          { external: b, task: t, inputs: { i: "=$Item" } } ¦ 7:48 there is no '$Item' here
          { external: b, task: t, forEach: [1], start: { when: $Index > 1 } } ¦ 7:62 there is no '$Index' here
          { interactive: b, flow: collect_documents, record: { type: T, id: x }, assign: { user: ada }, forEach: [1] } ¦ 7:103 The step of a person does not fan out over a collection
          { external: b }                                ¦ 7:9 A step needs 'task'
          { external: b, task: t, outputs: { n: money } } ¦ 7:47 A type cannot be 'money'
          { external: b, task: t, outputs: { 1n: text } } ¦ 7:44 '1n' is not a name: use letters, digits and _, not starting with a digit
          { external: b, task: t, outputs: [text] }      ¦ 7:42 'outputs' must be names with values, but it is a list
          { external: b, task: 'a b' }                   ¦ 7:30 'task' cannot be 'a b'
          { orchestration: b }                           ¦ 7:9 A step needs 'run'
          { orchestration: b, run: order_part, inputs: { part: x } } ¦ 7:34 There is no active orchestration 'order_part'
          { orchestration: b, run: on_quote }            ¦ 7:34 Runs of 'on_quote' begin by a change of a record, so no step can begin one
          { orchestration: b, run: order_parts }         ¦ 7:34 The orchestration needs the input 'part'
          { orchestration: b, run: order_parts, inputs: { part: x, cost: 1 } } ¦ 7:66 The orchestration 'order_parts' has no input 'cost'
          { orchestration: b, run: order_parts, inputs: { part: 5 } } ¦ 7:63 expected a text, got 5
          { orchestration: b, run: order_parts, inputs: { part: x }, flow: f } ¦ 7:68 A step has no field 'flow'
          { wait: b, until: x }                          ¦ 7:11 Waits ('wait') do not exist yet
          { interactive: b, flow: collect_documents }    ¦ 7:9 A step needs 'record'|7:9 A step needs 'assign'
          { interactive: b, flow: collect_documents, record: { type: T }, assign: { user: ada } } ¦ 7:60 A related record needs 'id'
          { interactive: b, flow: collect_documents, record: { type: T, id: 5 }, assign: { user: ada } } ¦ 7:75 expected a text, got 5
          { interactive: b, flow: collect_documents, record: { type: T, id: x }, assign: { } } ¦ 7:88 An assignment needs one of 'user', 'group', 'queue'
          { interactive: b, flow: collect_documents, record: { type: T, id: x }, assign: { user: ada, queue: hr } } ¦ 7:101 An assignment cannot have both 'user' and 'queue'
          { interactive: b, flow: collect_documents, record: { type: T, id: x }, assign: { user: old } } ¦ 7:96 The user 'old' is not active
          { interactive: b, flow: collect_documents, record: { type: T, id: x }, assign: { user: ada, otherwise: { user: nobody } } } ¦ 7:120 There is no user 'nobody'
          { interactive: b, flow: collect_documents, record: { type: T, id: x }, assign: { user: "=amount" } } ¦ 7:98 the expression gives a number where a text is expected
          { interactive: b, flow: order_laptop, record: { type: T, id: x }, assign: { user: ada } } ¦ 7:33 'order_laptop' is an autolaunched flow, but here goes a screen flow
          """)
  void mistakesInStepsAreTold(String step, String expected) {
    assertTold(
        HEAD
            + """
            stages:
              - stage: a
                steps:
                  - { background: s, flow: order_laptop, async: true }
                  - STEP
                complete: { when: amount > 100 }
              - stage: last
                steps: [{ background: l, flow: order_laptop, async: true }]
            """
                .replace("STEP", step),
        expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          { when: amount }                               ¦ 7:23 the expression gives a number where true or false is expected
          { when: "=amount > 5" }                        ¦ 7:23 'when' is always an expression and takes no leading '='
          { when: 5 }                                    ¦ 7:23 'when' must be an expression or a list of requirements, but it is the value 5
          { when: }                                      ¦ 7:22 'when' has no value
          { when: [] }                                   ¦ 7:23 there are no requirements
          { when: amount > 5, logic: all }               ¦ 7:35 'logic' joins requirements, but 'when' has no list of them
          { when: all_steps, logic: all }                ¦ 7:34 'logic' joins requirements, but there are none
          { when: [{ left: amount, right: 5 }] }         ¦ 7:24 A requirement needs 'operator'
          { when: [{ left: amount, operator: Equals, right: 5 }] } ¦ 7:50 There is no operator 'Equals'
          { when: [{ left: amnt, operator: EqualTo, right: 5 }] } ¦ 7:32 there is no 'amnt' here
          { when: [{ left: amount, operator: EqualTo }] } ¦ 7:24 EqualTo needs a right side
          { when: [{ left: amount, operator: EqualTo, right: five }] } ¦ 7:24 EqualTo cannot compare a number with a text
          { when: [{ left: amount, operator: EqualTo, right: "=amnt" }] } ¦ 7:68 there is no 'amnt' here
          { when: [{ left: amount, operator: IsNull, right: 5 }] } ¦ 7:65 the right side of IsNull must be true or false
          { when: [{ left: a, operator: WasVisited }, { left: s, operator: HasError }], logic: 1 OR } ¦ 7:104 the logic ends too early
          { when: [{ left: s.Outputs.x, operator: IsNull }] } ¦ 7:32 there is no 's.Outputs.x' here
          { evaluation: is_ready, inputs: { x: 1 } }     ¦ 7:49 The flow 'is_ready' has no input 'x'
          """)
  void mistakesInConditionsAreTold(String complete, String expected) {
    assertTold(
        HEAD
            + """
            stages:
              - stage: a
                steps:
                  - { background: s, flow: order_laptop, async: true }
                complete: COMPLETE
            """
                .replace("COMPLETE", complete),
        expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          - { stage: b }                                 ¦ 6:5 A stage needs 'steps'
          - { stage: b, steps: [] }                      ¦ 6:24 The stage has no steps
          - { stage: b, steps: one }                     ¦ 6:24 'steps' must be a list, but it is text
          - { steps: [] }                                ¦ 6:5 Here should be a stage or a decision
          - only text                                    ¦ 6:5 Here should be a stage or a decision
          - { wait: b, until: x }                        ¦ 6:7 Waits ('wait') do not exist yet
          - { stage: b, steps: [STEP], onUnreachable: give_up } ¦ 6:93 'onUnreachable' cannot be 'give_up'
          - { stage: b, steps: [STEP], next: c }         ¦ 6:84 There is no stage or decision 'c'
          - { stage: b, steps: [STEP], next: [a] }       ¦ 6:84 'next' must be text, but it is a list
          - { stage: b, steps: [STEP], fault: x }        ¦ 6:85 There is no stage or decision 'x'
          - { stage: b, steps: [STEP], deadline: x }     ¦ 6:88 'deadline' cannot be 'x'
          - { decision: b }                              ¦ 6:5 A decision needs 'outcomes'
          - { decision: b, outcomes: [] }                ¦ 6:30 The decision has no outcomes
          - { decision: b, outcomes: [{ outcome: o }] }  ¦ 6:31 An outcome needs 'when'
          - { decision: b, outcomes: [{ when: amount > 1 }] } ¦ 6:31 An outcome needs 'outcome'
          - { decision: b, outcomes: [{ outcome: Visited, when: amount > 1 }] } ¦ 6:42 'Visited' tells whether a decision was visited
          - { decision: b, outcomes: [{ outcome: o, when: amount > 1 }, { outcome: o, when: amount > 2 }] } ¦ 6:76 The decision has two outcomes named 'o'
          - { decision: b, outcomes: [{ outcome: o, evaluation: order_laptop }] } ¦ 6:57 'order_laptop' is an autolaunched flow, but here goes an evaluation flow
          - { decision: b, outcomes: [{ outcome: o, evaluation: is_ready, inputs: { x: 1 } }] } ¦ 6:77 The flow 'is_ready' has no input 'x'
          - { decision: b, outcomes: [{ outcome: o, evaluation: is_ready, when: amount > 1 }] } ¦ 6:45 An outcome cannot have both 'when' and 'evaluation'
          - { decision: b, outcomes: [{ outcome: o, evaluation: is_ready, logic: any }] } ¦ 6:67 'logic' joins requirements, but there are none
          - { decision: b, outcomes: [{ outcome: o, when: amount > 1, inputs: { x: 1 } }] } ¦ 6:63 'inputs' are for an evaluation flow, but there is none
          - { decision: b, outcomes: [{ outcome: o, when: b.o }], otherwise: nowhere } ¦ 6:70 There is no stage or decision 'nowhere'
          - { decision: b, outcomes: [{ outcome: o, when: b.p }] } ¦ 6:51 there is no 'b.p' here
          """)
  void mistakesInElementsAreTold(String element, String expected) {
    assertTold(
        HEAD
            + """
            stages:
              - { stage: a, steps: [{ background: s, flow: order_laptop, async: true }] }
              - ELEMENT
            """
                .replace("- ELEMENT", element)
                .replace("STEP", "{ background: t, flow: order_laptop, async: true }"),
        expected.replace("6:", "5:"));
  }

  @Test
  void linesOfABlockKeepTheirColumns() {
    var text =
        HEAD
            + """
            stages:
              - stage: a
                steps:
                  - background: s
                    flow: create_accounts
                    inputs:
                      employee: |
                        =who +
                          whom
                complete:
                  when: |-
                    amount > 1
                      && amuont < 2
            """;
    assertThat(readKnowing(text).told())
        .containsExactly("11:15 there is no 'whom' here", "15:14 there is no 'amuont' here");
  }

  @Test
  void anEndlessLoopIsToldOnce() {
    var text =
        HEAD
            + """
            stages:
              - stage: a
                steps: [{ background: s, flow: order_laptop, async: true }]
              - stage: b
                steps: [{ background: t, flow: order_laptop, async: true }]
              - decision: c
                outcomes: [{ outcome: o, when: amount > 1, next: b }]
                otherwise: c
              - stage: d
                steps: [{ background: u, flow: order_laptop, async: true }]
            """;
    assertThat(readKnowing(text).told())
        .containsExactly(
            "6:12 A run that comes to `b`, `c` goes round for ever: no connector leads out",
            "warning 11:12 No run comes to `d`");
    assertThat(readKnowing(text.replace("otherwise: c", "otherwise: end")).told())
        .containsExactly("warning 11:12 No run comes to `d`");
    assertThat(readKnowing(text.replace("otherwise: c", "otherwise: d")).told()).isEmpty();
  }

  @Test
  void aConditionalStepUnderAllStepsIsAWarning() {
    var text =
        HEAD
            + """
            stages:
              - stage: a
                steps: [{ background: s, flow: order_laptop, async: true, start: { when: amount > 1 } }]
            """;
    var result = readKnowing(text);
    assertThat(result.told())
        .containsExactly(
            "warning 5:27 The stage is complete when all its steps are finished, but `s` may never"
                + " start");
    assertThat(result.orchestration()).isNotNull();
    assertThat(readKnowing(text + "    complete: { when: amount > 2 }\n").told()).isEmpty();
  }

  @Test
  void circlesOfStepsAreEachToldOnce() {
    var text = new StringBuilder(HEAD + "stages:\n  - stage: s\n    steps:\n");
    for (var step : List.of("a b", "b c", "c a", "d a", "e f", "f e", "g h")) {
      text.append(
          "      - { background: %s, flow: order_laptop, async: true, start: { after: %s } }\n"
              .formatted((Object[]) step.split(" ")));
    }
    text.append("      - { background: h, flow: order_laptop, async: true }\n");
    assertThat(readKnowing(text.toString()).told())
        .containsExactly(
            "6:23 The steps a → b → c → a wait for one another, so none of them starts",
            "10:23 The steps e → f → e wait for one another, so none of them starts");
  }

  private static void assertTold(String text, String expected) {
    var result = readKnowing(text);
    assertThat(result.told().stream().map(told -> told.replace('`', '\'')))
        .as(text)
        .containsExactly(expected.split("\\|"));
    assertThat(result.problems()).allSatisfy(p -> assertThat(p.remedy()).isNotBlank());
    assertThat(result.orchestration()).isNull();
  }
}
