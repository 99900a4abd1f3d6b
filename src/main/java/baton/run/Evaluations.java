package baton.run;

import baton.run.RunEvent.Evaluation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The evaluation flows of the newest pass that needed any: its number, what it still waits for, and
 * what it has learned, by site.
 */
public record Evaluations(int pass, List<Evaluation> wanted, Map<String, Boolean> truths) {
  static final Evaluations NONE = new Evaluations(0, List.of(), Map.of());

  public Evaluations {
    wanted = List.copyOf(wanted);
    truths = Map.copyOf(truths);
  }

  Evaluations reported(String site, boolean met) {
    var learned = new HashMap<>(truths);
    learned.put(site, met);
    return new Evaluations(
        pass, wanted.stream().filter(e -> !e.site().equals(site)).toList(), learned);
  }

  /** Joins further wants to the same pass, or begins a new one. */
  Evaluations with(RunEvent.EvaluationsWanted e) {
    if (e.pass() != pass) {
      return new Evaluations(e.pass(), e.evaluations(), Map.of());
    }
    var all = new ArrayList<>(wanted);
    all.addAll(e.evaluations());
    return new Evaluations(pass, all, truths);
  }

  /** Nothing is waited for any more: the run has ended. */
  Evaluations dropped() {
    return new Evaluations(pass, List.of(), Map.of());
  }

  boolean knowsOf(String site) {
    return truths.containsKey(site) || wanted.stream().anyMatch(e -> e.site().equals(site));
  }

  boolean waitsFor(int reportedPass, String site) {
    return reportedPass == pass && wanted.stream().anyMatch(e -> e.site().equals(site));
  }
}
