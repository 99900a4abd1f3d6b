package baton.app;

import baton.definition.Assignee;
import baton.directory.Principal;
import baton.run.Runs;
import baton.run.WorkItemId;
import baton.step.ShownItem;
import baton.work.ItemReply;
import baton.work.ItemReply.Reason;
import baton.work.WorkItem;
import baton.work.WorkItems;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Brings commands about work items to the runs that own them. */
record RunItems(Runs runs) implements WorkItems.Items {
  @Override
  public CompletionStage<ItemReply> claim(String itemId, Principal by) {
    return told(itemId, id -> runs.claim(id, principal(by)));
  }

  @Override
  public CompletionStage<ItemReply> release(String itemId, Principal by) {
    return told(itemId, id -> runs.release(id, principal(by)));
  }

  @Override
  public CompletionStage<ItemReply> reassign(
      String itemId, Principal by, Assignee to, String reason) {
    return told(itemId, id -> runs.reassign(id, principal(by), to, reason));
  }

  @Override
  public CompletionStage<ItemReply> complete(
      String itemId, Principal by, Map<String, JsonNode> outputs) {
    return told(itemId, id -> runs.complete(id, principal(by), outputs));
  }

  @Override
  public CompletionStage<Optional<WorkItem>> item(String itemId) {
    return WorkItemId.parse(itemId)
        .map(id -> runs.view(id.runId()).thenApply(run -> run.flatMap(r -> ShownItem.of(r, id))))
        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
  }

  private CompletionStage<ItemReply> told(
      String itemId, Function<WorkItemId, CompletionStage<Runs.Answer>> command) {
    return WorkItemId.parse(itemId)
        .map(id -> command.apply(id).thenCompose(answer -> reply(itemId, answer)))
        .orElseGet(() -> CompletableFuture.completedStage(unknown(itemId)));
  }

  private CompletionStage<ItemReply> reply(String itemId, Runs.Answer answer) {
    return switch (answer) {
      case Runs.Answer.Refused no ->
          CompletableFuture.completedStage(
              new ItemReply.Refused(reason(no), no.detail(), no.by(), no.at(), no.problems()));
      case Runs.Answer.Done ignored ->
          item(itemId)
              .thenApply(item ->
                  item.<ItemReply>map(ItemReply.Done::new).orElseGet(() -> unknown(itemId)));
    };
  }

  private static ItemReply unknown(String itemId) {
    return ItemReply.refused(Reason.NOT_FOUND, "there is no work item " + itemId);
  }

  private static Reason reason(Runs.Answer.Refused no) {
    return switch (no.reason()) {
      case NOT_FOUND -> Reason.NOT_FOUND;
      case NOT_ASSIGNED_TO_YOU -> Reason.NOT_ASSIGNED_TO_YOU;
      case ALREADY_COMPLETED -> Reason.ALREADY_COMPLETED;
      case CLAIMED_BY_OTHER -> Reason.CLAIMED_BY_OTHER;
      case INVALID_INPUT -> Reason.BAD_INPUT;
      case WRONG_STATE, KEY_REUSED, MIGRATION_WAITS, MIGRATION_BLOCKED -> Reason.WRONG_STATE;
    };
  }

  private static baton.run.Principal principal(Principal by) {
    return new baton.run.Principal(by.username(), by.groups(), by.queues());
  }
}
