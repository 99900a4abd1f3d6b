package baton.step;

import baton.run.Run;
import baton.run.RunSurroundings;
import baton.run.RunView;
import baton.run.RunWork.RouteItem;
import baton.work.WorkItem;
import baton.work.WorkRouter;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/**
 * Asks the router to bring one revision of an interactive step's work item before its people, and
 * reports when lists and outbox hold it, or that nobody stands behind its assignee.
 */
final class InteractiveStep {
  private InteractiveStep() {}

  static Behavior<?> create(
      RunSurroundings.RunFacts run,
      RouteItem work,
      ActorRef<Run.Command> reportTo,
      StepActors around) {
    var item = item(run, work);
    return Attempt.of(
        "routing of work item " + item.id(),
        () -> around.routing().route(item),
        reply ->
            new Run.ItemRouted(
                work.step().step(),
                work.step().visit(),
                work.item().revision(),
                switch (reply) {
                  case WorkRouter.Placed ignored -> null;
                  case WorkRouter.Unroutable nobody -> nobody.reason();
                }),
        reportTo);
  }

  private static WorkItem item(RunSurroundings.RunFacts run, RouteItem work) {
    var definition = run.definition();
    var stage = definition.stage(work.stage());
    var step =
        stage == null
            ? null
            : stage.steps().stream()
                .filter(s -> s.name().equals(work.step().step()))
                .findFirst()
                .orElse(null);
    if (step == null) {
      throw new IllegalStateException("no step " + work.step().step() + " in " + definition.name());
    }
    return ShownItem.of(
        new ShownItem.RunFacts(
            run.runId(), definition.name(), definition.label(), run.start().businessKey()),
        work.stage(),
        RunView.view(run.runId(), step, work.step()));
  }
}
