package baton.work;

import baton.definition.Assignee;
import baton.directory.Principal;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person has to do, as lists and mails show it; the run that owns it decides about it.
 *
 * @param id {@code <runId>.<step>.<visit>}
 * @param orchestration name of the orchestration
 * @param label label of the step
 * @param businessKey of the run
 * @param inputs values for the screen flow; empty in lists, where nobody starts a flow from them
 * @param previous who had it before
 * @param flagged why it did not go to whom it was meant for
 * @param assignment number of this assignment, from 1; a reassignment is the next
 * @param revision from 1, rises with each change
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkItem(
    String id,
    String runId,
    String orchestration,
    String orchestrationLabel,
    @Nullable String businessKey,
    String stage,
    String step,
    String label,
    String flow,
    int flowVersion,
    Map<String, JsonNode> inputs,
    String recordType,
    String recordId,
    Assignee assignee,
    List<Assignee> previous,
    Status status,
    @Nullable String claimedBy,
    @Nullable String completedBy,
    @Nullable String flagged,
    int assignment,
    int revision,
    Instant createdAt,
    Instant changedAt) {

  /** Where it stands. */
  public enum Status {
    Assigned,
    Claimed,
    Completed,
    Canceled,
    Discontinued,
    OnHold;

    /** Still to be done, now or when its run goes on. */
    public boolean open() {
      return switch (this) {
        case Assigned, Claimed, OnHold -> true;
        case Completed, Canceled, Discontinued -> false;
      };
    }
  }

  public WorkItem {
    inputs = Map.copyOf(inputs);
    previous = List.copyOf(previous);
  }

  /** The assigned user, or a member of the assigned group or queue. */
  public boolean isFor(Principal person) {
    return switch (assignee.kind()) {
      case USER -> assignee.name().equals(person.username());
      case GROUP -> person.groups().contains(assignee.name());
      case QUEUE -> person.queues().contains(assignee.name());
    };
  }

  /** As lists carry it: inputs may be large, and only the flow needs them. */
  public WorkItem withoutInputs() {
    return new WorkItem(
        id,
        runId,
        orchestration,
        orchestrationLabel,
        businessKey,
        stage,
        step,
        label,
        flow,
        flowVersion,
        new LinkedHashMap<>(),
        recordType,
        recordId,
        assignee,
        previous,
        status,
        claimedBy,
        completedBy,
        flagged,
        assignment,
        revision,
        createdAt,
        changedAt);
  }
}
