package baton.run;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What {@link Run} does around the decider, without an actor and without time: it stores, answers,
 * keeps commands waiting, and matches children to wanted work. The decider, the state and the
 * wanted work are the real ones. A {@link SeededBug} does one thing wrong.
 */
final class SimulatedRun {
  static final String ID = "r1";

  private final PlannedVersions versions;
  private final SimulatedJournal journal;
  private final Outside outside;
  private final Witness witness;
  private final Conduct conduct;
  private final Deque<Letter> mailbox = new ArrayDeque<>();
  private final Deque<Letter> stash = new ArrayDeque<>();
  private final Map<String, Long> children = new HashMap<>();
  private RunState state = new RunState.NotStarted();
  private boolean awake;
  private boolean crashed;
  private boolean loaded;
  private boolean loading;
  private int life;

  SimulatedRun(
      PlannedVersions versions,
      SimulatedJournal journal,
      Outside outside,
      Witness witness,
      Conduct conduct) {
    this.versions = versions;
    this.journal = journal;
    this.outside = outside;
    this.witness = witness;
    this.conduct = conduct;
  }

  boolean awake() {
    return awake;
  }

  boolean crashed() {
    return crashed;
  }

  RunState state() {
    return state;
  }

  boolean hasStashed() {
    return !stash.isEmpty();
  }

  void deliver(Letter letter) {
    if (!awake) {
      recover();
    }
    mailbox.add(letter);
    while (!mailbox.isEmpty()) {
      handle(mailbox.poll());
    }
  }

  /** The end of the process: nothing is left but the journal. */
  void crash() {
    comesDown();
    crashed = true;
  }

  private void comesDown() {
    witness.comesDown(state, awake);
    awake = false;
    life++;
    stash.clear();
    mailbox.clear();
    children.clear();
    outside.comesDown(conduct.keepsTimers());
  }

  /** As {@code RecoveryCompleted}: the state is back, the definition is asked for. */
  void recover() {
    awake = true;
    crashed = false;
    life++;
    state = conduct.recovered(journal);
    witness.recovered(state);
    children.clear();
    outside.comesDown(true);
    loaded = false;
    loading = false;
    if (state instanceof StartedRun) {
      load();
    }
  }

  /** Leaves memory, if nothing is wanted of the run but waiting. */
  void sleep() {
    if (awake && !loading && stash.isEmpty() && conduct.mayLeaveMemory(idle(), state)) {
      comesDown();
      outside.sleeps();
    }
  }

  private boolean idle() {
    var settled = !(state instanceof StartedRun run) || run.settled();
    return settled && children.isEmpty();
  }

  private void handle(Letter letter) {
    if (letter.internal() != null) {
      if (letter.life() == life) {
        internal(letter.internal());
      }
      return;
    }
    var command = Objects.requireNonNull(letter.command());
    if (!ready(command) || !conduct.mayDecide(state, command)) {
      stash.add(letter);
    } else {
      decided(letter, decide(command));
    }
  }

  private void internal(Letter.Internal message) {
    switch (message) {
      case Letter.Loaded ignored -> {
        loading = false;
        loaded = true;
        changed(!conduct.startsOnlyWhatItDecided());
        unstash();
      }
      case Letter.ChildEnded ended -> {
        if (children.remove(ended.key(), ended.child()) && conduct.restartsChildren()) {
          outside.tellItself(new Letter.Match(), life);
        }
      }
      case Letter.Match ignored -> changed(true);
    }
  }

  private boolean ready(Run.Decidable command) {
    var begins = command instanceof Run.Start || command instanceof RunKin.Abandon;
    if (loaded || (state instanceof RunState.NotStarted && !begins)) {
      return true;
    }
    load();
    return false;
  }

  private void load() {
    if (!loading) {
      loading = true;
      outside.tellItself(new Letter.Loaded(), life);
    }
  }

  private RunDecision decide(Run.Decidable command) {
    if (!loaded) {
      return RunDecision.reject(RunDecision.Reason.NOT_FOUND, "there is no run " + ID);
    }
    var context = context(outside.now());
    if (command instanceof Run.Migrate migrate) {
      var other = opposite(migrate.migration());
      var opposite =
          conduct.decide(state, new Run.Migrate(other, migrate.by(), migrate.replyTo()), context);
      var decision = conduct.decide(state, command, context);
      WitnessedMigration.decided(
          migrate, other.dryRun() ? opposite : decision, other.dryRun() ? decision : opposite);
      return decision;
    }
    return conduct.decide(state, command, context);
  }

  private static RunMigration opposite(RunMigration migration) {
    return new RunMigration(
        migration.version(), migration.stages(), migration.steps(), !migration.dryRun());
  }

  RunContext context(Instant now) {
    var version = state instanceof StartedRun run ? run.version() : 1;
    return new RunContext(
        ID,
        Objects.requireNonNull(versions.get(version)),
        new ActiveForTests(true),
        "owner",
        now,
        versions);
  }

  private void decided(Letter letter, RunDecision decision) {
    switch (decision) {
      case RunDecision.Rejected no -> {
        outside.answered(letter, true);
        witness.refused(letter, no.reason());
      }
      case RunDecision.Postponed ignored -> {} // no answer: who has sent it sends it again
      case RunDecision.Accepted yes when yes.events().isEmpty() -> {
        answer(letter, state, false);
        witness.told(letter, yes.counts());
      }
      case RunDecision.Accepted yes -> {
        var writes = conduct.writes(yes.events());
        for (var write : writes) {
          if (!store(letter, write)) {
            return;
          }
        }
        if (!conduct.acknowledgesFirst()) {
          answer(letter, state, true);
          witness.told(letter, yes.counts());
        }
        changed(true);
        unstash();
      }
    }
  }

  private void answer(Letter letter, RunState live, boolean changed) {
    outside.answered(letter, false);
    witness.answered(letter, live, changed);
  }

  /** One write to the journal; false when the run has to begin again from it. */
  private boolean store(Letter letter, List<RunEvent> events) {
    var failure = journal.takeFailure();
    if (conduct.acknowledgesFirst()) {
      answer(letter, applied(events), true);
    }
    if (conduct.startsChildrenFirst()) {
      var before = state;
      state = applied(events);
      changed(true);
      state = before;
    }
    if (failure != SimulatedJournal.Failure.BEFORE_THE_WRITE) {
      witness.stored(letter, journal.store(events), outside.now());
    }
    if (failure != SimulatedJournal.Failure.NONE) {
      restart();
      return false;
    }
    state = applied(events);
    return true;
  }

  private RunState applied(List<RunEvent> events) {
    var next = state;
    for (var event : events) {
      next = conduct.apply(next, event);
    }
    return next;
  }

  /** After a failed write the same object lives on: its stash is there, its children are not. */
  private void restart() {
    recover();
  }

  private void unstash() {
    if (!conduct.unstashes()) {
      return;
    }
    var waiting = new ArrayList<>(stash);
    stash.clear();
    waiting.reversed().forEach(mailbox::addFirst);
  }

  private void changed(boolean startsChildren) {
    if (!(state instanceof StartedRun) || !loaded) {
      return;
    }
    var wanted = conduct.wanted(state);
    for (var key : List.copyOf(children.keySet())) {
      if (!wanted.containsKey(key)) {
        children.remove(key);
        outside.stop(key);
      }
    }
    if (startsChildren) {
      wanted.forEach(
          (key, work) -> children.computeIfAbsent(key, k -> outside.perform(work, life)));
    }
    witness.matched(children.keySet());
  }
}
