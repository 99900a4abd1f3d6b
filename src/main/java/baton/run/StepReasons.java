package baton.run;

import baton.definition.Assignee;
import baton.definition.BackgroundStepDefinition;
import baton.definition.CompletionCondition;
import baton.definition.ExternalStepDefinition;
import baton.definition.InteractiveStepDefinition;
import baton.definition.StageDefinition;
import baton.definition.StartCondition;
import baton.definition.StepDefinition;
import baton.definition.SubOrchestrationStepDefinition;
import baton.run.RunWhy.Judgement;
import baton.run.RunWhy.Moment;
import baton.run.RunWhy.Occasion;
import baton.run.RunWhy.Question;
import baton.run.RunWhy.Reason;
import baton.run.RunWhy.WaitedFor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says why the steps of one visit of a stage have not started, or not completed. */
final class StepReasons {
  private final StageRun stage;
  private final Judging judging;
  private final RunMoments moments;

  StepReasons(StartedRun run, RunContext context, StageDefinition blueprint, StageRun stage) {
    this.stage = stage;
    this.judging = new Judging(run, context);
    this.moments = new RunMoments(run, context, blueprint, stage);
  }

  Reason of(StepDefinition step, StepRun at) {
    return switch (at.status()) {
      case NotStarted -> notStarted(step);
      case InProgress ->
          timed(
              switch (step) {
                case InteractiveStepDefinition interactive -> waits(interactive, at);
                case BackgroundStepDefinition ignored -> runs(at);
                case ExternalStepDefinition ignored -> runs(at);
                case SubOrchestrationStepDefinition ignored -> runs(at);
              },
              at);
      case Completed -> Reason.nothing("It has completed.");
      case Skipped ->
          Reason.nothing(
              at.skippedBy() != null
                  ? "It was skipped by " + at.skippedBy() + "."
                  : "It was skipped: nothing that runs or waits in the stage could still make it start.");
      case Discontinued ->
          Reason.nothing(
              stage.status() == StageStatus.Completed
                  ? "It was discontinued: its stage completed without it."
                  : "It was discontinued when its stage stopped with an error.");
      case Error -> Reason.nothing("It failed: " + at.fault());
      case Canceled -> Reason.nothing("It was canceled with the run.");
      case Suspended -> reason(Question.NotCompleted, "The run is suspended.", null);
    };
  }

  private static Reason timed(Reason reason, StepRun step) {
    return step.timer() == null
        ? reason
        : new Reason(
            reason.question(),
            reason.words(),
            reason.condition(),
            reason.waitsFor(),
            with(reason.moments(), RunMoments.due(step.timer(), step.step())));
  }

  private Reason notStarted(StepDefinition step) {
    if (!stage.inProgress()) {
      return Reason.nothing("It did not start before its stage ended as " + stage.status() + ".");
    }
    return switch (step.start()) {
      case StartCondition.WithStage ignored ->
          reason(Question.NotStarted, "It starts with its stage.", null);
      case StartCondition.After after -> after(after.step());
      case StartCondition.OnFault onFault -> onFault(onFault.steps());
      case StartCondition.When when -> {
        var judgement = judging.of(when.condition());
        yield new Reason(
            Question.NotStarted,
            "Its start condition does not hold: " + Judging.words(judgement) + ".",
            judgement,
            List.of(),
            moments.again(when.condition()));
      }
      case StartCondition.Evaluation evaluation -> {
        var judgement = judging.ofEvaluation("start:" + step.name(), evaluation.flow());
        yield reason(
            Question.NotStarted,
            "It starts when its evaluation flow says yes: " + Judging.words(judgement) + ".",
            judgement);
      }
    };
  }

  private Reason after(String name) {
    var other = stage.steps().get(name);
    var status = other == null ? StepStatus.NotStarted : other.status();
    var words = "It starts after " + moments.label(name) + ", which ";
    return new Reason(
        Question.NotStarted,
        switch (status) {
          case InProgress -> words + "is in progress.";
          case NotStarted -> words + "has not started either.";
          case Completed -> words + "has completed.";
          case Suspended -> words + "is suspended.";
          case Skipped, Discontinued, Error, Canceled ->
              words + "ended as " + status + ", so it cannot start any more.";
        },
        null,
        List.of(new WaitedFor("step", name, moments.label(name), status.name())),
        moments.again());
  }

  private Reason onFault(List<String> names) {
    var waitedFor =
        names.stream()
            .map(name -> {
              var other = stage.steps().get(name);
              var status = other == null ? StepStatus.NotStarted : other.status();
              return new WaitedFor("step", name, moments.label(name), status.name());
            })
            .toList();
    var labels = names.stream().map(moments::label).collect(Collectors.joining(" or "));
    return new Reason(
        Question.NotStarted,
        "It starts when " + labels + " has failed.",
        null,
        waitedFor,
        moments.again());
  }

  private Reason runs(StepRun step) {
    if (step.awaitsRetry() && step.timer() != null) {
      return reason(
          Question.NotCompleted,
          "Attempt "
              + step.attempt()
              + " failed ("
              + step.fault()
              + "); the next one begins at "
              + step.timer().due()
              + ".",
          null);
    }
    if (step.items() != null) {
      return items(step, ItemsView.of(step, step.items()));
    }
    if (step.kept() != null) {
      return reason(
          Question.NotCompleted, "It has ended, which counts when the run is resumed.", null);
    }
    if (step.flowEnded()) {
      return new Reason(
          Question.NotCompleted,
          "Its flow has ended; it waits for the orchestration event that completes it.",
          null,
          List.of(),
          List.of(eventFor(step)));
    }
    if (step.flowWait() != null && step.waitsFor() != null) {
      return new Reason(
          Question.NotCompleted,
          "Flow %s waits until %s, at its element %s."
              .formatted(step.flow(), step.waitsFor().due(), step.flowWait().element()),
          null,
          List.of(),
          List.of(RunMoments.due(step.waitsFor(), step.step()), eventFor(step)));
    }
    var words =
        switch (step.mode()) {
          case EXTERNAL -> "A worker has to do its task of type " + step.flow();
          case ORCHESTRATION -> "Run " + step.subRun() + " of " + step.flow() + " goes on";
          case null, default -> "Flow " + step.flow() + " runs";
        };
    var ends = List.of(moments.ends(step));
    return new Reason(
        Question.NotCompleted,
        words
            + (step.attempt() > 1 ? ", attempt " + step.attempt() : "")
            + (step.mode() == StepMode.BY_EVENT
                ? "; after it the step waits for an orchestration event."
                : "."),
        null,
        step.subRun() == null
            ? List.of()
            : List.of(
                new WaitedFor(
                    SubRunReasons.KIND,
                    step.subRun(),
                    step.flow() == null ? "" : step.flow(),
                    step.status().name())),
        step.mode() == StepMode.ASYNCHRONOUS || step.mode() == StepMode.BY_EVENT
            ? with(ends, eventFor(step))
            : ends);
  }

  private Reason items(StepRun step, ItemsView items) {
    var first =
        items.failures().isEmpty()
            ? ""
            : "; item "
                + items.failures().getFirst().index()
                + " failed first: "
                + items.failures().getFirst().fault();
    return new Reason(
        Question.NotCompleted,
        items.words() + first + ".",
        null,
        List.of(),
        List.of(moments.ends(step)));
  }

  private static Moment eventFor(StepRun step) {
    return new Moment(Occasion.EventArrives, "when an event finishes the step", step.step(), null);
  }

  private static List<Moment> with(List<Moment> some, Moment further) {
    var all = new ArrayList<>(some);
    all.add(further);
    return List.copyOf(all);
  }

  private Reason waits(InteractiveStepDefinition step, StepRun at) {
    return switch (step.completion()) {
      case CompletionCondition.Finished ignored ->
          new Reason(
              Question.NotCompleted,
              holder(at.item()) + ".",
              null,
              List.of(),
              List.of(
                  new Moment(
                      Occasion.PersonFinishes,
                      "when somebody finishes the work item",
                      at.step(),
                      null)));
      case CompletionCondition.When when -> {
        var judgement = judging.of(when.condition());
        yield new Reason(
            Question.NotCompleted,
            notComplete(at, judgement),
            judgement,
            List.of(),
            moments.again(when.condition()));
      }
      case CompletionCondition.Evaluation evaluation -> {
        var judgement = judging.ofEvaluation("complete:" + step.name(), evaluation.flow());
        yield reason(Question.NotCompleted, notComplete(at, judgement), judgement);
      }
    };
  }

  private static String notComplete(StepRun step, Judgement judgement) {
    return (step.flowEnded() ? "Its screen flow is finished" : holder(step.item()))
        + "; its completion condition does not hold: "
        + Judging.words(judgement)
        + ".";
  }

  private static String holder(@Nullable WorkItem item) {
    if (item == null) {
      return "Its work item is being made";
    }
    var assignee = item.assignee();
    var whom =
        assignee.kind() == Assignee.Kind.USER
            ? assignee.name()
            : assignee.kind().name().toLowerCase(Locale.ROOT) + " " + assignee.name();
    return switch (item.status()) {
      case Assigned -> "Its work item waits for " + whom;
      case Claimed -> "Its work item waits for " + item.claimedBy() + ", who claimed it";
      case OnHold -> "Its work item is on hold for " + whom;
      case Completed, Canceled, Discontinued -> "Its work item is " + item.status();
    };
  }

  private Reason reason(Question question, String words, @Nullable Judgement judgement) {
    return new Reason(question, words, judgement, List.of(), moments.again());
  }
}
