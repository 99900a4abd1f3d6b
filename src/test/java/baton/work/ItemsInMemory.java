package baton.work;

import baton.definition.Assignee;
import baton.directory.People;
import baton.directory.Principal;
import baton.work.ItemReply.Done;
import baton.work.ItemReply.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Work items that work in memory: the first to finish wins, members may claim, and lists show
 * everything at once.
 */
public final class ItemsInMemory implements WorkItems.Items {
  private static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");

  private final Map<String, WorkItem> items = new LinkedHashMap<>();
  private final People people;
  private @Nullable String tooLate;

  public ItemsInMemory(People people) {
    this.people = people;
  }

  /** The door over these items. */
  public WorkItems door() {
    return new WorkItems(people, this, new Shown(), new Lists());
  }

  /** The next completion by this person comes just after somebody else's. */
  public synchronized void raceLostBy(String username) {
    tooLate = username;
  }

  /** An item that is open for {@code assignee}. */
  public synchronized WorkItem add(String id, Assignee assignee) {
    var dots = id.split("\\.");
    var item =
        new WorkItem(
            id,
            dots[0],
            "employee_onboarding",
            "Employee onboarding",
            "E-1001",
            "prepare",
            dots[1],
            "Set up laptop",
            "set_up_laptop",
            2,
            Map.of(),
            "Employee",
            "E-1001",
            assignee,
            List.of(),
            WorkItem.Status.Assigned,
            null,
            null,
            null,
            1,
            1,
            AT.plusSeconds(items.size()),
            AT.plusSeconds(items.size()));
    items.put(id, item);
    return item;
  }

  @Override
  public synchronized CompletionStage<ItemReply> claim(String itemId, Principal by) {
    return changed(
        itemId,
        by,
        item -> change(item, item.assignee(), WorkItem.Status.Claimed, by.username(), null));
  }

  @Override
  public synchronized CompletionStage<ItemReply> release(String itemId, Principal by) {
    return changed(
        itemId, by, item -> change(item, item.assignee(), WorkItem.Status.Assigned, null, null));
  }

  @Override
  public synchronized CompletionStage<ItemReply> reassign(
      String itemId, Principal by, Assignee to, String reason) {
    return changed(itemId, by, item -> change(item, to, WorkItem.Status.Assigned, null, null));
  }

  @Override
  public synchronized CompletionStage<ItemReply> complete(
      String itemId, Principal by, Map<String, JsonNode> outputs) {
    if (by.username().equals(tooLate)) {
      tooLate = null;
      return done(ItemReply.refused(Reason.ALREADY_COMPLETED, "Already done by somebody faster."));
    }
    if (outputs.containsKey("wrong")) {
      return done(
          new ItemReply.Refused(
              Reason.BAD_INPUT,
              "There is no output `wrong`.",
              null,
              null,
              Map.of("wrong", "There is no output `wrong`.")));
    }
    return changed(
        itemId,
        by,
        item ->
            change(
                item, item.assignee(), WorkItem.Status.Completed, item.claimedBy(), by.username()));
  }

  @Override
  public synchronized CompletionStage<Optional<WorkItem>> item(String itemId) {
    return done(Optional.ofNullable(items.get(itemId)));
  }

  private interface Change {
    WorkItem of(WorkItem item);
  }

  private CompletionStage<ItemReply> changed(String itemId, Principal by, Change change) {
    var item = items.get(itemId);
    if (item == null) {
      return done(ItemReply.refused(Reason.NOT_FOUND, "There is no work item `" + itemId + "`."));
    }
    if (!item.isFor(by)) {
      return refused(
          item, Reason.NOT_ASSIGNED_TO_YOU, "The item is assigned to " + item.assignee() + ".");
    }
    if (!item.status().open()) {
      return refused(item, Reason.ALREADY_COMPLETED, "Already done by " + item.completedBy() + ".");
    }
    if (item.claimedBy() != null && !item.claimedBy().equals(by.username())) {
      return refused(item, Reason.CLAIMED_BY_OTHER, "Claimed by " + item.claimedBy() + ".");
    }
    var after = change.of(item);
    items.put(itemId, after);
    return done(new Done(after));
  }

  private static WorkItem change(
      WorkItem item,
      Assignee assignee,
      WorkItem.Status status,
      @Nullable String claimedBy,
      @Nullable String completedBy) {
    var previous = new ArrayList<>(item.previous());
    if (!assignee.equals(item.assignee())) {
      previous.add(item.assignee());
    }
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
        previous,
        status,
        claimedBy,
        completedBy,
        item.flagged(),
        item.assignment() + previous.size() - item.previous().size(),
        item.revision() + 1,
        item.createdAt(),
        item.changedAt());
  }

  private static CompletionStage<ItemReply> refused(WorkItem item, Reason reason, String detail) {
    var by = item.completedBy() == null ? item.claimedBy() : item.completedBy();
    return done(new ItemReply.Refused(reason, detail, by, item.changedAt(), Map.of()));
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  private static final class Shown implements Routing {
    @Override
    public CompletionStage<WorkRouter.Reply> place(WorkItem item) {
      return done(new WorkRouter.Placed(item.id(), item.revision()));
    }

    @Override
    public CompletionStage<WorkRouter.Reply> withdraw(WorkItem item) {
      return done(new WorkRouter.Placed(item.id(), item.revision()));
    }
  }

  private final class Lists implements Inboxes {
    @Override
    public CompletionStage<InboxPage> inboxOf(
        Principal person, InboxQuery query, Predicate<WorkItem> shown) {
      synchronized (ItemsInMemory.this) {
        var found =
            items.values().stream()
                .filter(item -> item.status().open() == (query.state() == InboxQuery.State.OPEN))
                .filter(item -> isIn(query.filter(), item, person) && shown.test(item))
                .filter(item -> item.label().contains(query.search()))
                .toList()
                .reversed()
                .stream()
                .filter(item ->
                    query.after() == null || InboxPosition.of(item).compareTo(query.after()) > 0)
                .toList();
        var some = found.subList(0, Math.min(query.limit(), found.size()));
        return done(
            new InboxPage(
                some, some.size() < found.size() ? InboxPosition.of(some.getLast()) : null));
      }
    }

    private static boolean isIn(InboxFilter filter, WorkItem item, Principal person) {
      return switch (filter) {
        case InboxFilter.Mine mine ->
            item.assignee().equals(new Assignee(Assignee.Kind.USER, person.username()))
                || person.username().equals(item.claimedBy());
        case InboxFilter.Me me -> item.isFor(person);
        case InboxFilter.Of of -> item.assignee().equals(of.assignee());
        case InboxFilter.OfRecord record ->
            item.recordType().equals(record.type()) && item.recordId().equals(record.id());
        case InboxFilter.Orphans orphans -> false;
      };
    }

    @Override
    public CompletionStage<InboxCounts> counts(Principal person) {
      var groups = new TreeMap<String, Integer>();
      person.groups().forEach(group -> groups.put(group, 0));
      var queues = new TreeMap<String, Integer>();
      person.queues().forEach(queue -> queues.put(queue, 1));
      return done(new InboxCounts(0, groups, queues));
    }
  }
}
