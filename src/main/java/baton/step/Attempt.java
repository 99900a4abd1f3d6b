package baton.step;

import baton.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The life of every child of a run: it does one thing, reports, and stays until its run no longer
 * wants it. So a report that still waits in the run's mailbox is never taken for missing work. One
 * that could not do its work ends without a report, and its run starts another after a pause.
 *
 * <p>Work that must wait for a time goes on in the same child when it has come; a child that is
 * stopped in between does nothing more.
 */
final class Attempt {
  /** Timers of actors do not reach far; a longer wait is made of several. */
  private static final Duration LONGEST_TIMER = Duration.ofDays(1);

  private static final Duration SHORTEST_TIMER = Duration.ofMillis(1);

  private sealed interface Outcome<T> {
    record Done<T>(Course<T> course) implements Outcome<T> {}

    record NotDone<T>(Throwable cause) implements Outcome<T> {}

    record Time<T>(Course.Later<T> later) implements Outcome<T> {}
  }

  /** How far the work has come. */
  sealed interface Course<T> {
    record Ended<T>(T result) implements Course<T> {}

    /** It goes on when that time has come. */
    record Later<T>(Instant due, Supplier<CompletionStage<Course<T>>> work) implements Course<T> {}
  }

  private Attempt() {}

  static <T> Behavior<?> of(
      String what,
      Supplier<CompletionStage<T>> work,
      Function<T, Run.Report> report,
      ActorRef<Run.Command> reportTo) {
    return of(
        what,
        () -> work.get().<Course<T>>thenApply(Course.Ended::new),
        report,
        reportTo,
        InstantSource.system());
  }

  static <T> Behavior<?> of(
      String what,
      Supplier<CompletionStage<Course<T>>> work,
      Function<T, Run.Report> report,
      ActorRef<Run.Command> reportTo,
      InstantSource clock) {
    return Behaviors.<Outcome<T>>setup(context ->
        Behaviors.withTimers(timers -> {
          begin(context, work);
          return Behaviors.receiveMessage(outcome ->
              switch (outcome) {
                case Outcome.Done<T> done ->
                    switch (done.course()) {
                      case Course.Ended<T> ended -> {
                        reportTo.tell(report.apply(ended.result()));
                        yield Behaviors.ignore();
                      }
                      case Course.Later<T> later -> {
                        goOn(context, timers, later, clock);
                        yield Behaviors.same();
                      }
                    };
                case Outcome.Time<T> time -> {
                  goOn(context, timers, time.later(), clock);
                  yield Behaviors.same();
                }
                case Outcome.NotDone<T> not -> {
                  context.getLog().warn("{} is not done, and is tried again", what, not.cause());
                  yield Behaviors.stopped();
                }
              });
        }));
  }

  private static <T> void begin(
      ActorContext<Outcome<T>> context, Supplier<CompletionStage<Course<T>>> work) {
    context.pipeToSelf(
        work.get(),
        (course, failure) ->
            failure == null ? new Outcome.Done<>(course) : new Outcome.NotDone<>(failure));
  }

  private static <T> void goOn(
      ActorContext<Outcome<T>> context,
      TimerScheduler<Outcome<T>> timers,
      Course.Later<T> later,
      InstantSource clock) {
    var left = Duration.between(clock.instant(), later.due());
    if (left.isNegative() || left.isZero()) {
      begin(context, later.work());
    } else {
      var pause = left.compareTo(LONGEST_TIMER) > 0 ? LONGEST_TIMER : left;
      timers.startSingleTimer(
          new Outcome.Time<>(later), pause.compareTo(SHORTEST_TIMER) < 0 ? SHORTEST_TIMER : pause);
    }
  }
}
