package baton.http;

import baton.directory.Principal;
import baton.run.WorkItemId;
import baton.work.WorkItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A work item as the API spells it. */
record WorkItemShape(
    String id,
    String run,
    String orchestration,
    String orchestrationLabel,
    @Nullable String businessKey,
    String stage,
    String step,
    String label,
    String flow,
    String assignee,
    List<String> previous,
    WorkItem.Status status,
    @Nullable String claimedBy,
    @Nullable String completedBy,
    @Nullable String flagged,
    String recordType,
    String recordId,
    boolean mine,
    int assignment,
    int revision,
    Instant createdAt,
    Instant changedAt,
    @Nullable String nextWorkItem) {

  static WorkItemShape of(WorkItem item, Optional<Principal> person) {
    return of(item, person, null);
  }

  static WorkItemShape of(
      WorkItem item, Optional<Principal> person, @Nullable String nextWorkItem) {
    return new WorkItemShape(
        item.id(),
        item.runId(),
        item.orchestration(),
        item.orchestrationLabel(),
        item.businessKey(),
        item.stage(),
        item.step(),
        item.label(),
        item.flow(),
        item.assignee().toString(),
        item.previous().stream().map(Object::toString).toList(),
        item.status(),
        item.claimedBy(),
        item.completedBy(),
        item.flagged(),
        item.recordType(),
        item.recordId(),
        person.map(item::isFor).orElse(false),
        item.assignment(),
        item.revision(),
        item.createdAt(),
        item.changedAt(),
        nextWorkItem);
  }

  /** What cannot be the id of an item need not be looked for. */
  static boolean isId(String text) {
    return WorkItemId.parse(text).filter(id -> RunIds.valid(id.runId())).isPresent();
  }
}
