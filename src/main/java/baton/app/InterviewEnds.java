package baton.app;

import baton.flow.Interviews;
import baton.work.ItemReply;
import baton.work.WorkItem;
import baton.work.WorkItems;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Completes the work item whose screen flow a person has finished. */
record InterviewEnds(WorkItems items, InstantSource clock) implements Interviews.Completion {
  @Override
  public CompletionStage<Answer> complete(
      String itemId, String person, Map<String, JsonNode> outputs) {
    return items
        .complete(itemId, person, outputs)
        .thenCompose(reply ->
            switch (reply) {
              case ItemReply.Done ignored -> CompletableFuture.completedStage(new Completed());
              case ItemReply.Refused no -> refused(itemId, person, no);
            });
  }

  /** A repeat after a crash finds the item already done by the same person: that is no refusal. */
  private CompletionStage<Answer> refused(String itemId, String person, ItemReply.Refused no) {
    return items
        .item(itemId)
        .thenApply(found -> {
          var by = found.map(WorkItem::completedBy).or(() -> found.map(WorkItem::claimedBy));
          var at = found.map(WorkItem::changedAt).orElseGet(clock::instant);
          return no.reason() == ItemReply.Reason.ALREADY_COMPLETED
                  && by.filter(person::equals).isPresent()
              ? new Completed()
              : new RefusedBecause(no.detail(), by.orElse(person), at);
        });
  }
}
