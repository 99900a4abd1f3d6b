package baton.work;

import baton.definition.Assignee;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where lists of work items are kept.
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
   * @param notified the newest assignment whose mails are in the outbox
   * @param buckets where the item is in the list of each holder it ever had
   */
  record Known(int revision, int notified, Map<Assignee, Integer> buckets) {}

  /**
   * A part of a holder's list with a bounded number of rows.
   *
   * @param openedAt no item in an earlier bucket was placed after it
   * @param drained all its items are closed, and none will open
   */
  record Bucket(int number, Instant openedAt, boolean drained) {
    static final Comparator<Bucket> NEWEST_FIRST = Comparator.comparing(Bucket::number).reversed();
  }

  /** Higher for a later revision; the late correction of one beats it, and loses to the next. */
  static long stamp(int revision, boolean correction) {
    return 2L * revision + (correction ? 1 : 0);
  }

  CompletionStage<Void> begun(String itemId, int revision);

  CompletionStage<Known> known(String itemId);

  CompletionStage<Void> notified(String itemId, int assignment);

  /** Shows the item in the list of its record. */
  CompletionStage<Void> writeOfRecord(WorkItem item);

  /** Shows the item in the list of a holder; its bucket is known before the row is there. */
  CompletionStage<Void> write(Assignee holder, int bucket, Entry entry, long stamp);

  CompletionStage<List<Bucket>> buckets(Assignee holder);

  CompletionStage<Void> open(Assignee holder, int bucket, Instant openedAt);

  CompletionStage<Void> drained(Assignee holder, int bucket);

  /** The state of each row of a bucket. */
  CompletionStage<List<State>> states(Assignee holder, int bucket);

  /** Rows of a bucket, the newest first, behind a place. */
  CompletionStage<List<Entry>> entries(
      Assignee holder, int bucket, @Nullable InboxPosition after, int limit);

  /** The latest items of a record, the newest first. */
  CompletionStage<List<WorkItem>> ofRecord(String type, String id, int limit);
}
