package baton.work;

import baton.directory.Principal;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The lists of work items, by people and by record. */
interface Inboxes {
  CompletionStage<InboxPage> inboxOf(Principal person, InboxQuery query);

  /** All items of a record, open first, the latest first in each half. */
  CompletionStage<List<WorkItem>> ofRecord(String type, String id);

  CompletionStage<InboxCounts> counts(Principal person);
}
