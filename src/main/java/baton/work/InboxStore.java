package baton.work;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of single work items, of records, and of what is over; lists of open items are in
 * {@link ListStore}.
 *
 * <p>All rows hold absolute values. What belongs to a revision of an item carries the {@link #stamp
 * stamp} of that revision, so that writes may be repeated and may arrive in any order. A holder is
 * who has an item in the list: the assignee, and the user who claimed it.
 */
interface InboxStore {
  /** How a holder's list has an item. */
  enum State {
    OPEN,
    CLAIMED,
    /** Done, canceled or discontinued. */
    CLOSED,
    /** Still open, but with somebody else. */
    MOVED;

    boolean open() {
      return this == OPEN || this == CLAIMED;
    }
  }

  /** One item in a holder's list. */
  record Entry(State state, WorkItem item) {
    InboxPosition position() {
      return InboxPosition.of(item);
    }
  }

  /**
   * What was written about an item so far.
   *
   * @param revision the newest that somebody began to write; 0 for a new item
   * @param settled the newest that is in all lists
   * @param notified the newest assignment whose mails are in the outbox
   * @param holders who ever had it in the list
   */
  record Known(int revision, int settled, int notified, Set<Holder> holders) {}

  /** Higher for a later revision; the late correction of one beats it, and loses to the next. */
  static long stamp(int revision, boolean correction) {
    return 2L * revision + (correction ? 1 : 0);
  }

  /** The revision that a stamp is of. */
  static int revision(long stamp) {
    return (int) (stamp / 2);
  }

  /** This revision is now written into the lists of these, and no older one is to be shown. */
  CompletionStage<Void> begun(String itemId, int revision, Set<Holder> holders);

  CompletionStage<Known> known(String itemId);

  CompletionStage<Void> settled(String itemId, int revision);

  CompletionStage<Void> notified(String itemId, int assignment);

  /** Shows an open item in the list of its record, and takes one that is over out of it. */
  CompletionStage<Void> writeOfRecord(WorkItem item);

  /** Open items of a record behind a place. */
  CompletionStage<List<ListRow>> ofRecord(
      InboxFilter.OfRecord record,
      InboxQuery.Order order,
      @Nullable InboxPosition after,
      int limit);

  /** Shows an item that is over among what its holder had. */
  CompletionStage<Void> did(Holder holder, WorkItem item);

  /** Days on which something of a holder ended, from one on. */
  CompletionStage<List<LocalDate>> days(
      Holder holder, InboxQuery.Order order, @Nullable LocalDate from, int limit);

  /** What of a holder ended on a day, behind a place; places there are of the end of items. */
  CompletionStage<List<ListRow>> done(
      Holder holder,
      LocalDate day,
      InboxQuery.Order order,
      @Nullable InboxPosition after,
      int limit);
}
