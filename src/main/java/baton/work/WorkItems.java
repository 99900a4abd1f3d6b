package baton.work;

import baton.definition.Assignee;
import baton.directory.Directory;
import baton.directory.People;
import baton.directory.Principal;
import baton.work.ItemReply.Done;
import baton.work.ItemReply.Reason;
import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door to work items.
 *
 * <p>One item and every command about it goes to the run that owns it, which decides. Lists are
 * rows and may lag behind what others do, but not behind what the asking person did: a command is
 * answered after its rows are written.
 */
public final class WorkItems {
  /** The longest reason for a reassignment. */
  public static final int LONGEST_REASON_CHARACTERS = 4_000;

  /** How long an answer waits for lists to show what was done. */
  private static final Duration LISTS_TIMEOUT = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(WorkItems.class);

  /** The runs, as seen from work items; {@code app} wires it. The run decides who may do what. */
  public interface Items {
    CompletionStage<ItemReply> claim(String itemId, Principal by);

    CompletionStage<ItemReply> release(String itemId, Principal by);

    CompletionStage<ItemReply> reassign(String itemId, Principal by, Assignee to, String reason);

    CompletionStage<ItemReply> complete(String itemId, Principal by, Map<String, JsonNode> outputs);

    CompletionStage<Optional<WorkItem>> item(String itemId);
  }

  private final People people;
  private final Items items;
  private final Routing routing;
  private final Inboxes inboxes;

  /** Over the tables of {@code schema/075-work-list.cql}. */
  public WorkItems(CqlSession session, People people, Items items, Routing routing) {
    this(people, items, routing, new InboxReader(new InboxRows(session), new ListRows(session)));
  }

  WorkItems(People people, Items items, Routing routing, Inboxes inboxes) {
    this.people = people;
    this.items = items;
    this.routing = routing;
    this.inboxes = inboxes;
  }

  /** The item as it is now, from its run. */
  public CompletionStage<Optional<WorkItem>> item(String itemId) {
    return items.item(itemId);
  }

  /**
   * A page of a list. Of a record: what the person may do, or has claimed, or did, and what is open
   * and nobody can take.
   */
  public CompletionStage<InboxPage> inboxOf(Principal person, InboxQuery query) {
    return people
        .directory()
        .thenCompose(directory ->
            inboxes.inboxOf(
                person,
                query,
                item ->
                    !(query.filter() instanceof InboxFilter.OfRecord)
                        || concerns(item, person)
                        || isOrphan(item, directory)));
  }

  public CompletionStage<InboxCounts> counts(Principal person) {
    return inboxes.counts(person);
  }

  public CompletionStage<ItemReply> claim(String itemId, String username) {
    return asked(username, person -> items.claim(itemId, person));
  }

  public CompletionStage<ItemReply> release(String itemId, String username) {
    return asked(username, person -> items.release(itemId, person));
  }

  public CompletionStage<ItemReply> complete(
      String itemId, String username, Map<String, JsonNode> outputs) {
    return asked(username, person -> items.complete(itemId, person, outputs));
  }

  public CompletionStage<ItemReply> reassign(
      String itemId, String username, Assignee to, String reason) {
    if (reason.length() > LONGEST_REASON_CHARACTERS) {
      return refused(
          Reason.BAD_INPUT,
          "The reason has "
              + reason.length()
              + " characters; at most "
              + LONGEST_REASON_CHARACTERS
              + " are kept.");
    }
    return people
        .directory()
        .thenCompose(directory ->
            Recipients.of(to, directory) instanceof Recipients.Nobody nobody
                ? refused(Reason.UNKNOWN_ASSIGNEE, nobody.reason())
                : asked(username, p -> items.reassign(itemId, p, to, reason)));
  }

  private static boolean concerns(WorkItem item, Principal person) {
    return item.isFor(person)
        || person.username().equals(item.claimedBy())
        || person.username().equals(item.completedBy());
  }

  private static boolean isOrphan(WorkItem item, Directory directory) {
    return item.status().open()
        && item.claimedBy() == null
        && Recipients.of(item.assignee(), directory) instanceof Recipients.Nobody;
  }

  private CompletionStage<ItemReply> asked(
      String username, Function<Principal, CompletionStage<ItemReply>> command) {
    return people.directory().thenCompose(directory -> asked(directory, username, command));
  }

  private CompletionStage<ItemReply> asked(
      Directory directory,
      String username,
      Function<Principal, CompletionStage<ItemReply>> command) {
    return directory
        .principal(username)
        .map(person -> command.apply(person).thenCompose(this::shown))
        .orElseGet(() ->
            refused(
                Reason.NOT_ASSIGNED_TO_YOU,
                "There is no active user '" + username + "' who could do this."));
  }

  /**
   * The run's child writes the same rows; writing them here too makes the person's next list show
   * what they did. Where that fails or takes long the command is still done, and the child repeats
   * it.
   */
  private CompletionStage<ItemReply> shown(ItemReply reply) {
    return switch (reply) {
      case Done done ->
          routing
              .route(done.item())
              .handle((routed, failure) -> {
                if (failure != null) {
                  LOG.warn("lists do not show item {} yet", done.item().id(), failure);
                }
                return reply;
              })
              .toCompletableFuture()
              .completeOnTimeout(reply, LISTS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      case ItemReply.Refused refused -> CompletableFuture.completedFuture(refused);
    };
  }

  private static CompletionStage<ItemReply> refused(Reason reason, String detail) {
    return CompletableFuture.completedFuture(ItemReply.refused(reason, detail));
  }
}
