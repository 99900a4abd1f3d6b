package baton.task;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tasks that work in memory and wait for nobody. */
public class TasksInMemory implements Tasks {
  private final OpenTasks open = new OpenTasks();

  /** A task with one input, its name. */
  public synchronized void add(String type, String run, String step) {
    var id = new TaskId(type, run, step, 1, 1);
    open.offer(new Task(id, "pictures", null, Map.of("name", TextNode.valueOf(step))));
  }

  /** How many wait for a worker. */
  public synchronized int waiting() {
    return open.waiting();
  }

  @Override
  public synchronized CompletionStage<List<Leased>> fetch(Fetch fetch) {
    return CompletableFuture.completedStage(
        open.take(fetch.max(), fetch.lease().toMillis()).stream()
            .map(lease ->
                new Leased(
                    lease.task(),
                    Long.toString(lease.number()),
                    Instant.ofEpochMilli(lease.until())))
            .toList());
  }

  @Override
  public synchronized CompletionStage<List<Verdict>> extend(List<Held> leases, Duration lease) {
    return CompletableFuture.completedStage(leases.stream().map(this::verdict).toList());
  }

  @Override
  public synchronized CompletionStage<List<Told>> end(List<Ended> ended) {
    var verdicts = ended.stream().map(this::told).toList();
    for (var i = 0; i < ended.size(); i++) {
      if (verdicts.get(i).verdict() == Verdict.DONE) {
        open.remove(ended.get(i).held().id());
      }
    }
    return CompletableFuture.completedStage(verdicts);
  }

  @Override
  public synchronized void giveBack(List<Held> leases) {
    leases.forEach(held -> open.giveBack(held.id(), Long.parseLong(held.lease())));
  }

  /** An output named {@code wrong} is of no type. */
  private Told told(Ended ended) {
    var verdict = verdict(ended.held());
    return verdict == Verdict.DONE
            && ended.outcome() instanceof Outcome.Completed completed
            && completed.outputs().containsKey("wrong")
        ? new Told(Verdict.REFUSED, "output wrong of step a: must be a number")
        : Told.of(verdict);
  }

  private Verdict verdict(Held held) {
    var known = held.lease().matches("[0-9]{1,9}");
    return known && open.extend(held.id(), Long.parseLong(held.lease()), 0)
        ? Verdict.DONE
        : Verdict.STALE;
  }
}
