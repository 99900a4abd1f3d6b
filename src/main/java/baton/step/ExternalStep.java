package baton.step;

import baton.run.RunSurroundings;
import baton.run.RunWork.RunFlow;
import baton.task.Task;
import baton.task.TaskId;
import baton.task.TaskLimits;
import baton.task.TaskOffers;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Offers the task of an external step to workers, again whenever the queue has lost it, as long as
 * the run wants it done. How it ends, the run learns from the worker.
 */
final class ExternalStep {
  private enum Message {
    LOOK,
    KNOWN,
    UNKNOWN,
    NO_ROOM,
    NO_ANSWER
  }

  private static final Duration NO_ANSWER_PAUSE = Duration.ofSeconds(1);

  private ExternalStep() {}

  static Behavior<?> create(RunSurroundings.RunFacts run, RunFlow work, TaskOffers offers) {
    var id =
        new TaskId(
            work.flow(), run.runId(), work.step(), work.visit(), work.attempt(), work.index());
    var task = new Task(id, run.definition().name(), run.start().businessKey(), work.inputs());
    return Behaviors.<Message>setup(context ->
        Behaviors.withTimers(timers -> {
          context.getSelf().tell(Message.UNKNOWN);
          return Behaviors.receive(Message.class)
              .onMessage(
                  Message.class,
                  message -> {
                    switch (message) {
                      case LOOK ->
                          context.pipeToSelf(
                              offers.knows(id),
                              (known, failure) ->
                                  failure != null
                                      ? Message.NO_ANSWER
                                      : known ? Message.KNOWN : Message.UNKNOWN);
                      case UNKNOWN ->
                          context.pipeToSelf(
                              offers.offer(task),
                              (taken, failure) ->
                                  failure != null
                                      ? Message.NO_ANSWER
                                      : taken ? Message.KNOWN : Message.NO_ROOM);
                      case KNOWN, NO_ROOM ->
                          timers.startSingleTimer(Message.LOOK, TaskLimits.OFFERED_AGAIN);
                      case NO_ANSWER -> timers.startSingleTimer(Message.LOOK, NO_ANSWER_PAUSE);
                    }
                    return Behaviors.same();
                  })
              .onSignal(
                  PostStop.class,
                  stopped -> {
                    offers.withdraw(id);
                    return Behaviors.same();
                  })
              .build();
        }));
  }
}
