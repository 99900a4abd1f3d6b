package baton.run;

import baton.definition.Assignee;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The work item of an interactive step run, as its run knows it.
 *
 * @param assignment number of this assignment, from 1; a reassignment is the next
 * @param previous who had it before
 * @param flagged why it did not go to whom it was meant for
 * @param revision rises with each change
 * @param routedRevision the newest revision that lists and mails show
 */
public record WorkItem(
    int assignment,
    Assignee assignee,
    List<Assignee> previous,
    String recordType,
    String recordId,
    WorkItemStatus status,
    @Nullable String claimedBy,
    @Nullable String completedBy,
    @Nullable String flagged,
    int revision,
    int routedRevision,
    Instant createdAt,
    Instant changedAt) {
  public WorkItem {
    previous = List.copyOf(previous);
  }

  static WorkItem created(RunEvent.WorkItemAssigned e) {
    return new WorkItem(
        e.assignment(),
        e.assignee(),
        List.of(),
        e.recordType(),
        e.recordId(),
        WorkItemStatus.Assigned,
        null,
        null,
        e.flagged(),
        1,
        0,
        e.at(),
        e.at());
  }

  WorkItem reassigned(RunEvent.WorkItemAssigned e) {
    var before =
        Stream.concat(previous.stream(), Stream.of(assignee))
            .filter(a -> !a.equals(e.assignee()))
            .distinct()
            .toList();
    return new WorkItem(
        e.assignment(),
        e.assignee(),
        before,
        e.recordType(),
        e.recordId(),
        status == WorkItemStatus.OnHold ? status : WorkItemStatus.Assigned,
        null,
        null,
        e.flagged(),
        revision + 1,
        routedRevision,
        createdAt,
        e.at());
  }

  WorkItem with(
      WorkItemStatus newStatus,
      @Nullable String newClaimedBy,
      @Nullable String newCompletedBy,
      Instant at) {
    return new WorkItem(
        assignment,
        assignee,
        previous,
        recordType,
        recordId,
        newStatus,
        newClaimedBy,
        newCompletedBy,
        flagged,
        revision + 1,
        routedRevision,
        createdAt,
        at);
  }

  WorkItem routed(int newRevision, @Nullable String newFlagged) {
    return new WorkItem(
        assignment,
        assignee,
        previous,
        recordType,
        recordId,
        status,
        claimedBy,
        completedBy,
        newFlagged == null ? flagged : newFlagged,
        revision,
        Math.max(routedRevision, newRevision),
        createdAt,
        changedAt);
  }
}
