package baton.flow;

import baton.flow.Actions.Performed;
import baton.flow.Interview.ActionPerformed;
import baton.flow.Interview.Command;
import baton.flow.Interview.CompletionAnswered;
import baton.flow.Interview.CompletionUnanswered;
import baton.flow.Interview.Surroundings;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** What is done for an interview outside of it: one errand at a time, reported to the interview. */
final class InterviewErrands {
  private final ActorContext<Command> context;
  private final Surroundings surroundings;
  private final Interviews.Id id;
  private boolean goingOn;

  InterviewErrands(ActorContext<Command> context, Surroundings surroundings, Interviews.Id id) {
    this.context = context;
    this.surroundings = surroundings;
    this.id = id;
  }

  boolean areGoingOn() {
    return goingOn;
  }

  /** The errand has been reported, and the next one may begin. */
  void reported() {
    goingOn = false;
  }

  void perform(int round, Outcome.PerformAction wanted) {
    if (goingOn) {
      return;
    }
    goingOn = true;
    var origin = id.item() + "/" + id.person();
    var call =
        new ActionCall(
            wanted.inputs(),
            origin + "/" + round + "/" + wanted.call(),
            origin + "/" + wanted.element());
    context.pipeToSelf(
        performed(wanted, call),
        (performed, failure) ->
            new ActionPerformed(
                round,
                wanted.call(),
                failure == null ? performed : new Performed.NotDone(failure.toString(), false)));
  }

  private CompletionStage<Performed> performed(Outcome.PerformAction wanted, ActionCall call) {
    var action = surroundings.actions().performer(wanted.action());
    return action == null
        ? CompletableFuture.completedStage(
            new Performed.NotDone("There is no action " + wanted.action() + ".", false))
        : surroundings.actions().perform(action, call);
  }

  void complete(Outcome.Finished end) {
    if (goingOn) {
      return;
    }
    goingOn = true;
    context.pipeToSelf(
        guarded(() -> surroundings.completion().complete(id.item(), id.person(), end.outputs())),
        (answer, failure) ->
            failure == null
                ? new CompletionAnswered(answer)
                : new CompletionUnanswered(failure.toString()));
  }

  InterviewEvent event(ActionPerformed performed) {
    var now = surroundings.clock().instant();
    return switch (performed.performed()) {
      case Performed.Done done ->
          new InterviewEvent.ActionCompleted(performed.call(), done.outputs(), now);
      case Performed.NotDone not ->
          new InterviewEvent.ActionFailed(performed.call(), not.fault(), now);
    };
  }

  InterviewEvent event(Interviews.Completion.Answer answer, Map<String, JsonNode> outputs) {
    var now = surroundings.clock().instant();
    return switch (answer) {
      case Interviews.Completion.Completed ignored -> new InterviewEvent.Finished(outputs, now);
      case Interviews.Completion.RefusedBecause refused ->
          new InterviewEvent.Overtaken(refused.text(), refused.by(), refused.at(), now);
    };
  }

  private static <T> CompletionStage<T> guarded(Supplier<CompletionStage<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException failure) {
      return CompletableFuture.failedStage(failure);
    }
  }
}
