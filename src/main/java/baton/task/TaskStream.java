package baton.task;

import baton.task.Tasks.Fetch;
import baton.task.Tasks.Held;
import baton.task.Tasks.Leased;
import baton.task.Tasks.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The tasks that one worker gets over one connection: never more than it may have at once. A task
 * counts from its being leased until it has ended or its lease has run out, whoever says so and
 * wherever; so the queues are asked, and nothing is counted here that they do not know.
 *
 * <p>What was leased but not sent when the connection closes waits again at once. What was sent
 * stays leased: the worker may still be at it.
 */
public final class TaskStream {
  /** How often it is looked whether a worker that has all it may have has ended something. */
  static final Duration LOOK = Duration.ofMillis(100);

  /** How long one request to the queues waits for a task. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Before queues that did not answer are asked again. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private final Tasks tasks;
  private final Fetch terms;
  private final Set<Held> held = new LinkedHashSet<>();
  private final Set<Held> unsent = new LinkedHashSet<>();
  private boolean closed;

  private TaskStream(Tasks tasks, Fetch terms) {
    this.tasks = tasks;
    this.terms = terms;
  }

  /**
   * The stream, to be run once.
   *
   * @param terms types, the most that the worker has at once, and the length of leases
   */
  public static Source<Leased, NotUsed> of(Tasks tasks, Fetch terms) {
    var stream = new TaskStream(tasks, terms);
    return Source.unfoldAsync(
            stream, same -> same.turn().thenApply(some -> Optional.of(Pair.create(same, some))))
        .mapConcat(some -> some)
        .map(stream::sent)
        .watchTermination((used, ended) -> {
          ended.whenComplete((done, failure) -> stream.close());
          return used;
        });
  }

  /** One look at the queues; it may find nothing, and comes again as soon as there is demand. */
  private CompletionStage<List<Leased>> turn() {
    return free()
        .thenCompose(free -> free > 0 ? fetch(free) : after(LOOK))
        .exceptionallyCompose(unanswered -> after(PAUSE));
  }

  private static CompletionStage<List<Leased>> after(Duration pause) {
    return CompletableFuture.supplyAsync(
        List::of, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** How many more tasks the worker may have. */
  private CompletionStage<Integer> free() {
    List<Held> counted;
    synchronized (this) {
      counted = new ArrayList<>(held);
    }
    return counted.isEmpty()
        ? CompletableFuture.completedStage(terms.max())
        // prolongs nothing, and says which leases still hold
        : tasks.extend(counted, Duration.ZERO).thenApply(verdicts -> counted(counted, verdicts));
  }

  private synchronized int counted(List<Held> counted, List<Verdict> verdicts) {
    for (var i = 0; i < counted.size(); i++) {
      if (verdicts.get(i) == Verdict.STALE) {
        held.remove(counted.get(i));
      }
    }
    return terms.max() - held.size();
  }

  private CompletionStage<List<Leased>> fetch(int free) {
    return tasks
        .fetch(new Fetch(terms.types(), free, PATIENCE, terms.lease()))
        .thenCompose(taken -> {
          var kept = kept(taken);
          return kept.isEmpty() ? after(LOOK) : CompletableFuture.completedStage(kept);
        });
  }

  private synchronized List<Leased> kept(List<Leased> taken) {
    var leases = taken.stream().map(TaskStream::held).toList();
    if (closed) {
      tasks.giveBack(leases);
      return List.of();
    }
    held.addAll(leases);
    unsent.addAll(leases);
    return taken;
  }

  private synchronized Leased sent(Leased task) {
    unsent.remove(held(task));
    return task;
  }

  private synchronized void close() {
    closed = true;
    if (!unsent.isEmpty()) {
      tasks.giveBack(List.copyOf(unsent));
      unsent.clear();
    }
  }

  private static Held held(Leased leased) {
    return new Held(leased.task().id(), leased.lease());
  }
}
