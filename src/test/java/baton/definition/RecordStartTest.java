package baton.definition;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.StartDefinition.OnRecord;
import baton.definition.StartDefinition.Trigger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes of a record start a run. */
class RecordStartTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private static OnRecord start(String fields) {
    var result =
        ReadingForTests.read(
            "orchestration: o\nstart: { record: { type: Quote%s } }\n".formatted(fields)
                + "stages: [{ stage: a, steps: [{ background: s, flow: f }] }]\n");
    assertThat(result.told()).isEmpty();
    return (OnRecord) result.orchestration().start();
  }

  private static JsonNode record(String yaml) {
    try {
      return yaml.equals("-") ? NullNode.instance : new YAMLMapper().readTree(yaml);
    } catch (IOException wrong) {
      throw new AssertionError(wrong);
    }
  }

  private static boolean starts(OnRecord start, String record, String prior) {
    var trigger = prior.equals("-") ? Trigger.CREATED : Trigger.UPDATED;
    return start.starts(trigger, record(record), record(prior), NOW);
  }

  @Test
  void withoutMoreEveryCreationAndChangeStarts() {
    var start = start("");
    assertThat(start.on()).isEqualTo(Set.of(Trigger.CREATED, Trigger.UPDATED));
    assertThat(starts(start, "{a: 1}", "-")).isTrue();
    assertThat(starts(start, "{a: 2}", "{a: 1}")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"created, true, false", "updated, false, true", "'created, updated', true, true"})
  void onlyWhatItIsAboutStarts(String on, boolean created, boolean updated) {
    var start = start(", on: [" + on + "]");
    assertThat(starts(start, "{a: 1}", "-")).isEqualTo(created);
    assertThat(starts(start, "{a: 2}", "{a: 1}")).isEqualTo(updated);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EqualTo              | Hired    | {f: Hired}        | {f: x}     | true",
        "EqualTo              | Hired    | {f: Fired}        | {f: x}     | false",
        "EqualTo              | Hired    | {g: 1}            | {f: x}     | false",
        "NotEqualTo           | Hired    | {f: Fired}        | {f: x}     | true",
        "NotEqualTo           | Hired    | {g: 1}            | {f: x}     | false",
        "GreaterThan          | 5        | {f: 5.01}         | {f: 1}     | true",
        "GreaterThanOrEqualTo | 5        | {f: 5}            | {f: 1}     | true",
        "LessThan             | 5        | {f: 5}            | {f: 1}     | false",
        "LessThanOrEqualTo    | 5        | {f: 5}            | {f: 1}     | true",
        "StartsWith           | Hi       | {f: Hired}        | {f: x}     | true",
        "EndsWith             | red      | {f: Hired}        | {f: x}     | true",
        "Contains             | ire      | {f: Hired}        | {f: x}     | true",
        "In                   | [a, b]   | {f: b}            | {f: x}     | true",
        "NotIn                | [a, b]   | {f: b}            | {f: x}     | false",
        "IsNull               | true     | {g: 1}            | {f: x}     | true",
        "IsBlank              | true     | {f: ' '}          | {f: x}     | true",
        "IsEmpty              | true     | {f: []}           | {f: x}     | true",
        "IsChanged            | true     | {f: 1}            | {f: 2}     | true",
        "IsChanged            | true     | {f: 1, g: 2}      | {f: 1}     | false",
        "IsChanged            | false    | {f: 1, g: 2}      | {f: 1}     | true",
        "IsChanged            | true     | {f: 1}            | -          | false",
        "WasSet               | true     | {f: 1}            | {g: 1}     | true",
        "WasSet               | true     | {f: 1}            | {f: 2}     | false",
      })
  void everyOperatorComparesTheRecordWithItsValuesBefore(
      String operator, String right, String record, String prior, boolean starts) {
    var start =
        start(", when: [{ left: $Record.f, operator: %s, right: %s }]".formatted(operator, right));
    assertThat(starts(start, record, prior)).isEqualTo(starts);
  }

  @Test
  void requirementsAreJoinedByLogic() {
    var start =
        start(
            ", logic: 1 AND (2 OR 3), when: [{ left: $Record.a, operator: EqualTo, right: 1 },"
                + " { left: $Record.b, operator: EqualTo, right: 1 },"
                + " { left: $Record__Prior.b, operator: EqualTo, right: 2 }]");
    assertThat(starts(start, "{a: 1, b: 1}", "{b: 0}")).isTrue();
    assertThat(starts(start, "{a: 1, b: 0}", "{b: 2}")).isTrue();
    assertThat(starts(start, "{a: 1, b: 0}", "{b: 0}")).isFalse();
    assertThat(starts(start, "{a: 0, b: 1}", "{b: 2}")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "{s: Hired}, -, true",
    "{s: Hired}, {s: New}, true",
    "{s: Hired}, {s: Hired}, false",
    "{s: New}, {s: Hired}, false",
    "{s: New}, -, false"
  })
  void changedToMatchMeansThatItDidNotMatchBefore(String record, String prior, boolean starts) {
    var start = start(", when: \"$Record.s == 'Hired'\", onlyWhenChangedToMatch: true");
    assertThat(starts(start, record, prior)).isEqualTo(starts);
  }

  @Test
  void anEvaluationFlowIsGivenWhatItsInputsSayOfTheRecord() {
    var start = start(", evaluation: e, inputs: { a: =$Record.a, b: =$Record__Prior.a, c: x }");
    assertThat(starts(start, "{a: 2}", "{a: 1}")).isTrue();
    assertThat(start.evaluation().flow()).isEqualTo("e");
    assertThat(start.evaluation().given(record("{a: 2}"), record("{a: 1}"), NOW).toString())
        .isEqualTo("{a=2, b=1, c=\"x\"}");
  }

  @Test
  void whetherARecordChangedToMatchIsForItsEvaluationFlowToSay() {
    var start = start(", evaluation: e, onlyWhenChangedToMatch: true");
    assertThat(starts(start, "{a: 2}", "{a: 1}")).isTrue();
  }

  @Test
  void anInputThatNobodyCanGiveIsRefused() {
    var text =
        "orchestration: o\ninputs: { n: { type: number, required: true } }\n"
            + "start: { record: { type: Quote } }\n"
            + "stages: [{ stage: a, steps: [{ background: s, flow: f }] }]\n";
    assertThat(ReadingForTests.read(text).told())
        .containsExactly("2:1 The input `n` is required, but a change of a record gives no inputs");
  }
}
