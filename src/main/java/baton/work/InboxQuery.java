package baton.work;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Which items to list, and in which order.
 *
 * @param search words that must all occur in the label, orchestration, record or business key; case
 *     is ignored
 * @param after where the page before ended
 */
public record InboxQuery(
    InboxFilter filter,
    @Nullable RelatedRecord record,
    String search,
    State state,
    Order order,
    int limit,
    @Nullable InboxPosition after) {
  public static final int MOST_ITEMS = 200;

  /** The record that an item is about. */
  public record RelatedRecord(String type, String id) {}

  /** Which part of an item's life to list. */
  public enum State {
    OPEN,
    CLOSED
  }

  /** By when open items were created, and by when the others ended. */
  public enum Order implements Comparator<InboxPosition> {
    NEWEST,
    OLDEST;

    @Override
    public int compare(InboxPosition one, InboxPosition other) {
      return switch (this) {
        case NEWEST -> one.compareTo(other);
        case OLDEST -> other.compareTo(one);
      };
    }
  }

  public InboxQuery {
    limit = Math.clamp(limit, 1, MOST_ITEMS);
  }

  public static InboxQuery open(InboxFilter filter, int limit) {
    return new InboxQuery(filter, null, "", State.OPEN, Order.NEWEST, limit, null);
  }
}
