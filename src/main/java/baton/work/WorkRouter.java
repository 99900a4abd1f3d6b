package baton.work;

import org.apache.pekko.actor.typed.ActorRef;

/** The sharded actor, one for each assignee, that shows work items to their people. */
public final class WorkRouter {
  /** What a router can be asked. */
  public sealed interface Command {}

  /** Show this revision of an open item. */
  public record Place(WorkItem item, ActorRef<Reply> replyTo) implements Command {}

  /** Show that this item is no longer open. */
  public record Withdraw(WorkItem item, ActorRef<Reply> replyTo) implements Command {}

  /** What a router answers, after everything is written. */
  public sealed interface Reply {
    String itemId();

    int revision();
  }

  /** Lists show it, and its mails are in the outbox. */
  public record Placed(String itemId, int revision) implements Reply {}

  /** There is nobody to show it to; nothing was written. The reason is a sentence for people. */
  public record Unroutable(String itemId, int revision, String reason) implements Reply {}

  private WorkRouter() {}
}
