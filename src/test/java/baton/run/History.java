package baton.run;

import baton.definition.Assignee;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run from its start to its end, or to where it waits for good: first the acts of a plan with
 * all their faults, then only what people and children do, in order.
 */
final class History {
  private static final int ROUNDS = 4_000;
  private static final int VISITS = 10;
  private static final int RESUMPTIONS = 3;
  private static final int EVENT_IDS = 20;
  private static final int CHANGES = 3;
  private static final RunParent PARENT = new RunParent("r0", "sub", 1, 1, null, 1);

  private final Plan plan;
  private final PlannedVersions versions;
  private final SimulatedJournal journal;
  private final Witness witness;
  private final Outside outside;
  private final SimulatedRun run;
  private final List<Letter> lastRequests = new ArrayList<>();
  private int asked;
  private int actions;
  private int crashes;
  private int resumed;
  private boolean migrated;
  private int changes;

  /** How much has happened. */
  record Figures(int actions, int crashes) {}

  private History(Plan plan, Conduct conduct, boolean serialized, boolean comparesAlways) {
    this.plan = plan;
    this.versions = new PlannedVersions(plan);
    this.journal = new SimulatedJournal(serialized);
    this.witness = new Witness(plan, versions, journal, comparesAlways);
    this.outside = new Outside(plan, witness);
    this.run = new SimulatedRun(versions, journal, outside, witness, conduct);
  }

  /**
   * @param serialized whether events take their stored form
   * @param comparesAlways whether the journal is replayed after every write
   */
  static Figures of(Plan plan, Conduct conduct, boolean serialized, boolean comparesAlways) {
    var history = new History(plan, conduct, serialized, comparesAlways);
    plan.acts().forEach(history::act);
    history.finish();
    return new Figures(history.actions, history.crashes);
  }

  private void act(Plan.Act act) {
    actions++;
    outside.passes(Duration.ofMillis(1 + act.pick() % 1_000));
    outside.ring();
    switch (act.kind()) {
      case START -> ask(start(act.pick() % 8 == 7 ? "other" : "hash"));
      case DELIVER -> deliver(act.pick());
      case DUPLICATE -> {
        var letter = anyLetter(act.pick());
        if (letter != null && letter.command() != null) {
          run.deliver(letter);
        }
      }
      case DROP -> {
        var letter = anyLetter(act.pick());
        if (letter != null && letter.command() != null) {
          outside.lose(letter);
        }
      }
      case CLAIM, RELEASE, REASSIGN, COMPLETE -> itemAct(act);
      case PUBLISH -> ask(event(act.pick()));
      case CHANGE_RECORD -> outside.record().changes(act.pick());
      case NOTICE_RECORD -> {
        if (plan.onRecord() || plan.follows()) {
          ask(outside.record().anyNews(act.pick()));
        }
      }
      case ABANDON -> {
        if (plan.hasParent()) {
          ask(new RunKin.Abandon("sketch", 1, PARENT, null));
        }
      }
      case CANCEL -> ask(new Run.Cancel("ada", null, null));
      case SUSPEND -> operate(new RunOperation.Suspend(null));
      case RESUME -> operate(new RunOperation.Resume());
      case RETRY -> operate(new RunOperation.Retry(stepToRetry(act.pick()), edits(act.pick())));
      case SKIP ->
          operate(new RunOperation.Skip(anyStep(act.pick()), outside.outputs("skip " + asked)));
      case JUMP -> {
        var stages = versions.stages(version());
        var stage = stages.get(act.pick() % stages.size());
        operate(new RunOperation.Jump(stage.name(), null));
      }
      case MIGRATE -> migrate(versions.migration(version(), act.pick()));
      case TIMER_COMES_EARLY -> outside.ringEarly(act.pick());
      case CLOCK_JUMPS ->
          outside.passes(
              act.pick() % 3 == 0
                  ? Duration.ofMinutes(act.pick() % 5_000 - 100)
                  : Duration.ofSeconds(act.pick() % 900));
      case SLEEP -> run.sleep();
      case CRASH -> crash(act.pick());
      case JOURNAL_FAILS_BEFORE -> journal.failNext(SimulatedJournal.Failure.BEFORE_THE_WRITE);
      case JOURNAL_FAILS_AFTER -> journal.failNext(SimulatedJournal.Failure.AFTER_THE_WRITE);
    }
  }

  private int version() {
    return witness.truth() instanceof StartedRun started ? started.version() : 1;
  }

  private Letter migrate(RunMigration migration) {
    return ask(new Run.Migrate(migration, "ola", null));
  }

  private void operate(RunOperation operation) {
    ask(new Run.Operate(operation, "ola", null));
  }

  /** One that can be retried, if there is any. */
  private String stepToRetry(int pick) {
    if (plan.wide()
        && witness.truth() instanceof StartedRun started
        && started.current() instanceof StageRun stage) {
      var steps =
          stage.steps().values().stream()
              .filter(step -> step.awaitsRetry() || step.broken())
              .map(StepRun::step)
              .toList();
      return steps.isEmpty() ? anyStep(pick) : steps.get(pick % steps.size());
    }
    return anyStep(pick);
  }

  private Map<String, JsonNode> edits(int pick) {
    return plan.wide() && pick % 3 > 0 ? Map.of(Outside.EDIT, IntNode.valueOf(pick % 7)) : Map.of();
  }

  /** Of the stage where the run is. */
  private String anyStep(int pick) {
    if (witness.truth() instanceof StartedRun started && started.current() != null) {
      var steps = List.copyOf(started.current().steps().keySet());
      return steps.get(pick % steps.size());
    }
    return "s0";
  }

  private Letter ask(Run.Request request) {
    return outside.send(request, "somebody " + asked++);
  }

  private Run.Start start(String hash) {
    var parent = plan.hasParent() ? PARENT : null;
    var inputs = plan.follows() ? PlannedInputs.given() : Map.<String, JsonNode>of();
    var record = plan.onRecord() ? outside.record().atStart() : null;
    return new Run.Start("sketch", 1, inputs, hash, null, "ada", record, parent, null);
  }

  private @Nullable Letter anyLetter(int pick) {
    var letters = outside.onTheWay();
    return letters.isEmpty() ? null : letters.get(pick % letters.size());
  }

  private void deliver(int pick) {
    var letter = anyLetter(pick);
    if (letter != null) {
      outside.onTheWay().remove(letter);
      run.deliver(letter);
    }
  }

  /** Half of what is on its way is lost with the process; the other half comes late. */
  private void crash(int pick) {
    crashes++;
    run.crash();
    var number = pick;
    for (var letter : List.copyOf(outside.onTheWay())) {
      number = number * 31 + 17;
      if ((number >>> 4) % 2 == 0) {
        outside.onTheWay().remove(letter);
      }
    }
    if (pick % 3 > 0) {
      run.recover();
    }
  }

  private void itemAct(Plan.Act act) {
    var items = items();
    if (items.isEmpty()) {
      return;
    }
    var item = items.get(act.pick() % items.size());
    var people = List.of(Told.ADA, Told.BEN, Told.ADA, Told.BEN, Told.EVE);
    var by = people.get(act.pick() / 7 % people.size());
    ask(
        switch (act.kind()) {
          case CLAIM -> new Run.Claim(item, by, null);
          case RELEASE -> new Run.Release(item, by, null);
          case REASSIGN -> {
            var to = act.pick() % 2 == 0 ? "user:ben" : "group:hr";
            yield new Run.Reassign(item, by, Assignee.parse(to), "because", null);
          }
          default -> complete(item, by);
        });
  }

  private Run.Complete complete(WorkItemId item, Principal by) {
    return new Run.Complete(item, by, outside.outputs("person " + asked), null);
  }

  private Run.Publish event(int pick) {
    var step = pick % 3 == 0 ? null : "s" + pick / 3 % 12;
    var status = pick % 20 == 1 ? "Error" : "Completed";
    var id = "e" + pick / 5 % EVENT_IDS;
    return new Run.Publish(
        new Runs.Event(SimulatedRun.ID, id, step, status, outside.outputs("event " + asked)), null);
  }

  private List<WorkItemId> items() {
    var items = new ArrayList<WorkItemId>();
    if (witness.truth() instanceof StartedRun started) {
      for (var stage : started.stages()) {
        for (var step : stage.steps().values()) {
          if (step.item() != null) {
            items.add(new WorkItemId(SimulatedRun.ID, step.step(), step.visit()));
          }
        }
      }
    }
    return items;
  }

  /** Faults stop. A run that has crashed comes back by itself; one that sleeps does not. */
  private void finish() {
    outside.beKind();
    journal.failNext(SimulatedJournal.Failure.NONE);
    if (run.crashed()) {
      run.recover();
    }
    if (witness.truth() instanceof RunState.NotStarted) {
      lastRequests.add(ask(start("hash")));
    }
    var woken = false;
    var stopped = false;
    for (var round = 0; round < ROUNDS; round++) {
      if (!stopped && goesRound(VISITS)) {
        stopped = true;
        lastRequests.add(ask(new Run.Cancel("ada", "it goes round in circles", null)));
      }
      if (!outside.onTheWay().isEmpty()) {
        actions++;
        outside.passes(Duration.ofMillis(10));
        run.deliver(outside.onTheWay().removeFirst());
        continue;
      }
      outside.ring();
      if (!outside.onTheWay().isEmpty()) {
        continue;
      }
      witness.quiet(run, outside);
      var request = nextRequest();
      if (!migrated && isOpen() && version() < versions.newest()) {
        migrated = true;
        lastRequests.add(migrate(versions.toNewest(version())));
      } else if (request != null) {
        lastRequests.add(ask(request));
      } else if ((isOpen() || outside.hasSubRuns()) && outside.waits()) {
        woken = false;
      } else if (changesRecord()) {
        outside.record().allChange();
      } else if (!woken && inProgress()) {
        witness.waits(run.context(outside.now()));
        woken = true;
        lastRequests.add(ask(wake()));
      } else {
        end();
        return;
      }
    }
    throw new Violation("after " + ROUNDS + " rounds the run still does not end");
  }

  private void end() {
    for (var letter : lastRequests) {
      Witness.require(witness.answered(letter), "nobody answers %s", letter);
    }
    witness.end(run, run.context(outside.now()));
    outside.end(run.context(outside.now()));
  }

  /** A run that waits may wait for its record to change. */
  private boolean changesRecord() {
    return (plan.onRecord() || plan.follows()) && inProgress() && changes++ < CHANGES;
  }

  private boolean isOpen() {
    return witness.truth() instanceof StartedRun started
        && !started.status().ended()
        && started.status() != RunStatus.Error;
  }

  private boolean inProgress() {
    return witness.truth() instanceof StartedRun started
        && started.status() == RunStatus.InProgress;
  }

  /** Definitions may have loops without a way out. */
  private boolean goesRound(int visits) {
    return witness.truth() instanceof StartedRun started
        && started.current() instanceof StageRun stage
        && stage.inProgress()
        && stage.visit() > visits;
  }

  private Run.Publish wake() {
    return new Run.Publish(
        new Runs.Event(SimulatedRun.ID, "last " + asked, null, null, Map.of()), null);
  }

  /** What somebody can do for a run in progress. */
  private Run.@Nullable Request nextRequest() {
    if (!(witness.truth() instanceof StartedRun started)) {
      return null;
    }
    if (started.status() == RunStatus.Suspended
        || started.status() == RunStatus.Error
            && resumed < RESUMPTIONS
            && Resumption.possible(started)) {
      resumed++;
      return new Run.Operate(new RunOperation.Resume(), "ola", null);
    }
    if (started.status() != RunStatus.InProgress) {
      return null;
    }
    var stage = started.current();
    if (stage == null) {
      return null;
    }
    for (var step : stage.steps().values()) {
      var item = step.item();
      if (item != null && item.status().open()) {
        return complete(new WorkItemId(SimulatedRun.ID, step.step(), step.visit()), whoMay(item));
      }
      if (step.inProgress() && step.mode() == StepMode.BY_EVENT && !step.awaitsRetry()) {
        return new Run.Publish(
            new Runs.Event(
                SimulatedRun.ID,
                "last " + asked,
                step.step(),
                null,
                outside.outputs("event " + asked)),
            null);
      }
    }
    return null;
  }

  private static Principal whoMay(WorkItem item) {
    var assignee = item.assignee();
    var user =
        item.claimedBy() != null
            ? item.claimedBy()
            : assignee.kind() == Assignee.Kind.USER ? assignee.name() : "ada";
    return new Principal(user, Set.of("hr"), Set.of("desk"));
  }
}
