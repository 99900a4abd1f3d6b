package baton.definition;

import static baton.definition.ReadingForTests.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit at it and one past it. */
class DefinitionLimitsTest {
  private static final String STEP = "{ background: s%d, flow: f, start: { when: \"n > %d\" } }";

  private static String many(int count, String text) {
    return IntStream.range(0, count)
        .mapToObj(i -> text.replace("%d", Integer.toString(i)))
        .collect(Collectors.joining());
  }

  private static String with(String stages) {
    return "orchestration: o\ninputs: { n: number }\nstages:\n" + stages;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void stages(int past) {
    var stages =
        many(
            DefinitionLimits.MAX_STAGES + past,
            "  - { stage: t%d, steps: [{ background: s%d, flow: f }] }\n");
    assertTold(with(stages), past, "There are 201 stages; an orchestration has at most 200");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void decisions(int past) {
    var decisions =
        many(
            DefinitionLimits.MAX_DECISIONS + past,
            "  - { decision: t%d, outcomes: [{ outcome: o, when: n > %d }] }\n");
    assertTold(with(decisions), past, "There are 201 decisions; an orchestration has at most 200");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void steps(int past) {
    var steps = many(DefinitionLimits.MAX_STEPS + past, "      - " + STEP + "\n");
    assertTold(
        with("  - stage: t\n    complete: { when: n > 1 }\n    steps:\n" + steps),
        past,
        "There are 1,001 steps; an orchestration has at most 1,000");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void resources(int past) {
    var constants = many(DefinitionLimits.MAX_RESOURCES - 1 + past, "  c%d: %d\n");
    assertTold(
        with("  - { stage: t, steps: [{ background: s, flow: f }] }\nconstants:\n" + constants),
        past,
        "There are 501 inputs, outputs, constants, formulas and templates; there can be 500");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void outcomes(int past) {
    var outcomes =
        many(DefinitionLimits.MAX_OUTCOMES + past, "      - { outcome: o%d, when: n > %d }\n");
    assertTold(
        with("  - decision: d\n    outcomes:\n" + outcomes),
        past,
        "There are 51 outcomes; a decision has at most 50");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void requirements(int past) {
    var requirements = many(50 + past, "        - { left: n, operator: NotEqualTo, right: %d }\n");
    assertTold(
        with(
            "  - stage: t\n    steps: [{ background: s, flow: f }]\n    complete:\n      when:\n"
                + requirements),
        past,
        "there are 51 requirements, at most 50 are allowed");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void expressions(int past) {
    var inputs = many(DefinitionLimits.MAX_EXPRESSIONS + past, "i%d: '=n', ");
    assertTold(
        with("  - { stage: t, steps: [{ background: s, flow: f, inputs: { " + inputs + " } }] }\n"),
        past,
        "There are 5,001 expressions; there can be 5,000");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void charactersOfALabel(int past) {
    var label = "x".repeat(DefinitionLimits.MAX_LABEL_CHARACTERS + past);
    assertTold(
        with("  - { stage: t, label: " + label + ", steps: [{ background: s, flow: f }] }\n"),
        past,
        "The label has more than 2,000 characters");
  }

  @Test
  void theLargestDefinitionIsReadInSeconds() {
    var stages =
        IntStream.range(0, DefinitionLimits.MAX_STAGES)
            .mapToObj(stage ->
                "  - stage: t%d\n    complete: { when: n > 1 }\n    steps:\n".formatted(stage)
                    + IntStream.range(0, 5)
                        .mapToObj(
                            step -> "      - " + STEP.replace("%d", (stage * 5 + step) + "") + "\n")
                        .collect(Collectors.joining()))
            .collect(Collectors.joining());
    var start = System.nanoTime();
    assertThat(read(with(stages)).orchestration()).isNotNull();
    assertThat((System.nanoTime() - start) / 1e9).isLessThan(60);
  }

  private static void assertTold(String text, int past, String message) {
    var told = read(text).told();
    if (past == 0) {
      assertThat(told).isEmpty();
    } else {
      assertThat(told).singleElement().asString().contains(message);
    }
  }
}
