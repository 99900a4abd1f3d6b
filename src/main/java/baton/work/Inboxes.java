package baton.work;

import baton.directory.Principal;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** The lists of work items, by people and by record. */
interface Inboxes {
  /**
   * One page of what a query asks for.
   *
   * @param shown what of it is for the person's eyes
   */
  CompletionStage<InboxPage> inboxOf(Principal person, InboxQuery query, Predicate<WorkItem> shown);

  CompletionStage<InboxCounts> counts(Principal person);
}
