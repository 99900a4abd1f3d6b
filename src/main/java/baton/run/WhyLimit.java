package baton.run;

import baton.run.RunWhy.Reason;
import baton.run.RunWhy.StageWhy;
import baton.run.RunWhy.StepWhy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps an answer to why within a size: what a stage that has not ended waits for comes first, the
 * details of what does not fit are left out, and it is said how many.
 */
final class WhyLimit {
  private static final String LEFT_OUT = " (Details are left out.)";

  private int left;
  private int shortened;

  private WhyLimit(int characters) {
    left = characters;
  }

  static RunWhy within(int characters, RunWhy why) {
    var limit = new WhyLimit(characters);
    var stages = new StageWhy[why.stages().size()];
    for (var open : new boolean[] {true, false}) {
      for (var i = 0; i < stages.length; i++) {
        if (isOpen(why.stages().get(i)) == open) {
          stages[i] = limit.shortened(why.stages().get(i));
        }
      }
    }
    return limit.shortened == 0
        ? why
        : new RunWhy(
            why.id(),
            why.status(),
            why.words()
                + " The details of %,d stages and steps are left out here: all of them would be too much for one answer."
                    .formatted(limit.shortened),
            List.copyOf(Arrays.asList(stages)),
            why.revision());
  }

  private static boolean isOpen(StageWhy stage) {
    return stage.status().equals(StageStatus.InProgress.name())
        || stage.status().equals(StageStatus.Suspended.name())
        || stage.status().equals(StageStatus.Error.name());
  }

  private StageWhy shortened(StageWhy stage) {
    var why = shortened(stage.why());
    var steps = new ArrayList<StepWhy>();
    for (var step : stage.steps()) {
      steps.add(
          new StepWhy(
              step.name(),
              step.label(),
              step.kind(),
              step.status(),
              step.attempt(),
              shortened(step.why())));
    }
    return new StageWhy(
        stage.name(), stage.label(), stage.visit(), stage.status(), why, List.copyOf(steps));
  }

  /** About as many characters as it takes written down. */
  private Reason shortened(Reason why) {
    var size = why.toString().length();
    if (size <= left) {
      left -= size;
      return why;
    }
    shortened++;
    return new Reason(why.question(), brief(why.words()) + LEFT_OUT, null, List.of(), List.of());
  }

  private static String brief(String words) {
    return words.length() <= RunLimits.WHY_WORDS
        ? words
        : words.substring(0, RunLimits.WHY_WORDS - 1) + "…";
  }
}
