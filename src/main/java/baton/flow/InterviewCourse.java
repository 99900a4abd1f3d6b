package baton.flow;

import baton.flow.Interview.ActionPerformed;
import baton.flow.Interview.ChoicesChecked;
import baton.flow.Interview.Command;
import baton.flow.Interview.CompletionUnanswered;
import baton.flow.Interview.FlowToBegin;
import baton.flow.Interview.FlowToKeep;
import baton.flow.Interview.FlowUnreachable;
import baton.flow.Interview.Next;
import baton.flow.Interview.Patience;
import baton.flow.Interview.Search;
import baton.flow.Interview.Surroundings;
import baton.flow.Interview.TryAgain;
import baton.flow.Interview.Wish;
import baton.flow.InterviewReply.Reason;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import org.jspecify.annotations.Nullable;

/**
 * The course of one interview within its actor: where it stands, what is recorded on a wish or a
 * report, and what is done and answered then.
 */
final class InterviewCourse {
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Interviews.Id id;
  private final Surroundings surroundings;
  private final EffectFactories<InterviewEvent, InterviewState> effects;
  private final InterviewErrands errands;
  private final InterviewAnswers answers = new InterviewAnswers();

  private Duration pause = Interview.FIRST_PAUSE;
  private boolean loading;

  private @Nullable InterviewStanding standing;

  private InterviewReply.@Nullable Refused unusable;

  InterviewCourse(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Interviews.Id id,
      Surroundings surroundings,
      EffectFactories<InterviewEvent, InterviewState> effects) {
    this.context = context;
    this.timers = timers;
    this.id = id;
    this.surroundings = surroundings;
    this.effects = effects;
    this.errands = new InterviewErrands(context, surroundings, id);
  }

  /** It must not be put to sleep now. */
  boolean isBusy() {
    return errands.areGoingOn() || loading;
  }

  Effect<InterviewEvent, InterviewState> unanswered(CompletionUnanswered unanswered) {
    context.getLog().warn("{} is not completed yet: {}", id, unanswered.cause());
    timers.startSingleTimer(new TryAgain(), nextPause());
    return effects.none();
  }

  Effect<InterviewEvent, InterviewState> takesLong() {
    answers.tell(InterviewAnswers.STILL_WORKING);
    return effects.none();
  }

  Effect<InterviewEvent, InterviewState> tryAgain(InterviewState state) {
    unusable = null;
    errands.reported();
    goOn(state);
    settle(state);
    return effects.none();
  }

  Effect<InterviewEvent, InterviewState> wished(InterviewState state, Wish wish) {
    if (wish instanceof Interview.Restart && state instanceof InterviewState.Overtaken) {
      return restarted(wish);
    }
    if (wish instanceof Interview.Draft) {
      return reply(wish, InterviewDraft.of(state));
    }
    if (wish instanceof Interview.Keep keep) {
      errands.keep(keep, state.begun());
      return effects.none();
    }
    var end = InterviewAnswers.ofEnd(state);
    if (end != null) {
      return reply(wish, end);
    }
    if (!(state instanceof InterviewState.Open open)) {
      return wishedBefore(wish);
    }
    if (unusable != null) {
      return reply(wish, unusable);
    }
    if (standing == null) {
      goOn(state);
      return effects.stash();
    }
    return wish instanceof Next next && errands.check(next, standing.chosen(next, now()))
        ? effects.none() // comes back when the chosen records were looked for
        : decided(open, standing, wish);
  }

  Effect<InterviewEvent, InterviewState> checked(InterviewState state, ChoicesChecked checked) {
    var wish = checked.wish();
    if (!(state instanceof InterviewState.Open open) || standing == null) {
      return wished(state, wish);
    }
    return checked.problems().isEmpty() || !(standing.outcome() instanceof Outcome.ShowScreen shown)
        ? decided(open, standing, wish)
        : reply(wish, standing.review(shown, wish, checked.problems(), now()));
  }

  Effect<InterviewEvent, InterviewState> kept(InterviewState state, FlowToKeep found) {
    var wish = found.wish();
    return switch (InterviewDraft.keep(state, wish, found.flow(), surroundings.clock().instant())) {
      case InterviewDecision.Answered answered -> reply(wish, answered.reply());
      case InterviewDecision.Searching ignored -> effects.none();
      case InterviewDecision.Accepted accepted ->
          effects
              .persist(accepted.event())
              .thenRun((InterviewState now) -> {
                if (now instanceof InterviewState.Open open && standing != null) {
                  var replay = standing.replay();
                  standing =
                      new InterviewStanding(
                          replay,
                          replay.after(open.started(), standing.outcome(), accepted.event()));
                }
                wish.replyTo().tell(InterviewDraft.of(now));
              });
    };
  }

  /** The item may be this person's to do again. */
  private Effect<InterviewEvent, InterviewState> restarted(Wish wish) {
    answers.await(wish.replyTo());
    return effects
        .persist(new InterviewEvent.Restarted(surroundings.clock().instant()))
        .thenRun((InterviewState now) -> {
          standing = null;
          goOn(now);
        });
  }

  private Effect<InterviewEvent, InterviewState> wishedBefore(Wish wish) {
    if (loading) {
      return effects.stash();
    }
    if (!(wish instanceof Interview.Open open)) {
      return reply(
          wish,
          new InterviewReply.Refused(Reason.NOT_OPEN, "The interview has not been opened yet."));
    }
    loading = true;
    errands.load(open);
    return effects.none();
  }

  Effect<InterviewEvent, InterviewState> begin(FlowToBegin found) {
    loading = false;
    var wish = found.wish();
    var flow = found.flow().orElse(null);
    if (flow == null || flow.kind() != Flow.Kind.SCREEN) {
      wish.replyTo()
          .tell(
              new InterviewReply.Refused(
                  Reason.NO_FLOW,
                  "There is no screen flow %s with a version %d."
                      .formatted(wish.flow(), wish.version())));
      return effects.unstashAll();
    }
    answers.await(wish.replyTo());
    var started =
        new InterviewEvent.Started(
            id.item(),
            id.person(),
            wish.flow(),
            wish.version(),
            flow.subflowVersions(),
            wish.inputs(),
            found.recordTypes().isEmpty() ? null : found.recordTypes(),
            surroundings.clock().instant());
    var replay = InterviewReplay.of(flow, started, surroundings.secrets());
    return effects
        .persist(started)
        .thenRun((InterviewState now) -> {
          if (now instanceof InterviewState.Open open) {
            standing = new InterviewStanding(replay, replay.standing(open));
          }
          settle(now);
        })
        .thenUnstashAll();
  }

  /** Loads the flow of an interview that was begun earlier, and has the rest follow from it. */
  void goOn(InterviewState state) {
    if (state instanceof InterviewState.Open open && standing == null && !loading) {
      loading = true;
      errands.load(open.started());
    }
  }

  Effect<InterviewEvent, InterviewState> loaded(InterviewState state, Optional<Flow> found) {
    loading = false;
    if (found.isEmpty()) {
      unusable = new InterviewReply.Refused(Reason.NO_FLOW, "The flow of this item is gone.");
    } else if (state instanceof InterviewState.Open open) {
      var replay = InterviewReplay.of(found.get(), open.started(), surroundings.secrets());
      standing = new InterviewStanding(replay, replay.standing(open));
      settle(state);
    }
    return effects.unstashAll();
  }

  Effect<InterviewEvent, InterviewState> unreachable(FlowUnreachable lost) {
    context.getLog().warn("the flow of {} cannot be read: {}", id, lost.cause());
    loading = false;
    var later =
        new InterviewReply.Refused(
            Reason.TRY_AGAIN, "The flow cannot be read just now; try again in a moment.");
    if (lost.wish() != null) {
      lost.wish().replyTo().tell(later);
    } else {
      unusable = later;
      timers.startSingleTimer(new TryAgain(), nextPause());
    }
    return effects.unstashAll();
  }

  private Effect<InterviewEvent, InterviewState> decided(
      InterviewState.Open open, InterviewStanding at, Wish wish) {
    var decider = new InterviewDecider(at.replay().interpreter(), open, at.outcome(), now());
    var decision = decider.decide(wish);
    return switch (decision) {
      case null -> {
        answers.await(wish.replyTo());
        settle(open);
        yield effects.none();
      }
      case InterviewDecision.Answered answered -> reply(wish, answered.reply());
      case InterviewDecision.Searching searching -> {
        if (wish instanceof Search search) {
          errands.search(search, searching.lookup());
        }
        yield effects.none();
      }
      case InterviewDecision.Accepted accepted -> {
        answers.await(wish.replyTo());
        yield recorded(at, accepted.event());
      }
    };
  }

  Effect<InterviewEvent, InterviewState> performed(
      InterviewState state, ActionPerformed performed) {
    if (!(state instanceof InterviewState.Open open)
        || standing == null
        || open.round() != performed.round()
        || !(standing.outcome() instanceof Outcome.PerformAction wanted)
        || wanted.call() != performed.call()) {
      return effects.none();
    }
    errands.reported();
    return recorded(standing, errands.event(performed));
  }

  Effect<InterviewEvent, InterviewState> completed(
      InterviewState state, Interviews.Completion.Answer answer) {
    if (!(state instanceof InterviewState.Open)
        || standing == null
        || !(standing.outcome() instanceof Outcome.Finished end)) {
      return effects.none();
    }
    errands.reported();
    return recorded(standing, errands.event(answer, end.outputs()));
  }

  private Effect<InterviewEvent, InterviewState> recorded(
      InterviewStanding before, InterviewEvent decided) {
    var event = before.replay().storable(before.outcome(), decided);
    return effects
        .persist(event)
        .thenRun((InterviewState now) -> {
          pause = Interview.FIRST_PAUSE;
          if (now instanceof InterviewState.Open open) {
            var replay = before.replay();
            standing =
                new InterviewStanding(
                    replay, replay.after(open.started(), before.outcome(), event));
          }
          settle(now);
        });
  }

  /** Has done what the interview wants now, and answers those who wait for it to come to rest. */
  private void settle(InterviewState state) {
    var end = InterviewAnswers.ofEnd(state);
    if (end != null) {
      answers.tell(end);
    } else if (state instanceof InterviewState.Open open && standing != null) {
      settle(open, standing);
    }
  }

  private void settle(InterviewState.Open open, InterviewStanding at) {
    switch (at.outcome()) {
      case Outcome.ShowScreen shown ->
          answers.tell(
              new InterviewReply.Screen(at.replay().interpreter().view(shown.progress(), now())));
      case Outcome.Failed failed ->
          answers.tell(new InterviewReply.Failed(failed.fault(), failed.element()));
      case Outcome.PerformAction wanted -> {
        timers.startSingleTimer(new Patience(), surroundings.patience());
        errands.perform(open.round(), wanted);
      }
      case Outcome.Wait wait ->
          answers.tell(
              new InterviewReply.Failed("A flow that a person runs cannot wait.", wait.element()));
      case Outcome.Finished end -> errands.complete(end);
    }
  }

  private Effect<InterviewEvent, InterviewState> reply(Wish wish, InterviewReply reply) {
    wish.replyTo().tell(reply);
    return effects.none();
  }

  private Moment now() {
    return new Moment(surroundings.clock().instant(), id.person());
  }

  private Duration nextPause() {
    var now = pause;
    pause =
        now.multipliedBy(2).compareTo(Interview.LONGEST_PAUSE) > 0
            ? Interview.LONGEST_PAUSE
            : now.multipliedBy(2);
    return now;
  }
}
