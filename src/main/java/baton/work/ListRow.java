package baton.work;

import baton.work.InboxStore.State;

/**
 * One row of a list.
 *
 * @param item the text of the item; empty unless it is open here
 * @param stamp that it was written with; the higher one wins
 */
record ListRow(InboxPosition position, State state, String item, long stamp) {
  static ListRow of(InboxStore.Entry entry, long stamp) {
    return new ListRow(
        entry.position(),
        entry.state(),
        entry.state().open() ? ItemText.of(entry.item()) : "",
        stamp);
  }
}
