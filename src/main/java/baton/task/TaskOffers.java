package baton.task;

import java.util.concurrent.CompletionStage;

/** The side of the tasks for who wants them done. */
public interface TaskOffers {
  /** Done with true once the queue has it; with false if there is no room now. */
  CompletionStage<Boolean> offer(Task task);

  /** Whether the queue still has it; if not, it is to be offered again. */
  CompletionStage<Boolean> knows(TaskId id);

  /** Nobody needs to do it any more. */
  void withdraw(TaskId id);
}
