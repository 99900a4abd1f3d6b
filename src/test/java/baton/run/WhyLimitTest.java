package baton.run;

import static org.assertj.core.api.Assertions.assertThat;

import baton.run.RunWhy.Question;
import baton.run.RunWhy.Reason;
import baton.run.RunWhy.StageWhy;
import baton.run.RunWhy.StepWhy;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhyLimitTest {
  private static Reason reason(int words) {
    return new Reason(Question.NotCompleted, "w".repeat(words), null, List.of(), List.of());
  }

  private static StageWhy stage(String name, StageStatus status, int... steps) {
    var all = new java.util.ArrayList<StepWhy>();
    for (var words : steps) {
      all.add(
          new StepWhy(
              "s" + all.size(), "Step", "background", StepStatus.InProgress, 1, reason(words)));
    }
    return new StageWhy(name, name, 1, status.name(), reason(10), List.copyOf(all));
  }

  private static RunWhy why(StageWhy... stages) {
    return new RunWhy("r1", RunStatus.InProgress, "It waits.", List.of(stages), 7);
  }

  private static int size(RunWhy why) {
    return why.stages().stream()
        .mapToInt(stage ->
            stage.why().toString().length()
                + stage.steps().stream().mapToInt(s -> s.why().toString().length()).sum())
        .sum();
  }

  @Test
  void whatFitsIsAsItWas() {
    var why = why(stage("one", StageStatus.InProgress, 100, 5_000));
    assertThat(WhyLimit.within(size(why), why)).isEqualTo(why);
  }

  @Test
  void oneCharacterMoreAndTheLastDetailsAreLeftOutAndItIsSaid() {
    var why = why(stage("one", StageStatus.InProgress, 100, 5_000));
    var cut = WhyLimit.within(size(why) - 1, why);
    assertThat(cut.words()).startsWith("It waits. The details of 1 stages and steps are left out");
    assertThat(cut.stages().getFirst().steps().getFirst())
        .isEqualTo(why.stages().getFirst().steps().getFirst());
    var words = cut.stages().getFirst().steps().getLast().why().words();
    assertThat(words).hasSizeLessThan(RunLimits.WHY_WORDS + 30).endsWith("(Details are left out.)");
  }

  @Test
  void theStageThatIsOpenKeepsItsDetailsFirst() {
    var why =
        why(
            stage("past", StageStatus.Completed, 1_000),
            stage("now", StageStatus.InProgress, 1_000));
    var cut = WhyLimit.within(size(why) - 1, why);
    assertThat(cut.stages().getLast()).isEqualTo(why.stages().getLast());
    assertThat(cut.stages().getFirst().steps().getFirst().why().words())
        .endsWith("(Details are left out.)");
  }
}
