package baton.work;

import baton.definition.Assignee;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Work items for tests, and how they go on. */
final class Items {
  static final Instant CREATED = Instant.parse("2026-01-31T10:00:00Z");

  private Items() {}

  static WorkItem item(String id, String assignee) {
    return item(id, assignee, CREATED);
  }

  static WorkItem item(String id, String assignee, Instant createdAt) {
    return new WorkItem(
        id,
        id + "-run",
        "employee_onboarding",
        "Employee onboarding",
        "E-1001",
        "prepare",
        "collect_documents",
        "Collect documents",
        "collect_documents",
        1,
        Map.of("employee", TextNode.valueOf("E-1001")),
        "Employee",
        "E-1001",
        Assignee.parse(assignee),
        List.of(),
        WorkItem.Status.Assigned,
        null,
        null,
        null,
        1,
        1,
        createdAt,
        createdAt);
  }

  static WorkItem claimed(WorkItem item, String by) {
    return next(item, item.assignee(), item.assignment(), WorkItem.Status.Claimed, by, null);
  }

  static WorkItem released(WorkItem item) {
    return next(item, item.assignee(), item.assignment(), WorkItem.Status.Assigned, null, null);
  }

  static WorkItem reassigned(WorkItem item, String to) {
    return next(
        item, Assignee.parse(to), item.assignment() + 1, WorkItem.Status.Assigned, null, null);
  }

  static WorkItem completed(WorkItem item, String by) {
    return next(
        item, item.assignee(), item.assignment(), WorkItem.Status.Completed, item.claimedBy(), by);
  }

  static WorkItem labelled(WorkItem item, String label, String orchestrationLabel) {
    return new WorkItem(
        item.id(),
        item.runId(),
        item.orchestration(),
        orchestrationLabel,
        item.businessKey(),
        item.stage(),
        item.step(),
        label,
        item.flow(),
        item.flowVersion(),
        item.inputs(),
        item.recordType(),
        item.recordId(),
        item.assignee(),
        item.previous(),
        item.status(),
        item.claimedBy(),
        item.completedBy(),
        item.flagged(),
        item.assignment(),
        item.revision(),
        item.createdAt(),
        item.changedAt());
  }

  static WorkItem about(WorkItem item, String recordType, String recordId) {
    return new WorkItem(
        item.id(),
        item.runId(),
        item.orchestration(),
        item.orchestrationLabel(),
        item.businessKey(),
        item.stage(),
        item.step(),
        item.label(),
        item.flow(),
        item.flowVersion(),
        item.inputs(),
        recordType,
        recordId,
        item.assignee(),
        item.previous(),
        item.status(),
        item.claimedBy(),
        item.completedBy(),
        item.flagged(),
        item.assignment(),
        item.revision(),
        item.createdAt(),
        item.changedAt());
  }

  private static WorkItem next(
      WorkItem item,
      Assignee assignee,
      int assignment,
      WorkItem.Status status,
      @Nullable String claimedBy,
      @Nullable String completedBy) {
    return new WorkItem(
        item.id(),
        item.runId(),
        item.orchestration(),
        item.orchestrationLabel(),
        item.businessKey(),
        item.stage(),
        item.step(),
        item.label(),
        item.flow(),
        item.flowVersion(),
        item.inputs(),
        item.recordType(),
        item.recordId(),
        assignee,
        item.previous(),
        status,
        claimedBy,
        completedBy,
        item.flagged(),
        assignment,
        item.revision() + 1,
        item.createdAt(),
        item.changedAt().plus(Duration.ofMinutes(1)));
  }
}
