package baton.step;

import baton.run.Run;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The life of every child of a run: it does one thing, reports, and stays until its run no longer
 * wants it. So a report that still waits in the run's mailbox is never taken for missing work. One
 * that could not do its work ends without a report, and its run starts another after a pause.
 */
final class Attempt {
  private sealed interface Outcome<T> {
    record Done<T>(T result) implements Outcome<T> {}

    record NotDone<T>(Throwable cause) implements Outcome<T> {}
  }

  private Attempt() {}

  static <T> Behavior<?> of(
      String what,
      Supplier<CompletionStage<T>> work,
      Function<T, Run.Report> report,
      ActorRef<Run.Command> reportTo) {
    return Behaviors.<Outcome<T>>setup(context -> {
      context.pipeToSelf(
          work.get(),
          (result, failure) ->
              failure == null ? new Outcome.Done<>(result) : new Outcome.NotDone<>(failure));
      return Behaviors.receiveMessage(outcome ->
          switch (outcome) {
            case Outcome.Done<T> done -> {
              reportTo.tell(report.apply(done.result()));
              yield Behaviors.ignore();
            }
            case Outcome.NotDone<T> not -> {
              context.getLog().warn("{} is not done, and is tried again", what, not.cause());
              yield Behaviors.stopped();
            }
          });
    });
  }
}
