package baton.step;

import baton.run.Run;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The life of every child of a run: it does one thing, reports, and ends. One that could not do it
 * ends without a report, and its run starts another after a pause.
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
      return Behaviors.receiveMessage(outcome -> {
        switch (outcome) {
          case Outcome.Done<T> done -> reportTo.tell(report.apply(done.result()));
          case Outcome.NotDone<T> not ->
              context.getLog().warn("{} could not be done, and is tried again", what, not.cause());
        }
        return Behaviors.stopped();
      });
    });
  }
}
