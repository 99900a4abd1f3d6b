package baton.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation flows of the newest pass that needed any: its number, what it still waits for, and
 * what it has learned, by site.
 *
 * @param retries of those that could not answer at once, by site
 */
public record Evaluations(
    int pass, List<Evaluation> wanted, Map<String, Boolean> truths, Map<String, Retry> retries) {
  static final Evaluations NONE = new Evaluations(0, List.of(), Map.of(), Map.of());

  /**
   * How an evaluation flow is asked again.
   *
   * @param attempt the newest one, from 1
   * @param fault why the one before gave no answer
   * @param timer when it is asked again; null while it is being asked
   */
  public record Retry(int attempt, String fault, @Nullable RunTimer timer) {}

  public Evaluations {
    wanted = List.copyOf(wanted);
    truths = Map.copyOf(truths);
    retries = Map.copyOf(retries);
  }

  Evaluations reported(String site, boolean met) {
    var learned = new HashMap<>(truths);
    learned.put(site, met);
    var left = new HashMap<>(retries);
    left.remove(site);
    return new Evaluations(
        pass, wanted.stream().filter(e -> !e.site().equals(site)).toList(), learned, left);
  }

  /** Joins further wants to the same pass, or begins a new one. */
  Evaluations with(RunEvent.EvaluationsWanted e) {
    if (e.pass() != pass) {
      return new Evaluations(e.pass(), e.evaluations(), Map.of(), Map.of());
    }
    var all = new ArrayList<>(wanted);
    all.addAll(e.evaluations());
    return new Evaluations(pass, all, truths, retries);
  }

  Evaluations with(RunEvent.EvaluationRetryPlanned e) {
    return with(e.site(), new Retry(e.attempt(), e.fault(), RunTimer.evaluation(e)));
  }

  Evaluations with(RunEvent.EvaluationRetried e) {
    var before = retries.get(e.site());
    return with(e.site(), new Retry(e.attempt(), before == null ? "" : before.fault(), null));
  }

  private Evaluations with(String site, Retry retry) {
    var all = new HashMap<>(retries);
    all.put(site, retry);
    return new Evaluations(pass, wanted, truths, all);
  }

  /** Nothing is waited for any more: the run has ended. */
  Evaluations dropped() {
    return new Evaluations(pass, List.of(), Map.of(), Map.of());
  }

  boolean knowsOf(String site) {
    return truths.containsKey(site) || wanted.stream().anyMatch(e -> e.site().equals(site));
  }

  boolean waitsFor(int reportedPass, String site) {
    return reportedPass == pass && wanted.stream().anyMatch(e -> e.site().equals(site));
  }

  /** The number of the newest attempt to ask. */
  int attempt(String site) {
    var retry = retries.get(site);
    return retry == null ? 1 : retry.attempt();
  }

  /** When it is asked again; null where it is being asked, or need not be. */
  @Nullable RunTimer awaited(String site) {
    var retry = retries.get(site);
    return retry == null ? null : retry.timer();
  }

  /** The site that a timer is for. */
  @Nullable String site(RunTimer timer) {
    return retries.entrySet().stream()
        .filter(retry -> timer.equals(retry.getValue().timer()))
        .map(Map.Entry::getKey)
        .findAny()
        .orElse(null);
  }

  /** The awaited timer of that name. */
  @Nullable RunTimer timer(String key) {
    for (var retry : retries.values()) {
      var timer = retry.timer();
      if (timer != null && timer.key().equals(key)) {
        return timer;
      }
    }
    return null;
  }

  Evaluations changedTimer(String key, boolean kept) {
    var all = new HashMap<>(retries);
    all.replaceAll((site, retry) -> {
      var timer = retry.timer();
      return timer != null && timer.key().equals(key)
          ? new Retry(retry.attempt(), retry.fault(), timer.with(kept))
          : retry;
    });
    return new Evaluations(pass, wanted, truths, all);
  }
}
