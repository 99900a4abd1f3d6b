package baton.flow;

import baton.flow.Actions.Performed;
import baton.flow.Interview.ActionPerformed;
import baton.flow.Interview.ChoicesChecked;
import baton.flow.Interview.Command;
import baton.flow.Interview.CompletionAnswered;
import baton.flow.Interview.CompletionUnanswered;
import baton.flow.Interview.FlowToBegin;
import baton.flow.Interview.FlowToGoOn;
import baton.flow.Interview.FlowToKeep;
import baton.flow.Interview.FlowUnreachable;
import baton.flow.Interview.Surroundings;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

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

  /** Loads the flow of an interview that begins, and what it must know of records. */
  void load(Interview.Open wish) {
    context.pipeToSelf(
        surroundings
            .flows()
            .load(wish.flow(), wish.version())
            .thenCompose(flow -> known(wish, flow)),
        (found, failure) ->
            failure == null ? found : new FlowUnreachable(wish, failure.toString()));
  }

  private CompletionStage<Command> known(Interview.Open wish, Optional<Flow> flow) {
    var types = flow.map(Flow::shownRecordTypes).orElse(Set.of());
    return RecordTypes.of(surroundings.actions().records(), types)
        .thenApply(known -> new FlowToBegin(wish, flow, known));
  }

  /** Loads the flow of an interview that goes on, as it was when it began. */
  void load(InterviewEvent.Started started) {
    context.pipeToSelf(
        surroundings.flows().load(started.flow(), started.version(), started.subflows()),
        (flow, failure) ->
            failure == null ? new FlowToGoOn(flow) : new FlowUnreachable(null, failure.toString()));
  }

  /**
   * Loads the flow that says what of the typed must not be kept: the one that was begun, if any.
   */
  void keep(Interview.Keep wish, InterviewEvent.@Nullable Started started) {
    var self = context.getSelf();
    guarded(() ->
            started == null
                ? surroundings.flows().load(wish.flow(), wish.version())
                : surroundings.flows().load(started.flow(), started.version(), started.subflows()))
        .whenComplete((flow, failure) -> {
          if (failure == null) {
            self.tell(new FlowToKeep(wish, flow));
          } else {
            wish.replyTo().tell(InterviewDraft.NOT_KEPT);
          }
        });
  }

  /** Searches, beside whatever else goes on: it changes nothing. */
  void search(Interview.Search wish, Lookup lookup) {
    var records = surroundings.actions().records();
    guarded(() ->
            wish.id() == null
                ? lookup.search(records, wish.words())
                : lookup.chosen(records, wish.id()))
        .whenComplete((found, failure) ->
            wish.replyTo().tell(failure == null ? found : unsearchable(failure)));
  }

  private static InterviewReply unsearchable(Throwable failure) {
    return failure.getCause() instanceof ActionFailed refused
        ? new InterviewReply.Refused(
            InterviewReply.Reason.NO_SEARCH, String.valueOf(refused.getMessage()))
        : new InterviewReply.Refused(
            InterviewReply.Reason.TRY_AGAIN, "Records cannot be searched just now; try again.");
  }

  /** Looks for the chosen records; false where none was chosen. */
  boolean check(Interview.Next wish, Map<Lookup, String> chosen) {
    if (chosen.isEmpty()) {
      return false;
    }
    context.pipeToSelf(
        guarded(() -> problems(chosen)),
        (problems, failure) ->
            new ChoicesChecked(wish, failure == null ? problems : unchecked(chosen)));
    return true;
  }

  private CompletionStage<Map<String, String>> problems(Map<Lookup, String> chosen) {
    var problems = new LinkedHashMap<String, String>();
    CompletionStage<Void> looked = CompletableFuture.completedStage(null);
    for (var each : chosen.entrySet()) {
      var lookup = each.getKey();
      looked =
          looked
              .thenCompose(
                  nothing -> lookup.problem(surroundings.actions().records(), each.getValue()))
              .thenAccept(wrong -> wrong.ifPresent(text -> problems.put(lookup.field(), text)));
    }
    return looked.thenApply(nothing -> problems);
  }

  private static Map<String, String> unchecked(Map<Lookup, String> chosen) {
    var problems = new LinkedHashMap<String, String>();
    chosen
        .keySet()
        .forEach(lookup ->
            problems.put(
                lookup.field(), "Records cannot be read just now; try again in a moment."));
    return problems;
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
