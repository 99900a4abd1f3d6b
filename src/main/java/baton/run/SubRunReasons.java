package baton.run;

import baton.run.RunWhy.Reason;
import baton.run.RunWhy.StageWhy;
import baton.run.RunWhy.StepWhy;
import baton.run.RunWhy.WaitedFor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Lets the runs that a run waits for say themselves what they wait for. */
final class SubRunReasons {
  /** What is waited for when a run of another orchestration does a step. */
  static final String KIND = "run";

  /** Sub-runs that are asked for one answer; of more, it is only said that they go on. */
  private static final int ASKED = 20;

  private SubRunReasons() {}

  /** The answer of a run, with those of its sub-runs as far as they can be had. */
  static CompletionStage<RunWhy> completed(
      RunWhy why, Function<String, CompletionStage<Optional<RunWhy>>> ask) {
    CompletionStage<Map<String, RunWhy>> all = CompletableFuture.completedStage(new HashMap<>());
    for (var id : subRuns(why)) {
      var one = ask.apply(id).exceptionally(noAnswer -> Optional.empty());
      all =
          all.thenCombine(
              one,
              (known, answer) -> {
                answer.ifPresent(found -> known.put(id, found));
                return known;
              });
    }
    return all.thenApply(known -> known.isEmpty() ? why : completed(why, known));
  }

  private static List<String> subRuns(RunWhy why) {
    return why.stages().stream()
        .flatMap(stage -> stage.steps().stream())
        .flatMap(step -> step.why().waitsFor().stream())
        .filter(waitedFor -> waitedFor.kind().equals(KIND))
        .map(WaitedFor::name)
        .limit(ASKED)
        .toList();
  }

  private static RunWhy completed(RunWhy why, Map<String, RunWhy> known) {
    var words = why.words();
    var stages = new ArrayList<StageWhy>();
    for (var stage : why.stages()) {
      var steps = new ArrayList<StepWhy>();
      for (var step : stage.steps()) {
        var reason = completed(step.why(), known);
        words = words.replace(step.why().words(), reason.words());
        steps.add(
            new StepWhy(
                step.name(), step.label(), step.kind(), step.status(), step.attempt(), reason));
      }
      stages.add(
          new StageWhy(
              stage.name(), stage.label(), stage.visit(), stage.status(), stage.why(), steps));
    }
    return new RunWhy(why.id(), why.status(), words, stages, why.revision());
  }

  private static Reason completed(Reason reason, Map<String, RunWhy> known) {
    var words = new StringBuilder(reason.words());
    var waitsFor = new ArrayList<WaitedFor>();
    for (var one : reason.waitsFor()) {
      var sub = one.kind().equals(KIND) ? known.get(one.name()) : null;
      if (sub == null) {
        waitsFor.add(one);
      } else {
        words.append(" It says: ").append(sub.words());
        waitsFor.add(new WaitedFor(KIND, one.name(), one.label(), sub.status().name()));
      }
    }
    return new Reason(
        reason.question(),
        words.toString(),
        reason.condition(),
        List.copyOf(waitsFor),
        reason.moments());
  }
}
