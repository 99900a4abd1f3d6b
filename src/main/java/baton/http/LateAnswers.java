package baton.http;

import baton.directory.Principal;
import baton.flow.InterviewReply;
import baton.work.ItemReply;
import baton.work.WorkItem;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people are told who come too late for a work item: by whom and when it was taken, and where
 * they find what they typed. What they send is kept first.
 */
record LateAnswers(Interviewing interviews) {
  private static final Logger LOG = LoggerFactory.getLogger(LateAnswers.class);

  /** Why an item is not this person's to do now. */
  record Refusal(ProblemType type, String detail, @Nullable String by, @Nullable Instant at) {}

  static @Nullable Refusal refusal(WorkItem item, Principal person) {
    var by = item.completedBy() == null ? item.claimedBy() : item.completedBy();
    var at = item.changedAt();
    if (!item.isFor(person)) {
      return new Refusal(
          ProblemType.NOT_ASSIGNED_TO_YOU,
          "The item is assigned to "
              + item.assignee()
              + ", and you are not it or a member of it. Ask somebody who is to reassign it.",
          by,
          at);
    }
    return switch (item.status()) {
      case Completed ->
          new Refusal(
              ProblemType.ALREADY_COMPLETED,
              "The item was already done by " + item.completedBy() + " at " + at + ".",
              by,
              at);
      case Canceled, Discontinued ->
          new Refusal(
              ProblemType.WRONG_STATE,
              "The item is no longer to be done: it is " + item.status() + " since " + at + ".",
              null,
              at);
      case OnHold ->
          new Refusal(
              ProblemType.WRONG_STATE,
              "The item is on hold since " + at + "; it can be done when its run goes on.",
              null,
              at);
      case Assigned -> null;
      case Claimed ->
          by == null || by.equals(person.username())
              ? null
              : new Refusal(
                  ProblemType.CLAIMED_BY_OTHER,
                  "The item is claimed by " + by + " since " + at + "; they can release it.",
                  by,
                  at);
    };
  }

  static Refusal refusal(ItemReply.Refused refused) {
    return new Refusal(
        Problems.type(refused.reason()), refused.detail(), refused.by(), refused.at());
  }

  /** The refusal, with the address of what the person typed, if anything. */
  CompletionStage<HttpResponse> told(String item, Principal person, Refusal refusal) {
    return interviews
        .draft(item, person.username())
        .exceptionally(failure -> {
          LOG.warn("what was typed for {} cannot be looked for", item, failure);
          return new InterviewReply.Draft(Map.of(), null, false);
        })
        .thenApply(found -> document(item, refusal, found));
  }

  /** The same, after what the person typed is kept. */
  CompletionStage<HttpResponse> told(
      WorkItem item,
      Principal person,
      Refusal refusal,
      String screen,
      Map<String, JsonNode> values) {
    return mayKeep(item, person)
        .thenCompose(may ->
            may
                ? interviews
                    .keep(
                        item.id(),
                        person.username(),
                        item.flow(),
                        item.flowVersion(),
                        screen,
                        values)
                    .thenCompose(kept -> answered(item, person, refusal, kept))
                : told(item.id(), person, refusal));
  }

  /**
   * Whose it never was has nothing to be kept: else anybody could fill the journals of any item.
   */
  private CompletionStage<Boolean> mayKeep(WorkItem item, Principal person) {
    return item.isFor(person)
        ? CompletableFuture.completedStage(true)
        : interviews
            .draft(item.id(), person.username())
            .thenApply(reply -> reply instanceof InterviewReply.Draft draft && draft.begun());
  }

  private CompletionStage<HttpResponse> answered(
      WorkItem item, Principal person, Refusal refusal, InterviewReply kept) {
    return kept instanceof InterviewReply.Refused no && no.reason() != InterviewReply.Reason.NO_FLOW
        ? CompletableFuture.completedStage(InterviewAnswers.told(item.id(), kept))
        : told(item.id(), person, refusal);
  }

  private static HttpResponse document(String item, Refusal refusal, InterviewReply found) {
    var draft = found instanceof InterviewReply.Draft typed && typed.at() != null;
    return Problems.overtaken(
        refusal.type(),
        refusal.detail(),
        new Problems.Overtaken(
            refusal.by(), refusal.at(), draft ? DraftRoutes.address(item) : null, null));
  }
}
