package baton.run;

import static baton.run.Witness.require;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The runs that do steps of a simulated run, and the run whose step it does. How a sub-run ends
 * follows from the seed; it tells its end until that is answered, and one in error may be mended.
 */
final class SubRunsOutside {
  private static final int LONGEST_SECONDS = 300;

  private record News(Instant due, RunKin.SubRunEnd end) {}

  private final Outside outside;
  private final Map<String, News> news = new TreeMap<>();
  private final Map<String, SubRun> alive = new HashMap<>();
  private final Set<String> begun = new HashSet<>();
  private @Nullable RunStatus parentHeard;

  SubRunsOutside(Outside outside) {
    this.outside = outside;
  }

  void begin(SubRun sub, Instant now) {
    if (begun.add(sub.id())) {
      alive.put(sub.id(), sub);
      var dice = outside.dice(sub.id(), 5);
      var status =
          switch (dice % 8) {
            case 0 -> RunStatus.Canceled;
            case 1, 2 -> RunStatus.Error;
            default -> RunStatus.Completed;
          };
      news.put(sub.id(), news(sub, status, now));
    }
  }

  private News news(SubRun sub, RunStatus status, Instant now) {
    var from = "flow:" + sub.step() + "." + sub.visit() + "." + sub.attempt() + "#";
    var due = now.plus(Duration.ofSeconds(outside.dice(sub.id(), 6) % LONGEST_SECONDS));
    return new News(
        due,
        status == RunStatus.Completed
            ? new RunKin.SubRunEnd(sub.id(), status, outside.outputs(from), null)
            : new RunKin.SubRunEnd(sub.id(), status, Map.of(), "broken"));
  }

  /** One that has ended well before is not changed by that, and goes on telling. */
  void abandon(String id) {
    var told = news.get(id);
    var ended = told != null && told.end().status().ended() && !told.due().isAfter(outside.now());
    begun.add(id);
    alive.remove(id);
    if (!ended) {
      news.remove(id);
    }
  }

  /** Of those in error, somebody mends every second one. */
  void told(RunKin.SubRunEnd end, Instant now) {
    news.remove(end.subRun());
    var sub = alive.get(end.subRun());
    if (end.status() != RunStatus.Error) {
      alive.remove(end.subRun());
    } else if (sub != null && outside.dice(end.subRun(), 7) % 2 == 0) {
      news.put(end.subRun(), news(sub, RunStatus.Completed, now));
    }
  }

  void parentHears(RunStatus status) {
    parentHeard = status;
  }

  List<RunKin.SubRunEnd> due(Instant now) {
    return news.values().stream().filter(n -> !now.isBefore(n.due())).map(News::end).toList();
  }

  Stream<Instant> dues() {
    return news.values().stream().map(News::due);
  }

  boolean awaitsAny() {
    return !news.isEmpty();
  }

  void end(RunState truth) {
    if (!(truth instanceof StartedRun run)) {
      return;
    }
    for (var id : alive.keySet()) {
      require(
          run.subRuns().get(id) instanceof SubRun sub && sub.awaitedBy(run),
          "sub-run %s goes on, and nobody waits for it: %s",
          id,
          run.subRuns());
    }
    for (var sub : run.subRuns().all()) {
      require(
          sub.stand() == SubRun.Stand.FAILED || alive.containsKey(sub.id()),
          "the run waits for ever for %s",
          sub);
    }
    require(
        run.start().parent() == null
            || !run.status().ended() && run.status() != RunStatus.Error
            || run.endings().told() == run.endings().count(),
        "the parent does not know of the end of %s",
        run);
    require(
        parentHeard == null
            || run.status() == RunStatus.Canceled
            || !run.status().ended()
            || parentHeard == run.status(),
        "the parent has heard %s of a run that is %s",
        parentHeard,
        run.status());
  }
}
