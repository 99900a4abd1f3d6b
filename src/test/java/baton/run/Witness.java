package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches a simulated run from outside: what was stored, what was answered, what was begun. It
 * keeps its own state from the stored events and complains of whatever must never happen.
 */
final class Witness {
  private final long seed;
  private final boolean comparesAlways;
  private final StoredOrder order;
  private final Set<String> begun = new HashSet<>();
  private final Map<String, Integer> shown = new HashMap<>();
  private final Set<Long> answered = new HashSet<>();
  private final WitnessedItems items = new WitnessedItems();
  private final WitnessedTasks tasks = new WitnessedTasks();
  private final WitnessedRecords records = new WitnessedRecords();
  private RunState truth = new RunState.NotStarted();
  private final SimulatedJournal journal;

  /**
   * @param comparesAlways replays the whole journal after every write, which costs time
   */
  Witness(
      Plan plan, RunContext.Versions versions, SimulatedJournal journal, boolean comparesAlways) {
    this.seed = plan.seed();
    this.journal = journal;
    this.comparesAlways = comparesAlways;
    this.order = new StoredOrder(versions);
  }

  /** The state that the stored events lead to. */
  RunState truth() {
    return truth;
  }

  boolean answered(Letter letter) {
    return answered.contains(letter.number());
  }

  void stored(Letter letter, List<RunEvent> events, Instant now) {
    require(events.stream().allMatch(e -> e.at().equals(now)), "%s are not of %s", events, now);
    if (RunWork.synchronous(truth)) {
      require(Conduct.isDue(truth, letter.command()), "%s overtook a synchronous step", letter);
    }
    for (var event : events) {
      check(letter, event);
      order.next(event, truth, letter.command());
      tasks.next(event, truth, letter.command());
      var before = truth;
      truth = truth.apply(event);
      records.next(event, before, truth, letter.command());
      if (event instanceof RunEvent.RunMigrated e) {
        WitnessedMigration.migrated(e, before, truth);
        renamed(e, (StartedRun) before);
        items.renamed(e, (StartedRun) before);
        tasks.renamed(e, (StartedRun) before);
      }
      if (event instanceof RunEvent.StepReportedLate e) {
        WitnessedTasks.late(e, before, truth);
      }
    }
    Sense.check(truth);
    WitnessedItems.check(truth);
    if (comparesAlways) {
      require(journal.replayed().equals(truth), "the journal replays to another state");
    }
  }

  /** What lists show under the name that a step had is all that they had to show. */
  private void renamed(RunEvent.RunMigrated e, StartedRun before) {
    var moved = new HashMap<String, Integer>();
    for (var place : WitnessedMigration.renamed(e, before).entrySet()) {
      var revision = shown.remove(place.getKey());
      if (revision != null) {
        moved.put(place.getValue(), revision);
      }
    }
    shown.putAll(moved);
  }

  /** That the event tells what was really reported or asked for. */
  private void check(Letter letter, RunEvent event) {
    switch (event) {
      case RunEvent.StepCompleted e -> {
        var step = ((StartedRun) truth).step(e.step(), e.visit());
        require(
            step != null && (step.inProgress() || step.broken() && step.kept() != null),
            "%s ended before",
            e);
        if (step.items() != null) {
          items.completed(e, step.items());
        } else if (step.kept() instanceof StepOutcome.Finished kept) {
          require(kept.outputs().equals(e.outputs()), "%s is not what was kept: %s", e, kept);
        } else if (step.mode() != StepMode.INTERACTIVE) {
          isOf(step, e.outputs(), e);
        }
      }
      case RunEvent.ItemEnded e -> items.ended(e, truth);
      case RunEvent.StepOutcomeKept e -> {
        if (e.outcome() instanceof StepOutcome.Finished finished) {
          isOf(((StartedRun) truth).step(e.step(), e.visit()), finished.outputs(), e);
        }
      }
      case RunEvent.EvaluationReported e ->
          require(
              e.met() == Outside.truth(seed, e.pass(), e.site()),
              "%s is the truth of another pass",
              e);
      case RunEvent.WorkItemCompleted e -> {
        require(
            letter.command() instanceof Run.Complete complete
                && complete.by().user().equals(e.by())
                && complete.outputs().equals(e.outputs()),
            "%s is not what %s asked for",
            e,
            letter);
        Sense.mayComplete(truth, e, ((Run.Complete) letter.command()).by());
      }
      default -> {}
    }
  }

  private static void isOf(StepRun step, Map<String, JsonNode> outputs, RunEvent event) {
    var from = Outside.origin(outputs);
    var flow = "flow:" + step.step() + "." + step.visit() + "." + step.attempt() + "#";
    require(
        from != null && (from.startsWith(flow) || from.startsWith("event ")),
        "%s has outputs of another attempt",
        event);
  }

  void answered(Letter letter, RunState state, boolean changed) {
    answered.add(letter.number());
    if (letter.command() instanceof Run.Request request) {
      Evidence.check(request, truth, changed);
      require(
          !(state instanceof StartedRun live)
              || truth instanceof StartedRun stored && stored.status() == live.status(),
          "%s was answered with a status that is not stored",
          letter);
    }
  }

  /** What a worker hears. */
  void told(Letter letter, boolean counts) {
    if (letter.command() instanceof Run.StepReported report) {
      tasks.answered(report, truth, counts);
    }
  }

  void refused(Letter letter, RunDecision.Reason reason) {
    answered.add(letter.number());
    if (letter.command() instanceof Run.Start) {
      require(
          reason == RunDecision.Reason.KEY_REUSED && truth instanceof StartedRun,
          "a start was refused for %s",
          reason);
    }
  }

  void attempted(RunWork work) {
    begun.add(work.key());
    items.attempted(work);
    require(
        work.equals(RunWork.wantedBy(truth).get(work.key())),
        "%s was begun, and nothing stored wants it",
        work.key());
    if (truth instanceof StartedRun run
        && !(work instanceof RunWork.RouteItem)
        && !(work instanceof RunWork.ForgetWait)
        && !(work instanceof RunWork.AbandonSubRun)
        && !(work instanceof RunWork.FollowRecord && run.status() == RunStatus.Error)
        && !(work instanceof RunWork.TellParent)) {
      require(
          run.status() == RunStatus.InProgress
              || run.status() == RunStatus.Suspended && !(work instanceof RunWork.Evaluate),
          "work for a run that is %s",
          run.status());
    }
    if (work instanceof RunWork.RouteItem item) {
      shown.merge(
          item.step().step() + "." + item.step().visit(), item.item().revision(), Math::max);
    }
  }

  /** After each change that the actor has seen, its children are what its state wants. */
  void matched(Set<String> children) {
    if (comparesAlways) {
      require(
          children.equals(RunWork.wantedBy(truth).keySet()),
          "there are children for %s, wanted is %s",
          children,
          RunWork.wantedBy(truth).keySet());
    }
  }

  void comesDown(RunState live, boolean awake) {
    if (awake) {
      require(
          live.equals(truth), "the live state differs from the stored one:%n%s%n%s", live, truth);
    }
  }

  void recovered(RunState state) {
    require(state.equals(truth), "what was recovered differs:%n%s%n%s", state, truth);
  }

  /** When all letters are delivered, nothing may be wanted that nobody works on. */
  void quiet(SimulatedRun run, Outside outside) {
    for (var work : RunWork.wantedBy(truth).values()) {
      require(
          work instanceof RunWork.Wait wait && outside.remembers(wait.timer()),
          "nobody does %s",
          work);
    }
    for (var timer : Timers.awaited(truth)) {
      require(outside.remembers(timer), "nobody remembers %s", timer);
    }
    require(!run.hasStashed(), "commands wait for ever");
  }

  /** Nothing will happen by itself: the run waits for somebody, and knows why. */
  void waits(RunContext context) {
    if (truth instanceof StartedRun started) {
      Waiting.check(started, context);
    }
  }

  /** The end of a history. */
  void end(SimulatedRun run, RunContext context) {
    comesDown(run.state(), run.awake());
    require(journal.replayed().equals(truth), "the journal replays to another state");
    if (truth instanceof StartedRun started) {
      Waiting.check(started, context);
      order.end(begun);
      for (var stage : started.stages()) {
        for (var step : stage.steps().values()) {
          var item = step.item();
          require(
              item == null
                  || item.revision() == shown.getOrDefault(step.step() + "." + step.visit(), 0),
              "lists do not show the newest revision of %s",
              item);
        }
      }
    }
  }

  static void require(boolean right, String wrong, Object... details) {
    if (!right) {
      throw new Violation(wrong.formatted(details));
    }
  }
}
