package baton.work;

import baton.directory.People;
import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Brings one revision of a work item before its people: lists and, on a new assignment, mails.
 *
 * <p>Both are safe to repeat with the same revision, and an older revision never replaces a newer.
 */
public interface Routing {
  /** The node is a member of its cluster by then. */
  Duration OLD_LISTS_AFTER = Duration.ofSeconds(30);

  /**
   * Starts this node's share of the routers.
   *
   * @param publicUrl where people reach the pages; links in mails begin with it
   */
  static Routing start(
      ActorSystem<?> system,
      CqlSession session,
      People people,
      MailOutbox outbox,
      String publicUrl) {
    var routing =
        ShardedRouting.start(
            system,
            new InboxRows(session),
            new ListRows(session),
            people,
            new AssignmentMails(outbox, publicUrl));
    system
        .scheduler()
        .scheduleOnce(
            OLD_LISTS_AFTER, () -> OldLists.move(session, routing), system.executionContext());
    return routing;
  }

  /** Shows an open item to whom it is assigned; also after a claim, release or reassignment. */
  CompletionStage<WorkRouter.Reply> place(WorkItem item);

  /** Shows that an item is no longer open; always answered by {@code Placed}. */
  CompletionStage<WorkRouter.Reply> withdraw(WorkItem item);

  /** Places an open item and withdraws a closed one. */
  default CompletionStage<WorkRouter.Reply> route(WorkItem item) {
    return item.status().open() ? place(item) : withdraw(item);
  }
}
