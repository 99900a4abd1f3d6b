package baton.http;

import static baton.run.RunStatus.Canceled;
import static baton.run.RunStatus.Completed;
import static baton.run.RunStatus.InProgress;
import static baton.run.RunStatus.Suspended;

import baton.definition.Assignee;
import baton.expression.Condition;
import baton.run.Principal;
import baton.run.RunDecision.Reason;
import baton.run.RunMigration;
import baton.run.RunOperation;
import baton.run.RunRow;
import baton.run.RunStatus;
import baton.run.RunView;
import baton.run.RunView.Outline;
import baton.run.RunView.OutlineStep;
import baton.run.RunView.StageView;
import baton.run.RunView.StepView;
import baton.run.RunWhy;
import baton.run.Runs;
import baton.run.StageStatus;
import baton.run.StepStatus;
import baton.run.WorkItemId;
import baton.run.WorkItemStatus;
import baton.view.Histories;
import baton.view.Milestone;
import baton.view.RunHistory;
import baton.view.RunList;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.jspecify.annotations.Nullable;

/**
 * Runs that work in memory: one stage with a background step that is done and an interactive step
 * that waits for {@code queue:it_support}. An input named {@code wrong} is refused; {@link #fail}
 * makes every answer fail, as when nobody answers in time.
 */
final class RunsInMemory implements Runs, Doors.RunListing, Histories {
  static final String STEP = "set_up_laptop";
  static final String STAGE = "prepare";

  private final Map<String, RunView> runs = new LinkedHashMap<>();
  private final Map<String, Submission> submissions = new LinkedHashMap<>();
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Map<String, List<SourceQueueWithComplete<RunView>>> followers =
      new LinkedHashMap<>();
  private volatile @Nullable Throwable failure;
  private volatile @Nullable RuntimeException thrown;

  void fail(@Nullable Throwable cause) {
    failure = cause;
  }

  void throwing(@Nullable RuntimeException cause) {
    thrown = cause;
  }

  @Override
  public synchronized CompletionStage<Answer> submit(Submission submission) {
    if (submission.inputs().containsKey("wrong")) {
      return refused(Reason.INVALID_INPUT, "There is no input `wrong`. Declared: recordId.");
    }
    var key = submission.idempotencyKey();
    if (key != null && keys.containsKey(key)) {
      var id = keys.get(key);
      var first = submissions.get(id);
      return first.inputs().equals(submission.inputs())
          ? answer(new Answer.Done(id, runs.get(id).status(), false))
          : refused(Reason.KEY_REUSED, "The key `" + key + "` was used with another body.");
    }
    var id = UUID.randomUUID().toString();
    if (key != null) {
      keys.put(key, id);
    }
    submissions.put(id, submission);
    runs.put(id, view(id, submission, InProgress, 3));
    return answer(new Answer.Done(id, InProgress, true));
  }

  private static RunView view(String id, Submission submission, RunStatus status, long revision) {
    var at = Instant.parse("2026-11-22T09:00:00Z").plusSeconds(revision);
    var ended = status == InProgress ? null : at;
    var accounts =
        new StepView(
            "create_accounts",
            "Create accounts",
            "background",
            StepStatus.Completed,
            1,
            "create_accounts",
            1,
            submission.inputs(),
            Map.of("account", JsonNodeFactory.instance.textNode("e1001")),
            "two accounts",
            null,
            at,
            at,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    var laptop =
        new StepView(
            STEP,
            "Set up laptop",
            "interactive",
            status == InProgress ? StepStatus.InProgress : StepStatus.Completed,
            1,
            "set_up_laptop",
            2,
            Map.of(),
            Map.of(),
            null,
            null,
            at,
            ended,
            new RunView.WorkItemView(
                new WorkItemId(id, STEP, 1).toString(),
                "queue:it_support",
                List.of(),
                status == InProgress ? WorkItemStatus.Assigned : WorkItemStatus.Completed,
                null,
                status == InProgress ? null : "ada",
                null,
                "Employee",
                "E-1001",
                1,
                1,
                at,
                at),
            null,
            null,
            null,
            null,
            null,
            null);
    var stage =
        new StageView(
            STAGE,
            "Prepare",
            1,
            status == InProgress ? StageStatus.InProgress : StageStatus.Completed,
            null,
            at,
            ended,
            null,
            List.of(accounts, laptop));
    return new RunView(
        id,
        submission.orchestration(),
        submission.version(),
        "Employee onboarding",
        status,
        true,
        null,
        submission.businessKey(),
        submission.by(),
        Instant.parse("2026-11-22T09:00:00Z"),
        ended,
        submission.inputs(),
        List.of(stage),
        Map.of("decide", ""),
        List.of(
            new Outline(
                STAGE,
                "Prepare",
                "stage",
                List.of(
                    new OutlineStep("create_accounts", "Create accounts", "background"),
                    new OutlineStep(STEP, "Set up laptop", "interactive"))),
            new Outline("decide", "Decide", "decision", List.of())),
        revision,
        null,
        Map.of(),
        null,
        List.of(new RunView.FollowedView("Order", "7", List.of("order"), 2, 3L)));
  }

  @Override
  public synchronized CompletionStage<Optional<RunView>> view(String runId) {
    if (thrown != null) {
      throw thrown;
    }
    return answer(Optional.ofNullable(runs.get(runId)));
  }

  @Override
  public synchronized CompletionStage<Optional<RunWhy>> why(String runId) {
    return answer(Optional.ofNullable(runs.get(runId)).map(RunsInMemory::why));
  }

  private static RunWhy why(RunView run) {
    var json = JsonNodeFactory.instance;
    var requirement =
        new Condition.Truth(1, "approved", json.nullNode(), "EqualTo", json.textNode("yes"), false);
    var judgement =
        new RunWhy.Judgement(
            RunWhy.Form.Requirements, false, "all", List.of(requirement), Map.of(), null, null);
    var asked =
        new RunWhy.Judgement(
            RunWhy.Form.Evaluation,
            false,
            null,
            List.of(),
            Map.of(),
            new RunWhy.Asked("may_start", false, false),
            null);
    var event =
        new RunWhy.Moment(RunWhy.Occasion.EventArrives, "when an event arrives", null, null);
    var step =
        new RunWhy.StepWhy(
            STEP,
            "Set up laptop",
            "interactive",
            StepStatus.NotStarted,
            0,
            new RunWhy.Reason(
                RunWhy.Question.NotStarted,
                "Its start condition does not hold.",
                judgement,
                List.of(),
                List.of(event)));
    var stage =
        new RunWhy.StageWhy(
            STAGE,
            "Prepare",
            1,
            "InProgress",
            new RunWhy.Reason(
                RunWhy.Question.NotCompleted,
                "0 of 1 steps are finished.",
                asked,
                List.of(new RunWhy.WaitedFor("step", STEP, "Set up laptop", "NotStarted")),
                List.of(event)),
            List.of(step));
    return new RunWhy(
        run.id(), run.status(), "It waits for a person.", List.of(stage), run.revision());
  }

  @Override
  public CompletionStage<Optional<RunView>> settled(String runId, Duration atMost) {
    return view(runId);
  }

  @Override
  public synchronized Source<RunView, NotUsed> changes(String runId) {
    return Source.<RunView>queue(16, OverflowStrategy.fail())
        .mapMaterializedValue(queue -> {
          follow(runId, queue);
          return NotUsed.getInstance();
        });
  }

  private synchronized void follow(String runId, SourceQueueWithComplete<RunView> queue) {
    queue.offer(runs.get(runId));
    if (runs.get(runId).status().ended()) {
      queue.complete();
    } else {
      followers.computeIfAbsent(runId, id -> new ArrayList<>()).add(queue);
    }
  }

  synchronized int followers(String runId) {
    return followers.getOrDefault(runId, List.of()).size();
  }

  /** Who follows the run hears no more of it. */
  synchronized void lose(String runId) {
    followers
        .getOrDefault(runId, List.of())
        .forEach(queue -> queue.fail(new IllegalStateException("lost")));
  }

  private CompletionStage<Answer> moved(String runId, RunStatus status) {
    var before = runs.get(runId);
    if (before == null) {
      return refused(Reason.NOT_FOUND, "There is no run `" + runId + "`.");
    }
    if (before.status().ended()) {
      return refused(Reason.WRONG_STATE, "The run is " + before.status() + " already.");
    }
    var after = view(runId, submissions.get(runId), status, before.revision() + 1);
    runs.put(runId, after);
    for (var queue : followers.getOrDefault(runId, List.of())) {
      queue.offer(after);
      if (status.ended()) {
        queue.complete();
      }
    }
    return answer(new Answer.Done(runId, status, false));
  }

  @Override
  public synchronized CompletionStage<Answer> cancel(
      String runId, String by, @Nullable String reason) {
    return moved(runId, Canceled);
  }

  @Override
  public synchronized CompletionStage<Answer> publish(Event event) {
    return moved(event.runId(), InProgress);
  }

  @Override
  public synchronized CompletionStage<Answer> operate(
      String runId, RunOperation operation, String by) {
    return operation instanceof RunOperation.Jump jump && !jump.stage().equals(STAGE)
        ? refused(Reason.INVALID_INPUT, "There is no stage `" + jump.stage() + "`.")
        : moved(runId, operation instanceof RunOperation.Suspend ? Suspended : InProgress);
  }

  /** Runs with a business key have steps in progress that the other version lacks. */
  @Override
  public synchronized CompletionStage<Answer> migrate(
      String runId, RunMigration migration, String by) {
    return runs.get(runId).businessKey() == null
        ? answer(new Answer.Done(runId, runs.get(runId).status(), !migration.dryRun()))
        : refused(Reason.MIGRATION_WAITS, "step a is InProgress");
  }

  @Override
  public CompletionStage<Answer> timerFired(String runId, String timer) {
    throw new UnsupportedOperationException("no timers in memory");
  }

  @Override
  public CompletionStage<Answer> noticeRecord(
      String runId, String type, String id, long version, Map<String, JsonNode> fields) {
    return moved(runId, InProgress);
  }

  @Override
  public CompletionStage<Answer> claim(WorkItemId item, Principal by) {
    return answer(new Answer.Done(item.runId(), InProgress, false));
  }

  @Override
  public CompletionStage<Answer> release(WorkItemId item, Principal by) {
    return answer(new Answer.Done(item.runId(), InProgress, false));
  }

  @Override
  public CompletionStage<Answer> reassign(
      WorkItemId item, Principal by, Assignee to, @Nullable String reason) {
    return answer(new Answer.Done(item.runId(), InProgress, false));
  }

  @Override
  public synchronized CompletionStage<Answer> complete(
      WorkItemId item, Principal by, Map<String, JsonNode> outputs) {
    return moved(item.runId(), Completed);
  }

  @Override
  public synchronized CompletionStage<RunList.Page> list(
      RunList.Filter filter, RunList.Order order, int limit, Optional<String> cursor) {
    var oldest = runs.values().stream().map(RunsInMemory::row).filter(filter::matches).toList();
    var rows = order == RunList.Order.OLDEST ? oldest : oldest.reversed();
    var from = cursor.map(Integer::parseInt).orElse(0);
    var to = Math.min(rows.size(), from + limit);
    return answer(
        new RunList.Page(
            rows.subList(from, to),
            to < rows.size() ? Optional.of(Integer.toString(to)) : Optional.empty()));
  }

  private static RunRow row(RunView run) {
    return new RunRow(
        run.id(),
        run.orchestration(),
        run.version(),
        run.label(),
        run.status(),
        STAGE,
        "Prepare",
        run.businessKey(),
        List.of("Employee/E-1001"),
        Map.of("recordId", "E-1001"),
        run.startedBy(),
        run.startedAt(),
        run.startedAt(),
        run.endedAt(),
        run.revision(),
        null);
  }

  @Override
  public CompletionStage<List<RunHistory.Entry>> entries(String runId, long after, int atMost) {
    return answer(
        entries(runId).stream()
            .filter(entry -> entry.number() > after && entry.number() <= after + atMost)
            .toList());
  }

  @Override
  public Source<RunHistory.Entry, NotUsed> all(String runId) {
    return Source.from(entries(runId));
  }

  @Override
  public CompletionStage<MilestonePage> milestones(String runId, long after, int atMost) {
    var found = allMilestones(runId).stream().filter(each -> each.sequence() > after).toList();
    return answer(
        new MilestonePage(found.subList(0, Math.min(atMost, found.size())), found.size() > atMost));
  }

  @Override
  public Source<Milestone, NotUsed> milestones(String runId) {
    return Source.from(allMilestones(runId));
  }

  private List<Milestone> allMilestones(String runId) {
    return entries(runId).stream()
        .map(entry ->
            new Milestone(
                entry.number(),
                entry.at(),
                Milestone.Subject.WorkItem,
                STEP,
                1,
                Milestone.What.Completed,
                entry.number() > 2 ? 1_500L : null,
                "ada",
                "queue:it_support",
                "Employee/E-1001",
                "two accounts",
                null,
                null))
        .toList();
  }

  private synchronized List<RunHistory.Entry> entries(String runId) {
    var at = Instant.parse("2026-11-22T09:00:00Z");
    var json = JsonNodeFactory.instance;
    if (!runs.containsKey(runId)) {
      return List.of();
    }
    var assigned =
        json.objectNode()
            .put("step", STEP)
            .put("visit", 1)
            .putNull("flagged")
            .put("at", at.toString());
    assigned.putObject("assignee").put("kind", "QUEUE").put("name", "it_support");
    return List.of(
        new RunHistory.Entry(1, "run-started", at, json.objectNode().put("startedBy", "ada")),
        new RunHistory.Entry(2, "work-item-assigned", at, assigned),
        new RunHistory.Entry(
            3, "step-completed", at, json.objectNode().put("step", "create_accounts")));
  }

  private <T> CompletionStage<T> answer(T value) {
    return failure == null
        ? CompletableFuture.completedFuture(value)
        : CompletableFuture.failedFuture(failure);
  }

  private CompletionStage<Answer> refused(Reason reason, String detail) {
    return answer(new Answer.Refused(reason, detail));
  }
}
