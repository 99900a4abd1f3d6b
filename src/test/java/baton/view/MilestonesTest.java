package baton.view;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Assignee;
import baton.run.RunEvent;
import baton.run.RunEvent.*;
import baton.run.StepMode;
import baton.run.WorkItemStatus;
import baton.view.Milestone.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The history that people read, from the events of a run. */
class MilestonesTest {
  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static List<Milestone> of(RunEvent... events) {
    var milestones = new Milestones();
    var found = new ArrayList<Milestone>();
    for (var i = 0; i < events.length; i++) {
      milestones.next(i + 1L, events[i]).ifPresent(found::add);
    }
    return found;
  }

  private static RunStarted started() {
    return new RunStarted(
        "quotes", 1, Map.of(), "hash", "Q-7", "ada", at(0), null, null, List.of());
  }

  private static StepStarted step(int attempt, int second) {
    return new StepStarted(
        "score", 1, attempt, 1, StepMode.ASYNCHRONOUS, "score", 1, Map.of(), null, at(second));
  }

  private static WorkItemAssigned assigned(int assignment, String to, String by, int second) {
    return new WorkItemAssigned(
        "approve",
        1,
        assignment,
        Assignee.parse(to),
        "Quote",
        "Q-7",
        null,
        by,
        by == null ? null : "on leave",
        at(second));
  }

  @Test
  void whatEndsIsMeasuredFromWhereItStarted() {
    var found =
        of(
            started(),
            new StageStarted("one", 1, List.of("score"), null, at(1)),
            step(1, 2),
            new StepCompleted("score", 1, Map.of(), "fine", at(5)),
            new StageCompleted("one", 1, at(6)),
            new RunCompleted(at(7), Map.of()));
    assertThat(found)
        .extracting(Milestone::subject, Milestone::what, Milestone::tookMillis)
        .hasToString(
            "[(Run, Started, null), (Stage, Started, null), (Step, Started, null), (Step,"
                + " Completed, 3000L), (Stage, Completed, 5000L), (Run, Completed, 7000L)]");
    assertThat(found.getFirst().actor()).isEqualTo("ada");
    assertThat(found.get(3).comments()).isEqualTo("fine");
  }

  @Test
  void anAttemptThatFailsIsMeasuredByItself() {
    var found =
        of(
            started(),
            step(1, 1),
            new StepRetryPlanned("score", 1, 1, "no answer", at(9), at(3)),
            step(2, 9),
            new StepFailed("score", 1, "no answer", null, at(10)));
    assertThat(found)
        .filteredOn(milestone -> milestone.tookMillis() != null)
        .extracting(Milestone::what, Milestone::tookMillis, Milestone::fault)
        .hasToString("[(RetryPlanned, 2000L, \"no answer\"), (Failed, 1000L, \"no answer\")]");
  }

  @Test
  void anItemTellsWhoHadItAndWhoDidIt() {
    var found =
        of(
            started(),
            assigned(1, "queue:desk", null, 1),
            new WorkItemRouted("approve", 1, 1, null, at(1)),
            assigned(2, "user:ken", "ada", 2),
            new WorkItemClaimed("approve", 1, "ken", at(3)),
            new WorkItemCompleted("approve", 1, "ken", Map.of(), "too dear", at(11)),
            new RunCompleted(at(12), Map.of()),
            new WorkItemRouted("approve", 1, 3, null, at(13)));
    assertThat(found)
        .filteredOn(milestone -> milestone.subject() == Milestone.Subject.WorkItem)
        .extracting(Milestone::what, Milestone::assignee, Milestone::actor, Milestone::tookMillis)
        .hasToString(
            "[(Assigned, \"queue:desk\", null, null), (Reassigned, \"user:ken\", \"ada\", null),"
                + " (Claimed, \"user:ken\", \"ken\", null),"
                + " (Completed, \"user:ken\", \"ken\", 10000L)]");
    assertThat(found.get(2).reason()).isEqualTo("on leave");
    assertThat(found.get(4).record()).isEqualTo("Quote/Q-7");
    assertThat(found.getLast().what())
        .as("bookkeeping after the end is none of it")
        .isEqualTo(What.Completed);
  }

  @Test
  void whatHasStartedGoesOnUnderItsNewName() {
    var found =
        of(
            started(),
            step(1, 1),
            new RunMigrated(
                2,
                Map.of(),
                Map.of("score", "rate"),
                List.of("rate"),
                Map.of(),
                "ken",
                at(2),
                List.of()),
            new StepCompleted("rate", 1, Map.of(), null, at(4)));
    assertThat(found.get(2).what()).isEqualTo(What.Migrated);
    assertThat(found.get(2).comments()).isEqualTo("version 2");
    assertThat(found.getLast().tookMillis()).isEqualTo(3_000);
  }

  @Test
  void whatAnOperatorDoesIsTold() {
    var found =
        of(
            started(),
            assigned(1, "user:ada", null, 1),
            new RunSuspended("ken", "wait", at(2)),
            new WorkItemHeld("approve", 1, at(2)),
            new RunResumed("ken", at(3)),
            new RunJumped("two", "ken", "shorter", at(4)),
            new WorkItemClosed("approve", 1, WorkItemStatus.Canceled, at(5)),
            new RunCanceled("ken", "no use", at(5)));
    assertThat(found)
        .extracting(Milestone::what)
        .containsExactly(
            What.Started,
            What.Assigned,
            What.Suspended,
            What.Held,
            What.Resumed,
            What.Jumped,
            What.Canceled,
            What.Canceled);
    assertThat(found.getLast().reason()).isEqualTo("no use");
  }
}
