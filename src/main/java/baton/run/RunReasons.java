package baton.run;

import baton.definition.CompletionCondition;
import baton.definition.DecisionDefinition;
import baton.definition.ElementDefinition;
import baton.definition.OutcomeCondition;
import baton.definition.StageDefinition;
import baton.run.RunWhy.Judgement;
import baton.run.RunWhy.Question;
import baton.run.RunWhy.Reason;
import baton.run.RunWhy.StageWhy;
import baton.run.RunWhy.StepWhy;
import baton.run.RunWhy.WaitedFor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says of each stage and step why it has not started or not completed: a function of state,
 * definition and time, which changes nothing.
 */
final class RunReasons {
  /** Steps that the words about a whole run name; of more it tells the number. */
  private static final int NAMED = 3;

  private final StartedRun run;
  private final RunContext context;
  private final Judging judging;

  private RunReasons(StartedRun run, RunContext context) {
    this.run = run;
    this.context = context;
    this.judging = new Judging(run, context);
  }

  static RunWhy of(StartedRun run, RunContext context, long revision) {
    var reasons = new RunReasons(run, context);
    var stages =
        context.orchestration().elements().values().stream()
            .flatMap(RunReasons::stages)
            .map(reasons::stage)
            .toList();
    return WhyLimit.within(
        RunLimits.WHY_CHARACTERS,
        new RunWhy(context.runId(), run.status(), reasons.words(stages), stages, revision));
  }

  private static Stream<StageDefinition> stages(ElementDefinition element) {
    return element instanceof StageDefinition stage ? Stream.of(stage) : Stream.empty();
  }

  private StageWhy stage(StageDefinition blueprint) {
    var stage = run.stage(blueprint.name());
    if (stage == null) {
      var reason = notReached();
      return new StageWhy(
          blueprint.name(),
          blueprint.label(),
          0,
          StepStatus.NotStarted.name(),
          reason,
          blueprint.steps().stream()
              .map(step ->
                  new StepWhy(
                      step.name(),
                      step.label(),
                      RunView.kind(step),
                      StepStatus.NotStarted,
                      0,
                      new Reason(
                          reason.question(),
                          "Its stage has not started.",
                          null,
                          reason.waitsFor(),
                          List.of())))
              .toList());
    }
    var reasons = new StepReasons(run, context, blueprint, stage);
    var steps = new ArrayList<StepWhy>();
    for (var step : blueprint.steps()) {
      var at = stage.steps().get(step.name());
      if (at != null) {
        steps.add(
            new StepWhy(
                step.name(),
                step.label(),
                RunView.kind(step),
                at.status(),
                at.attempt(),
                reasons.of(step, at)));
      }
    }
    return new StageWhy(
        blueprint.name(),
        blueprint.label(),
        stage.visit(),
        stage.status().name(),
        reason(blueprint, stage),
        List.copyOf(steps));
  }

  private Reason notReached() {
    var current = run.current();
    if (run.deciding() != null) {
      return new Reason(
          Question.NotStarted,
          "It has not been reached: the run waits at a decision. " + atDecision(run.deciding()),
          null,
          List.of(),
          List.of());
    }
    if (run.status().ended() || current == null) {
      return Reason.nothing("The run ended without reaching it.");
    }
    var label = label(current.stage());
    return new Reason(
        Question.NotStarted,
        "It has not been reached: " + label + " is " + words(current.status()) + ".",
        null,
        List.of(new WaitedFor("stage", current.stage(), label, current.status().name())),
        List.of());
  }

  private Reason reason(StageDefinition blueprint, StageRun stage) {
    return switch (stage.status()) {
      case InProgress, Suspended -> notComplete(blueprint, stage);
      case Completed -> Reason.nothing("It has completed.");
      case Canceled -> Reason.nothing("It was canceled with the run.");
      case Discontinued -> Reason.nothing("It was discontinued.");
      case Error -> Reason.nothing("It stopped with an error: " + stage.fault());
    };
  }

  private Reason notComplete(StageDefinition blueprint, StageRun stage) {
    var moments = new RunMoments(run, context, blueprint, stage);
    return switch (blueprint.completion()) {
      case CompletionCondition.Finished ignored -> {
        var open =
            stage.steps().values().stream()
                .filter(step -> !step.status().finished())
                .map(step ->
                    new WaitedFor(
                        "step", step.step(), moments.label(step.step()), step.status().name()))
                .toList();
        yield new Reason(
            Question.NotCompleted,
            "%d of %d steps are finished; it waits for %s."
                .formatted(stage.steps().size() - open.size(), stage.steps().size(), named(open)),
            null,
            open,
            moments.again());
      }
      case CompletionCondition.When when -> {
        var judgement = judging.of(when.condition());
        yield conditional(judgement, moments.again(when.condition()));
      }
      case CompletionCondition.Evaluation evaluation ->
          conditional(
              judging.ofEvaluation("complete:" + blueprint.name(), evaluation.flow()),
              moments.again());
    };
  }

  private static Reason conditional(Judgement judgement, List<RunWhy.Moment> moments) {
    return new Reason(
        Question.NotCompleted,
        "Its completion condition does not hold: " + Judging.words(judgement) + ".",
        judgement,
        List.of(),
        moments);
  }

  private static String named(List<WaitedFor> open) {
    var names = open.stream().limit(NAMED).map(WaitedFor::label).collect(Collectors.joining(", "));
    return open.size() > NAMED ? names + " and " + (open.size() - NAMED) + " more" : names;
  }

  private String words(List<StageWhy> stages) {
    return switch (run.status()) {
      case Completed -> "It has completed.";
      case Canceled -> "It was canceled.";
      case Suspended -> "It is suspended: nothing new starts until it is resumed.";
      case Error -> "It stopped with an error: " + run.fault();
      case InProgress -> waiting(stages);
    };
  }

  /** What the decision waits for, outcome by outcome. */
  private String atDecision(String name) {
    if (!(context.orchestration().elements().get(name) instanceof DecisionDefinition decision)) {
      return "Decision " + name + " is not in its version.";
    }
    return decision.outcomes().stream()
        .flatMap(outcome ->
            outcome.when() instanceof OutcomeCondition.Evaluation evaluation
                ? Stream.of(
                    outcome.label()
                        + ": "
                        + Judging.words(
                            judging.ofEvaluation(
                                Choice.site(name, outcome.name()), evaluation.flow())))
                : Stream.of())
        .collect(Collectors.joining("; ", "Decision " + decision.label() + ": ", "."));
  }

  private String waiting(List<StageWhy> stages) {
    if (run.deciding() != null) {
      return atDecision(run.deciding());
    }
    var current = run.current();
    for (var stage : stages) {
      if (current != null && stage.name().equals(current.stage())) {
        var busy = stage.steps().stream().filter(s -> s.status() == StepStatus.InProgress).toList();
        var words =
            busy.stream()
                .limit(NAMED)
                .map(step -> step.label() + ": " + step.why().words())
                .collect(Collectors.joining(" "));
        return busy.isEmpty()
            ? stage.label() + ": " + stage.why().words()
            : words + (busy.size() > NAMED ? " And " + (busy.size() - NAMED) + " more steps." : "");
      }
    }
    return "It is between two stages.";
  }

  private String label(String stage) {
    var blueprint = context.orchestration().stage(stage);
    return blueprint == null ? stage : blueprint.label();
  }

  private static String words(StageStatus status) {
    return switch (status) {
      case InProgress -> "in progress";
      case Completed -> "completed";
      case Suspended -> "suspended";
      case Canceled -> "canceled";
      case Discontinued -> "discontinued";
      case Error -> "in error";
    };
  }
}
