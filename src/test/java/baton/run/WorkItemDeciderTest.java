package baton.run;

import static baton.run.Sketch.byFlow;
import static baton.run.Sketch.finished;
import static baton.run.Sketch.interactive;
import static baton.run.Sketch.withStage;
import static baton.run.Told.ADA;
import static baton.run.Told.BEN;
import static baton.run.Told.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Assignee;
import baton.run.RunDecision.Reason;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkItemDeciderTest {
  private final Sketch sketch = new Sketch();

  private Told asked(String assignee) {
    return Told.started(
        sketch
            .stage("one", null, finished(), interactive("ask", withStage(), assignee, finished()))
            .orchestration());
  }

  @Test
  void anInteractiveStepCreatesOneItemThatWantsToBeRouted() {
    var run = asked("group:hr");
    assertThat(run.events())
        .containsExactly(
            "run-started", "stage-started one", "step-started ask", "work-item-assigned group:hr");
    assertThat(run.wanted()).containsExactly("item:ask.1.1");
    run.tell(new Run.ItemRouted("ask", 1, 1, null));
    assertThat(run.wanted()).isEmpty();
    assertThat(run.run().settled()).isTrue();
  }

  @Test
  void theFirstToFinishWinsAndTheSecondIsToldWhoDidIt() {
    var run = asked("group:hr");
    run.completed("ask", ADA, Map.of("Comments", TextNode.valueOf("fine")));
    assertThat(run.events())
        .containsExactly(
            "work-item-completed", "step-completed ask", "stage-completed one", "run-completed");
    assertThat(run.run().step("ask").comments()).isEqualTo("fine");
    run.completed("ask", BEN, Map.of());
    assertThat(run.refusal()).isEqualTo(Reason.ALREADY_COMPLETED);
    assertThat(run.detail()).contains("ada").contains("2026-03-01T10:00:02Z");
    assertThat(run.wanted()).as("the lists must show that it is done").hasSize(1);
  }

  @Test
  void onlyAssigneesAndMembersMayAct() {
    var run = asked("queue:desk");
    assertThat(run.completed("ask", BEN, Map.of()).refusal()).isEqualTo(Reason.NOT_ASSIGNED_TO_YOU);
    assertThat(run.claimed("ask", EVE).refusal()).isEqualTo(Reason.NOT_ASSIGNED_TO_YOU);
    assertThat(run.claimed("ask", ADA).events()).containsExactly("work-item-claimed");
  }

  @Test
  void aClaimKeepsOthersOutUntilItIsReleased() {
    var run = asked("group:hr").claimed("ask", ADA);
    assertThat(run.claimed("ask", ADA).events()).as("again").isEmpty();
    assertThat(run.claimed("ask", BEN).refusal()).isEqualTo(Reason.CLAIMED_BY_OTHER);
    assertThat(run.completed("ask", BEN, Map.of()).refusal()).isEqualTo(Reason.CLAIMED_BY_OTHER);
    assertThat(run.detail()).contains("ada");
    run.tell(new Run.Release(run.item("ask"), ADA, null));
    assertThat(run.completed("ask", BEN, Map.of()).run().status()).isEqualTo(RunStatus.Completed);
  }

  @Test
  void aReassignmentIsNewToTheRouterAndRemembersWhoHadIt() {
    var run = asked("user:ada").claimed("ask", ADA);
    run.tell(new Run.Reassign(run.item("ask"), ADA, Assignee.parse("group:hr"), "on leave", null));
    var item = run.run().step("ask").item();
    assertThat(item.assignee()).hasToString("group:hr");
    assertThat(item.assignment()).isEqualTo(2);
    assertThat(item.previous()).containsExactly(Assignee.parse("user:ada"));
    assertThat(item.claimedBy()).isNull();
    assertThat(run.wanted()).containsExactly("item:ask.1.3");
    assertThat(run.completed("ask", BEN, Map.of()).run().status()).isEqualTo(RunStatus.Completed);
  }

  @Test
  void anItemThatNobodyStandsBehindGoesToItsFallbackThenToTheOwnerAndIsFlagged() {
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    interactive("ask", withStage(), "user:gone", "queue:desk", finished()))
                .orchestration());
    run.tell(new Run.ItemRouted("ask", 1, 1, "there is no user gone"));
    assertThat(run.assignee("ask")).hasToString("queue:desk");
    assertThat(run.run().step("ask").item().flagged()).contains("there is no user gone");
    run.tell(new Run.ItemRouted("ask", 1, 2, "queue desk is empty"));
    assertThat(run.assignee("ask")).hasToString("user:owner");
    run.tell(new Run.ItemRouted("ask", 1, 3, "there is no user owner"));
    assertThat(run.run().step("ask").item().status()).isEqualTo(WorkItemStatus.Assigned);
    assertThat(run.run().step("ask").item().flagged()).contains("no user owner");
    assertThat(run.wanted()).as("kept, not tried for ever").isEmpty();
  }

  @Test
  void aBlankAssigneeGoesToTheOwner() {
    assertThat(asked("user:").assignee("ask")).hasToString("user:owner");
  }

  @Test
  void theStepStaysOpenUntilItsOwnConditionHolds() {
    sketch.names("ask");
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    interactive(
                        "ask",
                        withStage(),
                        "user:ada",
                        sketch.completeWhen("ask.Outputs.decision == 'yes'")),
                    Sketch.byEvent("later", withStage()))
                .orchestration());
    run.completed("ask", ADA, Map.of("decision", TextNode.valueOf("no")));
    assertThat(run.events()).containsExactly("work-item-completed");
    assertThat(run.run().step("ask").status()).isEqualTo(StepStatus.InProgress);
  }

  @Test
  void anEvaluationFlowCompletesTheStepAndClosesItsItem() {
    var run =
        Told.started(
            sketch
                .stage(
                    "one",
                    null,
                    finished(),
                    interactive("ask", withStage(), "user:ada", byFlow("check")))
                .orchestration());
    run.evaluated("complete:ask", true);
    assertThat(run.run().step("ask").status()).isEqualTo(StepStatus.Completed);
    assertThat(run.run().step("ask").item().status()).isEqualTo(WorkItemStatus.Discontinued);
  }

  @Test
  void anItemOfACanceledRunIsClosed() {
    var run = asked("user:ada").tell(new Run.Cancel("ben", null, null));
    assertThat(run.completed("ask", ADA, Map.of()).refusal()).isEqualTo(Reason.WRONG_STATE);
    assertThat(run.wanted()).containsExactly("item:ask.1.2");
  }

  @Test
  void anUnknownItemIsNotFound() {
    var run = asked("user:ada");
    run.tell(new Run.Claim(new WorkItemId("r1", "ask", 9), ADA, null));
    assertThat(run.refusal()).isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void aReassignmentByAPersonEndsTheFlag() {
    var run = asked("user:gone");
    run.tell(new Run.ItemRouted("ask", 1, 1, "there is no user gone"));
    assertThat(run.run().step("ask").item().flagged()).contains("no user gone");
    var owner = new Principal("owner", Set.of(), Set.of());
    run.tell(new Run.Reassign(run.item("ask"), owner, Assignee.parse("user:ben"), null, null));
    assertThat(run.assignee("ask")).hasToString("user:ben");
    assertThat(run.run().step("ask").item().flagged()).isNull();
  }
}
