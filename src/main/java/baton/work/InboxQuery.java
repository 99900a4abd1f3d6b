package baton.work;

import org.jspecify.annotations.Nullable;

/**
 * Which items to list, the newest first.
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

  public InboxQuery {
    limit = Math.clamp(limit, 1, MOST_ITEMS);
  }

  public static InboxQuery open(InboxFilter filter, int limit) {
    return new InboxQuery(filter, null, "", State.OPEN, limit, null);
  }
}
