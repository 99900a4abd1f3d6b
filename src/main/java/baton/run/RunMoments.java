package baton.run;

import baton.definition.StageDefinition;
import baton.expression.Condition;
import baton.run.RunWhy.Moment;
import baton.run.RunWhy.Occasion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When the conditions of the stage in progress are looked at again. */
record RunMoments(StartedRun run, RunContext context, StageDefinition blueprint, StageRun stage) {
  /** Steps that are named one by one; a stage may have a thousand in progress. */
  static final int STEPS_NAMED = 10;

  private static final Moment EVENT =
      new Moment(
          Occasion.EventArrives, "when an orchestration event for this run arrives", null, null);

  private static final Moment RESUME =
      new Moment(Occasion.RunResumes, "when the run is resumed", null, null);

  /** For any condition: each step that may end, and an event. */
  List<Moment> again() {
    if (run.status() != RunStatus.InProgress) {
      return run.status() == RunStatus.Suspended ? List.of(RESUME) : List.of();
    }
    var moments = new ArrayList<Moment>();
    var busy = stage.steps().values().stream().filter(StepRun::inProgress).toList();
    busy.stream().limit(STEPS_NAMED).forEach(step -> moments.add(ends(step)));
    if (busy.size() > STEPS_NAMED) {
      moments.add(
          new Moment(
              Occasion.StepEnds,
              "when one of " + (busy.size() - STEPS_NAMED) + " further steps ends",
              null,
              null));
    }
    if (!run.evaluations().wanted().isEmpty()) {
      moments.add(
          new Moment(Occasion.EvaluationAnswers, "when the evaluation flow answers", null, null));
    }
    run.evaluations().retries().values().stream()
        .map(Evaluations.Retry::timer)
        .filter(Objects::nonNull)
        .forEach(timer -> moments.add(due(timer, null)));
    moments.add(EVENT);
    if (stage.timer() != null) {
      moments.add(due(stage.timer(), null));
    }
    return List.copyOf(moments);
  }

  /** Also when what the condition reads outside the run changes. */
  List<Moment> again(Condition condition) {
    var moments = new ArrayList<>(again());
    if (run.status() == RunStatus.InProgress && readsRecord(condition.names(), new HashSet<>())) {
      moments.add(new Moment(Occasion.RecordChanges, "when the record changes", null, null));
    }
    return List.copyOf(moments);
  }

  private boolean readsRecord(Set<String> names, Set<String> seen) {
    return names.stream()
        .anyMatch(name -> {
          var first = name.split("\\.")[0];
          var resource = context.orchestration().resources().get(first);
          return name.startsWith("$Record")
              || run.followed().follows(first)
              || (resource != null
                  && seen.add(name)
                  && readsRecord(resource.expression().names(), seen));
        });
  }

  static Moment due(RunTimer timer, @Nullable String step) {
    var words =
        switch (timer.kind()) {
          case EVALUATION -> "when the evaluation flow is asked again";
          case RETRY -> "when the next attempt begins";
          case TIMEOUT -> "when the attempt has taken too long";
          case ITEMS -> "when an item is tried again, or an attempt of one has taken too long";
          case DEADLINE -> "when the stage has taken too long";
          case WAIT -> "when the flow goes on";
        };
    return new Moment(Occasion.TimeComes, words + ", at " + timer.due(), step, timer.due());
  }

  Moment ends(StepRun step) {
    return new Moment(
        Occasion.StepEnds, "when step " + label(step.step()) + " ends", step.step(), null);
  }

  String label(String step) {
    return blueprint.steps().stream()
        .filter(each -> each.name().equals(step))
        .map(each -> each.label())
        .findAny()
        .orElse(step);
  }
}
