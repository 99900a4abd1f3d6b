package baton.run;

import static baton.run.Sketch.after;
import static baton.run.Sketch.asynchronous;
import static baton.run.Sketch.background;
import static baton.run.Sketch.finished;
import static baton.run.Sketch.interactive;
import static baton.run.Sketch.withStage;
import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Orchestration;
import baton.expression.Type;
import baton.run.RunDecision.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether a run can go on with another version of its orchestration, and how it does. */
class MigrationDeciderTest {
  /** A step that runs, one after it, and one of a person; then a second stage. */
  private static Told run() {
    return Told.started(
        new Sketch()
            .names("one", "a", "b", "ask", "two", "c")
            .stage(
                "one",
                "two",
                finished(),
                asynchronous("a", withStage()),
                background("b", after("a")),
                interactive("ask", withStage(), "user:ada", finished()))
            .stage("two", null, finished(), asynchronous("c", withStage()))
            .orchestration());
  }

  private static Told migrated(Told run, Orchestration target) {
    return migrated(run, target, Map.of(), Map.of(), false);
  }

  private static Told migrated(
      Told run,
      Orchestration target,
      Map<String, String> stages,
      Map<String, String> steps,
      boolean dryRun) {
    return run.knowing(target)
        .tell(new Run.Migrate(new RunMigration(2, stages, steps, dryRun), "ola", null));
  }

  /** Version 2: what comes after is other, and there is one step more. */
  private static Orchestration longer() {
    return new Sketch()
        .version(2)
        .names("one", "a", "b2", "new", "ask", "three", "d")
        .stage(
            "one",
            "three",
            finished(),
            asynchronous("a", withStage()),
            background("b2", after("a")),
            asynchronous("new", withStage()),
            interactive("ask", withStage(), "user:ada", finished()))
        .stage("three", null, finished(), asynchronous("d", withStage()))
        .orchestration();
  }

  @Test
  void aRunGoesOnWithWhatTheOtherVersionSays() {
    var run = migrated(run(), longer());
    assertThat(run.events()).containsExactly("run-migrated", "step-started new");
    assertThat(run.run().version()).isEqualTo(2);
    assertThat(run.steps()).isEqualTo("a=InProgress b2=NotStarted new=InProgress ask=InProgress");
    run.finished("a", Map.of("x", IntNode.valueOf(1)));
    assertThat(run.events()).containsExactly("step-completed a", "step-started b2");
    run.finished("b2").finished("new").completed("ask", Told.ADA, Map.<String, JsonNode>of());
    assertThat(run.stages()).isEqualTo("one#1=Completed three#1=InProgress");
    assertThat(migrated(run, longer()).events()).as("it is there already").isEmpty();
  }

  @Test
  void aDryRunChangesNothing() {
    var run = migrated(run(), longer(), Map.of(), Map.of(), true);
    assertThat(run.events()).isEmpty();
    assertThat(run.run().version()).isEqualTo(1);
  }

  @Test
  void aRunWaitsWhereItsStageIsMissingUnlessThatHasAnotherName() {
    var target =
        new Sketch()
            .version(2)
            .names("uno", "a", "ask")
            .stage(
                "uno",
                null,
                finished(),
                asynchronous("a", withStage()),
                interactive("ask", withStage(), "user:ada", finished()))
            .orchestration();
    var run = migrated(run(), target);
    assertThat(run.refusal()).isEqualTo(Reason.MIGRATION_WAITS);
    assertThat(run.detail()).contains("at stage one, which version 2 lacks");
    migrated(run, target, Map.of("one", "uno"), Map.of(), false);
    assertThat(run.stages()).isEqualTo("uno#1=InProgress");
    assertThat(run.steps()).isEqualTo("a=InProgress ask=InProgress");
    assertThat(run.wanted()).as("its work goes on").contains("flow:a.1.1");
  }

  @Test
  void aRunWaitsWhileAStepIsInProgressThatIsNotThereUnderItsName() {
    var target =
        new Sketch()
            .version(2)
            .names("one", "a2", "ask")
            .stage(
                "one",
                null,
                finished(),
                asynchronous("a2", withStage()),
                interactive("ask", withStage(), "user:ada", finished()))
            .orchestration();
    var run = migrated(run(), target, Map.of(), Map.of("a", "a2"), false);
    assertThat(run.refusal()).isEqualTo(Reason.MIGRATION_WAITS);
    assertThat(run.detail())
        .isEqualTo(
            "step a is InProgress, and the mapping names it a2; "
                + "a step has its new name only once it has ended: wait until then");
    migrated(run, target);
    assertThat(run.detail())
        .isEqualTo("step a is InProgress, and version 2 lacks it; wait until it has ended");
    run.finished("a", Map.of("x", IntNode.valueOf(1))).finished("b");
    migrated(run, target, Map.of(), Map.of("a", "a2"), false);
    assertThat(run.steps()).isEqualTo("a2=Completed ask=InProgress b=Completed");
    assertThat(run.run().step("a2").outputs()).containsEntry("x", IntNode.valueOf(1));
  }

  @Test
  void aStepInProgressMustBeOfTheSameKindInTheSameStage() {
    var kind =
        new Sketch()
            .version(2)
            .names("one", "a", "b", "ask")
            .stage(
                "one",
                null,
                finished(),
                asynchronous("a", withStage()),
                asynchronous("b", withStage()),
                asynchronous("ask", withStage()))
            .orchestration();
    var run = migrated(run(), kind);
    assertThat(run.refusal()).isEqualTo(Reason.MIGRATION_WAITS);
    assertThat(run.detail())
        .isEqualTo(
            "step ask is InProgress, and version 2 has one of another kind under its name; "
                + "wait until it has ended");
    var place =
        new Sketch()
            .version(2)
            .names("one", "b", "ask", "two", "a")
            .stage(
                "one",
                "two",
                finished(),
                asynchronous("b", withStage()),
                interactive("ask", withStage(), "user:ada", finished()))
            .stage("two", null, finished(), asynchronous("a", withStage()))
            .orchestration();
    assertThat(migrated(run, place).detail())
        .isEqualTo(
            "step a is InProgress, and version 2 has it in another stage; wait until it has ended");
  }

  /** A version whose second stage has the step of the first, or other steps under its names. */
  private static Orchestration moved(int version, String inFirst, String inSecond) {
    return new Sketch()
        .version(version)
        .names("one", "two", inFirst, inSecond)
        .stage("one", "two", finished(), background(inFirst, withStage()))
        .stage("two", null, finished(), background(inSecond, withStage()))
        .orchestration();
  }

  @Test
  void aStepThatMovesOnIsNotTakenForTheOneThatRanBefore() {
    var run = Told.started(moved(1, "a", "b"));
    migrated(run, moved(2, "c", "a"));
    assertThat(run.refusal()).as("it is in progress").isEqualTo(Reason.MIGRATION_WAITS);
    run = Told.started(moved(1, "a", "b")).finished("a");
    migrated(run, moved(2, "c", "b2"));
    assertThat(run.refusal()).isEqualTo(Reason.MIGRATION_WAITS);
    run = Told.started(moved(1, "a", "b")).failed("a");
    assertThat(migrated(run, moved(2, "c", "a")).events()).containsExactly("run-migrated");
    assertThat(run.resumed().finished("c").wanted()).as("its visit").containsExactly("flow:a.2.1");
  }

  @Test
  void aStepThatRanElsewhereInThisVisitCannotBeNewWhereTheRunIs() {
    var run = Told.started(moved(1, "a", "b")).finished("a").failed("b");
    migrated(run, moved(2, "c", "a"));
    assertThat(run.refusal()).isEqualTo(Reason.MIGRATION_WAITS);
    assertThat(run.detail()).contains("a step a has run in stage one");
  }

  @Test
  void aNameByWhichWorkIsKnownIsNotGivenToAnotherStep() {
    var run = Told.started(moved(1, "a", "b")).finished("a").failed("b");
    migrated(run, moved(2, "b", "a"), Map.of(), Map.of("a", "b", "b", "a"), false);
    assertThat(run.refusal()).isEqualTo(Reason.MIGRATION_BLOCKED);
    assertThat(run.detail()).contains("give it a name of its own");
    migrated(run, moved(2, "a2", "b"), Map.of(), Map.of("a", "a2"), false);
    assertThat(run.events()).containsExactly("run-migrated");
    run.knowing(moved(3, "a2", "a"))
        .tell(new Run.Migrate(new RunMigration(3, Map.of(), Map.of(), true), "ola", null));
    assertThat(run.refusal()).as("a was another step").isEqualTo(Reason.MIGRATION_WAITS);
    run.knowing(moved(4, "a2", "a"))
        .tell(new Run.Migrate(new RunMigration(4, Map.of(), Map.of("b", "a"), false), "ola", null));
    assertThat(run.refusal()).isEqualTo(Reason.MIGRATION_BLOCKED);
  }

  @Test
  void aStepGetsItsNewNameOnceTheListsShowThatItHasEnded() {
    var target =
        new Sketch()
            .version(2)
            .names("one", "a", "b", "asked")
            .stage(
                "one",
                null,
                finished(),
                asynchronous("a", withStage()),
                background("b", after("a")),
                interactive("asked", withStage(), "user:ada", finished()))
            .orchestration();
    var run = run().completed("ask", Told.ADA, Map.of());
    migrated(run, target, Map.of(), Map.of("ask", "asked"), false);
    assertThat(run.refusal()).isEqualTo(Reason.MIGRATION_WAITS);
    var item = run.run().step("ask").item();
    run.tell(new Run.ItemRouted("ask", 1, item.revision(), null));
    migrated(run, target, Map.of(), Map.of("ask", "asked"), false);
    assertThat(run.steps()).isEqualTo("a=InProgress b=NotStarted asked=Completed");
  }

  @Test
  void aFailedStepThatIsGoneCountsAsSkippedAndGoesOnCountingWhenItComesBack() {
    var run = Told.started(moved(1, "a", "b")).failed("a");
    var bytes = run.run().bytes();
    assertThat(migrated(run, moved(2, "c", "b")).steps()).isEqualTo("c=NotStarted a=Skipped");
    assertThat(run.run().bytes()).isEqualTo(bytes);
    run.tell(new Run.Migrate(new RunMigration(1, Map.of(), Map.of(), false), "ola", null));
    assertThat(run.steps()).isEqualTo("a=NotStarted");
    assertThat(run.resumed().wanted()).containsExactly("flow:a.1.2");
  }

  @Test
  void anInputWithoutAValueBlocks() {
    var target =
        new Sketch()
            .version(2)
            .names("one", "a")
            .input("country", Type.TEXT, true)
            .stage("one", null, finished(), asynchronous("a", withStage()))
            .orchestration();
    var run = migrated(run(), target);
    assertThat(run.refusal()).isEqualTo(Reason.MIGRATION_BLOCKED);
    assertThat(run.detail()).contains("country");
  }

  @Test
  void aMappingMustNameWhatIsThere() {
    var run = migrated(run(), longer(), Map.of("nowhere", "one"), Map.of(), false);
    assertThat(run.refusal()).isEqualTo(Reason.INVALID_INPUT);
    migrated(run, longer(), Map.of(), Map.of("b", "nothing"), false);
    assertThat(run.refusal()).isEqualTo(Reason.INVALID_INPUT);
    migrated(run, longer(), Map.of("two", "one"), Map.of(), false);
    assertThat(run.refusal()).isEqualTo(Reason.INVALID_INPUT);
  }

  @Test
  void aFailedRunIsResumedWithTheOtherVersion() {
    var run = migrated(run().failed("a"), longer());
    assertThat(run.events()).containsExactly("run-migrated");
    assertThat(run.resumed().steps())
        .isEqualTo("a=InProgress b2=NotStarted new=InProgress ask=InProgress");
  }

  @Test
  void aSuspendedRunStaysSuspended() {
    var run = migrated(run().suspended(), longer());
    assertThat(run.run().status()).isEqualTo(RunStatus.Suspended);
    assertThat(run.resumed().wanted()).contains("flow:a.1.1", "flow:new.1.1");
  }

  @Test
  void anEndedRunOrNoneIsRefused() {
    var canceled = run().tell(new Run.Cancel("ada", null, null));
    assertThat(migrated(canceled, longer()).refusal()).isEqualTo(Reason.WRONG_STATE);
    assertThat(migrated(Told.of(longer()), longer()).refusal()).isEqualTo(Reason.NOT_FOUND);
    assertThat(
            run()
                .tell(new Run.Migrate(new RunMigration(9, Map.of(), Map.of(), false), "o", null))
                .refusal())
        .as("no such version")
        .isEqualTo(Reason.NOT_FOUND);
  }
}
